//! Every way to fill in what a rule list leaves open.

use super::naive::Case;
use nsg::{
    Access, AddressMatch, Direction, Field, PortMatch, Protocol, RuleProtocol, SecurityRule,
};
use std::collections::BTreeSet;

/// The rule with its first unreadable field replaced by what matches and by what does not.
pub(super) fn choices(rule: &SecurityRule, protocol: Protocol) -> Vec<SecurityRule> {
    let both = |set: &dyn Fn(&mut SecurityRule, bool)| {
        [true, false].map(|yes| {
            let mut rule = rule.clone();
            set(&mut rule, yes);
            rule
        })
    };
    let c = &rule.conditions;
    let unknown_address = |entries: &[AddressMatch]| {
        entries
            .iter()
            .position(|entry| matches!(entry, AddressMatch::Unknown(_)))
    };
    let unknown_port = |entries: &[PortMatch]| {
        entries
            .iter()
            .position(|e| matches!(e, PortMatch::Unknown(_)))
    };
    if c.protocol.known().is_none() {
        let other = if protocol == Protocol::Ah {
            Protocol::Esp
        } else {
            Protocol::Ah
        };
        return both(&|rule, yes| {
            let value = if yes {
                RuleProtocol::Any
            } else {
                RuleProtocol::One(other)
            };
            rule.conditions.protocol = Field::Known(value);
        })
        .to_vec();
    }
    if rule.access.known().is_none() {
        return both(&|r, yes| {
            r.access = Field::Known(if yes { Access::Allow } else { Access::Deny })
        })
        .to_vec();
    }
    if rule.direction.known().is_none() {
        let direction = |yes| {
            if yes {
                Direction::Inbound
            } else {
                Direction::Outbound
            }
        };
        return both(&|r, yes| r.direction = Field::Known(direction(yes))).to_vec();
    }
    for (at, source) in [
        (unknown_address(&c.source), true),
        (unknown_address(&c.destination), false),
    ] {
        let Some(at) = at else { continue };
        return both(&|rule, yes| {
            let c = &mut rule.conditions;
            let entries = if source {
                &mut c.source
            } else {
                &mut c.destination
            };
            entries.remove(at);
            entries.extend(yes.then_some(AddressMatch::Any));
        })
        .to_vec();
    }
    for (at, source) in [
        (unknown_port(&c.source_ports), true),
        (unknown_port(&c.destination_ports), false),
    ] {
        let Some(at) = at else { continue };
        return both(&|rule, yes| {
            let c = &mut rule.conditions;
            let entries = if source {
                &mut c.source_ports
            } else {
                &mut c.destination_ports
            };
            entries.remove(at);
            entries.extend(yes.then_some(PortMatch::Any));
        })
        .to_vec();
    }
    Vec::new()
}

/// Every order of the rules that their priorities allow: an unknown one goes anywhere, equal ones in
/// any order.
pub(super) fn orders(rules: &[SecurityRule]) -> Vec<Vec<usize>> {
    let mut orders = vec![vec![]];
    for number in 0..rules.len() {
        let mut longer = Vec::new();
        for order in &orders {
            for place in 0..=order.len() {
                let mut order: Vec<usize> = order.clone();
                order.insert(place, number);
                longer.push(order);
            }
        }
        orders = longer;
    }
    orders.retain(|order| {
        let known: Vec<_> = order
            .iter()
            .filter_map(|rule| rules[*rule].priority.known())
            .collect();
        known.is_sorted()
    });
    orders
}

/// Every access and rule that some way to fill in the open facts leads to; `None` beyond `limit` ways.
pub(crate) fn possible(case: Case, limit: usize) -> Option<BTreeSet<(Access, Option<String>)>> {
    let (mut open, mut results, mut count) = (vec![case], BTreeSet::new(), 0);
    while let Some(case) = open.pop() {
        count += 1;
        if count > limit {
            return None;
        }
        match case.split() {
            Some(cases) => open.extend(cases),
            None => {
                results.insert(case.judge());
            }
        }
    }
    Some(results)
}
