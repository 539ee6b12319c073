//! Rules and flows in one line each, so that a test reads like the rule list it is about.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "it is written for tests, which end in a panic where a line cannot be read"
)]

pub mod random;
pub mod scenarios;

use nsg::ComparedField;
use nsg::{
    Access, AddressMatch, AddressSet, AdminAccess, Conditions, Field, Flow, Name, Network,
    NetworkSecurityGroup, PortMatch, PortRange, Refusal, RefusedForm, Scenario, SecurityAdminRule,
    SecurityRule,
};

/// `name priority direction protocol source:ports -> destination:ports access`; lists by `|`, and `?`
/// for what is unknown. Commas stand for a list in a field or in an entry that holds
/// one value.
pub fn rule(line: &str) -> SecurityRule {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [
        name,
        priority,
        direction,
        protocol,
        source,
        "->",
        destination,
        access,
    ] = words[..]
    else {
        panic!("a rule has eight words: {line}");
    };
    let mut refusals = Vec::new();
    let (source, source_ports) = side(source, FIELDS[0], &mut refusals);
    let (destination, destination_ports) = side(destination, FIELDS[1], &mut refusals);
    SecurityRule {
        refusals,
        spellings: nsg::Spellings::default(),
        name: name.to_owned(),
        id: None,
        description: None,
        priority: field(priority, |text| text.parse().ok()),
        direction: field(direction, |text| match text {
            "In" => Some(nsg::Direction::Inbound),
            "Out" => Some(nsg::Direction::Outbound),
            _ => None,
        }),
        access: field(access, |text| text.parse::<Access>().ok()),
        conditions: Conditions {
            protocol: field(protocol, |text| text.parse().ok()),
            source,
            source_ports,
            destination,
            destination_ports,
        },
    }
}

pub fn admin_rule(line: &str) -> SecurityAdminRule {
    let access = line.split_whitespace().last().unwrap();
    let rule = rule(line);
    SecurityAdminRule {
        name: rule.name,
        id: None,
        priority: rule.priority,
        direction: rule.direction,
        access: field(access, |text| text.parse::<AdminAccess>().ok()),
        conditions: rule.conditions,
    }
}

fn field<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Field<T> {
    read(text).map_or_else(|| Field::Unknown(text.to_owned()), Field::Known)
}

/// The fields of the source and of the destination.
const FIELDS: [[ComparedField; 2]; 2] = [
    [ComparedField::Source, ComparedField::SourcePort],
    [ComparedField::Destination, ComparedField::DestinationPort],
];

fn side(
    text: &str,
    fields: [ComparedField; 2],
    refusals: &mut Vec<Refusal>,
) -> (Vec<AddressMatch>, Vec<PortMatch>) {
    // The last colon parts address and port, so that IPv6 can be written as it is.
    let (addresses, ports) = text.rsplit_once(':').expect("address:port");
    let mut refuse = |field, form, text: &str| {
        let text = text.to_owned();
        refusals.push(Refusal { field, form, text });
    };
    for (field, text) in fields.into_iter().zip([addresses, ports]) {
        let entries: Vec<&str> = text.split('|').collect();
        let is_list = entries.len() > 1;
        for entry in entries {
            let is_tag = || matches!(address(entry), AddressMatch::ServiceTag(_));
            match is_list {
                _ if entry.contains(',') => {
                    let form = match is_list {
                        true => RefusedForm::ListInEntry,
                        false => RefusedForm::ListInSingular,
                    };
                    refuse(field, form, entry);
                }
                true if entry == "*" => refuse(field, RefusedForm::AnyInList, entry),
                true if field == fields[0] && is_tag() => {
                    refuse(field, RefusedForm::TagInList, entry);
                }
                _ => {}
            }
        }
    }
    for text in addresses.split(['|', ',']) {
        if prefix(text).is_some_and(|prefix| prefix != prefix.trunc()) {
            refuse(fields[0], RefusedForm::HostBits, text);
        }
    }
    (
        addresses.split(['|', ',']).map(address).collect(),
        ports.split(['|', ',']).map(port).collect(),
    )
}

fn address(text: &str) -> AddressMatch {
    if text == "*" {
        return AddressMatch::Any;
    }
    if let Some(group) = text.strip_prefix("asg/") {
        return AddressMatch::ApplicationSecurityGroup(group.into());
    }
    if text.starts_with('?') {
        return AddressMatch::Unknown(text.to_owned());
    }
    match prefix(text) {
        Some(prefix) => AddressMatch::Prefix(prefix.trunc()),
        None => AddressMatch::ServiceTag(text.into()),
    }
}

pub fn prefix(text: &str) -> Option<ipnet::IpNet> {
    text.parse()
        .ok()
        .or_else(|| text.parse::<std::net::IpAddr>().ok().map(Into::into))
}

fn port(text: &str) -> PortMatch {
    let number = |text: &str| text.parse::<u16>().ok();
    match text.split_once('-') {
        _ if text == "*" => PortMatch::Any,
        _ if text.starts_with('?') => PortMatch::Unknown(text.to_owned()),
        Some((first, last)) => {
            PortMatch::Range(PortRange::new(number(first).unwrap(), number(last).unwrap()).unwrap())
        }
        None => PortMatch::Range(PortRange::single(number(text).unwrap())),
    }
}

/// A group with its default rules, one rule a line.
pub fn group(rules: &str) -> NetworkSecurityGroup {
    let lines = rules.lines().map(str::trim).filter(|line| !line.is_empty());
    NetworkSecurityGroup {
        security_rules: lines.map(rule).collect(),
        ..Default::default()
    }
    .with_default_rules()
}

pub fn set(prefixes: &str) -> AddressSet {
    prefixes
        .split_whitespace()
        .map(|text| prefix(text).unwrap())
        .collect()
}

/// The network most tests stand in: VNet 10.0.0.0/16.
pub fn network() -> Network {
    Network {
        virtual_network: Some(vec!["10.0.0.0/16".parse().unwrap()]),
        ..Network::default()
    }
}

pub fn tagged(mut network: Network, tag: &str, prefixes: &str) -> Network {
    network.service_tags.insert(Name::from(tag), set(prefixes));
    network
}

pub fn with_asg(mut network: Network, name: &str, members: &str) -> Network {
    network
        .application_security_groups
        .insert(Name::from(name), set(members));
    network
}

pub fn nic(rules: &str) -> Scenario {
    Scenario {
        network_interface_security_group: Some(group(rules)),
        network: network(),
        ..Scenario::default()
    }
}

pub fn subnet(rules: &str) -> Scenario {
    Scenario {
        subnet_security_group: Some(group(rules)),
        network: network(),
        ..Scenario::default()
    }
}

pub fn both(subnet: &str, nic: &str) -> Scenario {
    Scenario {
        subnet_security_group: Some(group(subnet)),
        network_interface_security_group: Some(group(nic)),
        network: network(),
    }
}

/// A flow's text: `In Tcp 203.0.113.10:50000 -> 10.0.1.4:22`.
pub fn flow(line: &str) -> Flow {
    line.parse()
        .unwrap_or_else(|error| panic!("{line}: {error}"))
}

/// `Allow securityRules/x`, or `Depends` with the questions.
pub fn answer(scenario: &Scenario, line: &str) -> String {
    let verdict = nsg::verify(scenario, &flow(line));
    let mut text = verdict.access.to_string();
    if let Some(rule) = verdict.rule_name {
        text = format!("{text} {rule}");
    }
    for fact in verdict.depends_on {
        text = format!("{text} [{} {}/{}]", fact.question, fact.if_yes, fact.if_no);
    }
    text
}
