//! A question that settles a fact, or a port.

use super::Fact;
use super::end::End;
use crate::model::port::PortRange;
use serde::{Deserialize, Serialize};

/// What to ask. It is serialised with a missing fact, so that an answer can name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Is this so?
    Fact(Fact),
    /// Is the flow's port one of these?
    Port {
        /// Whose port.
        end: End,
        /// Ascending and disjoint.
        ranges: Vec<PortRange>,
    },
}
