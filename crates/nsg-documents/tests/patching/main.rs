//! Edits written into the text that they are of: the smallest change, and nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod json;
mod random;
mod source;
#[path = "../support/mod.rs"]
mod support;
mod table;
mod yaml;

use nsg::{AddressMatch, NetworkSecurityGroup, PortMatch, PortRange, SecurityRule};
use nsg_documents::{patch, read};

/// A group as the API writes it.
const API: &str = r#"{
  // ours
  "name": "web",
  "properties": {
    "securityRules": [
      {
        "name": "tls",
        "properties": {
          "access": "Allow", "direction": "Inbound", "priority": 100, "protocol": "Tcp",
          "sourceAddressPrefix": "Internet", "sourcePortRange": "*",
          "destinationAddressPrefix": "*",
          "destinationPortRange": "443"
        }
      },
      {
        "name": "admin", // from the office
        "id": "/subscriptions/0/x/admin",
        "properties": {
          "access": "Allow", "direction": "Inbound", "priority": 110, "protocol": "Tcp",
          "sourceAddressPrefixes": [
            "203.0.113.0/24"
          ], "sourcePortRange": "*",
          "destinationAddressPrefix": "*",
          "destinationPortRange": "22"
        }
      }
    ]
  }
}
"#;

/// The only group of a text.
fn group(text: &str) -> NetworkSecurityGroup {
    read(text).groups.swap_remove(0).security_group
}

fn rule<'g>(group: &'g mut NetworkSecurityGroup, name: &str) -> &'g mut SecurityRule {
    let mut rules = group.security_rules.iter_mut();
    rules.find(|rule| rule.name == name).unwrap()
}

fn ports(rule: &mut SecurityRule, ports: &[&str]) {
    let ports = ports
        .iter()
        .map(|port| PortMatch::Range(PortRange::single(port.parse().unwrap())));
    rule.conditions.destination_ports = ports.collect();
}

fn sources(rule: &mut SecurityRule, prefixes: &[&str]) {
    let prefixes = prefixes
        .iter()
        .map(|prefix| AddressMatch::Prefix(prefix.parse().unwrap()));
    rule.conditions.source = prefixes.collect();
}

/// The lines that a patch takes out and puts in.
fn lines(text: &str, edit: impl FnOnce(&mut NetworkSecurityGroup)) -> Vec<String> {
    let mut after = group(text);
    edit(&mut after);
    let patched = patch(text, "web", 0, &after).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let changed = patched.diff.lines().skip(2);
    let changed = changed.filter(|line| line.starts_with(['+', '-']));
    changed.map(str::to_owned).collect()
}

fn problem(text: &str, edit: impl FnOnce(&mut NetworkSecurityGroup)) -> String {
    let mut after = group(text);
    edit(&mut after);
    patch(text, "web", 0, &after).unwrap_err().to_string()
}
