//! One flow of many, such as a person would name.

use crate::flow_set::{Ends, FlowSet};
use nsg::{Endpoint, Flow};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What a person would take for the machine: Azure gives the fourth address of a subnet first (AD:
/// `virtual-network/virtual-networks-faq.md`).
const LOCAL: [IpAddr; 2] = [
    IpAddr::V4(Ipv4Addr::new(10, 0, 0, 4)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 4)),
];

/// What a person would take for the other end: an address that is kept for documentation (RFC 5737, RFC
/// 3849), else a neighbour.
const REMOTE: [IpAddr; 3] = [
    IpAddr::V4(Ipv4Addr::new(203, 0, 113, 10)),
    IpAddr::V4(Ipv4Addr::new(10, 0, 0, 5)),
    IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0x10)),
];

/// An ephemeral port.
const SOURCE_PORT: u16 = 50000;

impl FlowSet {
    /// One of the flows. `None` only for a set that breaks its invariant.
    pub fn witness(&self) -> Option<Flow> {
        self.witness_of(None)
    }

    /// One of the flows, of this machine where it has any.
    pub fn witness_of(&self, machine: Option<IpAddr>) -> Option<Flow> {
        let inbound = self.direction == nsg::Direction::Inbound;
        let usual: Vec<IpAddr> = machine.into_iter().chain(LOCAL).collect();
        let local = end(&self.local, &usual, !inbound, None)?;
        let remote = end(&self.remote, &REMOTE, inbound, Some(local.address))?;
        Some(Flow {
            direction: self.direction,
            protocol: *self.protocols.first()?,
            local,
            remote,
        })
    }
}

/// `other`: the address of the other end, which a flow does not go to itself.
fn end(ends: &Ends, usual: &[IpAddr], source: bool, other: Option<IpAddr>) -> Option<Endpoint> {
    let usual = usual
        .iter()
        .copied()
        .find(|address| ends.addresses.contains(*address));
    let address = usual
        .filter(|address| Some(*address) != other)
        .or_else(|| first(ends, other))?;
    let ephemeral = |port: &u16| ends.ports.iter().any(|range| range.contains(*port));
    let port = Some(SOURCE_PORT).filter(|port| source && ephemeral(port));
    Some(Endpoint {
        address,
        port: port.or_else(|| ends.ports.first().map(|range| range.first())),
    })
}

fn first(ends: &Ends, other: Option<IpAddr>) -> Option<IpAddr> {
    let v4 = ends.addresses.ipv4_ranges().iter();
    let v4 = v4.flat_map(|(first, last)| {
        // The first addresses of a subnet are Azure's own.
        [first.saturating_add(4).min(*last), *first, *last]
            .map(|bits| Ipv4Addr::from_bits(bits).into())
    });
    let v6 = ends.addresses.ipv6_ranges().iter();
    let v6 = v6.flat_map(|(first, last)| {
        [first.saturating_add(4).min(*last), *first, *last]
            .map(|bits| Ipv6Addr::from_bits(bits).into())
    });
    let mut all = v4.chain(v6);
    let any = all.clone().next();
    all.find(|address: &IpAddr| Some(*address) != other).or(any)
}
