//! The role that lets a person do what the page does.

use super::{AzureError, Call};
use serde::Serialize;

/// What the least role must allow: the calls that a check makes, and comparing rule by rule.
const NEEDED: [Call; 14] = [
    Call::Subscriptions,
    Call::VirtualMachine,
    Call::InstanceView,
    Call::NetworkInterface,
    Call::Subnet,
    Call::VirtualNetwork,
    Call::RouteTable,
    Call::NetworkSecurityGroup,
    Call::NetworkWatchers,
    Call::IpFlowVerify,
    Call::NetworkConfigurationDiagnostic,
    Call::EffectiveNetworkSecurityGroups,
    Call::ServiceTags,
    Call::OperationResult,
];

/// A custom role in the form of `az role definition create --role-definition` (AD:
/// `role-based-access-control/custom-roles-cli.md`).
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Role<'a> {
    name: &'static str,
    is_custom: bool,
    description: &'static str,
    actions: Vec<&'a str>,
    not_actions: [&'a str; 0],
    assignable_scopes: [String; 1],
}

impl AzureError {
    /// Where a refused action was not allowed, as a resource id, where Azure says so.
    pub fn scope(&self) -> Option<&str> {
        match self {
            Self::Forbidden { service, .. } => service.quoted("scope"),
            _ => None,
        }
    }

    /// For a refusal, a role that mends it, with the refused action as Azure names it. `None` for every
    /// other error.
    pub fn role_definition(&self) -> Option<String> {
        let Self::Forbidden { action, service } = self else {
            return None;
        };
        let named = service.quoted("action").filter(|named| named == action);
        let mut parts = self.scope().unwrap_or_default().split('/').skip(1);
        let subscription = match (parts.next(), parts.next()) {
            (Some(word), Some(id)) if word.eq_ignore_ascii_case("subscriptions") => id,
            _ => "<subscription id>",
        };
        Some(role(subscription, named))
    }
}

/// A role as JSON that allows no more than asking takes, to be assigned in the subscription (its id): the
/// watcher lies in another resource group than the virtual machine.
pub fn role_definition(subscription: &str) -> String {
    role(subscription, None)
}

fn role(subscription: &str, besides: Option<&str>) -> String {
    let mut actions: Vec<&str> = NEEDED.iter().map(|call| call.action()).collect();
    let known = |new: &&str| !actions.iter().any(|known| known.eq_ignore_ascii_case(new));
    if let Some(action) = besides.filter(known) {
        actions.push(action);
    }
    let role = Role {
        name: "NSG What-If reader",
        is_custom: true,
        description: "Reads network security rules and asks Network Watcher about flows. Changes nothing.",
        actions,
        not_actions: [],
        assignable_scopes: [format!("/subscriptions/{subscription}")],
    };
    // Text always writes.
    serde_json::to_string_pretty(&role).unwrap_or_default()
}
