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

    /// Whether the flow is one of them, or is for some port that it does not tell.
    pub fn may_contain(&self, flow: &Flow) -> bool {
        flow.direction == self.direction
            && self.protocols.contains(&flow.protocol)
            && self.local.may_contain(&flow.local)
            && self.remote.may_contain(&flow.remote)
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

    /// The flows that are not in the other set, in disjoint boxes.
    pub fn without(&self, other: &Self) -> Vec<Self> {
        if self.is_disjoint(other) {
            return vec![self.clone()];
        }
        let mut rest = self.clone();
        let mut parts = Vec::new();
        // What sticks out in one part goes; the rest agrees in it from there on.
        let out = |protocol: &Protocol| !other.protocols.contains(protocol);
        let protocols: Vec<Protocol> = self.protocols.iter().copied().filter(out).collect();
        if !protocols.is_empty() {
            rest.protocols.retain(|protocol| !out(protocol));
            parts.push(Self {
                protocols,
                ..self.clone()
            });
        }
        for (own, others) in [
            (Self::local_mut as fn(&mut Self) -> &mut Ends, &other.local),
            (Self::remote_mut, &other.remote),
        ] {
            let ends = own(&mut rest).clone();
            let addresses = ends.addresses.without(&others.addresses);
            if !addresses.is_empty() {
                own(&mut rest).addresses = addresses.clone();
                parts.push(rest.clone());
                own(&mut rest).addresses = ends.addresses.without(&addresses);
            }
            let ports = ports_without(&ends.ports, &others.ports);
            if !ports.is_empty() {
                own(&mut rest).ports.clone_from(&ports);
                parts.push(rest.clone());
                own(&mut rest).ports = ports_without(&ends.ports, &ports);
            }
        }
        parts
    }

    fn local_mut(&mut self) -> &mut Ends {
        &mut self.local
    }

    fn remote_mut(&mut self) -> &mut Ends {
        &mut self.remote
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

    fn may_contain(&self, end: &Endpoint) -> bool {
        match end.port {
            None => self.addresses.contains(end.address),
            Some(_) => self.contains(end),
        }
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

/// The ports that are not among the others.
fn ports_without(ports: &[PortRange], others: &[PortRange]) -> Vec<PortRange> {
    let mut left = ports.to_vec();
    for other in others {
        let cut = |range: &PortRange| {
            let below = other
                .first()
                .checked_sub(1)
                .and_then(|last| PortRange::new(range.first(), last.min(range.last())));
            let above = other
                .last()
                .checked_add(1)
                .and_then(|first| PortRange::new(first.max(range.first()), range.last()));
            [below, above].into_iter().flatten()
        };
        left = left.iter().flat_map(cut).collect();
    }
    left
}
