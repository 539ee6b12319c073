//! Flows to try: every value at which something can change, and its neighbours.

use nsg::{AddressMatch, Direction, Endpoint, Flow, PortMatch, Protocol, Scenario, stages};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A small generator, so that a failing case fails again.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        &from[(self.0 >> 33) as usize % from.len()]
    }
}

/// The values of interest of some scenarios.
pub(crate) struct Probes {
    v4: Vec<IpAddr>,
    v6: Vec<IpAddr>,
    ports: Vec<u16>,
}

impl Probes {
    pub(crate) fn of(scenarios: &[&Scenario]) -> Self {
        let texts = [
            "10.0.1.4",
            "10.0.2.5",
            "203.0.113.10",
            "25.160.0.1",
            "168.63.129.16",
            "169.254.169.254",
            "10.9.0.4",
            "172.31.0.1",
            "8.8.8.8",
            "fd00::4",
            "2001:db8::1",
            "fe80::1",
            "fe80::1234:5678:9abc",
        ];
        let mut addresses: Vec<IpAddr> = texts.iter().map(|text| text.parse().unwrap()).collect();
        let mut ports = vec![0, 22, 53, 67, 80, 443, 1688, 32526, 50000, u16::MAX];
        for scenario in scenarios {
            for direction in [Direction::Inbound, Direction::Outbound] {
                for rule in stages(scenario, direction)
                    .iter()
                    .flat_map(|stage| &stage.rules)
                {
                    let conditions = rule.conditions;
                    for entry in conditions.source.iter().chain(&conditions.destination) {
                        if let AddressMatch::Prefix(prefix) = entry {
                            addresses.extend([prefix.network(), prefix.broadcast()]);
                        }
                    }
                    for entry in conditions
                        .source_ports
                        .iter()
                        .chain(&conditions.destination_ports)
                    {
                        if let PortMatch::Range(range) = entry {
                            ports.extend([range.first(), range.last()]);
                        }
                    }
                }
            }
            let network = &scenario.network;
            for prefix in network.virtual_network.iter().flatten() {
                addresses.extend([prefix.network(), prefix.broadcast()]);
            }
        }
        let addresses: Vec<IpAddr> = addresses.into_iter().flat_map(beside).collect();
        let ports = ports
            .into_iter()
            .flat_map(|port: u16| [port.saturating_sub(1), port, port.saturating_add(1)]);
        Self {
            v4: addresses.iter().copied().filter(IpAddr::is_ipv4).collect(),
            v6: addresses.iter().copied().filter(IpAddr::is_ipv6).collect(),
            ports: ports.collect(),
        }
    }

    /// A flow that rules judge.
    pub(crate) fn flow(&self, dice: &mut Dice) -> Flow {
        loop {
            let addresses = dice
                .pick(&[&self.v4, &self.v4, &self.v4, &self.v6])
                .as_slice();
            let protocol = *dice.pick(&Protocol::ALL);
            let port = |dice: &mut Dice| protocol.has_ports().then(|| *dice.pick(&self.ports));
            let local = Endpoint {
                address: *dice.pick(addresses),
                port: port(dice),
            };
            let remote = Endpoint {
                address: *dice.pick(addresses),
                port: port(dice),
            };
            let direction = *dice.pick(&[Direction::Inbound, Direction::Outbound]);
            let flow = Flow {
                direction,
                protocol,
                local,
                remote,
            };
            // A flow to itself leaves no machine, and is not told apart from its neighbours.
            if flow.check().is_ok() && local.address != remote.address {
                return flow;
            }
        }
    }
}

fn beside(address: IpAddr) -> [IpAddr; 3] {
    match address {
        IpAddr::V4(address) => {
            let bits = address.to_bits();
            [bits.saturating_sub(1), bits, bits.saturating_add(1)]
                .map(|bits| Ipv4Addr::from_bits(bits).into())
        }
        IpAddr::V6(address) => {
            let bits = address.to_bits();
            [bits.saturating_sub(1), bits, bits.saturating_add(1)]
                .map(|bits| Ipv6Addr::from_bits(bits).into())
        }
    }
}
