//! Reads queries and contracts from JSON: the one form for the page, for lessons, for Node and for CI.
//!
//! What is wrong is told with its place, all of it at once. So a field may hold anything at first, and each is looked at
//! for itself.

use super::{Contract, Must};
use crate::query::{Query, QueryEnds};
use ipnet::{IpNet, Ipv4Subnets, Ipv6Subnets};
use nsg::platform::PlatformTag;
use nsg::published_tags::is_published_tag;
use nsg::tags::DefaultTag;
use nsg::{AddressMatch, Direction, Name, PortRange, Protocol, Scenario, stages};
use serde::Deserialize;
use serde_json::Value;
use std::borrow::Cow;
use std::net::IpAddr;
use text::{quote, text};

/// Something that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractProblem {
    /// Where: `/contracts/0/must`.
    pub pointer: String,
    /// The stable name of what it is.
    pub code: &'static str,
    /// What is wrong, and what is expected.
    pub message: String,
    /// How the contract is called that it stands in, where that has a name.
    pub contract: Option<String>,
}

/// A contract as it is written.
#[derive(Default, Deserialize)]
#[serde(default)]
struct WrittenContract {
    name: Value,
    must: Value,
    flows: Value,
    only: Value,
}

/// A query as it is written.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct WrittenQuery {
    direction: Value,
    protocols: Value,
    local_addresses: Value,
    local_ports: Value,
    remote_addresses: Value,
    remote_ports: Value,
}

/// The fields of a query. One that is misspelt would be left out, and the query be about more than was meant.
const QUERY: [&str; 6] = [
    "direction",
    "protocols",
    "localAddresses",
    "localPorts",
    "remoteAddresses",
    "remotePorts",
];

/// What is read, and what is wrong with it so far.
struct ContractReader<'s> {
    scenarios: &'s [&'s Scenario],
    slips: Vec<ContractProblem>,
}

/// Reads contracts: a list, or an object `{"contracts": […]}`, which may say more about itself. A group has to be known to one
/// of the scenarios, and a tag to one of them or to Azure.
///
/// # Errors
///
/// Everything that cannot be read.
pub fn read(json: &str, scenarios: &[&Scenario]) -> Result<Vec<Contract>, Vec<ContractProblem>> {
    let mut reader = ContractReader::new(scenarios);
    let root: Value = serde_json::from_str(json).unwrap_or_default();
    let list = root.get("contracts").unwrap_or(&root);
    let Some(list) = list.as_array() else {
        let message = text!("contract-no-list").to_owned();
        reader.slip("/contracts".to_owned(), "invalid-contracts", message);
        return Err(reader.slips);
    };
    let contracts = list.iter().enumerate();
    let contracts = contracts.map(|(number, given)| reader.contract(number, given));
    let contracts: Vec<_> = contracts.collect();
    reader.finish(contracts.into_iter().collect())
}

/// Reads a query. A group has to be known to one of the scenarios, and a tag to one of them or to Azure.
///
/// # Errors
///
/// Everything that cannot be read, each with its place.
pub fn read_query(
    json: &str,
    pointer: &str,
    scenarios: &[&Scenario],
) -> Result<Query, Vec<ContractProblem>> {
    let mut reader = ContractReader::new(scenarios);
    let given = serde_json::from_str(json).unwrap_or_default();
    let query = reader.query(&given, pointer);
    reader.finish(query)
}

impl<'s> ContractReader<'s> {
    fn new(scenarios: &'s [&'s Scenario]) -> Self {
        let slips = Vec::new();
        Self { scenarios, slips }
    }

    fn finish<T>(self, read: Option<T>) -> Result<T, Vec<ContractProblem>> {
        read.filter(|_| self.slips.is_empty()).ok_or(self.slips)
    }

    fn slip(&mut self, pointer: String, code: &'static str, message: String) {
        self.slips.push(ContractProblem {
            pointer,
            code,
            message,
            contract: None,
        });
    }

    fn contract(&mut self, number: usize, given: &Value) -> Option<Contract> {
        let pointer = format!("/contracts/{number}");
        let Some(written) = object::<WrittenContract>(given) else {
            let message = text!("contract-no-object").to_owned();
            self.slip(pointer, "invalid-contract", message);
            return None;
        };
        let before = self.slips.len();
        let contract = self.written(&written, &pointer);
        let name = written.name.as_str().filter(|name| !name.is_empty());
        for slip in self.slips.iter_mut().skip(before) {
            slip.contract = name.map(str::to_owned);
        }
        contract
    }

    fn written(&mut self, written: &WrittenContract, pointer: &str) -> Option<Contract> {
        let name = match &written.name {
            Value::Null => Some(String::new()),
            name => scalar(name).map(Cow::into_owned),
        };
        if name.is_none() {
            let message = text!("contract-name-no-text", given = shown(&written.name));
            self.slip(format!("{pointer}/name"), "invalid-contract", message);
        }
        let only = match &written.only {
            Value::Null => Some(Vec::new()),
            Value::Array(only) => {
                let only = only.iter().enumerate();
                let only = only
                    .map(|(number, query)| self.query(query, &format!("{pointer}/only/{number}")));
                only.collect::<Vec<_>>().into_iter().collect()
            }
            _ => {
                let message = text!("contract-only-no-list").to_owned();
                self.slip(format!("{pointer}/only"), "invalid-contract", message);
                None
            }
        };
        let flows = self.query(&written.flows, &format!("{pointer}/flows"));
        let must = match written.must.as_str() {
            Some("allow") => Must::Allow,
            Some("deny") => Must::Deny,
            Some("allowOnly") => Must::AllowOnly(only?),
            _ => {
                let message = text!("contract-must-unknown", given = shown(&written.must));
                self.slip(format!("{pointer}/must"), "invalid-contract", message);
                return None;
            }
        };
        Some(Contract {
            name: name?,
            must,
            flows: flows?,
        })
    }

    fn query(&mut self, given: &Value, pointer: &str) -> Option<Query> {
        let Some(written) = object::<WrittenQuery>(given) else {
            let message = text!("contract-no-query").to_owned();
            self.slip(pointer.to_owned(), "invalid-query", message);
            return None;
        };
        let keys = given
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.keys());
        for key in keys.filter(|key| !QUERY.contains(&key.as_str())) {
            let message = text!(
                "contract-no-field",
                field = quote(key),
                fields = QUERY.join(", ")
            );
            self.slip(format!("{pointer}/{key}"), "invalid-query", message);
        }
        let text = scalar(&written.direction);
        let direction = text.and_then(|text| text.trim().parse::<Direction>().ok());
        if direction.is_none() {
            let message = text!(
                "contract-direction-unknown",
                given = shown(&written.direction)
            );
            self.slip(format!("{pointer}/direction"), "invalid-query", message);
        }
        let mut query = Query::all(direction.unwrap_or(Direction::Inbound));
        let scenarios = self.scenarios;
        let Query {
            protocols,
            local,
            remote,
            ..
        } = &mut query;
        self.list(pointer, "protocols", &written.protocols, |item| {
            let protocol = item.parse::<Protocol>().ok();
            protocols.extend(protocol);
            protocol.is_some()
        });
        for (ends, addresses, ports) in [
            (
                local,
                ("localAddresses", &written.local_addresses),
                ("localPorts", &written.local_ports),
            ),
            (
                remote,
                ("remoteAddresses", &written.remote_addresses),
                ("remotePorts", &written.remote_ports),
            ),
        ] {
            let (name, list) = addresses;
            self.list(pointer, name, list, |item| {
                add_address(ends, item, scenarios)
            });
            let (name, list) = ports;
            self.list(pointer, name, list, |item| add_port(ends, item));
        }
        Some(query)
    }

    /// Takes every item of a list; nothing, an empty text and `*` stand for everything.
    fn list(
        &mut self,
        pointer: &str,
        name: &str,
        list: &Value,
        mut takes: impl FnMut(&str) -> bool,
    ) {
        let items = match list {
            Value::Null => return,
            Value::Array(items) => items.as_slice(),
            // Which of its items it is meant to be is not known: it stands where the first would.
            _ => {
                let (given, expected) = (of_type(list), text!("contract-expects-list"));
                let message = text!("contract-unreadable", given, expected);
                return self.slip(format!("{pointer}/{name}/0"), "invalid-query", message);
            }
        };
        for (number, given) in items.iter().enumerate() {
            let text = scalar(given);
            let item = text.as_deref().map(str::trim);
            if item.is_some_and(|item| item.is_empty() || item == "*" || takes(item)) {
                continue;
            }
            let (given, expected) = (shown(given), expected(name));
            let message = text!("contract-unreadable", given, expected);
            self.slip(
                format!("{pointer}/{name}/{number}"),
                "invalid-query",
                message,
            );
        }
    }
}

/// The object with these fields; nothing where the value is no object.
fn object<T: for<'de> Deserialize<'de>>(given: &Value) -> Option<T> {
    // A list would be read as the fields in their order.
    given.is_object().then(|| T::deserialize(given).ok())?
}

/// A text, or a number as text: a port may be either.
fn scalar(given: &Value) -> Option<Cow<'_, str>> {
    match given {
        Value::String(text) => Some(text.into()),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

/// What was given, as a message names it.
fn shown(given: &Value) -> String {
    match scalar(given) {
        Some(text) => quote(&text),
        None => of_type(given),
    }
}

fn of_type(given: &Value) -> String {
    let kind = match given {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    text!("contract-value-of-type", kind)
}

fn expected(list: &str) -> &'static str {
    match list {
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

/// A group that something names, or a tag that something names or Azure publishes: any other name is more likely a slip.
fn named(item: &str, scenario: &Scenario) -> Option<AddressMatch> {
    let name = Name::from(item);
    let network = &scenario.network;
    if network.members(&name).is_some() {
        return Some(AddressMatch::ApplicationSecurityGroup(name));
    }
    let known = DefaultTag::from_name(&name).is_some()
        || PlatformTag::from_name(&name).is_some()
        || is_published_tag(item)
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
