//! A box of flows: every combination of its parts.

use crate::number::FlowCount;
use nsg::{AddressSet, Direction, Endpoint, Flow, PortRange, Protocol};

/// One end of a box of flows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The addresses, all of one family.
    pub addresses: AddressSet,
    /// The ports, ascending, disjoint and not adjacent; empty for protocols without ports.
    pub ports: Vec<PortRange>,
}

/// A box of flows: every combination of its parts is in it, and nothing else.
///
/// INVARIANT: no part is empty but for ports, the protocols all have ports or all have none, and both
/// ends' addresses are of one family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowSet {
    /// The direction.
    pub direction: Direction,
    /// The protocols, in the order of [`Protocol::ALL`].
    pub protocols: Vec<Protocol>,
    /// The virtual machine's end.
    pub local: Ends,
    /// The other end.
    pub remote: Ends,
}

impl FlowSet {
    /// How many flows there are.
    pub fn count(&self) -> FlowCount {
        let protocols = FlowCount::from(self.protocols.len());
        protocols
            .times(&self.local.count())
            .times(&self.remote.count())
    }

    /// Whether the flow is one of them. A flow without a port that its protocol needs is in none.
    pub fn contains(&self, flow: &Flow) -> bool {
        flow.direction == self.direction
            && self.protocols.contains(&flow.protocol)
            && self.local.contains(&flow.local)
            && self.remote.contains(&flow.remote)
    }

    /// Whether no flow is in both.
    pub fn is_disjoint(&self, other: &Self) -> bool {
        self.direction != other.direction
            || !self
                .protocols
                .iter()
                .any(|protocol| other.protocols.contains(protocol))
            || self.local.is_disjoint(&other.local)
            || self.remote.is_disjoint(&other.remote)
    }

    /// Whether these are flows over IPv4.
    pub fn is_ipv4(&self) -> bool {
        !self.local.addresses.ipv4_ranges().is_empty()
    }

    /// Whether the flows have ports.
    pub fn has_ports(&self) -> bool {
        self.protocols.iter().all(|protocol| protocol.has_ports())
    }
}

impl Ends {
    fn count(&self) -> FlowCount {
        let mut addresses = FlowCount::default();
        for (first, last) in self.addresses.ipv4_ranges() {
            addresses.add_range(u128::from(*first), u128::from(*last));
        }
        for (first, last) in self.addresses.ipv6_ranges() {
            addresses.add_range(*first, *last);
        }
        let mut ports = FlowCount::default();
        for range in &self.ports {
            ports.add_range(range.first().into(), range.last().into());
        }
        if self.ports.is_empty() {
            addresses
        } else {
            addresses.times(&ports)
        }
    }

    fn contains(&self, end: &Endpoint) -> bool {
        let port = match end.port {
            _ if self.ports.is_empty() => true,
            Some(port) => self.ports.iter().any(|range| range.contains(port)),
            None => false,
        };
        port && self.addresses.contains(end.address)
    }

    fn is_disjoint(&self, other: &Self) -> bool {
        let apart = |a: &PortRange, b: &PortRange| a.last() < b.first() || b.last() < a.first();
        let ports = !self.ports.is_empty()
            && !other.ports.is_empty()
            && self
                .ports
                .iter()
                .all(|a| other.ports.iter().all(|b| apart(a, b)));
        ports || self.addresses.is_disjoint(&other.addresses)
    }
}
