//! Random rule lists, networks and flows, with gaps: fields, tags and ports that are not known.

use nsg::{Direction, Endpoint, Flow, Network, Protocol, Scenario};
use proptest::prelude::*;

pub fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(words)
}

fn side() -> impl Strategy<Value = String> {
    let address = one_of(&[
        "*",
        "*",
        "10.0.0.0/16",
        "10.0.1.4",
        "203.0.113.0/24|10.9.0.0/24",
        "VirtualNetwork",
        "Internet",
        "AzureLoadBalancer",
        "TagA",
        "TagB|10.9.0.4",
        "?a",
        "?a|203.0.113.10",
        "fd00::/8",
        "2001:db8::/32",
    ]);
    let port = one_of(&[
        "*", "*", "*", "22", "20-25", "443|22", "0-65535", "0-79", "?p", "80-65535",
    ]);
    (address, port).prop_map(|(address, port)| format!("{address}:{port}"))
}

pub fn rules() -> impl Strategy<Value = Vec<String>> {
    let rule = (
        one_of(&["100", "101", "101", "102", "103", "104", "?"]),
        one_of(&["In", "In", "In", "Out", "Out", "Out", "?"]),
        one_of(&["*", "Tcp", "Tcp", "Udp", "Icmp", "?"]),
        side(),
        side(),
        one_of(&["Allow", "Deny", "Allow", "Deny", "Allow", "Deny", "?"]),
    );
    let line = rule.prop_map(
        |(priority, direction, protocol, source, destination, access)| {
            format!("{priority} {direction} {protocol} {source} -> {destination} {access}")
        },
    );
    let named = |lines: Vec<String>| {
        lines
            .into_iter()
            .enumerate()
            .map(|(number, line)| format!("R{number} {line}"))
            .collect()
    };
    proptest::collection::vec(line, 0..5).prop_map(named)
}

pub fn network() -> impl Strategy<Value = Network> {
    let space = prop_oneof![
        Just(None),
        Just(Some(vec!["10.0.0.0/16"])),
        Just(Some(vec![
            "10.0.0.0/16",
            "fd00::/16",
            "203.0.113.0/28",
            "0.0.0.0/0"
        ])),
    ];
    (space, any::<bool>()).prop_map(|(space, tag)| {
        let virtual_network = space.map(|s| s.into_iter().map(|p| p.parse().unwrap()).collect());
        let network = Network {
            virtual_network,
            ..Network::default()
        };
        if tag {
            crate::tagged(network, "TagA", "10.0.2.0/24 203.0.113.10")
        } else {
            network
        }
    })
}

pub fn scenario() -> impl Strategy<Value = Scenario> {
    let group = || proptest::option::of(rules().prop_map(|lines| crate::group(&lines.join("\n"))));
    (group(), group(), network()).prop_map(|(subnet, nic, network)| Scenario {
        subnet_security_group: subnet,
        network_interface_security_group: nic,
        network,
    })
}

pub fn flow() -> impl Strategy<Value = Flow> {
    let ipv4 = (
        one_of(&["10.0.1.4", "10.0.1.4", "203.0.113.9", "0.0.0.0"]),
        one_of(&[
            "10.0.2.5",
            "203.0.113.10",
            "25.160.0.1",
            "168.63.129.16",
            "10.9.0.4",
            "10.0.1.4",
        ]),
    );
    let ipv6 = (
        one_of(&["fd00::4"]),
        one_of(&["fd00::5", "2001:db8::1", "fe80::1"]),
    );
    let ends = prop_oneof![6 => ipv4, 1 => ipv6];
    let port = || {
        proptest::sample::select(vec![
            Some(22),
            Some(443),
            Some(53),
            Some(80),
            Some(50000),
            None,
        ])
    };
    let direction = proptest::sample::select(vec![Direction::Inbound, Direction::Outbound]);
    let protocol = proptest::sample::select(vec![
        Protocol::Tcp,
        Protocol::Tcp,
        Protocol::Udp,
        Protocol::Icmp,
    ]);
    (direction, protocol, ends, port(), port()).prop_map(
        |(direction, protocol, (local, remote), local_port, remote_port)| {
            let end = |address: &str, port| Endpoint {
                address: address.parse().unwrap(),
                port,
            };
            Flow {
                direction,
                protocol,
                local: end(local, local_port),
                remote: end(remote, remote_port),
            }
        },
    )
}
