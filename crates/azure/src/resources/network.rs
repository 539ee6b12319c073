//! Subscriptions, watchers, subnets and route tables.

use super::{reference, text};
use nsg_documents::json::JsonNode;

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// The id, without a path.
    pub id: String,
    /// What people call it.
    pub name: String,
}

impl Subscription {
    /// From an answer.
    pub fn read(node: &JsonNode<'_>) -> Option<Self> {
        Some(Self {
            id: node.str("subscriptionId")?.to_owned(),
            name: text(node, "displayName"),
        })
    }
}

/// A network watcher: one for each region of a subscription, and the door to `ipFlowVerify`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkWatcher {
    /// The resource id. It lies in any resource group: usually `NetworkWatcherRG`, not always
    /// (`recorded`).
    pub id: String,
    /// The region.
    pub location: String,
}

impl NetworkWatcher {
    /// From an answer.
    pub fn read(node: &JsonNode<'_>) -> Option<Self> {
        Some(Self {
            id: node.str("id")?.to_owned(),
            location: text(node, "location"),
        })
    }
}

/// Whether two spellings are one region: `West US` and `westus` are (Azure/azure-cli issue 6264).
pub fn same_region(a: &str, b: &str) -> bool {
    let letters = |name: &str| {
        let letters = name.chars().filter(|c| !c.is_whitespace());
        letters.map(|c| c.to_ascii_lowercase()).collect::<String>()
    };
    letters(a) == letters(b)
}

/// A subnet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subnet {
    /// The resource id.
    pub id: String,
    /// Its network security group.
    pub security_group: Option<String>,
    /// Its route table.
    pub route_table: Option<String>,
}

impl Subnet {
    /// From an answer.
    pub fn read(node: &JsonNode<'_>) -> Option<Self> {
        Some(Self {
            id: node.str("id")?.to_owned(),
            security_group: reference(node, &["properties", "networkSecurityGroup"]),
            route_table: reference(node, &["properties", "routeTable"]),
        })
    }
}

/// A route table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteTable {
    /// The prefixes of its routes: `VirtualNetwork` contains them (AD:
    /// `virtual-network/service-tags-overview.md`).
    pub prefixes: Vec<String>,
}

impl RouteTable {
    /// From an answer.
    pub fn read(node: &JsonNode<'_>) -> Self {
        let routes = node.path(&["properties", "routes"]).map(JsonNode::items);
        let prefixes = routes.unwrap_or_default().iter();
        let prefixes =
            prefixes.filter_map(|route| route.path(&["properties", "addressPrefix"])?.as_str());
        Self {
            prefixes: prefixes.map(str::to_owned).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::same_region;

    #[test]
    fn a_region_is_written_in_several_ways() {
        assert!(same_region("West US", "westus"));
        assert!(same_region("CanadaEast", "canadaeast"));
        assert!(!same_region("westus", "westus2"));
    }
}
