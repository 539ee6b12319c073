//! Fields that Azure writes into every resource and a scenario may leave out.

use super::{id, id_of};
use nsg::{AddressMatch, PortMatch, SecurityRule};
use serde_json::{Map, Value, json};

/// The parts of resources that have ids of their own.
const PARTS: &[&str] = &[
    "subnets",
    "virtualNetworkPeerings",
    "securityRules",
    "defaultSecurityRules",
    "routes",
    "ipConfigurations",
];

/// Adds name, type, provisioning state and default rules where they are absent.
pub(super) fn resource(resource: &mut Value) {
    let its = id_of(resource).to_owned();
    // A subscription has neither name nor type.
    let Some(resource_type) = id::resource_type(&its) else {
        return;
    };
    let Value::Object(members) = resource else {
        return;
    };
    absent(members, "name", id::name(&its).into());
    absent(members, "type", resource_type.clone().into());
    let properties = members.entry("properties").or_insert_with(|| json!({}));
    let Value::Object(properties) = properties else {
        return;
    };
    absent(properties, "provisioningState", "Succeeded".into());
    if resource_type.eq_ignore_ascii_case("Microsoft.Network/networkSecurityGroups") {
        absent(properties, "securityRules", json!([]));
        absent(properties, "defaultSecurityRules", default_rules());
    }
    for (kind, parts) in properties.iter_mut() {
        if PARTS.contains(&kind.as_str()) {
            for part in parts.as_array_mut().into_iter().flatten() {
                part_of(&its, kind, part);
            }
        }
    }
}

fn part_of(parent: &str, kind: &str, part: &mut Value) {
    if part.get("id").is_none() {
        let name = super::text(part, &["name"]).unwrap_or_default();
        let its = format!("{parent}/{kind}/{name}");
        if let Value::Object(members) = part {
            members.insert("id".to_owned(), its.into());
        }
    }
    resource(part);
}

fn absent(members: &mut Map<String, Value>, key: &str, value: Value) {
    members.entry(key).or_insert(value);
}

/// Azure's default rules in its REST form (SPEC: `examples/NetworkSecurityGroupGet.json`).
fn default_rules() -> Value {
    let rules = nsg::defaults::default_security_rules();
    rules.iter().map(default_rule).collect()
}

fn default_rule(rule: &SecurityRule) -> Value {
    let conditions = &rule.conditions;
    let address = |among: &[AddressMatch]| among.first().map(ToString::to_string);
    let port = |among: &[PortMatch]| among.first().map(ToString::to_string);
    json!({
        "name": rule.name,
        "properties": {
            "provisioningState": "Succeeded",
            "description": rule.description,
            "protocol": conditions.protocol.known().map(ToString::to_string),
            "sourcePortRange": port(&conditions.source_ports),
            "destinationPortRange": port(&conditions.destination_ports),
            "sourceAddressPrefix": address(&conditions.source),
            "destinationAddressPrefix": address(&conditions.destination),
            "access": rule.access.known().map(|access| access.as_str()),
            "priority": rule.priority.known(),
            "direction": rule.direction.known().map(|direction| direction.as_str()),
            "sourcePortRanges": [],
            "destinationPortRanges": [],
            "sourceAddressPrefixes": [],
            "destinationAddressPrefixes": []
        }
    })
}
