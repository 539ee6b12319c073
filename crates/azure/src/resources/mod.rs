//! Resources of Azure, as far as judging a flow needs them.
//!
//! Every type reads itself from an answer and keeps what it needs; a field that is missing or has
//! another form is left out, never guessed.

mod id;
mod interface;
mod machine;
mod network;

pub use id::ResourceId;
pub use interface::{IpConfiguration, NetworkInterface};
pub use machine::{PowerState, VirtualMachine};
pub use network::{NetworkWatcher, RouteTable, Subnet, Subscription, same_region};

use nsg_documents::json::JsonNode;

/// The version of each provider's interface that is asked for. Those of the network provider are the
/// Azure CLI's for `ipFlowVerify` (SPEC; `recorded`: its answers of 2019 to 2024 have one form).
pub(crate) mod version {
    pub(crate) const NETWORK: &str = "2022-01-01";
    pub(crate) const COMPUTE: &str = "2022-03-01";
    pub(crate) const SUBSCRIPTIONS: &str = "2022-12-01";
}

/// The id of the resource that a field refers to: `{"id": "…"}`.
fn reference(node: &JsonNode<'_>, path: &[&str]) -> Option<String> {
    let id = node.path(path)?.str("id")?;
    Some(id.to_owned())
}

fn text(node: &JsonNode<'_>, key: &str) -> String {
    node.str(key).unwrap_or_default().to_owned()
}
