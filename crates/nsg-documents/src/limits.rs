//! Azure's limits on a rule or a group as a whole: warnings, since the text still has a meaning.

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::document::Draft;
use crate::index::Index;
use crate::position::Span;
use crate::tags::PLATFORM_DNS;
use ipnet::IpNet;
use nsg::{Access, AddressMatch, Field, SecurityRule};
use text::{quote, text};

/// AD: `includes/azure-virtual-network-limits.md`.
const MAX_RULES: usize = 1000;
const MAX_ADDRESSES: usize = 4000;
const MAX_APPLICATION_SECURITY_GROUPS: usize = 100;

/// Recorded: `Security rule description cannot exceed 140 chars.`
const MAX_DESCRIPTION: usize = 140;

/// AD: `virtual-network/manage-network-security-group.md`.
const MAX_NAME: usize = 80;

/// The source or the destination of a rule.
type RuleEntries = fn(&SecurityRule) -> &[AddressMatch];

/// Compares a group with what Azure accepts.
pub(crate) fn check(draft: &Draft, sink: &mut DiagnosticSink) {
    let rules = &draft.group.security_rules;
    for (rule, span) in rules.iter().zip(&draft.rule_spans) {
        self::rule(
            rule,
            Span::new(span.start, (span.start + 1).min(span.end)),
            sink,
        );
    }
    let name = quote(
        draft
            .group
            .display_name()
            .unwrap_or(text!("document-without-name")),
    );
    let start = draft
        .span
        .or(draft.rule_spans.first().copied())
        .unwrap_or_default();
    let start = Span::new(start.start, (start.start + 1).min(start.end));
    if rules.len() > MAX_RULES {
        let (count, most) = (rules.len(), MAX_RULES);
        let message = text!("limit-rules", group = name, count, most);
        sink.report(DiagnosticCode::TooManyRules, start, message);
    }
    let sides: [(&str, RuleEntries); 2] = [
        ("source", |rule| &rule.conditions.source),
        ("destination", |rule| &rule.conditions.destination),
    ];
    for (side, entries) in sides {
        let is_prefix = |entry: &&AddressMatch| matches!(entry, AddressMatch::Prefix(_));
        let count = rules.iter().flat_map(entries).filter(is_prefix).count();
        if count > MAX_ADDRESSES {
            let message = text!(
                "limit-addresses",
                side,
                group = name,
                count,
                most = MAX_ADDRESSES
            );
            sink.report(DiagnosticCode::TooManyAddresses, start, message);
        }
    }
    let entries = rules
        .iter()
        .flat_map(|rule| sides.iter().flat_map(move |(_, entries)| entries(rule)));
    let groups = Index::of(entries.filter_map(|entry| match entry {
        AddressMatch::ApplicationSecurityGroup(name) => Some(name.as_str()),
        _ => None,
    }));
    if groups.len() > MAX_APPLICATION_SECURITY_GROUPS {
        let (count, most) = (groups.len(), MAX_APPLICATION_SECURITY_GROUPS);
        let message = text!("limit-groups", group = name, count, most);
        sink.report(DiagnosticCode::TooManyGroupReferences, start, message);
    }
    clashes(draft, sink);
}

/// Rules that cannot stand side by side. One number may be used once for each direction (AD:
/// `virtual-network/network-security-groups-overview.md`).
fn clashes(draft: &Draft, sink: &mut DiagnosticSink) {
    let (mut priorities, mut names) = (Index::default(), Index::default());
    let rules = &draft.group.security_rules;
    for (index, (rule, span)) in rules.iter().zip(&draft.rule_spans).enumerate() {
        let at = Span::new(span.start, (span.start + 1).min(span.end));
        if let (Field::Known(direction), Field::Known(priority)) = (&rule.direction, &rule.priority)
            && let Some(other) = priorities.insert(&format!("{direction} {priority}"), index)
            && let Some(other) = rules.get(other)
        {
            let message = text!(
                "limit-priority-clash",
                first = quote(&other.name),
                second = quote(&rule.name),
                priority,
                direction = direction.word()
            );
            let help = text!("limit-priority-clash-help");
            sink.report_help(DiagnosticCode::PriorityClash, at, message, help);
        }
        // What stands for the rules of a loop or a list has no name of its own.
        if !rule.is_unread() && names.insert(&rule.name, index).is_some() {
            let message = text!("limit-name-twice", rule = quote(&rule.name));
            let help = text!("limit-name-twice-help");
            sink.report_help(DiagnosticCode::DuplicateRuleName, at, message, help);
        }
    }
}

fn rule(rule: &SecurityRule, at: Span, sink: &mut DiagnosticSink) {
    for check in [description, name, families, platform_dns] {
        check(rule, at, sink);
    }
}

/// Says that a remark is too long.
pub(crate) fn description(rule: &SecurityRule, at: Span, sink: &mut DiagnosticSink) {
    let description = rule.description.as_deref();
    let length = description.map_or(0, |text| text.chars().count());
    if length > MAX_DESCRIPTION {
        let message = text!("limit-description", rule = quote(&rule.name), length);
        let help = text!("limit-description-help");
        sink.report_help(DiagnosticCode::LongDescription, at, message, help);
    }
}

/// Says that no rule can have the name.
pub(crate) fn name(rule: &SecurityRule, at: Span, sink: &mut DiagnosticSink) {
    if !is_name(&rule.name) {
        let message = text!("limit-name", rule = quote(&rule.name));
        let help = text!("limit-name-help");
        sink.report_help(DiagnosticCode::InvalidName, at, message, help);
    }
}

/// Says that a rule has addresses of both families.
pub(crate) fn families(rule: &SecurityRule, at: Span, sink: &mut DiagnosticSink) {
    let v4 = |entry: &AddressMatch| matches!(entry, AddressMatch::Prefix(IpNet::V4(_)));
    let v6 = |entry: &AddressMatch| matches!(entry, AddressMatch::Prefix(IpNet::V6(_)));
    if entries(rule).any(v4) && entries(rule).any(v6) {
        let message = text!("limit-mixed-families", rule = quote(&rule.name));
        let help = text!("limit-mixed-families-help");
        sink.report_help(DiagnosticCode::MixedFamilies, at, message, help);
    }
}

/// Says that a rule allows what only a deny may name.
pub(crate) fn platform_dns(rule: &SecurityRule, at: Span, sink: &mut DiagnosticSink) {
    let dns = |entry: &AddressMatch| matches!(entry, AddressMatch::ServiceTag(tag) if tag == PLATFORM_DNS);
    if rule.access == Field::Known(Access::Allow) && entries(rule).any(dns) {
        let rule = quote(&rule.name);
        let message = text!("limit-platform-dns", rule, tag = PLATFORM_DNS);
        let help = text!(
            "document-azure-refuses",
            error = "SecurityRuleInvalidAccessType"
        );
        sink.report_help(DiagnosticCode::AllowPlatformDns, at, message, help);
    }
}

fn entries(rule: &SecurityRule) -> impl Iterator<Item = &AddressMatch> {
    let conditions = &rule.conditions;
    conditions.source.iter().chain(&conditions.destination)
}

/// AD: `virtual-network/network-security-groups-overview.md`. Names that the text does not tell pass.
pub(crate) fn is_name(name: &str) -> bool {
    let stands_for_one = name.starts_with(['[', '(']);
    let word = |char: char| char.is_alphanumeric() || char == '_';
    stands_for_one
        || (name.chars().count() <= MAX_NAME
            && name.starts_with(word)
            && name.ends_with(word)
            && name
                .chars()
                .all(|char| word(char) || char == '.' || char == '-'))
}
