//! Rules that Azure refuses.

use super::{Code, Finding, Severity, Subject, called, called_all};
use crate::accepted::mixes_families;
use crate::rule_ref::RuleRef;
use nsg::platform::PlatformTag;
use nsg::room::PRIORITIES;
use nsg::{Access, AddressMatch, AppliedTo, Direction, Effect, RuleKind, StageRule, stages};
use text::text;

pub(super) fn findings(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        for stage in stages(subject.scenario, direction) {
            let own = stage.rules.iter().filter(|rule| !rule.contested);
            let rules: Vec<&StageRule<'_>> = own
                .filter(|rule| {
                    rule.kind != RuleKind::Default && rule.direction.known() == Some(&direction)
                })
                .collect();
            found.extend(same_priorities(&rules));
            for rule in rules {
                found.extend(priority(rule));
                found.extend(families(rule));
                found.extend(platform_tag(rule));
            }
        }
    }
    found
}

/// Azure refuses the second (`SecurityRuleConflict`), so which comes first is nobody's to say.
fn same_priorities(rules: &[&StageRule<'_>]) -> Vec<Finding> {
    let known = |rule: &StageRule<'_>| rule.priority.known().copied();
    let equal = rules.chunk_by(|a, b| known(a).is_some() && known(a) == known(b));
    let finding = |rules: &[&StageRule<'_>]| {
        let rules: Vec<_> = rules.iter().map(|rule| RuleRef::of(rule)).collect();
        let message = text!("finding-same-priority", rules = called_all(&rules));
        Finding::new(Code::SamePriority, Severity::High, rules, message)
    };
    equal.filter(|rules| rules.len() > 1).map(finding).collect()
}

fn priority(rule: &StageRule<'_>) -> Option<Finding> {
    let priority = *rule.priority.known()?;
    let first = match rule.applied_to {
        AppliedTo::VirtualNetwork => 1,
        AppliedTo::Subnet | AppliedTo::NetworkInterface => *PRIORITIES.start(),
    };
    if (first..=*PRIORITIES.end()).contains(&priority) {
        return None;
    }
    let rule = RuleRef::of(rule);
    let message = text!("finding-priority-out-of-range", rule = called(&rule), first);
    Some(Finding::new(
        Code::PriorityOutOfRange,
        Severity::High,
        vec![rule],
        message,
    ))
}

fn families(rule: &StageRule<'_>) -> Option<Finding> {
    if !mixes_families(rule.conditions) {
        return None;
    }
    let rule = RuleRef::of(rule);
    let message = text!("finding-mixed-families", rule = called(&rule));
    Some(Finding::new(
        Code::MixedFamilies,
        Severity::High,
        vec![rule],
        message,
    ))
}

/// `SecurityRuleInvalidAccessType`: only the DNS tag is on record.
fn platform_tag(rule: &StageRule<'_>) -> Option<Finding> {
    let allows = rule.effect.known().copied().map(Effect::access) == Some(Access::Allow);
    let dns = |entry: &AddressMatch| matches!(entry, AddressMatch::ServiceTag(name) if PlatformTag::from_name(name) == Some(PlatformTag::Dns));
    if !allows || !rule.conditions.destination.iter().any(dns) {
        return None;
    }
    let rule = RuleRef::of(rule);
    let message = text!("finding-platform-tag-allowed", rule = called(&rule));
    Some(Finding::new(
        Code::PlatformTagAllowed,
        Severity::High,
        vec![rule],
        message,
    ))
}
