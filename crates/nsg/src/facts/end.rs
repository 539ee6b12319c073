//! The ends of a flow.

use serde::{Deserialize, Serialize};

/// One end of a flow, seen from the virtual machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum End {
    /// The virtual machine.
    Local,
    /// The other end.
    Remote,
}
