//! Virtual machines.

use super::text;
use nsg_documents::json::JsonNode;

/// A virtual machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VirtualMachine {
    /// The resource id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The region.
    pub location: String,
    /// Its network interfaces, the primary one first.
    pub interfaces: Vec<String>,
    /// Whether it runs; unknown until the instance view was read.
    pub power: Option<PowerState>,
}

/// The state that an instance view tells as `PowerState/…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PowerState(pub String);

impl PowerState {
    /// Whether Network Watcher answers for it: the machine must be running (AD:
    /// `network-watcher/ip-flow-verify-overview.md`).
    pub fn is_running(&self) -> bool {
        self.0.eq_ignore_ascii_case("running")
    }

    /// From an instance view, or from a machine that was read with one.
    pub fn read(node: &JsonNode<'_>) -> Option<Self> {
        let view = node.path(&["properties", "instanceView"]).unwrap_or(node);
        let codes = view.get("statuses")?.items().iter();
        let mut codes = codes.filter_map(|status| status.str("code"));
        codes.find_map(|code| {
            let (kind, state) = code.split_once('/')?;
            let power = kind.eq_ignore_ascii_case("PowerState");
            power.then(|| Self(state.to_owned()))
        })
    }
}

impl VirtualMachine {
    /// From an answer.
    pub fn read(node: &JsonNode<'_>) -> Option<Self> {
        let interfaces = node.path(&["properties", "networkProfile", "networkInterfaces"]);
        let interfaces = interfaces.map(JsonNode::items).unwrap_or_default();
        let primary = |interface: &&JsonNode<'_>| {
            let primary = interface.path(&["properties", "primary"]);
            primary.is_some_and(JsonNode::is_true)
        };
        let first = interfaces.iter().filter(primary);
        let others = interfaces.iter().filter(|interface| !primary(interface));
        let ids = first
            .chain(others)
            .filter_map(|interface| interface.str("id"));
        Some(Self {
            id: node.str("id")?.to_owned(),
            name: text(node, "name"),
            location: text(node, "location"),
            interfaces: ids.map(str::to_owned).collect(),
            power: PowerState::read(node),
        })
    }
}
