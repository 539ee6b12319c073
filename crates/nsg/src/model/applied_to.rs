//! The levels at which rules apply.

use serde::{Deserialize, Serialize};

/// Where a stage applies, as `networkConfigurationDiagnostic` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AppliedTo {
    /// Security admin rules, which belong to the whole virtual network.
    VirtualNetwork,
    /// The subnet's group.
    Subnet,
    /// The network interface's group.
    NetworkInterface,
}
