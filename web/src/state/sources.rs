//! The sources of the rules on the page.

use super::group_input::RulesSource;
use nsg::AppliedTo;

/// What rules and `VirtualNetwork` come from: compared with what was fetched, and with what was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// The subnet's group.
    pub subnet: RulesSource,
    /// The network interface's group.
    pub interface: RulesSource,
    /// The prefixes of `VirtualNetwork`.
    pub virtual_network: String,
    /// Security admin rules.
    pub admin_rules: String,
}

impl Sources {
    /// Returns what the group of a place comes from.
    pub fn of(&self, applied_to: AppliedTo) -> &RulesSource {
        match applied_to {
            AppliedTo::Subnet => &self.subnet,
            _ => &self.interface,
        }
    }
}
