//! A flow of many that people would name: a service they know, a client's port, addresses of the network.

use crate::flow_set::{Ends, FlowSet};
use ipnet::IpNet;
use nsg::{AddressSet, Direction, Flow, PortRange, Protocol};
use std::net::{IpAddr, Ipv4Addr};

/// Where clients come from.
pub(super) const EPHEMERAL: u16 = 50000;

/// Services that most people know, the best known first.
pub(super) const SERVICES: [u16; 10] = [443, 22, 3389, 80, 1433, 53, 445, 8080, 5432, 3306];

/// An address that is kept for documentation (RFC 5737): the internet.
pub(super) const OUTSIDE: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 10));

/// The first 2 to the power of so many addresses of a network are left to Azure and to the machines asked about.
const ASIDE: u8 = 3;

/// One of the flows.
///
/// `own` is where the machines are that are asked about, `subnet` where in it a rule has its machines.
pub(super) fn typical(own: Option<IpNet>, subnet: Option<IpNet>, flows: &FlowSet) -> Option<Flow> {
    let mut one = flows.clone();
    if one.protocols.contains(&Protocol::Tcp) {
        one.protocols = vec![Protocol::Tcp];
    }
    let receiver = match one.direction {
        Direction::Inbound => &mut one.local,
        Direction::Outbound => &mut one.remote,
    };
    narrow_ports(receiver);
    let prefix = own;
    let own: AddressSet = prefix.into_iter().collect();
    let subnet = subnet.into_iter().collect();
    narrow_addresses(&mut one.local, &[subnet, own.clone()]);
    if !one.remote.addresses.contains(OUTSIDE) {
        let first: AddressSet = prefix.and_then(first).into_iter().collect();
        let mut near = vec![own.without(&first), own];
        near.extend(PRIVATE.map(|range| std::iter::once(IpNet::V4(range)).collect()));
        narrow_addresses(&mut one.remote, &near);
    }
    let flow = one.witness()?;
    (flow.check().is_ok() && flow.local.address != flow.remote.address).then_some(flow)
}

/// The ranges of private networks (RFC 1918).
const PRIVATE: [ipnet::Ipv4Net; 3] = [
    ipnet::Ipv4Net::new_assert(Ipv4Addr::new(10, 0, 0, 0), 8),
    ipnet::Ipv4Net::new_assert(Ipv4Addr::new(192, 168, 0, 0), 16),
    ipnet::Ipv4Net::new_assert(Ipv4Addr::new(172, 16, 0, 0), 12),
];

/// The first addresses of a network.
fn first(own: IpNet) -> Option<IpNet> {
    IpNet::new(
        own.network(),
        own.prefix_len().max(own.max_prefix_len() - ASIDE),
    )
    .ok()
}

/// Leaves one port, a known one where there is any.
fn narrow_ports(ends: &mut Ends) {
    let has = |port: &u16| ends.ports.iter().any(|range| range.contains(*port));
    let known = SERVICES.into_iter().find(has);
    // No service is on port 0.
    let any = ends
        .ports
        .iter()
        .map(|range| range.last().min(range.first().max(1)));
    if let Some(port) = known.or_else(|| any.max_by_key(|port| *port > 0)) {
        ends.ports = vec![PortRange::single(port)];
    }
}

/// Leaves the addresses in the first of these sets that has any of them.
fn narrow_addresses(ends: &mut Ends, wanted: &[AddressSet]) {
    let all = &ends.addresses;
    let common = wanted.iter().map(|set| all.without(&all.without(set)));
    if let Some(common) = { common }.find(|common| !common.is_empty()) {
        ends.addresses = common;
    }
}

/// How well known a flow is: the less, the better. Equal only for equal flows.
pub(super) fn rank(flow: &Flow) -> impl Ord + use<> {
    let port = |end: &nsg::Endpoint| end.port.unwrap_or_default();
    let service = port(flow.destination());
    let known = SERVICES.iter().position(|known| *known == service);
    (
        port(flow.source()) != EPHEMERAL,
        Protocol::ALL.iter().position(|one| *one == flow.protocol),
        flow.direction == Direction::Outbound,
        known.unwrap_or(SERVICES.len()),
        service,
        flow.local.address,
        flow.remote.address,
    )
}
