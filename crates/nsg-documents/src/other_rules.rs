//! The rules of a change that may stand anywhere among the others.
//!
//! A plan of rules that are resources of their own says nothing of the rules beside them, but that they stay. Whether such a
//! rule comes before another one has not the same answer before a change and after it, since the other one may move past it.
//! So there is a rule of which something is unknown in every stretch of numbers that is free at both ends: in one stretch
//! nothing of the text stands between, and the answers are the same at both ends.
//!
//! A rule of the text whose number is not told stays as it is: a comparison puts it where it may be.

use crate::document::{DocumentGroup, GroupExtent};
use crate::pairing::PairedGroup;
use nsg::free_priority::PRIORITIES;
use nsg::sort::sort_by_key;
use nsg::{
    AddressMatch, Conditions, Direction, Field, NetworkSecurityGroup, PortMatch, Priority,
    RuleProtocol, SecurityRule,
};
use text::text;

/// Numbers of a direction that no rule of either end has, first and last.
struct FreeNumbers {
    direction: Direction,
    first: Priority,
    last: Priority,
}

impl PairedGroup<'_> {
    /// Both ends of the change, before and after, with the rules that the group has besides those of the text as missing
    /// facts, which have one answer for both ends.
    pub fn ends(&self) -> [Option<NetworkSecurityGroup>; 2] {
        let ends = [self.before, self.after];
        let is_part = |group: &DocumentGroup| group.extent != GroupExtent::Whole;
        let free = match ends.into_iter().flatten().any(is_part) {
            true => free_numbers(self),
            false => Vec::new(),
        };
        ends.map(|group| {
            let group = group?;
            let mut end = group.security_group.clone();
            if is_part(group) {
                end.security_rules.extend(free.iter().map(others));
            }
            Some(end)
        })
    }
}

fn free_numbers(pair: &PairedGroup<'_>) -> Vec<FreeNumbers> {
    let ends = [pair.before, pair.after];
    let rules = || {
        let groups = ends.into_iter().flatten();
        groups.flat_map(|group| &group.security_group.security_rules)
    };
    let mut free = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        let taken = rules().filter(|rule| may_judge(rule, direction));
        let mut taken: Vec<Priority> = taken
            .filter_map(|rule| rule.priority.known().copied())
            .filter(|number| PRIORITIES.contains(number))
            .collect();
        sort_by_key(&mut taken, |number| *number);
        let mut first = *PRIORITIES.start();
        for number in taken.into_iter().chain([PRIORITIES.end() + 1]) {
            if first < number {
                let last = number - 1;
                free.push(FreeNumbers {
                    direction,
                    first,
                    last,
                });
            }
            first = first.max(number + 1);
        }
    }
    free
}

fn may_judge(rule: &SecurityRule, direction: Direction) -> bool {
    let known = rule.direction.known();
    known.is_none_or(|known| *known == direction)
}

/// What stands for all rules of these numbers; its text has them, so that those of two stretches are never taken for one. For one flow it is enough that one thing is unknown of whether it matches.
fn others(free: &FreeNumbers) -> SecurityRule {
    let text = text!(
        "document-of-numbers",
        text = text!("document-not-in-text"),
        first = free.first,
        last = free.last
    );
    SecurityRule {
        name: text!(
            "document-other-rules",
            direction = free.direction.as_str(),
            first = free.first,
            last = free.last
        ),
        id: None,
        description: None,
        priority: Field::Known(free.first),
        direction: Field::Known(free.direction),
        access: Field::Unknown(text.clone()),
        conditions: Conditions {
            protocol: Field::Known(RuleProtocol::Any),
            source: vec![AddressMatch::Unknown(text)],
            source_ports: vec![PortMatch::Any],
            destination: vec![AddressMatch::Any],
            destination_ports: vec![PortMatch::Any],
        },
        refusals: Vec::new(),
        spellings: nsg::Spellings::default(),
    }
}
