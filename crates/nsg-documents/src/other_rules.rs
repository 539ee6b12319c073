//! The rules of a group that a text does not have, where it has others of that group.
//!
//! A plan of rules that are resources of their own says nothing of the rules beside them, but that they stay. So there is a
//! rule of which nothing is known for every stretch of numbers that is free at both ends of the change: of all rules that
//! may stand in the stretch, one decides what becomes of a flow, and none of those of the text stands between them.

use crate::document::{DocumentGroup, GroupExtent};
use crate::pairing::PairedGroup;
use nsg::free_priority::PRIORITIES;
use nsg::sort::sort_by_key;
use nsg::{
    AddressMatch, Conditions, Direction, Field, NetworkSecurityGroup, PortMatch, Priority,
    RuleProtocol, SecurityRule,
};
use text::text;

impl PairedGroup<'_> {
    /// Both ends of the change as they are compared, before and after: rules that the group has besides those of the text
    /// are missing facts, with one answer for both ends.
    pub fn compared(&self) -> [Option<NetworkSecurityGroup>; 2] {
        let ends = [self.before, self.after];
        let is_part = |group: &DocumentGroup| group.extent != GroupExtent::Whole;
        let others = match ends.into_iter().flatten().any(is_part) {
            true => other_rules(self),
            false => Vec::new(),
        };
        ends.map(|group| {
            let group = group?;
            let mut compared = group.security_group.clone();
            if is_part(group) {
                compared.security_rules.extend(others.iter().cloned());
            }
            Some(compared)
        })
    }
}

fn other_rules(pair: &PairedGroup<'_>) -> Vec<SecurityRule> {
    let ends = [pair.before, pair.after];
    let rules = || {
        let groups = ends.into_iter().flatten();
        groups.flat_map(|group| &group.security_group.security_rules)
    };
    let mut others = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        let judges = |rule: &&SecurityRule| {
            let known = rule.direction.known();
            known.is_none_or(|known| *known == direction)
        };
        let taken = rules().filter(judges);
        let mut taken: Vec<Priority> = taken
            .filter_map(|rule| rule.priority.known().copied())
            .filter(|number| PRIORITIES.contains(number))
            .collect();
        sort_by_key(&mut taken, |number| *number);
        let mut first = *PRIORITIES.start();
        for number in taken {
            if first < number {
                others.push(others_between(direction, first, number - 1));
            }
            first = first.max(number + 1);
        }
        if first <= *PRIORITIES.end() {
            others.push(others_between(direction, first, *PRIORITIES.end()));
        }
    }
    others
}

/// What stands for all rules of these numbers. For one flow it is enough that one thing is unknown of whether it matches.
fn others_between(direction: Direction, first: Priority, last: Priority) -> SecurityRule {
    let text = text!("document-not-in-text");
    SecurityRule {
        name: text!(
            "document-other-rules",
            direction = direction.as_str(),
            first,
            last
        ),
        id: None,
        description: None,
        priority: Field::Known(first),
        direction: Field::Known(direction),
        access: Field::Unknown(text.to_owned()),
        conditions: Conditions {
            protocol: Field::Known(RuleProtocol::Any),
            source: vec![AddressMatch::Unknown(text.to_owned())],
            source_ports: vec![PortMatch::Any],
            destination: vec![AddressMatch::Any],
            destination_ports: vec![PortMatch::Any],
        },
        refusals: Vec::new(),
    }
}
