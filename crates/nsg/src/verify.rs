//! The reference evaluator: the branches of a flow, what they agree on, and the sentences.
//!
//! What Azure does stands in [`crate::branches`].

use crate::branches::branches;
use crate::consensus;
use crate::facts::Answers;
use crate::model::flow::Flow;
use crate::model::scenario::Scenario;
use crate::reasons::{self, Detail};
use crate::stages::stages;
use crate::verdict::Verdict;

/// Judges one flow.
///
/// The flow should pass [`Flow::check`]; one that does not is judged all the same, rule by rule.
pub fn verify(scenario: &Scenario, flow: &Flow) -> Verdict {
    let stages = stages(scenario, flow.direction);
    let branches = branches(&scenario.network, &stages, flow, Answers::default());
    let settled = consensus::of_branches(&branches);
    reasons::verdict(scenario, &stages, flow, &branches, settled, Detail::Rules)
}
