//! From lines of text to queries and contracts.
//!
//! One form for the page, for Node and for CI: `crates/plugin/npm/encode.js` writes it, and `nsg-lessons` the same. A query
//! is direction, protocols, local addresses, local ports, remote addresses and remote ports, each after the other with
//! [`BETWEEN_FIELDS`] between them; the items of a list with a comma. A contract is its name, what must be so, its query,
//! and further queries that excuse.

use crate::contracts::{Contract, Must};
use crate::query::{Query, QueryEnds};
use ipnet::{IpNet, Ipv4Subnets, Ipv6Subnets};
use nsg::platform::PlatformTag;
use nsg::tags::DefaultTag;
use nsg::{AddressMatch, Direction, Name, PortRange, Protocol, Scenario, stages};
use std::net::IpAddr;
use text::text;

/// Stands between the fields of a query.
pub const BETWEEN_FIELDS: char = '\u{1f}';

/// Stands between the queries of one contract.
pub const BETWEEN_QUERIES: char = '\u{1e}';

/// Stands between contracts.
pub const BETWEEN_CONTRACTS: char = '\u{1d}';

/// Begins what was neither text nor number nor list; the name of its type follows.
const NEITHER: char = '\u{2}';

/// The lists of a query, in the line's order.
const LISTS: [&str; 5] = [
    "protocols",
    "localAddresses",
    "localPorts",
    "remoteAddresses",
    "remotePorts",
];

/// Something that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where: `/contracts/0/must`.
    pub pointer: String,
    /// The stable name of what it is.
    pub code: &'static str,
    /// What is wrong, and what is expected.
    pub message: String,
}

/// Reads contracts. A tag or group has to be known to one of the scenarios.
///
/// # Errors
///
/// Everything that cannot be read.
pub fn contracts(text: &str, scenarios: &[&Scenario]) -> Result<Vec<Contract>, Vec<Slip>> {
    let texts = text
        .split(BETWEEN_CONTRACTS)
        .filter(|text| !text.is_empty());
    let mut contracts = Vec::new();
    let mut slips = Vec::new();
    for (number, text) in texts.enumerate() {
        match contract(text, &format!("/contracts/{number}"), scenarios) {
            Ok(contract) => contracts.push(contract),
            Err(more) => slips.extend(more),
        }
    }
    if slips.is_empty() {
        Ok(contracts)
    } else {
        Err(slips)
    }
}

/// How each contract of a text is called, whether or not it can be read.
pub fn names(text: &str) -> Vec<&str> {
    let texts = text
        .split(BETWEEN_CONTRACTS)
        .filter(|text| !text.is_empty());
    texts
        .map(|text| text.split(BETWEEN_QUERIES).next().unwrap_or_default())
        .collect()
}

fn contract(text: &str, pointer: &str, scenarios: &[&Scenario]) -> Result<Contract, Vec<Slip>> {
    let mut lines = text.split(BETWEEN_QUERIES);
    let mut next = || lines.next().unwrap_or_default();
    let (name, must, flows) = (next(), next(), next());
    let read = |line: &str, key: &str| query(line, &format!("{pointer}/{key}"), scenarios);
    let only = lines
        .enumerate()
        .map(|(number, line)| read(line, &format!("only/{number}")));
    let only: Vec<_> = only.collect::<Result<_, _>>()?;
    let must = match must {
        "allow" => Must::Allow,
        "deny" => Must::Deny,
        "allowOnly" => Must::AllowOnly(only),
        other => {
            return Err(vec![Slip {
                pointer: format!("{pointer}/must"),
                code: "invalid-contract",
                message: text!("contract-must-unknown", given = shown(other)),
            }]);
        }
    };
    Ok(Contract {
        name: name.to_owned(),
        must,
        flows: read(flows, "flows")?,
    })
}

/// Reads a query. A tag or group has to be known to one of the scenarios.
///
/// # Errors
///
/// Everything that cannot be read, each with its place.
pub fn query(line: &str, pointer: &str, scenarios: &[&Scenario]) -> Result<Query, Vec<Slip>> {
    let mut parts = line.split(BETWEEN_FIELDS);
    let direction = parts.next().unwrap_or_default();
    let mut slips = Vec::new();
    let mut slip = |place: String, message: String| {
        slips.push(Slip {
            pointer: format!("{pointer}/{place}"),
            code: "invalid-query",
            message,
        });
    };
    let known: Option<Direction> = direction.trim().parse().ok();
    if known.is_none() {
        let message = text!("contract-direction-unknown", given = shown(direction));
        slip("direction".to_owned(), message);
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
                "localAddresses" => add_address(&mut query.local, item, scenarios),
                "remoteAddresses" => add_address(&mut query.remote, item, scenarios),
                "localPorts" => add_port(&mut query.local, item),
                _ => add_port(&mut query.remote, item),
            };
            if !fits {
                let (given, expected) = (shown(item), expected(name, item));
                let message = text!("contract-unreadable", given, expected);
                slip(format!("{name}/{number}"), message);
            }
        }
    }
    if slips.is_empty() {
        Ok(query)
    } else {
        Err(slips)
    }
}

/// What was given, as a message names it.
fn shown(given: &str) -> String {
    match given.strip_prefix(NEITHER) {
        Some(kind) => text!("contract-value-of-type", kind),
        None => format!("`{given}`"),
    }
}

fn expected(list: &str, item: &str) -> &'static str {
    match list {
        _ if item.starts_with(NEITHER) => text!("contract-expects-list"),
        "protocols" => text!("contract-expects-protocol"),
        "localPorts" | "remotePorts" => text!("contract-expects-ports"),
        _ => text!("contract-expects-addresses"),
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

fn add_address(ends: &mut QueryEnds, item: &str, scenarios: &[&Scenario]) -> bool {
    let before = ends.addresses.len();
    if let Ok(prefix) = item.parse::<IpNet>() {
        ends.addresses.push(AddressMatch::Prefix(prefix.trunc()));
    } else if let Ok(address) = item.parse::<IpAddr>() {
        ends.addresses.push(AddressMatch::Prefix(address.into()));
    } else if let Some((first, last)) = item.split_once('-').and_then(range) {
        ends.addresses
            .extend(prefixes(first, last).into_iter().map(AddressMatch::Prefix));
    } else {
        let mut known = scenarios
            .iter()
            .filter_map(|scenario| named(item, scenario));
        ends.addresses.extend(known.next());
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
