//! A running machine with two groups, as Resource Manager tells of it.

use crate::scripted::Script;
use serde_json::{Value, json};
use std::rc::Rc;

pub(crate) const GROUP: &str = "/subscriptions/s/resourceGroups/g";

pub(crate) fn id(kind: &str, name: &str) -> String {
    format!("{GROUP}/providers/{kind}/{name}")
}

pub(crate) fn machine(state: &str) -> Value {
    json!({
        "id": id("Microsoft.Compute/virtualMachines", "vm"), "name": "vm", "location": "West Europe",
        "properties": {
            "networkProfile": {"networkInterfaces": [
                {"id": id("Microsoft.Network/networkInterfaces", "second"), "properties": {"primary": false}},
                {"id": id("Microsoft.Network/networkInterfaces", "first"), "properties": {"primary": true}},
            ]},
            "instanceView": {"statuses": [
                {"code": "ProvisioningState/succeeded"}, {"code": format!("PowerState/{state}")},
            ]},
        },
    })
}

pub(crate) fn interface(name: &str, address: &str, group: Option<&str>) -> Value {
    let asg = json!([{"id": id("Microsoft.Network/applicationSecurityGroups", "asg-web")}]);
    json!({
        "id": id("Microsoft.Network/networkInterfaces", name), "name": name, "location": "westeurope",
        "properties": {
            "primary": true,
            "networkSecurityGroup": group.map(|name| json!({"id": id("Microsoft.Network/networkSecurityGroups", name)})),
            "virtualMachine": {"id": id("Microsoft.Compute/virtualMachines", "vm")},
            "ipConfigurations": [
                {"properties": {"privateIPAddress": "10.0.1.9", "primary": false}},
                {"properties": {
                    "privateIPAddress": address, "primary": true, "applicationSecurityGroups": asg,
                    "subnet": {"id": id("Microsoft.Network/virtualNetworks", "vnet/subnets/web")},
                }},
            ],
        },
    })
}

pub(crate) fn group(name: &str, source: Value) -> Value {
    let mut properties = json!({
        "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "sourcePortRange": "*", "destinationPortRange": "443", "destinationAddressPrefix": "*",
    });
    properties
        .as_object_mut()
        .unwrap()
        .extend(source.as_object().unwrap().clone());
    json!({
        "id": id("Microsoft.Network/networkSecurityGroups", name), "name": name,
        "properties": {
            "provisioningState": "Succeeded",
            "securityRules": [{"name": "web", "properties": properties}],
            "defaultSecurityRules": [],
        },
    })
}

pub(crate) fn subnet() -> Value {
    json!({
        "id": id("Microsoft.Network/virtualNetworks", "vnet/subnets/web"), "name": "web",
        "properties": {
            "networkSecurityGroup": {"id": id("Microsoft.Network/networkSecurityGroups", "nsg-subnet")},
            "routeTable": {"id": id("Microsoft.Network/routeTables", "routes")},
        },
    })
}

pub(crate) fn network(gateway: bool) -> Value {
    let mut subnets = vec![json!({"name": "web"})];
    if gateway {
        subnets.push(json!({"name": "GatewaySubnet"}));
    }
    json!({
        "id": id("Microsoft.Network/virtualNetworks", "vnet"), "name": "vnet",
        "properties": {
            "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
            "subnets": subnets,
            "virtualNetworkPeerings": [{"name": "hub", "properties": {
                "peeringState": "Connected", "allowVirtualNetworkAccess": true,
                "remoteAddressSpace": {"addressPrefixes": ["10.1.0.0/16"]},
            }}],
        },
    })
}

pub(crate) fn effective() -> Value {
    json!({"value": [{
        "networkSecurityGroup": {"id": id("Microsoft.Network/networkSecurityGroups", "nsg-subnet")},
        "association": {"subnet": {"id": id("Microsoft.Network/virtualNetworks", "vnet/subnets/web")}},
        "effectiveSecurityRules": [{
            "name": "securityRules/web", "protocol": "Tcp", "access": "Allow", "priority": 100,
            "direction": "Inbound", "sourcePortRange": "0-65535", "destinationPortRange": "443-443",
            "sourceAddressPrefix": "Internet", "expandedSourceAddressPrefix": ["1.0.0.0/8"],
            "destinationAddressPrefix": "0.0.0.0/0",
        }],
    }]})
}

type Route = (&'static str, u16, Value);

/// A running machine with two groups; `changes` replace what is there.
pub(crate) fn azure(changes: Vec<Route>) -> Rc<Script> {
    let asg = json!({"sourceApplicationSecurityGroups": [
        {"id": id("Microsoft.Network/applicationSecurityGroups", "asg-web")},
    ]});
    let storage = json!({"sourceAddressPrefix": "Storage"});
    let mut routes = changes;
    routes.extend([
        ("virtualMachines/vm", 200, machine("running")),
        ("networkInterfaces/first", 200, interface("first", "10.0.1.4", Some("nsg-nic"))),
        ("networkInterfaces/second", 200, interface("second", "10.0.2.4", None)),
        ("/subnets/web", 200, subnet()),
        ("virtualNetworks/vnet", 200, network(false)),
        ("routeTables/routes", 200, json!({"properties": {"routes": [
            {"properties": {"addressPrefix": "192.168.0.0/16", "nextHopType": "VirtualAppliance"}},
            {"properties": {"addressPrefix": "Storage", "nextHopType": "Internet"}},
        ]}})),
        ("networkSecurityGroups/nsg-subnet", 200, group("nsg-subnet", storage)),
        ("networkSecurityGroups/nsg-nic", 200, group("nsg-nic", asg)),
        ("effectiveNetworkSecurityGroups", 200, effective()),
        ("providers/Microsoft.Network/networkInterfaces", 200, json!({"value": [
            interface("first", "10.0.1.4", None), interface("other", "10.0.1.5", None),
        ]})),
        ("locations/westeurope/serviceTags", 200, json!({"values": []})),
    ]);
    Script::routed(&routes)
}
