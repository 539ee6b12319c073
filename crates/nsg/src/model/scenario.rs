//! The scenario that a flow is judged against.

use super::applied_to::AppliedTo;
use super::group::NetworkSecurityGroup;
use super::network::Network;
use serde::{Deserialize, Serialize};

/// The groups that a flow passes, and what their rules refer to.
///
/// A group without its default rules is judged as if it had none: see
/// [`NetworkSecurityGroup::with_default_rules`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Scenario {
    /// The group associated with the subnet, if any.
    pub subnet_security_group: Option<NetworkSecurityGroup>,
    /// The group associated with the network interface, if any.
    pub network_interface_security_group: Option<NetworkSecurityGroup>,
    /// What the rules refer to.
    pub network: Network,
}

impl Scenario {
    /// The group that applies there, if any.
    pub fn group(&self, applied_to: AppliedTo) -> Option<&NetworkSecurityGroup> {
        match applied_to {
            AppliedTo::VirtualNetwork => None,
            AppliedTo::Subnet => self.subnet_security_group.as_ref(),
            AppliedTo::NetworkInterface => self.network_interface_security_group.as_ref(),
        }
    }

    /// The scenario with one group alone: without the other one and without security admin rules.
    #[must_use]
    pub fn alone(&self, applied_to: AppliedTo) -> Self {
        let group = |place| self.group(place).filter(|_| place == applied_to).cloned();
        Self {
            subnet_security_group: group(AppliedTo::Subnet),
            network_interface_security_group: group(AppliedTo::NetworkInterface),
            network: Network {
                security_admin_rules: Vec::new(),
                ..self.network.clone()
            },
        }
    }
}
