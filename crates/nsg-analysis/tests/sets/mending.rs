//! Fixes for one flow, and contracts for many.

use crate::told::told;
use nsg::{
    Access, AddressMatch, AppliedTo, Decision, Direction, PortRange, Protocol, Scenario,
    SecurityRule, checking_order,
};
use nsg_analysis::contracts::{Contract, ContractOutcome, Must, check};
use nsg_analysis::{
    Edit, FlowSet, Limits, Query, QueryEnds, Relation, compare, edited, flows, why_not,
};
use proptest::prelude::*;
use rule_lines::random::{flow, scenario};
use rule_lines::{both, nic};

fn summaries(scenario: &nsg::Scenario, line: &str, wanted: Access) -> Vec<String> {
    let answer = why_not(scenario, &rule_lines::flow(line), wanted, Limits::default());
    answer.fixes.into_iter().map(|fix| fix.summary).collect()
}

#[test]
fn the_fix_with_the_least_side_effects_comes_first() {
    let rules = "Deny-Web 200 In Tcp *:* -> *:443 Deny\nAllow-Office 300 In Tcp 10.9.0.0/24:* -> *:443 Allow";
    let found = summaries(
        &nic(rules),
        "In Tcp 10.9.0.7:5 -> 10.0.1.4:443",
        Access::Allow,
    );
    assert_eq!(
        found.first().unwrap(),
        "Add Allow-TCP-443 (Allow, priority 190) to the NIC NSG."
    );
}

#[test]
fn a_flow_that_both_groups_deny_needs_two_edits() {
    let found = summaries(
        &both("", ""),
        "In Tcp 203.0.113.7:5 -> 10.0.1.4:443",
        Access::Allow,
    );
    assert_eq!(
        found,
        [
            "Add Allow-TCP-443 (Allow, priority 100) to the subnet NSG; add Allow-TCP-443 (Allow, priority 100) to the NIC NSG."
        ]
    );
}

#[test]
fn a_rule_that_missed_by_one_field_is_named_and_widened() {
    let rules = "Allow-Office 200 In Tcp 203.0.113.0/28:* -> *:443 Allow";
    let scenario = nic(rules);
    let flow = rule_lines::flow("In Tcp 203.0.113.7:5 -> 10.0.1.4:8443");
    let answer = why_not(&scenario, &flow, Access::Allow, Limits::default());
    let nearest = answer.near_misses.first().unwrap();
    assert_eq!(nearest.rule.name.name, "Allow-Office");
    assert_eq!(nearest.missed, [nsg::ComparedField::DestinationPort]);
    assert!(
        answer
            .fixes
            .iter()
            .any(|fix| fix.summary == "Widen Allow-Office of the NIC NSG.")
    );
    assert!(
        answer
            .fixes
            .iter()
            .all(|fix| fix.impact.relation == Relation::MorePermissive)
    );
}

const OFFICE: &str = "In Tcp 203.0.113.7:5 -> 10.0.1.4:22";

#[test]
fn a_deny_that_has_the_first_number_makes_room() {
    let rules = "Deny-Ssh 100 In Tcp *:* -> *:22 Deny\nAllow-Web 102 In Tcp *:* -> *:443 Allow";
    let found = summaries(&nic(rules), OFFICE, Access::Allow);
    assert_eq!(
        found.first().unwrap(),
        "Add Allow-TCP-22 (Allow, priority 100) to the NIC NSG; Deny-Ssh moves from 100 to 101 to make room."
    );
}

#[test]
fn a_rule_moves_before_a_deny_at_100() {
    let rules = "Deny-Ssh 100 In Tcp *:* -> *:22 Deny\nAllow-Office 110 In Tcp 203.0.113.0/28:* -> *:22 Allow";
    let found = summaries(&nic(rules), OFFICE, Access::Allow);
    let moved = "Move Allow-Office of the NIC NSG to priority 106; Deny-Ssh moves from 100 to 113 to make room.";
    assert!(found.iter().any(|summary| summary == moved), "{found:#?}");
}

#[test]
fn rules_in_a_row_make_room_together_and_many_are_counted() {
    let row = |count: u32| {
        let deny = |number| format!("Deny-{number} {number} In Tcp *:* -> *:22 Deny");
        (100..100 + count).map(deny).collect::<Vec<_>>().join("\n")
    };
    let first = |rules: &str| {
        let rules = format!("Allow-Web 99 In Tcp *:* -> *:443 Allow\n{rules}");
        summaries(&nic(&rules), OFFICE, Access::Allow)[0].clone()
    };
    assert_eq!(
        first("Deny-A 100 In Tcp *:* -> *:22 Deny\nDeny-B 101 In Tcp *:* -> *:22 Deny"),
        "Add Allow-TCP-22 (Allow, priority 106) to the NIC NSG; Deny-A moves from 100 to 114 and Deny-B from 101 to 122 to make room."
    );
    assert_eq!(
        first(&format!("{}\nLast 106 In Tcp *:* -> *:80 Deny", row(5))),
        "Add Allow-TCP-22 (Allow, priority 100) to the NIC NSG; Deny-100 moves from 100 to 101 and 4 other rules move, too, to make room."
    );
}

#[test]
fn rules_whose_order_nobody_knows_keep_their_numbers() {
    let rules = "Deny-Ssh 100 In Tcp *:* -> *:22 Deny\nTwin 100 In Tcp *:* -> *:80 Deny";
    assert!(
        summaries(&nic(rules), OFFICE, Access::Allow)
            .iter()
            .all(|summary| !summary.contains("Add"))
    );
    // One without a number may be passed.
    let rules = "Deny-Ssh 100 In Tcp *:* -> *:22 Deny\nSomewhere ? In Tcp *:* -> *:80 Allow";
    let found = summaries(&nic(rules), OFFICE, Access::Allow);
    assert!(
        found.iter().all(|summary| !summary.contains("moves")),
        "{found:#?}"
    );
    // Its number is taken in both directions.
    let rules = "Deny-Ssh 100 In Tcp *:* -> *:22 Deny\nOpen 101 ? Tcp 10.9.0.0/24:* -> *:80 Deny";
    let found = summaries(&nic(rules), OFFICE, Access::Allow);
    assert!(
        found.iter().all(|summary| !summary.contains("Open moves")),
        "{found:#?}"
    );
}

#[test]
fn a_rule_for_a_tag_gets_one_like_it_for_one_more_address() {
    // Its field takes one tag, or addresses.
    let rules = "Allow-Admin 200 In * Internet:* -> 10.0.1.0/24:20-25 Allow\nDeny-All 300 In * *:* -> *:* Deny";
    let flow = "In Tcp 10.9.0.7:5 -> 10.0.1.4:22";
    let found = summaries(&nic(rules), flow, Access::Allow);
    let like = "Add Allow-Admin-2 (Allow, priority 290) to the NIC NSG, like Allow-Admin but from 10.9.0.7.";
    assert!(found.iter().any(|summary| summary == like), "{found:#?}");
    assert!(found.iter().all(|summary| !summary.starts_with("Widen")));
    // The same as the rule for this flow alone is not said twice.
    let rules =
        "Allow-Admin 200 In Tcp Internet:* -> 10.0.1.4:22 Allow\nDeny-All 300 In * *:* -> *:* Deny";
    let found = summaries(&nic(rules), flow, Access::Allow);
    let adds = found.iter().filter(|summary| summary.contains("Add"));
    assert_eq!(adds.count(), 1, "{found:#?}");
}

#[test]
fn ipv4_and_ipv6_addresses_are_never_proposed_in_one_rule() {
    let flow = "In Tcp [2001:db8::7]:5 -> [fd00::4]:22";
    let rules = "Allow-Admin 200 In Tcp 203.0.113.0/28:* -> *:20-25 Allow";
    let found = summaries(&nic(rules), flow, Access::Allow);
    let like = "Add Allow-Admin-2 (Allow, priority 210) to the NIC NSG, like Allow-Admin but from 2001:db8::7.";
    assert!(found.iter().any(|summary| summary == like), "{found:#?}");
    // With an IPv4 address on the other side Azure takes neither.
    let rules = "Allow-Admin 200 In Tcp 203.0.113.0/28:* -> fd00::4|10.0.1.4:20-25 Allow";
    let found = summaries(&nic(rules), flow, Access::Allow);
    assert_eq!(
        found,
        ["Add Allow-TCP-22 (Allow, priority 210) to the NIC NSG."]
    );
}

fn from(prefix: &str, ports: &[u16]) -> Query {
    Query {
        protocols: vec![Protocol::Tcp],
        local: QueryEnds {
            addresses: vec![],
            ports: ports.iter().copied().map(PortRange::single).collect(),
        },
        remote: QueryEnds {
            addresses: vec![AddressMatch::Prefix(prefix.parse().unwrap())],
            ports: vec![],
        },
        ..Query::all(Direction::Inbound)
    }
}

fn outcome(rules: &str, must: Must, flows: Query) -> ContractOutcome {
    let contract = Contract {
        name: "web".to_owned(),
        must,
        flows,
    };
    check(&nic(rules), &contract, Limits::default()).unwrap()
}

#[test]
fn a_contract_is_proven_or_refuted_by_a_flow() {
    let rules = "Allow-Web 100 In Tcp 203.0.113.0/28:* -> *:443 Allow";
    assert_eq!(
        outcome(rules, Must::Allow, from("203.0.113.0/28", &[443])),
        ContractOutcome::Holds
    );
    let ContractOutcome::Broken { witness, .. } =
        outcome(rules, Must::Allow, from("203.0.113.0/27", &[443]))
    else {
        panic!("half of them are denied");
    };
    assert!(
        !"203.0.113.0/28"
            .parse::<ipnet::IpNet>()
            .unwrap()
            .contains(&witness.remote.address)
    );
    assert_eq!(
        outcome(rules, Must::Deny, from("198.51.100.0/24", &[22])),
        ContractOutcome::Holds
    );
    let only = Must::AllowOnly(vec![from("203.0.113.0/28", &[443])]);
    assert_eq!(
        outcome(rules, only.clone(), from("203.0.113.0/24", &[])),
        ContractOutcome::Holds
    );
    let more = format!("{rules}\nAllow-Ssh 110 In Tcp 203.0.113.0/28:* -> *:22 Allow");
    let ContractOutcome::Broken { witness, .. } = outcome(&more, only, from("203.0.113.0/24", &[]))
    else {
        panic!("SSH is let through, too");
    };
    assert_eq!(witness.local.port, Some(22));
}

fn place_of(edit: &Edit) -> AppliedTo {
    match edit {
        Edit::Add { applied_to, .. } => *applied_to,
        Edit::Remove { rule } | Edit::Replace { rule, .. } => rule.applied_to,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_fix_gives_the_wanted_access_and_its_impact_is_the_comparison(scenario in scenario(), mut flow in flow(), wanted in proptest::bool::ANY) {
        for end in [&mut flow.local, &mut flow.remote] {
            end.port = flow.protocol.has_ports().then(|| end.port.unwrap_or(443));
        }
        let wanted = if wanted { Access::Allow } else { Access::Deny };
        let before = nsg::verify(&scenario, &flow).access;
        for fix in why_not(&scenario, &flow, wanted, Limits::default()).fixes {
            prop_assert_eq!(nsg::verify(&fix.scenario, &flow).access, Decision::from(wanted));
            prop_assert_ne!(before, Decision::from(wanted));
            let after = edited(&scenario, &fix.edits);
            prop_assert_eq!(&after.subnet_security_group, &fix.scenario.subnet_security_group);
            prop_assert_eq!(&after.network_interface_security_group, &fix.scenario.network_interface_security_group);
            let impact = compare(&scenario, &fix.scenario, Some(flow.direction), Limits::default()).unwrap();
            prop_assert_eq!(&impact, &fix.impact);
            if flow.local.address != flow.remote.address && flow.check().is_ok() {
                let holds = fix.impact.changes.iter().filter(|change| change.flows.contains(&flow)).count();
                prop_assert_eq!(holds, 1, "{} {:?}\n{}", fix.summary, flow, told(&scenario));
            }
        }
    }

    #[test]
    fn rules_that_make_room_change_nothing_by_that(scenario in scenario(), flow in flow(), wanted in proptest::bool::ANY) {
        let wanted = if wanted { Access::Allow } else { Access::Deny };
        for fix in why_not(&scenario, &flow, wanted, Limits::default()).fixes {
            for place in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
                // What is done comes first, then who makes room for it. A rule that moves leaves its own number.
                let mut edits = fix.edits.iter().filter(|edit| place_of(edit) == place);
                let mover: Vec<Edit> = match edits.next() {
                    Some(Edit::Replace { rule, .. }) => vec![Edit::Remove { rule: rule.clone() }],
                    _ => Vec::new(),
                };
                let room: Vec<Edit> = edits.cloned().collect();
                if room.is_empty() {
                    continue;
                }
                let without = edited(&scenario, &mover);
                let after = edited(&scenario, &[mover, room].concat());
                let order = |scenario: &Scenario| checking_order(scenario.group(place).unwrap(), flow.direction);
                prop_assert_eq!(order(&without), order(&after), "{}\n{}", fix.summary, told(&scenario));
                let comparison = compare(&without, &after, None, Limits::default()).unwrap();
                prop_assert_eq!(comparison.relation, Relation::Equivalent, "{}\n{}", fix.summary, told(&scenario));
                // Everyone who got a number has it alone, next to those of the direction and to those of none.
                let rules = &fix.scenario.group(place).unwrap().security_rules;
                let judges = |rule: &&SecurityRule| rule.direction.known().is_none_or(|known| *known == flow.direction);
                for edit in fix.edits.iter().filter(|edit| place_of(edit) == place) {
                    let (Edit::Add { rule: with, .. } | Edit::Replace { with, .. }) = edit else { continue };
                    let same = rules.iter().filter(judges).filter(|rule| rule.priority == with.priority);
                    prop_assert_eq!(same.count(), 1, "{}\n{}", fix.summary, told(&scenario));
                }
            }
        }
    }

    #[test]
    fn boxes_less_boxes_are_what_is_left(scenario in scenario()) {
        let parts = flows(&scenario, &Query::all(Direction::Inbound), Limits::default()).unwrap();
        // What all parts together leave of the whole is nothing, and of one part all others leave all of it.
        let Some(first) = parts.first() else { return Ok(()) };
        let mut left = vec![first.flows.clone()];
        for other in parts.iter().skip(1) {
            left = left.iter().flat_map(|flows: &FlowSet| flows.without(&other.flows)).collect();
        }
        prop_assert_eq!(left, vec![first.flows.clone()]);
        let half = FlowSet { remote: nsg_analysis::Ends { addresses: first.flows.remote.addresses.clone(), ports: first.flows.remote.ports.iter().take(1).copied().collect() }, ..first.flows.clone() };
        let mut sum = half.count();
        for rest in first.flows.without(&half) {
            prop_assert!(rest.is_disjoint(&half));
            sum += &rest.count();
        }
        prop_assert_eq!(sum, first.flows.count());
    }
}
