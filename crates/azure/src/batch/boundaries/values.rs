//! The values that are worth trying for a rule.

use super::NoFlowReason;
use ipnet::{IpNet, Ipv4Net};
use nsg::platform::HOST_ADDRESS;
use nsg::tags::DefaultTag;
use nsg::{
    AddressMatch, AddressSet, Direction, Name, NetworkSecurityGroup, PortMatch, PortRange,
    Scenario, SecurityRule,
};
use std::net::{IpAddr, Ipv4Addr};

/// An address of the documentation's that is in `Internet` (`recorded`).
const OUTSIDE: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 7);

/// A private address that few virtual networks have.
const PRIVATE: Ipv4Addr = Ipv4Addr::new(172, 31, 255, 9);

/// How many prefixes of a tag and ranges of ports of one rule are looked at.
const ENTRIES: usize = 8;

/// How many edges of other rules are tried where a rule takes every port.
const POOL: usize = 24;

/// The values to try for a rule.
pub(super) struct Values {
    /// Addresses of the other end that the rule can match.
    pub(super) inside: Vec<Ipv4Addr>,
    /// Addresses at the edges of its prefixes and just outside.
    pub(super) edges: Vec<Ipv4Addr>,
    pub(super) source_ports: BoundaryPorts,
    pub(super) destination_ports: BoundaryPorts,
    /// The rule has more prefixes or ranges of ports than are looked at.
    pub(super) in_part: bool,
}

/// Ports of one side. `None` is any port, which the source may have.
pub(super) struct BoundaryPorts {
    pub(super) inside: Vec<Option<u16>>,
    /// At the edges and just outside.
    edges: Vec<u16>,
    in_part: bool,
}

impl BoundaryPorts {
    pub(super) fn edges(&self) -> impl Iterator<Item = Option<u16>> {
        self.edges.iter().map(|port| Some(*port))
    }
}

impl Values {
    /// # Errors
    ///
    /// Why nothing can match.
    pub(super) fn of(
        scenario: &Scenario,
        group: &NetworkSecurityGroup,
        rule: &SecurityRule,
        direction: Direction,
        local: Ipv4Addr,
    ) -> Result<Self, NoFlowReason> {
        let conditions = &rule.conditions;
        let (ours, theirs) = match direction {
            Direction::Inbound => (&conditions.destination, &conditions.source),
            Direction::Outbound => (&conditions.source, &conditions.destination),
        };
        if !ours.iter().any(|entry| may_hold(scenario, entry, local)) {
            return Err(NoFlowReason::OtherAddress);
        }
        let mut addresses = BoundaryAddresses::default();
        for entry in theirs {
            addresses.add(scenario, entry, local);
        }
        if addresses.inside.is_empty() {
            return Err(match addresses.ipv6 {
                true => NoFlowReason::Ipv6,
                false => NoFlowReason::Unknown,
            });
        }
        let source_ports = ports(&conditions.source_ports, &[None]);
        let destination_ports = ports(&conditions.destination_ports, &pool(group, direction));
        let (source_ports, destination_ports) = source_ports
            .zip(destination_ports)
            .ok_or(NoFlowReason::Unknown)?;
        Ok(Self {
            in_part: addresses.in_part || source_ports.in_part || destination_ports.in_part,
            inside: addresses.inside,
            edges: addresses.edges,
            source_ports,
            destination_ports,
        })
    }
}

/// Ports for a rule that takes all: a usual one, and those beside the edges of the group's other rules,
/// where a gap would be.
fn pool(group: &NetworkSecurityGroup, direction: Direction) -> Vec<Option<u16>> {
    let mut pool = vec![Some(443)];
    for rule in &group.security_rules {
        if rule
            .direction
            .known()
            .is_some_and(|known| *known != direction)
        {
            continue;
        }
        for entry in &rule.conditions.destination_ports {
            if let PortMatch::Range(range) = entry {
                let (below, above) = (range.first().checked_sub(1), range.last().checked_add(1));
                for port in [below, above].into_iter().flatten() {
                    if !pool.contains(&Some(port)) && pool.len() < POOL {
                        pool.push(Some(port));
                    }
                }
            }
        }
    }
    pool
}

/// `None` where no port is known. `any` is what to try for `*`.
fn ports(entries: &[PortMatch], any: &[Option<u16>]) -> Option<BoundaryPorts> {
    let mut ports = BoundaryPorts {
        inside: Vec::new(),
        edges: Vec::new(),
        in_part: false,
    };
    for entry in entries {
        match entry {
            PortMatch::Any => ports.inside.extend(any),
            PortMatch::Range(range) if *range == PortRange::ALL => ports.inside.extend(any),
            PortMatch::Range(range) if ports.edges.len() < 4 * ENTRIES => {
                let (first, last) = (range.first(), range.last());
                let middle = first + (last - first) / 2;
                ports.inside.extend([first, last, middle].map(Some));
                ports.edges.extend([first, last]);
                let outside = [first.checked_sub(1), last.checked_add(1)];
                ports.edges.extend(outside.into_iter().flatten());
            }
            PortMatch::Range(_) => ports.in_part = true,
            PortMatch::Unknown(_) => {}
        }
    }
    (!ports.inside.is_empty()).then_some(ports)
}

#[derive(Default)]
struct BoundaryAddresses {
    inside: Vec<Ipv4Addr>,
    edges: Vec<Ipv4Addr>,
    ipv6: bool,
    in_part: bool,
}

impl BoundaryAddresses {
    fn add(&mut self, scenario: &Scenario, entry: &AddressMatch, local: Ipv4Addr) {
        match entry {
            AddressMatch::Any | AddressMatch::PrintedAny => {
                self.inside.extend([OUTSIDE, PRIVATE]);
                self.inside.extend(neighbour(scenario, local));
            }
            AddressMatch::Prefix(IpNet::V4(net)) if net.prefix_len() == 0 => {
                self.inside.extend([OUTSIDE, PRIVATE]);
            }
            AddressMatch::Prefix(IpNet::V4(net)) => self.add_range(net.network(), net.broadcast()),
            AddressMatch::Prefix(IpNet::V6(_)) => self.ipv6 = true,
            AddressMatch::ServiceTag(tag) => self.add_tag(scenario, tag, local),
            AddressMatch::ApplicationSecurityGroup(group) => {
                if let Some(members) = scenario.network.members(group) {
                    self.add_set(members);
                }
            }
            AddressMatch::Unknown(_) => {}
        }
    }

    fn add_tag(&mut self, scenario: &Scenario, tag: &Name, local: Ipv4Addr) {
        let default = DefaultTag::from_name(tag);
        let name = default.map_or(tag, |default| default.name());
        let expansion = scenario.network.service_tags.get(name);
        match default {
            Some(DefaultTag::VirtualNetwork) => {
                self.inside.extend(neighbour(scenario, local));
                for net in scenario.network.virtual_network.iter().flatten() {
                    if let IpNet::V4(net) = net
                        && net.prefix_len() > 0
                    {
                        self.add_range(net.network(), net.broadcast());
                    }
                }
            }
            Some(DefaultTag::Internet) => self.inside.push(OUTSIDE),
            Some(DefaultTag::AzureLoadBalancer) => {
                if let IpAddr::V4(host) = HOST_ADDRESS {
                    self.inside.push(host);
                }
            }
            None => {}
        }
        if let Some(set) = expansion {
            self.add_set(set);
        }
    }

    fn add_set(&mut self, set: &AddressSet) {
        self.ipv6 |= !set.ipv6_ranges().is_empty();
        self.in_part |= set.ipv4_ranges().len() > ENTRIES;
        for (first, last) in set.ipv4_ranges().iter().take(ENTRIES) {
            self.add_range(Ipv4Addr::from_bits(*first), Ipv4Addr::from_bits(*last));
        }
    }

    /// The ends of a range, one in the middle, and those just outside.
    fn add_range(&mut self, first: Ipv4Addr, last: Ipv4Addr) {
        if self.inside.len() > 4 * ENTRIES {
            self.in_part = true;
            return;
        }
        let (from, to) = (first.to_bits(), last.to_bits());
        let middle = Ipv4Addr::from_bits(from + (to - from) / 2);
        // Azure keeps the ends of a subnet for itself: the middle is more like a machine.
        self.inside.extend([middle, first, last]);
        self.edges.extend([first, last]);
        let outside = [from.checked_sub(1), to.checked_add(1)];
        self.edges
            .extend(outside.into_iter().flatten().map(Ipv4Addr::from_bits));
    }
}

/// Another address of the virtual network: the next one in a small subnet around this one.
fn neighbour(scenario: &Scenario, local: Ipv4Addr) -> Option<Ipv4Addr> {
    let around = Ipv4Net::new(local, 28).ok()?;
    let mut hosts = around.hosts();
    let inside = |address: &Ipv4Addr| match &scenario.network.virtual_network {
        Some(space) => space.iter().any(|net| net.contains(&IpAddr::V4(*address))),
        None => true,
    };
    hosts.find(|address| *address != local && inside(address))
}

/// Whether the local address may be meant. What is not known may be; trying will tell.
fn may_hold(scenario: &Scenario, entry: &AddressMatch, local: Ipv4Addr) -> bool {
    let local = IpAddr::V4(local);
    match entry {
        AddressMatch::Prefix(net) => net.contains(&local),
        AddressMatch::ApplicationSecurityGroup(group) => {
            let members = scenario.network.members(group);
            members.is_none_or(|members| members.contains(local))
        }
        _ => true,
    }
}
