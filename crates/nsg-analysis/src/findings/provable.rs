//! Whether a fix that is to change nothing can be proven.
//!
//! A question about a rule is asked of that rule alone: which of several equal priorities comes first, what an
//! unreadable field says. A fix that changes who is asked may change the answer.

use super::FindingsSubject;
use crate::compare::{Relation, compare};
use crate::edit::{Edit, edited};
use nsg::{AddressMatch, AppliedTo, Direction, PortMatch, StageRule};

/// Whether the rule is the first of three or more with one priority. The others are asked whether they come first;
/// without it the second one is not asked any more.
pub(super) fn leads_equals<'r, 'a: 'r>(
    rules: impl Iterator<Item = &'r StageRule<'a>>,
    rule: &StageRule<'_>,
) -> bool {
    let Some(priority) = rule.priority.known() else {
        return false;
    };
    let is_equal = |other: &&StageRule<'_>| {
        !other.contested && other.kind == rule.kind && other.priority.known() == Some(priority)
    };
    let mut equals = rules.filter(is_equal);
    let is_first = equals
        .next()
        .is_some_and(|first| first.position == rule.position);
    is_first && equals.count() > 1
}

/// Whether a rule of another effect may stand anywhere, since its number is not known: then it may stand between the rule and those
/// that would decide in its place.
pub(super) fn may_be_parted<'r, 'a: 'r>(
    mut rules: impl Iterator<Item = &'r StageRule<'a>>,
    rule: &StageRule<'_>,
) -> bool {
    rules.any(|other| other.priority.known().is_none() && other.effect != rule.effect)
}

/// Whether all that the rule says is known.
pub(super) fn tells_all(rule: &StageRule<'_>) -> bool {
    let conditions = rule.conditions;
    let mut addresses = conditions.source.iter().chain(&conditions.destination);
    let mut ports = conditions
        .source_ports
        .iter()
        .chain(&conditions.destination_ports);
    // What Azure prints for `*` may or may not hold IPv6.
    let open =
        |entry: &AddressMatch| matches!(entry, AddressMatch::Unknown(_) | AddressMatch::PrintedAny);
    rule.direction.known().is_some()
        && rule.effect.known().is_some()
        && conditions.protocol.known().is_some()
        && !addresses.any(open)
        && !ports.any(|entry| matches!(entry, PortMatch::Unknown(_)))
}

/// Whether a comparison of the group alone finds the edits to change nothing: what others let through is no reason to write
/// its rules otherwise.
pub(super) fn changes_nothing(
    subject: &FindingsSubject<'_>,
    direction: Direction,
    applied_to: AppliedTo,
    edits: &[Edit],
) -> bool {
    let alone = subject.scenario.alone(applied_to);
    let after = edited(&alone, edits);
    let compared = compare(&alone, &after, Some(direction), subject.limits.clone());
    compared.is_ok_and(|compared| compared.relation == Relation::Equivalent)
}
