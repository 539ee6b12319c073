//! Random rows of the tables, with what they record.

mod summed;
mod tuples;

use judges::dice::CaseDice;
use nsg::{Access, Decision, Direction, Endpoint, Flow, Protocol};
use nsg_traffic::kql::TrafficTable;
use serde_json::Value;
use std::net::{IpAddr, Ipv4Addr};

/// The id of the subnet's group.
pub(crate) const SUBNET: &str = "/subscriptions/0f5b1e6a-3c52-4b0f-9c63-0f0a0a0a0a0a/resourceGroups/Shop/providers/Microsoft.Network/networkSecurityGroups/nsg-subnet";
/// The id of the interface's group.
pub(crate) const INTERFACE: &str = "/subscriptions/0f5b1e6a-3c52-4b0f-9c63-0f0a0a0a0a0a/resourceGroups/Shop/providers/Microsoft.Network/networkSecurityGroups/nsg-web";
/// What a virtual network's log calls it.
pub(crate) const GUID: &str = "A43a8170-2b9b-4f0f-a19e-11cacfcaa51f";

/// Which groups the query knows besides the interface's by its id.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownGroups {
    /// The interface's by its GUID.
    pub(crate) guid: bool,
    /// The subnet's.
    pub(crate) subnet: bool,
}

/// What a row, or a part of it, records: a decision, or counters of one.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    /// What makes records one; empty where each is for itself.
    pub(crate) key: String,
    /// `None` where it cannot be read.
    pub(crate) flow: Option<Flow>,
    /// Whether the group can be told.
    pub(crate) ours: bool,
    pub(crate) access: Option<Access>,
    pub(crate) rule: String,
    pub(crate) flows: u64,
    pub(crate) bytes: u64,
    /// Seconds since 1970, of the first and of the last record.
    pub(crate) seen: (u64, u64),
}

/// Local addresses, private and of both families.
const LOCAL: &[&str] = &[
    "10.0.1.4",
    "10.0.1.5",
    "10.0.0.0",
    "10.0.255.255",
    "10.1.0.0",
    "10.1.255.255",
    "10.2.0.0",
    "fd00::4",
];
/// Remote ones, beside every edge of the rules.
const REMOTE: &[&str] = &[
    "10.0.1.9",
    "10.0.2.0",
    "10.0.0.255",
    "10.9.9.9",
    "203.0.113.0",
    "203.0.113.63",
    "203.0.113.64",
    "203.0.113.127",
    "203.0.113.128",
    "203.0.113.255",
    "203.0.112.255",
    "203.0.114.0",
    "198.51.100.7",
    "198.51.100.6",
    "198.51.100.127",
    "198.51.100.128",
    "192.0.2.0",
    "192.0.2.1",
    "192.0.2.2",
    "192.0.2.9",
    "192.0.2.77",
    "127.255.255.255",
    "128.0.0.0",
    "8.8.8.8",
    "0.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
];
const REMOTE_IPV6: &[&str] = &[
    "fd00::9",
    "2001:db8::",
    "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8:8000::",
    "2001:db8:ffff::1",
    "2001:db9::",
    "::1",
    "fe80::1",
    "ffff::1",
];
const PORTS: &[&str] = &[
    "0", "19", "20", "22", "25", "26", "79", "80", "81", "443", "444", "1023", "1024", "50000",
    "65534", "65535",
];

/// So many rows, and what they record.
pub(crate) fn records(
    dice: &mut CaseDice,
    table: TrafficTable,
    count: u32,
    known: KnownGroups,
    near: &[Flow],
    answer: impl Fn(&Flow) -> (Decision, String),
) -> (Vec<Value>, Vec<Recorded>) {
    let (mut rows, mut recorded) = (Vec::new(), Vec::new());
    for number in 0..count {
        let row = match table {
            TrafficTable::FlowTuples => {
                tuples::record(dice, number, known, near, &answer, &mut recorded)
            }
            _ => summed::row(dice, table, number, known, near, &answer, &mut recorded),
        };
        rows.extend(row);
    }
    (rows, recorded)
}

/// A flow, often one beside those that are near an edge.
fn flow(dice: &mut CaseDice, protocols: &[Protocol], near: &[Flow]) -> Option<Flow> {
    let chosen = near.get(dice.roll(near.len())).filter(|_| dice.once_in(2));
    if let Some(flow) = chosen.filter(|flow| protocols.contains(&flow.protocol)) {
        let mut flow = *flow;
        for end in [&mut flow.local, &mut flow.remote] {
            let up = dice.once_in(2);
            if let (IpAddr::V4(address), true) = (end.address, dice.once_in(3)) {
                let bits = address.to_bits();
                let bits = if up {
                    bits.saturating_add(1)
                } else {
                    bits.saturating_sub(1)
                };
                end.address = Ipv4Addr::from_bits(bits).into();
            }
            if let (Some(port), true) = (end.port, dice.once_in(3)) {
                end.port = Some(if up {
                    port.saturating_add(1)
                } else {
                    port.saturating_sub(1)
                });
            }
        }
        // No packet goes from an address to itself, and a comparison does not tell it apart.
        if flow.local.address == flow.remote.address {
            return None;
        }
        return flow.check().ok().map(|()| flow);
    }
    let direction = match dice.roll(2) {
        0 => Direction::Inbound,
        _ => Direction::Outbound,
    };
    let protocol = *protocols.get(dice.roll(protocols.len()))?;
    let local = dice.pick(LOCAL);
    let remote = match local.contains(':') {
        true => dice.pick(REMOTE_IPV6),
        false => remote(dice)?,
    };
    let end = |address: &str, port: &str| {
        Some(Endpoint {
            address: address.parse().ok()?,
            port: port.parse().ok().filter(|_| protocol.has_ports()),
        })
    };
    let (local, remote) = (
        end(local, dice.pick(PORTS))?,
        end(remote, dice.pick(PORTS))?,
    );
    let flow = Flow {
        direction,
        protocol,
        local,
        remote,
    };
    flow.check().ok().map(|()| flow)
}

fn remote(dice: &mut CaseDice) -> Option<&'static str> {
    REMOTE.get(dice.roll(REMOTE.len())).copied()
}

/// What Azure would have logged: mostly what we say.
fn logged(
    dice: &mut CaseDice,
    flow: &Flow,
    answer: &impl Fn(&Flow) -> (Decision, String),
) -> (Access, String) {
    let (access, rule) = answer(flow);
    let access = match access {
        Decision::Allow => Access::Allow,
        Decision::Deny => Access::Deny,
        Decision::Depends if dice.once_in(2) => Access::Allow,
        Decision::Depends => Access::Deny,
    };
    let access = match access {
        Access::Allow if dice.once_in(15) => Access::Deny,
        Access::Deny if dice.once_in(15) => Access::Allow,
        same => same,
    };
    // Names are cut off.
    let rule: String = rule.chars().take(65).collect();
    match dice.roll(20) {
        3 if rule.chars().count() < 65 => (access, format!("{rule}_{GUID}")),
        0 => (access, "UserRule".to_owned()),
        1 => (access, "UserRule_gone".to_owned()),
        2 => (access, rule.to_uppercase()),
        _ if rule.is_empty() => (access, "DefaultRule".to_owned()),
        _ => (access, rule),
    }
}
