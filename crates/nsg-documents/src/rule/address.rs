//! Addresses of a rule.

use super::fields::{FieldValue, SideFields, is_blank, is_reference};
use super::prefix::classify_prefix;
use super::{RuleOwner, RuleReader, Style};
use crate::codes::DiagnosticCode;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use crate::shapes::expression::expression;
use crate::tags;
use ipnet::IpNet;
use nsg::published_tags::is_published_tag;
use nsg::{AddressMatch, Name, RefusedForm};
use text::{quote, text};

impl<'n, 't> RuleReader<'_, 'n, 't, '_> {
    /// The addresses of one side: singular field, plural field and application security groups united.
    pub(super) fn addresses(
        &mut self,
        rule: &'n JsonNode<'t>,
        name: &str,
        side: &SideFields,
        kind: RuleOwner,
    ) -> Vec<AddressMatch> {
        let mut found = Vec::new();
        for (key, plural) in [(side.prefix, false), (side.prefixes, true)] {
            match self.field(rule, key) {
                Some((FieldValue::Known(node), at)) => {
                    self.address_values(node, at, plural, &mut found)
                }
                Some((FieldValue::Unknown(text), _)) => {
                    push(&mut found, AddressMatch::Unknown(text))
                }
                None => {}
            }
            if let Some(FieldValue::Unknown(text)) = self.rest_after_apply(rule, key) {
                push(&mut found, AddressMatch::Unknown(text));
            }
        }
        if self.style == Style::Effective {
            found.iter_mut().for_each(|entry| printed_any(entry, kind));
            found.dedup();
        }
        let prefixes = found.len();
        for key in [side.groups, side.group_ids] {
            match self.field(rule, key) {
                Some((FieldValue::Known(node), at)) => self.groups(node, at, &mut found),
                Some((FieldValue::Unknown(text), _)) => {
                    push(&mut found, AddressMatch::Unknown(text))
                }
                None => {}
            }
            if let Some(FieldValue::Unknown(text)) = self.rest_after_apply(rule, key) {
                push(&mut found, AddressMatch::Unknown(text));
            }
        }
        self.whole_side(super::start_of(rule), name, side, &mut found, prefixes);
        found
    }

    /// What there is to say of a side as a whole: what Azure refuses of it, and that it is not there. The first `prefixes`
    /// of what was found are no groups.
    pub(super) fn whole_side(
        &mut self,
        at: Span,
        name: &str,
        side: &SideFields,
        found: &mut Vec<AddressMatch>,
        prefixes: usize,
    ) {
        let groups = found.len() - prefixes.min(found.len());
        self.compare_with_azure(at, name, side, groups, prefixes);
        if found.is_empty() {
            let missing = self.missing(at, side.prefix, name);
            found.push(AddressMatch::Unknown(missing));
        }
    }

    fn address_values(
        &mut self,
        node: &'n JsonNode<'t>,
        at: Span,
        plural: bool,
        found: &mut Vec<AddressMatch>,
    ) {
        for item in node.items_or_self().iter().filter(|item| !is_blank(item)) {
            // Values of a variable stand elsewhere: the problem is where they are used.
            let at = if item.span.start >= at.start && item.span.end <= at.end {
                item.span
            } else {
                at
            };
            match self.resolve(item, at) {
                FieldValue::Unknown(text) => push(found, AddressMatch::Unknown(text)),
                FieldValue::Known(node) if node.is_array() => {
                    for text in node
                        .items()
                        .iter()
                        .map(|item| item.scalar().unwrap_or(item.kind()))
                    {
                        self.address_text(text, at, plural, found);
                    }
                }
                FieldValue::Known(node) => match node.as_str() {
                    Some(text) => self.address_text(text, at, plural, found),
                    None => {
                        let what = node.scalar().unwrap_or(node.kind());
                        let message = text!("rule-address-expected", what = node.kind());
                        self.sink
                            .report(DiagnosticCode::InvalidAddress, at, message);
                        push(found, AddressMatch::Unknown(what.to_owned()));
                    }
                },
            }
        }
    }

    pub(super) fn address_text(
        &mut self,
        text: &str,
        at: Span,
        plural: bool,
        found: &mut Vec<AddressMatch>,
    ) {
        let trimmed = self.trim(text, at);
        if trimmed.is_empty() {
            return;
        }
        let is_list = trimmed.contains(',') && expression(trimmed).is_none();
        if is_list {
            self.refuse_list(plural, trimmed);
            let message = text!("rule-list-in-text", text = quote(trimmed));
            let help = text!("rule-list-of-addresses-help");
            self.sink
                .report_help(DiagnosticCode::ListInSingular, at, message, help);
        }
        let parts = if is_list {
            trimmed.split(',')
        } else {
            trimmed.split('\0')
        };
        for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
            let entry = self.address(part, at);
            if plural && self.style == Style::Configured {
                self.in_plural(&entry, part, at);
            }
            push(found, entry);
        }
    }

    /// What Azure refuses in the lists of prefixes, which it calls `unsupported values`.
    fn in_plural(&mut self, entry: &AddressMatch, text: &str, at: Span) {
        let help = text!("rule-unsupported-prefix-help");
        match entry {
            AddressMatch::Any => {
                self.refuse(RefusedForm::AnyInList, text);
                self.sink.report_help(
                    DiagnosticCode::AnyInPrefixes,
                    at,
                    text!("rule-any-in-prefixes"),
                    help,
                );
            }
            AddressMatch::ServiceTag(_) => {
                self.refuse(RefusedForm::TagInList, text);
                let message = text!("rule-tag-in-prefixes", tag = quote(text));
                self.sink
                    .report_help(DiagnosticCode::TagInPrefixes, at, message, help);
            }
            _ => {}
        }
    }

    fn address(&mut self, text: &str, at: Span) -> AddressMatch {
        if text == "*" {
            return AddressMatch::Any;
        }
        if text.eq_ignore_ascii_case("any") {
            let message = text!("rule-any-spelling", text = quote(text));
            self.sink.report(DiagnosticCode::AnySpelling, at, message);
            return AddressMatch::Any;
        }
        if let Some(prefix) = classify_prefix(text, at, self.sink) {
            let given: Option<IpNet> = text.parse().ok();
            if given.is_some() && given != prefix {
                self.refuse(RefusedForm::HostBits, text);
            }
            let entry = prefix.map_or_else(
                || AddressMatch::Unknown(text.to_owned()),
                AddressMatch::Prefix,
            );
            if given.is_none_or(|given| Some(given) == prefix) {
                self.spell(&entry, text);
            }
            return entry;
        }
        // A group that crosses as an object has its unknown values as their texts, and `var.office` is written as a tag is.
        if is_reference(text) {
            return AddressMatch::Unknown(self.unresolved(text, at));
        }
        if tags::is_tag_like(text) {
            return AddressMatch::ServiceTag(self.tag(text, at));
        }
        let message = text!("rule-no-address", text = quote(text));
        let help = text!("rule-no-address-help");
        self.sink
            .report_help(DiagnosticCode::InvalidAddress, at, message, help);
        AddressMatch::Unknown(text.to_owned())
    }

    fn tag(&mut self, text: &str, at: Span) -> Name {
        if let Some(today) = tags::classic(text) {
            let message = text!("rule-classic-tag", tag = quote(text), today);
            self.sink.report(DiagnosticCode::ClassicTag, at, message);
            return today.into();
        }
        if !is_published_tag(text) && self.style == Style::Configured {
            let message = text!("rule-unknown-tag", tag = quote(text));
            let full = self.sink.is_full(DiagnosticCode::UnknownServiceTag);
            let help = match (!full).then(|| tags::nearest(text)).flatten() {
                Some(near) => text!("rule-unknown-tag-near", tag = near),
                None => text!("rule-unknown-tag-help").to_owned(),
            };
            self.sink
                .report_help(DiagnosticCode::UnknownServiceTag, at, message, help);
        }
        text.into()
    }

    /// Application security groups: `[{"id": …}]`, or ids or names alone.
    fn groups(&mut self, node: &'n JsonNode<'t>, at: Span, found: &mut Vec<AddressMatch>) {
        for item in node.items_or_self() {
            let at = if item.span.start >= at.start && item.span.end <= at.end {
                item.span
            } else {
                at
            };
            let item = match self.resolve(item, at) {
                FieldValue::Known(item) => item,
                FieldValue::Unknown(text) => {
                    push(found, AddressMatch::Unknown(text));
                    continue;
                }
            };
            if matches!(item.value, Value::Null) {
                continue;
            }
            if let Some(listed) = item.get("ids").filter(|ids| ids.is_array()) {
                self.groups(listed, at, found);
                continue;
            }
            if let Some(keys) = item.get("keys").filter(|keys| keys.is_array()) {
                self.groups_by_key(keys, at, found);
                continue;
            }
            let id = item.get("id").or_else(|| item.get("name")).unwrap_or(item);
            let entry = self.group_text(id.as_str().unwrap_or_default(), at);
            push(found, entry);
        }
    }

    /// Application security groups by the keys under which a module has them: their names are the module's.
    fn groups_by_key(&mut self, keys: &JsonNode<'t>, at: Span, found: &mut Vec<AddressMatch>) {
        for key in keys.items() {
            let key = key.scalar().unwrap_or_default();
            let name = format!("application_security_groups[\"{key}\"]");
            push(found, AddressMatch::Unknown(self.unresolved(&name, at)));
        }
    }

    /// An application security group by its id, or by its name alone.
    pub(super) fn group_text(&mut self, text: &str, at: Span) -> AddressMatch {
        if text.is_empty() {
            let message = text!("rule-group-without-name");
            self.sink
                .report(DiagnosticCode::InvalidGroupReference, at, message);
            return AddressMatch::Unknown(text!("rule-group-unread").to_owned());
        }
        // `[resourceId('…/applicationSecurityGroups', 'web')]` names the group, and a name is enough.
        let name = self.scope.text_of(text);
        match name.is_empty() || expression(&name).is_some() {
            true => AddressMatch::Unknown(self.unresolved(text, at)),
            false => AddressMatch::ApplicationSecurityGroup(name.into()),
        }
    }

    /// What Azure refuses about one side (AD: `virtual-network/application-security-groups.md`,
    /// `includes/azure-virtual-network-limits.md`).
    fn compare_with_azure(
        &mut self,
        at: Span,
        name: &str,
        side: &SideFields,
        groups: usize,
        prefixes: usize,
    ) {
        if self.style == Style::Effective || groups == 0 {
            return;
        }
        if prefixes > 0 {
            let (side_name, rule) = (side.name, quote(name));
            let message = text!("rule-groups-beside-addresses", side = side_name, rule);
            let help = text!("rule-groups-beside-addresses-help");
            self.sink
                .report_help(DiagnosticCode::GroupBesideAddress, at, message, help);
        }
        if groups > 10 {
            let (side_name, rule) = (side.name, quote(name));
            let message = text!(
                "rule-too-many-groups",
                side = side_name,
                rule,
                count = groups
            );
            self.sink
                .report(DiagnosticCode::TooManyGroupsInRule, at, message);
        }
    }
}

/// What `0.0.0.0/0` is in effective rules: `*` in default rules, which are Azure's own; elsewhere it
/// may stand for `*` or for itself.
fn printed_any(entry: &mut AddressMatch, kind: RuleOwner) {
    let is_all = matches!(entry, AddressMatch::Prefix(IpNet::V4(net)) if net.prefix_len() == 0);
    if is_all {
        *entry = if kind == RuleOwner::Default {
            AddressMatch::Any
        } else {
            AddressMatch::PrintedAny
        };
    }
}

/// Adds an entry once: effective rules repeat the singular field in the plural one. A few comparisons
/// find those, and keep a list without end linear.
pub(super) fn push(found: &mut Vec<AddressMatch>, entry: AddressMatch) {
    if !found.iter().take(8).any(|known| *known == entry) {
        found.push(entry);
    }
}
