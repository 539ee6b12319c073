//! The reference evaluator: the branches of a flow, what they agree on, and the sentences.
//!
//! What Azure does stands in [`crate::branches`].

use crate::branches::branches;
use crate::consensus;
use crate::facts::Answers;
use crate::model::applied_to::AppliedTo;
use crate::model::flow::Flow;
use crate::model::scenario::Scenario;
use crate::reasons::{self, Detail};
use crate::stages::stages;
use crate::verdict::{Decision, Verdict};

/// Judges one flow.
///
/// The flow should pass [`Flow::check`]; one that does not is judged all the same, rule by rule.
pub fn verify(scenario: &Scenario, flow: &Flow) -> Verdict {
    verdict(scenario, flow, Detail::Reasons)
}

/// Judges one flow, without the sentences why each rule matched or did not: every `reason` is empty.
///
/// They are three quarters of the work for a thousand rules, of which a page shows a few: [`reasons()`] has those.
pub fn verify_without_reasons(scenario: &Scenario, flow: &Flow) -> Verdict {
    verdict(scenario, flow, Detail::Rules)
}

/// The access alone, as [`verify`] gives it.
pub fn access(scenario: &Scenario, flow: &Flow) -> Decision {
    let stages = stages(scenario, flow.direction);
    let branches = branches(&scenario.network, &stages, flow, Answers::default());
    consensus::of_branches(&branches).access
}

/// The reasons of some rules, in their order, as [`verify`] gives them for a rule that it comes to. A rule is named by its
/// stage and its position there; the reason of one that is not there is empty.
pub fn reasons(scenario: &Scenario, flow: &Flow, rules: &[(AppliedTo, usize)]) -> Vec<String> {
    let stages = stages(scenario, flow.direction);
    reasons::of_rules(scenario, &stages, flow, rules)
}

fn verdict(scenario: &Scenario, flow: &Flow, detail: Detail) -> Verdict {
    let stages = stages(scenario, flow.direction);
    let branches = branches(&scenario.network, &stages, flow, Answers::default());
    let settled = consensus::of_branches(&branches);
    reasons::verdict(scenario, &stages, flow, &branches, settled, detail)
}
