//! From a line of text to a query.
//!
//! JavaScript writes direction, protocols, local addresses, local ports, remote addresses and remote ports,
//! each after the other with [`BETWEEN`] between them; the items of a list with a comma.

use crate::problem;
use ipnet::{IpNet, Ipv4Subnets, Ipv6Subnets};
use nsg::platform::PlatformTag;
use nsg::tags::DefaultTag;
use nsg::{AddressMatch, Direction, Name, PortRange, Protocol, Scenario, stages};
use nsg_analysis::{Query, QueryEnds};
use nsg_documents::Diagnostic;
use std::net::IpAddr;

const BETWEEN: char = '\u{1f}';

/// The lists of a query, in the line's order.
const LISTS: [&str; 5] = [
    "protocols",
    "localAddresses",
    "localPorts",
    "remoteAddresses",
    "remotePorts",
];

/// Reads a query.
///
/// # Errors
///
/// Everything that cannot be read, each with its place.
pub(super) fn read(
    line: &str,
    pointer: &str,
    scenario: &Scenario,
) -> Result<Query, Vec<Diagnostic>> {
    let mut parts = line.split(BETWEEN);
    let direction = parts.next().unwrap_or_default();
    let mut problems = Vec::new();
    let mut problem = |place: String, message: String| {
        problems.push(problem::at(
            format!("{pointer}/{place}"),
            "invalid-query",
            message,
        ));
    };
    let known: Option<Direction> = direction.trim().parse().ok();
    if known.is_none() {
        problem(
            "direction".to_owned(),
            format!("`{direction}` is neither `Inbound` nor `Outbound`"),
        );
    }
    let mut query = Query::all(known.unwrap_or(Direction::Inbound));
    for (name, list) in LISTS.into_iter().zip(parts) {
        let items = list.split(',').map(str::trim).enumerate();
        for (number, item) in items.filter(|(_, item)| !item.is_empty() && *item != "*") {
            let fits = match name {
                "protocols" => item
                    .parse::<Protocol>()
                    .map(|protocol| query.protocols.push(protocol))
                    .is_ok(),
                "localAddresses" => add_address(&mut query.local, item, scenario),
                "remoteAddresses" => add_address(&mut query.remote, item, scenario),
                "localPorts" => add_port(&mut query.local, item),
                _ => add_port(&mut query.remote, item),
            };
            if !fits {
                problem(
                    format!("{name}/{number}"),
                    format!("`{item}` cannot be read: {}", expected(name)),
                );
            }
        }
    }
    if problems.is_empty() {
        Ok(query)
    } else {
        Err(problems)
    }
}

fn expected(list: &str) -> &'static str {
    match list {
        "protocols" => "a protocol is TCP, UDP, ICMP, ESP or AH",
        "localPorts" | "remotePorts" => "ports are a number, or a range such as 20-25",
        _ => {
            "addresses are an address, a prefix, a range such as 10.0.0.1-10.0.0.9, or a tag or group that \
              the rules or the network name"
        }
    }
}

fn add_port(ends: &mut QueryEnds, item: &str) -> bool {
    let (first, last) = item.split_once('-').unwrap_or((item, item));
    let port = |text: &str| text.trim().parse::<u16>().ok();
    let range = port(first)
        .zip(port(last))
        .and_then(|(first, last)| PortRange::new(first, last));
    ends.ports.extend(range);
    range.is_some()
}

fn add_address(ends: &mut QueryEnds, item: &str, scenario: &Scenario) -> bool {
    let before = ends.addresses.len();
    if let Ok(prefix) = item.parse::<IpNet>() {
        ends.addresses.push(AddressMatch::Prefix(prefix.trunc()));
    } else if let Ok(address) = item.parse::<IpAddr>() {
        ends.addresses.push(AddressMatch::Prefix(address.into()));
    } else if let Some((first, last)) = item.split_once('-').and_then(range) {
        ends.addresses
            .extend(prefixes(first, last).into_iter().map(AddressMatch::Prefix));
    } else {
        ends.addresses.extend(named(item, scenario));
    }
    ends.addresses.len() > before
}

fn range((first, last): (&str, &str)) -> Option<(IpAddr, IpAddr)> {
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

fn prefixes(first: IpAddr, last: IpAddr) -> Vec<IpNet> {
    match (first, last) {
        (IpAddr::V4(first), IpAddr::V4(last)) => {
            Ipv4Subnets::new(first, last, 0).map(IpNet::V4).collect()
        }
        (IpAddr::V6(first), IpAddr::V6(last)) => {
            Ipv6Subnets::new(first, last, 0).map(IpNet::V6).collect()
        }
        _ => Vec::new(),
    }
}

/// A tag or group that something names: any other name is more likely a slip.
fn named(item: &str, scenario: &Scenario) -> Option<AddressMatch> {
    let name = Name::from(item);
    let network = &scenario.network;
    if network.members(&name).is_some() {
        return Some(AddressMatch::ApplicationSecurityGroup(name));
    }
    let known = DefaultTag::from_name(&name).is_some()
        || PlatformTag::from_name(&name).is_some()
        || network.service_tags.contains_key(&name);
    if known {
        return Some(AddressMatch::ServiceTag(name));
    }
    let directions = [Direction::Inbound, Direction::Outbound];
    let all: Vec<_> = directions
        .iter()
        .flat_map(|direction| stages(scenario, *direction))
        .collect();
    let mut entries = all.iter().flat_map(|stage| &stage.rules).flat_map(|rule| {
        rule.conditions
            .source
            .iter()
            .chain(&rule.conditions.destination)
    });
    entries
        .find(|entry| match entry {
            AddressMatch::ServiceTag(own) => *own == name,
            AddressMatch::ApplicationSecurityGroup(own) => {
                *own == name || name == *own.last_segment()
            }
            _ => false,
        })
        .cloned()
}
