//! The types of ICMP that a verdict hangs on, where rules name ports that can be types.

use super::ports::outcomes;
use super::{BranchRow, BranchTable, HangsOn, Question};
use crate::branches::Branch;
use crate::facts::{End, Fact, Number};
use crate::model::port::PortRange;
use crate::verdict::Decision;

/// One question for each range of types that leads elsewhere than Azure not comparing ports with types does.
pub(super) fn questions(branches: &[Branch<'_>], table: &BranchTable<'_>) -> Vec<HangsOn> {
    let outcomes = outcomes(branches, Number::IcmpType);
    if outcomes.len() < 2 {
        return Vec::new();
    }
    let mut pieces: Vec<(PortRange, Decision)> = Vec::new();
    for (range, decision) in &outcomes {
        if !table.leads_elsewhere(*range) {
            continue;
        }
        // Types side by side are one question, where nothing else is missing.
        match pieces.last_mut() {
            Some((last, same))
                if same == decision
                    && *same != Decision::Depends
                    && last.last().checked_add(1) == Some(range.first()) =>
            {
                *last = PortRange::new(last.first(), range.last()).unwrap_or(*last);
            }
            _ => pieces.push((*range, *decision)),
        }
    }
    let question = |(types, if_yes): &(PortRange, Decision)| {
        let outside = |(range, _): &&(PortRange, Decision)| {
            range.last() < types.first() || types.last() < range.first()
        };
        let rest = outcomes.iter().filter(outside);
        let if_no = rest.map(|(_, decision)| *decision).reduce(Decision::or);
        HangsOn {
            question: Question::Fact(Fact::IcmpType { types: *types }),
            if_yes: *if_yes,
            if_no: if_no.unwrap_or(*if_yes),
        }
    };
    pieces.iter().map(question).collect()
}

impl BranchTable<'_> {
    /// Whether these types can lead to another access than no comparison with types does, all else being equal.
    fn leads_elsewhere(&self, types: PortRange) -> bool {
        let holds = |row: &BranchRow<'_>, number: u16| {
            let possible = row.possible(Number::IcmpType);
            possible.ranges().iter().any(|range| range.contains(number))
        };
        let ports = [Number::port(End::Local), Number::port(End::Remote)];
        let compared = self.rows.iter().filter(|row| holds(row, types.first()));
        compared.into_iter().any(|one| {
            let others = self.rows.iter().filter(|row| holds(row, u16::MAX));
            others
                .filter(|other| other.access != one.access)
                .any(|other| one.agrees(other, None, &ports))
        })
    }
}
