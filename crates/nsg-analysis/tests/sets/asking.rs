//! Questions about many flows: every flow is in one part, and the parts add up.

use crate::probes::{Dice, Probes};
use crate::told::told;
use nsg::{AddressMatch, Direction, PortRange, Protocol};
use nsg_analysis::{FlowCount, Limits, Query, QueryEnds, flows};
use proptest::prelude::*;
use rule_lines::random::{flow, one_of, scenario};

fn ends() -> impl Strategy<Value = QueryEnds> {
    let address = one_of(&[
        "",
        "10.0.0.0/16",
        "10.0.1.4/32",
        "203.0.113.0/24",
        "0.0.0.0/0",
        "fd00::/16",
        "168.63.129.16/32",
    ]);
    let ports = one_of(&["", "22-22", "20-443", "0-65535"]);
    (address, ports).prop_map(|(address, ports)| QueryEnds {
        addresses: address
            .parse()
            .ok()
            .map(AddressMatch::Prefix)
            .into_iter()
            .collect(),
        ports: ports
            .split_once('-')
            .and_then(|(first, last)| PortRange::new(first.parse().unwrap(), last.parse().unwrap()))
            .into_iter()
            .collect(),
    })
}

fn query() -> impl Strategy<Value = Query> {
    let direction = proptest::sample::select(vec![Direction::Inbound, Direction::Outbound]);
    let protocols = proptest::sample::subsequence(Protocol::ALL.to_vec(), 0..3);
    (direction, protocols, ends(), ends()).prop_map(|(direction, protocols, local, remote)| Query {
        direction,
        protocols,
        local,
        remote,
    })
}

fn in_ends(ends: &QueryEnds, end: &nsg::Endpoint) -> bool {
    let address = |entry: &AddressMatch| matches!(entry, AddressMatch::Prefix(prefix) if prefix.contains(&end.address));
    (ends.addresses.is_empty() || ends.addresses.iter().any(address))
        && (ends.ports.is_empty()
            || end
                .port
                .is_some_and(|port| ends.ports.iter().any(|range| range.contains(port))))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_flow_asked_about_is_in_one_part_that_says_what_the_reference_says(scenario in scenario(), query in query(), seed in any::<u64>()) {
        let parts = flows(&scenario, &query, Limits::default()).unwrap();
        let probes = Probes::of(&[&scenario]);
        let mut dice = Dice(seed);
        for _ in 0..80 {
            let flow = probes.flow(&mut dice);
            let asked = flow.direction == query.direction
                && (query.protocols.is_empty() || query.protocols.contains(&flow.protocol))
                && in_ends(&query.local, &flow.local)
                && in_ends(&query.remote, &flow.remote);
            let here: Vec<_> = parts.iter().filter(|part| part.flows.contains(&flow)).collect();
            prop_assert_eq!(here.len(), usize::from(asked), "{:?} {:?}\n{}", &flow, &query, told(&scenario));
            let Some(part) = here.first() else { continue };
            let verdict = nsg::verify(&scenario, &flow);
            prop_assert_eq!(part.ruling.access, verdict.access, "{:?} {}\n{}", &flow, verdict.summary, told(&scenario));
            let name = part.ruling.rule.as_ref().map(|rule| rule.name.ip_flow_verify());
            if name.is_some() {
                prop_assert_eq!(name, verdict.rule_name, "{:?}\n{}", &flow, told(&scenario));
            }
        }
    }

    #[test]
    fn one_flow_as_a_query_is_that_flow(scenario in scenario(), flow in flow()) {
        // No packet leaves a machine for itself, so that flow is not told apart from its neighbours.
        prop_assume!(flow.check().is_ok() && flow.local.address != flow.remote.address);
        let parts = flows(&scenario, &Query::from(&flow), Limits::default()).unwrap();
        let is_one = !flow.protocol.has_ports() || (flow.local.port.is_some() && flow.remote.port.is_some());
        if is_one {
            prop_assert_eq!(parts.len(), 1, "{}\n{}", flow, told(&scenario));
        }
        let verdict = nsg::verify(&scenario, &flow);
        for part in &parts {
            prop_assert!(!is_one || part.flows.contains(&flow), "{}", flow);
            let known = is_one || verdict.access != nsg::Decision::Depends;
            prop_assert!(!known || part.ruling.access == verdict.access, "{}\n{}", flow, told(&scenario));
        }
    }

    #[test]
    fn the_parts_add_up_to_the_whole_space(scenario in scenario()) {
        for direction in [Direction::Inbound, Direction::Outbound] {
            let mut sum = FlowCount::default();
            for part in flows(&scenario, &Query::all(direction), Limits::default()).unwrap() {
                sum += &part.flows.count();
            }
            // IPv4: TCP and UDP over all addresses and ports, and three protocols without ports. IPv6:
            // the same, but for ICMP.
            let power = |exponent: u32| num_bigint::BigUint::from(2_u32).pow(exponent);
            let whole = power(97) + power(64) * 3_u32 + power(289) + power(256) * 2_u32;
            prop_assert_eq!(sum.to_string(), whole.to_string());
        }
    }
}
