//! Scenarios and flows in few words.

use azure::confirm::{LiveAccess, LiveAnswer, LiveVerdict};
use nsg::{Flow, NetworkSecurityGroup, Scenario};
use serde_json::{Value, json};

/// A flow by its text.
pub(crate) fn flow(text: &str) -> Flow {
    text.parse().unwrap()
}

/// A group of one resource group, with rules such as `web 100 Inbound Allow 443 *` (name, priority,
/// direction, access, destination port, source).
pub(crate) fn group(name: &str, rules: &[&str]) -> NetworkSecurityGroup {
    let id = format!(
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/{name}"
    );
    let rules: Vec<Value> = rules
        .iter()
        .map(|rule| {
            let parts: Vec<&str> = rule.split(' ').collect();
            json!({ "name": parts[0], "id": format!("{id}/securityRules/{}", parts[0]), "properties": {
                "priority": parts[1].parse::<u32>().unwrap(), "direction": parts[2], "access": parts[3],
                "protocol": "Tcp", "sourcePortRange": "*", "sourceAddressPrefix": parts[5],
                "destinationAddressPrefix": "*", "destinationPortRange": parts[4] } })
        })
        .collect();
    let text = json!({ "id": id, "name": name, "properties": { "securityRules": rules } });
    let mut document = nsg_documents::read_value(&text);
    assert!(!document.has_errors(), "{:?}", document.diagnostics);
    document.groups.pop().unwrap().security_group
}

/// Both groups, in a virtual network of 10.0.0.0/16.
pub(crate) fn scenario(
    subnet: Option<NetworkSecurityGroup>,
    interface: Option<NetworkSecurityGroup>,
) -> Scenario {
    let network = nsg::Network {
        virtual_network: Some(vec!["10.0.0.0/16".parse().unwrap()]),
        ..nsg::Network::default()
    };
    Scenario {
        subnet_security_group: subnet,
        network_interface_security_group: interface,
        network,
    }
}

/// An answer such as `Allow securityRules/web`, with a rule id where there is one.
pub(crate) fn answer(text: &str, id: Option<&str>) -> LiveAnswer {
    let (access, rule) = text.split_once(' ').unwrap_or((text, ""));
    LiveAnswer::Verdict(LiveVerdict {
        access: match access {
            "Allow" => LiveAccess::Allow,
            "Deny" => LiveAccess::Deny,
            _ => LiveAccess::Unknown,
        },
        rule_name: (!rule.is_empty()).then(|| rule.to_owned()),
        rule_id: id.map(str::to_owned),
    })
}
