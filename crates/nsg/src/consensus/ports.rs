//! The ports that a verdict hangs on.

use super::{HangsOn, Question};
use crate::branches::Branch;
use crate::facts::{End, Number};
use crate::model::port::PortRange;
use crate::model::rule::Access;
use crate::sort::sort_by_key;
use crate::verdict::Decision;

/// Asks for the ports that lead to Allow, whatever else is missing; where none does, for those that lead
/// to Deny; and where none does either, for those of the first rule that makes a difference.
pub(super) fn question(branches: &[Branch<'_>], end: End) -> Option<HangsOn> {
    let outcomes = outcomes(branches, Number::port(end));
    let whole = |wanted: Decision| {
        let some = outcomes.iter().any(|(_, decision)| *decision == wanted);
        let all = outcomes.iter().all(|(_, decision)| *decision == wanted);
        some && !all
    };
    let wanted = [Decision::Allow, Decision::Deny]
        .into_iter()
        .find(|wanted| whole(*wanted));
    let Some(wanted) = wanted else {
        let split = branches
            .iter()
            .map(|branch| branch.supposed.possible(Number::port(end)));
        let ranges = split
            .into_iter()
            .find(|possible| possible.ranges() != [PortRange::ALL])?
            .ranges()
            .to_vec();
        return Some(HangsOn {
            question: Question::Port { end, ranges },
            if_yes: Decision::Depends,
            if_no: Decision::Depends,
        });
    };
    let mut ranges: Vec<PortRange> = Vec::new();
    for (range, decision) in &outcomes {
        if *decision != wanted {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if u32::from(last.last()) + 1 == u32::from(range.first()) => {
                *last = PortRange::new(last.first(), range.last())?;
            }
            _ => ranges.push(*range),
        }
    }
    let rest = outcomes
        .iter()
        .map(|(_, decision)| *decision)
        .filter(|other| *other != wanted);
    let if_no = rest.reduce(Decision::or)?;
    Some(HangsOn {
        question: Question::Port { end, ranges },
        if_yes: wanted,
        if_no,
    })
}

/// Ranges of numbers that lead to the same, ascending, with what they lead to.
pub(super) fn outcomes(branches: &[Branch<'_>], number: Number) -> Vec<(PortRange, Decision)> {
    let mut starts = vec![0];
    for branch in branches {
        for range in branch.supposed.possible(number).ranges() {
            starts.push(range.first());
            starts.extend(range.last().checked_add(1));
        }
    }
    sort_by_key(&mut starts, |start| *start);
    starts.dedup();
    let lasts = starts.iter().skip(1).map(|next| next - 1).chain([u16::MAX]);
    let ranges = starts
        .iter()
        .zip(lasts)
        .filter_map(|(first, last)| PortRange::new(*first, last));
    // Every branch is entered in the ranges that it can have; their number is bounded by the rules'.
    let mut possible: Vec<(PortRange, bool, bool)> =
        ranges.map(|range| (range, false, false)).collect();
    for branch in branches {
        for range in branch.supposed.possible(number).ranges() {
            let from = possible.partition_point(|(part, ..)| part.first() < range.first());
            let inside = possible.iter_mut().skip(from);
            for (_, allow, deny) in inside.take_while(|(part, ..)| part.last() <= range.last()) {
                match branch.outcome.access {
                    Access::Allow => *allow = true,
                    Access::Deny => *deny = true,
                }
            }
        }
    }
    possible
        .into_iter()
        // What the answers rule out leads nowhere.
        .filter(|(_, allow, deny)| *allow || *deny)
        .map(|(range, allow, deny)| (range, Decision::from_possible(allow, deny)))
        .collect()
}
