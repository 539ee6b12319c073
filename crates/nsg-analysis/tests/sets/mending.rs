//! Fixes for one flow, and contracts for many.

use crate::told::told;
use nsg::{Access, AddressMatch, Decision, Direction, PortRange, Protocol};
use nsg_analysis::contracts::{Contract, Must, Outcome, check};
use nsg_analysis::{FlowSet, Limits, Miss, Query, QueryEnds, Relation, flows, why_not};
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
    assert_eq!(
        nearest.missed,
        Miss::Fields(vec![nsg::facts::RuleField::DestinationPort])
    );
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

fn outcome(rules: &str, must: Must, flows: Query) -> Outcome {
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
        Outcome::Holds
    );
    let Outcome::Broken { witness, .. } =
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
        Outcome::Holds
    );
    let only = Must::AllowOnly(vec![from("203.0.113.0/28", &[443])]);
    assert_eq!(
        outcome(rules, only.clone(), from("203.0.113.0/24", &[])),
        Outcome::Holds
    );
    let more = format!("{rules}\nAllow-Ssh 110 In Tcp 203.0.113.0/28:* -> *:22 Allow");
    let Outcome::Broken { witness, .. } = outcome(&more, only, from("203.0.113.0/24", &[])) else {
        panic!("SSH is let through, too");
    };
    assert_eq!(witness.local.port, Some(22));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_fix_gives_the_wanted_access_and_its_impact_holds_the_flow(scenario in scenario(), mut flow in flow(), wanted in proptest::bool::ANY) {
        for end in [&mut flow.local, &mut flow.remote] {
            end.port = flow.protocol.has_ports().then(|| end.port.unwrap_or(443));
        }
        let wanted = if wanted { Access::Allow } else { Access::Deny };
        let before = nsg::verify(&scenario, &flow).access;
        for fix in why_not(&scenario, &flow, wanted, Limits::default()).fixes {
            prop_assert_eq!(nsg::verify(&fix.scenario, &flow).access, Decision::from(wanted));
            prop_assert_ne!(before, Decision::from(wanted));
            if flow.local.address != flow.remote.address && flow.check().is_ok() {
                let holds = fix.impact.changes.iter().filter(|change| change.flows.contains(&flow)).count();
                prop_assert_eq!(holds, 1, "{} {:?}\n{}", fix.summary, flow, told(&scenario));
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
