//! The ports at which the answer of a port entry changes.

use super::dimension::AnswerChanges;
use super::rows::RuleSet;
use crate::model::port::{PortMatch, PortRange};

/// Where the entry's answer changes.
pub fn port_changes(entry: &PortMatch) -> AnswerChanges {
    match entry {
        PortMatch::Any => vec![(0, Some(true))],
        PortMatch::Unknown(_) => vec![(0, None)],
        PortMatch::Range(range) => {
            let mut changes = vec![(0, Some(false)), (range.first().into(), Some(true))];
            let after = range.last().checked_add(1);
            changes.extend(after.map(|after| (after.into(), Some(false))));
            changes
        }
    }
}

/// What a flow without a port may match: rules that name ports hang on that port, or on what Azure does
/// with a protocol that has none. For ICMP only ports that can be types are open.
pub fn without_port(rules: &[&[PortMatch]], is_icmp: bool) -> RuleSet {
    let mut set = RuleSet::empty(rules.len());
    let every =
        |entry: &PortMatch| matches!(entry, PortMatch::Any | PortMatch::Range(PortRange::ALL));
    for (number, entries) in rules.iter().enumerate() {
        let may = |entry: &PortMatch| match entry {
            PortMatch::Range(range) if is_icmp => range.icmp_types().is_some(),
            PortMatch::Any | PortMatch::Range(_) | PortMatch::Unknown(_) => true,
        };
        set.set_may(number, entries.iter().any(may));
        set.set_sure(number, entries.iter().any(every));
    }
    set
}
