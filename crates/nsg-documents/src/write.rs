//! The model as JSON, in the form of Azure's REST API.

use nsg::{AddressMatch, Field, NetworkSecurityGroup, PortMatch, RuleProtocol, SecurityRule};
use serde_json::{Map, Value, json};
use std::fmt::Display;

/// Writes a group as Azure Resource Manager does (SPEC: `networkSecurityGroup.json`).
///
/// One value of a field stands in the singular field, several in the plural one, the other of the two is
/// left out. What was not understood is written as the text that was given.
pub fn network_security_group(group: &NetworkSecurityGroup) -> Value {
    let mut object = Map::new();
    for (key, value) in [
        ("id", &group.id),
        ("name", &group.name),
        ("location", &group.location),
    ] {
        if let Some(value) = value {
            object.insert(key.to_owned(), json!(value));
        }
    }
    let rules = |rules: &[SecurityRule]| rules.iter().map(security_rule).collect::<Vec<_>>();
    let properties = json!({
        "securityRules": rules(&group.security_rules),
        "defaultSecurityRules": rules(&group.default_security_rules),
    });
    object.insert("properties".to_owned(), properties);
    Value::Object(object)
}

/// Writes a rule as Azure Resource Manager does.
pub fn security_rule(rule: &SecurityRule) -> Value {
    let mut properties = Map::new();
    if let Some(description) = &rule.description {
        properties.insert("description".to_owned(), json!(description));
    }
    let protocol = match &rule.conditions.protocol {
        Field::Known(RuleProtocol::Any) => "*".to_owned(),
        // Rules spell protocols `Tcp`, flows `TCP` (SPEC: `SecurityRuleProtocol`).
        Field::Known(RuleProtocol::One(protocol)) => title_case(protocol.as_str()),
        Field::Unknown(text) => text.clone(),
    };
    properties.insert("protocol".to_owned(), json!(protocol));
    ports(
        &mut properties,
        "sourcePortRange",
        &rule.conditions.source_ports,
    );
    ports(
        &mut properties,
        "destinationPortRange",
        &rule.conditions.destination_ports,
    );
    addresses(&mut properties, "source", &rule.conditions.source);
    addresses(&mut properties, "destination", &rule.conditions.destination);
    properties.insert("access".to_owned(), field(&rule.access));
    let priority = match &rule.priority {
        Field::Known(priority) => json!(priority),
        Field::Unknown(text) => json!(text),
    };
    properties.insert("priority".to_owned(), priority);
    properties.insert("direction".to_owned(), field(&rule.direction));
    let mut object = Map::new();
    object.insert("name".to_owned(), json!(rule.name));
    if let Some(id) = &rule.id {
        object.insert("id".to_owned(), json!(id));
    }
    object.insert("properties".to_owned(), Value::Object(properties));
    Value::Object(object)
}

fn field(field: &Field<impl Display>) -> Value {
    match field {
        Field::Known(value) => json!(value.to_string()),
        Field::Unknown(text) => json!(text),
    }
}

fn ports(properties: &mut Map<String, Value>, key: &str, ports: &[PortMatch]) {
    united(
        properties,
        key,
        &format!("{key}s"),
        ports.iter().map(ToString::to_string).collect(),
    );
}

fn addresses(properties: &mut Map<String, Value>, side: &str, entries: &[AddressMatch]) {
    let (mut prefixes, mut groups) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            AddressMatch::ApplicationSecurityGroup(name) => {
                groups.push(json!({"id": name.as_str()}))
            }
            // `Display` leaves the length of a single address out; Azure writes it as it was given.
            entry => prefixes.push(entry.to_string()),
        }
    }
    let (singular, plural) = (
        format!("{side}AddressPrefix"),
        format!("{side}AddressPrefixes"),
    );
    if !prefixes.is_empty() {
        united(properties, &singular, &plural, prefixes);
    }
    if !groups.is_empty() {
        properties.insert(format!("{side}ApplicationSecurityGroups"), json!(groups));
    }
}

fn united(
    properties: &mut Map<String, Value>,
    singular: &str,
    plural: &str,
    mut values: Vec<String>,
) {
    match values.pop() {
        Some(only) if values.is_empty() => properties.insert(singular.to_owned(), json!(only)),
        Some(last) => {
            values.push(last);
            properties.insert(plural.to_owned(), json!(values))
        }
        None => None,
    };
}

fn title_case(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|char| char.to_ascii_uppercase());
    first
        .into_iter()
        .chain(chars.map(|char| char.to_ascii_lowercase()))
        .collect()
}
