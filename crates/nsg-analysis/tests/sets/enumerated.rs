//! A universe of sixteen addresses and sixteen ports, every flow of it tried.

use nsg::{Decision, Direction, Endpoint, Flow, Protocol, RuleIndex, Scenario};
use nsg_analysis::{Change, FlowCount, Limits, compare};
use proptest::prelude::*;
use rule_lines::random::one_of;
use std::net::Ipv4Addr;

const VALUES: u16 = 16;

fn side() -> impl Strategy<Value = String> {
    let address = one_of(&[
        "*",
        "10.0.0.0/30",
        "10.0.0.4/31",
        "10.0.0.8/29",
        "10.0.0.5|10.0.0.9",
        "VirtualNetwork",
        "TagA",
        "10.0.0.0/16",
    ]);
    let port = one_of(&["*", "*", "0-3", "4-7|9", "15", "2-12"]);
    (address, port).prop_map(|(address, port)| format!("{address}:{port}"))
}

fn rules() -> impl Strategy<Value = String> {
    let rule = (
        one_of(&["In", "Out"]),
        one_of(&["*", "Tcp", "Udp"]),
        side(),
        side(),
        one_of(&["Allow", "Deny"]),
    );
    proptest::collection::vec(rule, 0..6).prop_map(|rules| {
        let line = |(number, (direction, protocol, source, target, access)): (
            usize,
            &(_, _, String, String, _),
        )| {
            format!(
                "R{number} {} {direction} {protocol} {source} -> {target} {access}",
                100 + number
            )
        };
        rules
            .iter()
            .enumerate()
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    })
}

fn scenario() -> impl Strategy<Value = Scenario> {
    (rules(), rules()).prop_map(|(subnet, interface)| {
        let mut scenario = rule_lines::both(&subnet, &interface);
        let tag = rule_lines::set("10.0.0.2/31 10.0.0.12/30 10.1.0.0/16");
        scenario.network.service_tags.insert("TagA".into(), tag);
        scenario
    })
}

fn universe() -> impl Iterator<Item = Flow> {
    let end = |number: u16| Endpoint {
        address: Ipv4Addr::new(10, 0, 0, (number % VALUES) as u8).into(),
        port: Some(number / VALUES),
    };
    let ends = || 0..VALUES * VALUES;
    let directions = [Direction::Inbound, Direction::Outbound].into_iter();
    let kinds = directions
        .flat_map(|direction| [Protocol::Tcp, Protocol::Udp].map(|protocol| (direction, protocol)));
    kinds.flat_map(move |(direction, protocol)| {
        ends().flat_map(move |local| {
            ends().map(move |remote| Flow {
                direction,
                protocol,
                local: end(local),
                remote: end(remote),
            })
        })
    })
}

/// How many flows of the universe the change holds.
fn within(change: &Change) -> u64 {
    let ends = |ends: &nsg_analysis::Ends| {
        let addresses = (0..VALUES)
            .filter(|last| {
                ends.addresses
                    .contains(Ipv4Addr::new(10, 0, 0, *last as u8).into())
            })
            .count();
        let ports = (0..VALUES)
            .filter(|port| ends.ports.iter().any(|range| range.contains(*port)))
            .count();
        (addresses * ports) as u64
    };
    let flows = &change.flows;
    let protocols = flows
        .protocols
        .iter()
        .filter(|protocol| protocol.has_ports())
        .count() as u64;
    protocols * ends(&flows.local) * ends(&flows.remote)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_flow_of_a_small_universe_is_where_the_comparison_says(before in scenario(), after in scenario()) {
        let comparison = compare(&before, &after, None, Limits::default()).unwrap();
        let (old, new) = (RuleIndex::new(before), RuleIndex::new(after));
        let mut changed = 0_u64;
        for flow in universe() {
            let (was, is) = (old.access(&flow), new.access(&flow));
            prop_assert_ne!(was, Decision::Depends);
            if was == is {
                continue;
            }
            changed += 1;
            let mut here = comparison.changes.iter().filter(|change| change.flows.contains(&flow));
            let change = here.next();
            prop_assert!(change.is_some_and(|change| change.before.access == was && change.after.access == is), "{:?}", flow);
            prop_assert!(here.next().is_none(), "{:?} is in two regions", flow);
        }
        // No region holds a flow that does not change.
        prop_assert_eq!(comparison.changes.iter().map(within).sum::<u64>(), changed);
        let mut total = FlowCount::default();
        comparison.changes.iter().for_each(|change| total += &change.flows.count());
        prop_assert_eq!(total.is_zero(), comparison.changes.is_empty());
    }
}
