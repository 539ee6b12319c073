//! What a page has told of both sides: what a session remembers, whatever it answers.

use crate::message::Side;
use nsg::{AppliedTo, Network, NetworkSecurityGroup, Scenario};

/// The rules as the documents say and as edited, with what they refer to.
#[derive(Debug, Default)]
pub(crate) struct ToldSides {
    pub(crate) original: Scenario,
    pub(crate) edited: Scenario,
}

impl ToldSides {
    /// Takes a group of one side; none, where the place is empty.
    pub(crate) fn put(
        &mut self,
        side: Side,
        applied_to: AppliedTo,
        group: Option<NetworkSecurityGroup>,
    ) {
        let scenario = match side {
            Side::Original => &mut self.original,
            Side::Edited => &mut self.edited,
        };
        match applied_to {
            AppliedTo::Subnet => scenario.subnet_security_group = group,
            AppliedTo::NetworkInterface => scenario.network_interface_security_group = group,
            // Security admin rules belong to the network.
            AppliedTo::VirtualNetwork => {}
        }
    }

    /// Takes what rules of both sides refer to.
    pub(crate) fn refer(&mut self, network: Network) {
        self.original.network = network.clone();
        self.edited.network = network;
    }
}
