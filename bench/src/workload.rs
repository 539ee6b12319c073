//! Rules and flows that look like a large group's, the same in every run.

use nsg::{Direction, Endpoint, Flow, Network, Protocol};
use serde_json::{Value, json};
use std::net::Ipv4Addr;

/// A small generator (Numerical Recipes' constants): no need for more than variety here.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % sides
    }
}

/// A group of inbound rules: offices and partners by prefix, some tags, lists of ports.
pub(crate) fn group(rules: usize) -> Value {
    another_group(rules, 7)
}

/// Such a group with other rules.
pub(crate) fn another_group(rules: usize, seed: u32) -> Value {
    let mut dice = Dice(seed);
    let rules: Vec<Value> = (0..rules).map(|number| rule(number, &mut dice)).collect();
    json!({ "name": "nsg-large", "properties": { "securityRules": rules } })
}

fn rule(number: usize, dice: &mut Dice) -> Value {
    let sources: Vec<String> = (0..=dice.roll(3)).map(|_| prefix(dice)).collect();
    let tag = match dice.roll(20) {
        0 => Some("VirtualNetwork"),
        1 => Some("Internet"),
        _ => None,
    };
    let ports: Vec<String> = (0..=dice.roll(3)).map(|_| ports(dice)).collect();
    let destination = match dice.roll(4) {
        0 => "*".to_owned(),
        _ => format!("10.0.{}.0/{}", dice.roll(64), 24 + dice.roll(9)),
    };
    let protocol = ["Tcp", "Tcp", "Tcp", "Udp", "*"]
        .into_iter()
        .cycle()
        .nth(dice.roll(5) as usize);
    let mut properties = json!({
        "priority": 100 + number * 3,
        "direction": "Inbound",
        "access": if dice.roll(3) == 0 { "Deny" } else { "Allow" },
        "protocol": protocol,
        "sourcePortRange": "*",
        "destinationAddressPrefix": destination,
        "destinationPortRanges": ports,
    });
    if let Some(properties) = properties.as_object_mut() {
        match tag {
            Some(tag) => properties.insert("sourceAddressPrefix".to_owned(), json!(tag)),
            None => properties.insert("sourceAddressPrefixes".to_owned(), json!(sources)),
        };
    }
    json!({ "name": format!("rule-{number}"), "properties": properties })
}

fn prefix(dice: &mut Dice) -> String {
    let length = 16 + dice.roll(17);
    let bits = dice.roll(224 << 16) << 8 | dice.roll(256);
    let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
    format!("{}/{length}", Ipv4Addr::from_bits(bits & mask))
}

fn ports(dice: &mut Dice) -> String {
    let first = dice.roll(60_000);
    match dice.roll(3) {
        0 => format!("{first}-{}", first + dice.roll(2000)),
        _ => first.to_string(),
    }
}

/// About the worst that Azure's limits allow: every rule with four wide prefixes on each side, and wide ranges
/// of ports on both.
pub(crate) fn worst_group(rules: usize, seed: u32) -> Value {
    let mut dice = Dice(seed);
    let prefixes = |dice: &mut Dice| (0..4).map(|_| prefix(dice)).collect::<Vec<_>>();
    let ports = |dice: &mut Dice| {
        let first = dice.roll(60_000);
        format!("{first}-{}", first + dice.roll(5_536))
    };
    let rule = |number: usize| {
        let (source, destination) = (prefixes(&mut dice), prefixes(&mut dice));
        let access = if dice.roll(2) == 0 { "Deny" } else { "Allow" };
        json!({
            "name": format!("rule-{number}"),
            "properties": {
                "priority": 100 + number * 3,
                "direction": "Inbound",
                "access": access,
                "protocol": if dice.roll(3) == 0 { "*" } else { "Tcp" },
                "sourceAddressPrefixes": source,
                "sourcePortRange": ports(&mut dice),
                "destinationAddressPrefixes": destination,
                "destinationPortRanges": [ports(&mut dice), ports(&mut dice)],
            },
        })
    };
    let rules: Vec<Value> = (0..rules).map(rule).collect();
    json!({ "name": "nsg-worst", "properties": { "securityRules": rules } })
}

/// The group with so many of its rules turned round.
pub(crate) fn edited(group: &Value, edits: usize) -> Value {
    let mut other = group.clone();
    let rules = other
        .pointer_mut("/properties/securityRules")
        .and_then(Value::as_array_mut);
    for rule in rules.into_iter().flatten().step_by(19).take(edits) {
        if let Some(access) = rule.pointer_mut("/properties/access") {
            *access = json!(if *access == json!("Allow") {
                "Deny"
            } else {
                "Allow"
            });
        }
    }
    other
}

/// The group with a large tag as the source of every tenth rule.
pub(crate) fn tagged(group: &Value, tags: u32) -> Value {
    let mut other = group.clone();
    let rules = other
        .pointer_mut("/properties/securityRules")
        .and_then(Value::as_array_mut);
    for (rule, tag) in rules
        .into_iter()
        .flatten()
        .step_by(10)
        .zip((0..tags).cycle())
    {
        if let Some(properties) = rule
            .pointer_mut("/properties")
            .and_then(Value::as_object_mut)
        {
            properties.remove("sourceAddressPrefixes");
            properties.insert("sourceAddressPrefix".to_owned(), json!(format!("Tag{tag}")));
        }
    }
    other
}

/// What large tags hold, and the virtual network.
pub(crate) fn tags(tags: u32, prefixes: u32) -> Result<Network, Box<dyn std::error::Error>> {
    let mut network = network()?;
    let mut dice = Dice(23);
    for tag in 0..tags {
        let all = (0..prefixes).map(|_| prefix(&mut dice).parse::<ipnet::IpNet>());
        let set = all.collect::<Result<nsg::AddressSet, _>>()?;
        network.service_tags.insert(format!("Tag{tag}").into(), set);
    }
    Ok(network)
}

/// Flows to the machines behind the group, from everywhere.
pub(crate) fn flows(count: usize) -> Vec<Flow> {
    let mut dice = Dice(11);
    (0..count).map(|_| flow(&mut dice)).collect()
}

fn flow(dice: &mut Dice) -> Flow {
    let port = |number: u32| u16::try_from(number).ok();
    let remote = match dice.roll(4) {
        0 => 10 << 24 | dice.roll(1 << 16),
        _ => dice.roll(224 << 16) << 8 | dice.roll(256),
    };
    let local = 10 << 24 | dice.roll(64) << 8 | dice.roll(256);
    Flow {
        direction: Direction::Inbound,
        protocol: if dice.roll(4) == 0 {
            Protocol::Udp
        } else {
            Protocol::Tcp
        },
        local: Endpoint {
            address: Ipv4Addr::from_bits(local).into(),
            port: port(dice.roll(65_536)),
        },
        remote: Endpoint {
            address: Ipv4Addr::from_bits(remote).into(),
            port: port(1024 + dice.roll(60_000)),
        },
    }
}

/// The flow as the package takes it.
pub(crate) fn to_json(flow: &Flow) -> Value {
    json!({
        "direction": flow.direction.as_str(),
        "protocol": flow.protocol.as_str(),
        "localIPAddress": flow.local.address.to_string(),
        "localPort": flow.local.port,
        "remoteIPAddress": flow.remote.address.to_string(),
        "remotePort": flow.remote.port,
    })
}

/// What the rules refer to.
pub(crate) fn network() -> Result<Network, ipnet::AddrParseError> {
    Ok(Network {
        virtual_network: Some(vec!["10.0.0.0/16".parse()?]),
        ..Network::default()
    })
}
