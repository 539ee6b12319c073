//! Edits that the record proposes: a rule that allows what was recorded and no more, and rules for flows that were denied.

mod lists;
mod new_rules;
mod tighten;

pub use new_rules::{DeniedFlows, NoNewRules};
pub use tighten::{NotTightened, TightenOptions, Tightened};
