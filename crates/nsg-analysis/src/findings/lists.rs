//! Lists of a rule that can be shorter.

use super::provable::tells_all;
use super::{Finding, FindingCode, FindingSeverity, FindingsSubject, called};
use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use nsg::sort::sort_by_key;
use nsg::{
    AddressMatch, AddressSet, AppliedTo, Direction, PortMatch, PortRange, RuleKind, SecurityRule,
    StageRule, stages,
};
use text::text;

pub(super) fn findings(subject: &FindingsSubject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        for stage in stages(subject.scenario, direction) {
            let groups = stage.applied_to != AppliedTo::VirtualNetwork;
            let own = stage.rules.iter().filter(|rule| {
                groups
                    && !rule.contested
                    && rule.kind == RuleKind::User
                    && rule.direction.known().is_some()
            });
            let contested = |rule: &StageRule<'_>| {
                let mut others = stage.rules.iter();
                others.any(|other| other.contested && other.position == rule.position)
            };
            found.extend(own.filter_map(|rule| {
                let provable = tells_all(rule) && !contested(rule);
                shorter(subject, RuleRef::of(rule), provable)
            }));
        }
    }
    found
}

/// `provable`: whether nothing is asked about the rule, which as another one would be asked anew.
fn shorter(subject: &FindingsSubject<'_>, rule: RuleRef, provable: bool) -> Option<Finding> {
    let before = subject.rule(&rule)?;
    let mut after: SecurityRule = before.clone();
    let conditions = &mut after.conditions;
    let mut fewer = 0;
    for list in [&mut conditions.source, &mut conditions.destination] {
        fewer += shorten(list, merged_addresses);
    }
    for list in [
        &mut conditions.source_ports,
        &mut conditions.destination_ports,
    ] {
        fewer += shorten(list, merged_ports);
    }
    if fewer == 0 {
        return None;
    }
    let message = text!("finding-mergeable-ranges", rule = called(&rule), fewer);
    let fix = Edit::Replace {
        rule: rule.clone(),
        with: after,
    };
    Some(
        Finding::new(
            FindingCode::MergeableRanges,
            FindingSeverity::Info,
            vec![rule],
            message,
        )
        .with_fix(provable.then_some(fix).into_iter().collect()),
    )
}

/// How many entries fewer there are now.
pub(super) fn shorten<E>(list: &mut Vec<E>, merged: impl Fn(&[E]) -> Option<Vec<E>>) -> usize {
    let Some(merged) = merged(list).filter(|merged| merged.len() < list.len()) else {
        return 0;
    };
    let fewer = list.len() - merged.len();
    *list = merged;
    fewer
}

pub(super) fn merged_addresses(list: &[AddressMatch]) -> Option<Vec<AddressMatch>> {
    let prefix = |entry: &AddressMatch| match entry {
        AddressMatch::Prefix(prefix) => Some(*prefix),
        _ => None,
    };
    let prefixes: AddressSet = list.iter().map(prefix).collect::<Option<_>>()?;
    Some(
        prefixes
            .prefixes()
            .into_iter()
            .map(AddressMatch::Prefix)
            .collect(),
    )
}

pub(super) fn merged_ports(list: &[PortMatch]) -> Option<Vec<PortMatch>> {
    let range = |entry: &PortMatch| match entry {
        PortMatch::Range(range) => Some(*range),
        PortMatch::Any | PortMatch::Unknown(_) => None,
    };
    let mut ranges: Vec<PortRange> = list.iter().map(range).collect::<Option<_>>()?;
    sort_by_key(&mut ranges, |range| range.first());
    let mut merged: Vec<PortRange> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if u32::from(range.first()) <= u32::from(last.last()) + 1 => {
                *last = PortRange::new(last.first(), last.last().max(range.last()))?;
            }
            _ => merged.push(range),
        }
    }
    // `0-65535` is how `*` is printed, and unlike its halves holds flows that have no ports.
    if merged == [PortRange::ALL] && !list.contains(&PortMatch::Range(PortRange::ALL)) {
        return None;
    }
    Some(merged.into_iter().map(PortMatch::Range).collect())
}
