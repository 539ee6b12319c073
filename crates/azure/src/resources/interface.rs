//! Network interfaces.

use super::{reference, text};
use nsg_documents::json::JsonNode;
use std::net::IpAddr;

/// A network interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkInterface {
    /// The resource id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The region.
    pub location: String,
    /// Its network security group.
    pub security_group: Option<String>,
    /// The virtual machine that it belongs to.
    pub virtual_machine: Option<String>,
    /// Its addresses.
    pub ip_configurations: Vec<IpConfiguration>,
}

/// One private address of an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IpConfiguration {
    /// The private address; absent while none is assigned.
    pub address: Option<IpAddr>,
    /// Whether it is the interface's first address.
    pub primary: bool,
    /// The subnet.
    pub subnet: Option<String>,
    /// The application security groups that it is a member of.
    pub application_security_groups: Vec<String>,
}

impl NetworkInterface {
    /// From an answer.
    pub fn read(node: &JsonNode<'_>) -> Option<Self> {
        let configurations = node.path(&["properties", "ipConfigurations"]);
        let configurations = configurations.map(JsonNode::items).unwrap_or_default();
        let mut ip_configurations: Vec<_> =
            configurations.iter().map(IpConfiguration::read).collect();
        if let Some(first) = ip_configurations.iter().position(|one| one.primary) {
            ip_configurations.swap(0, first);
        }
        Some(Self {
            id: node.str("id")?.to_owned(),
            name: text(node, "name"),
            location: text(node, "location"),
            security_group: reference(node, &["properties", "networkSecurityGroup"]),
            virtual_machine: reference(node, &["properties", "virtualMachine"]),
            ip_configurations,
        })
    }

    /// Its private addresses, the primary one first.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        self.ip_configurations.iter().filter_map(|one| one.address)
    }

    /// The subnet that all its addresses are in (AD: `virtual-network-network-interface`: the
    /// configurations of one interface share a subnet).
    pub fn subnet(&self) -> Option<&str> {
        self.ip_configurations
            .iter()
            .find_map(|one| one.subnet.as_deref())
    }
}

impl IpConfiguration {
    fn read(node: &JsonNode<'_>) -> Self {
        let properties = node.get("properties").unwrap_or(node);
        let groups = properties.get("applicationSecurityGroups");
        let groups = groups.map(JsonNode::items).unwrap_or_default();
        let groups = groups.iter().filter_map(|group| group.str("id"));
        Self {
            address: properties
                .str("privateIPAddress")
                .and_then(|address| address.parse().ok()),
            primary: properties.get("primary").is_some_and(JsonNode::is_true),
            subnet: reference(properties, &["subnet"]),
            application_security_groups: groups.map(str::to_owned).collect(),
        }
    }
}
