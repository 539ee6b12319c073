//! The sentences: why a rule matched or did not, what is asked, and the verdict in one line.

mod alternatives;
pub(crate) mod assumptions;
mod parts;
mod question;
mod reason;
mod stage;
mod summary;

pub use assumptions::empty_group;
pub use parts::{SummaryParts, SummaryReason, SummaryRule};
pub(crate) use question::missing_fact;
pub(crate) use reason::reason;
pub use stage::{stage_and_group, stage_name};
pub(crate) use summary::{RuleMention, Summary};
