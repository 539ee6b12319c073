//! A flow with what the reference says of it.

use nsg::{Access, AppliedTo, Decision, Flow, RuleEvaluation, Scenario, Verdict};
use text::text;

/// What the reference says of a flow.
pub(super) struct JudgedFlow {
    pub(super) flow: Flow,
    pub(super) verdict: Verdict,
}

impl JudgedFlow {
    /// `None` for a flow that no rule is asked about: what the platform keeps alive.
    pub(super) fn new(scenario: &Scenario, flow: Flow) -> Option<Self> {
        let verdict = nsg::verify(scenario, &flow);
        verdict.platform.is_none().then_some(Self { flow, verdict })
    }

    /// What becomes of the flow, where that is known.
    pub(super) fn access(&self) -> Option<Access> {
        match self.verdict.access {
            Decision::Allow => Some(Access::Allow),
            Decision::Deny => Some(Access::Deny),
            Decision::Depends => None,
        }
    }

    /// The rule that decided in each stage that was asked, where that is known.
    pub(super) fn matched(&self) -> impl Iterator<Item = (AppliedTo, Option<&RuleEvaluation>)> {
        let stages = self.verdict.evaluated_network_security_groups.iter();
        stages.map(|stage| {
            let last = stage.rules_evaluation_result.last();
            let is_it =
                |last: &&RuleEvaluation| stage.matched_rule.is_some() && last.matched == Some(true);
            (stage.applied_to, last.filter(is_it))
        })
    }

    /// The rule that decided in the last stage.
    pub(super) fn deciding(&self) -> Option<(AppliedTo, &RuleEvaluation)> {
        let (applied_to, rule) = self.matched().last()?;
        Some((applied_to, rule?))
    }

    /// The rule that decided in this stage.
    pub(super) fn matched_in(&self, applied_to: AppliedTo) -> Option<&RuleEvaluation> {
        let mut matched = self.matched();
        matched.find(|(place, _)| *place == applied_to)?.1
    }
}

/// A rule that was asked, in a sentence.
pub(super) fn called(rule: &RuleEvaluation) -> String {
    match rule.priority {
        Some(priority) => text!(
            "finding-rule-with-priority",
            rule = rule.name.name,
            priority
        ),
        None => text!("finding-rule", rule = rule.name.name),
    }
}
