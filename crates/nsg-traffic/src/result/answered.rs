//! The facts that recorded flows depend on, with what the change does for each answer.

use crate::replay::{ReplayOutcome, TrafficEffect};
use nsg::agreement::AgreementEntry;
use nsg::{
    Answers, Decision, Flow, MissingFact, Question, Scenario, access, verify_without_reasons,
};
use serde::{Deserialize, Serialize};

/// A missing fact, and what would come of each answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnsweredFact {
    /// The kind of fact: [`MissingFact::kind`].
    pub kind: String,
    /// The tag, group, field or rule that is unknown.
    pub name: String,
    /// The question that settles it, about the example.
    pub question: String,
    /// The entry of *Agreement with Azure* that says why it is asked.
    pub entry: AgreementEntry,
    /// The access of the example if the answer is yes, in the scenario that asks.
    pub if_yes: Decision,
    /// The access of the example if the answer is no.
    pub if_no: Decision,
    /// The question itself, to answer it.
    pub about: Question,
    /// The effect of the change on the flows if the answer is yes.
    pub effect_if_yes: TrafficEffect,
    /// The effect if the answer is no.
    pub effect_if_no: TrafficEffect,
}

/// The facts of both scenarios, with what the change does for each answer.
pub(super) fn facts(
    before: &Scenario,
    after: &Scenario,
    flow: &Flow,
    outcome: &ReplayOutcome,
) -> Vec<AnsweredFact> {
    let asks = |facts: &[_]| !facts.is_empty();
    let mut found: Vec<MissingFact> = Vec::new();
    let sides = [
        (before, asks(&outcome.before.facts)),
        (
            after,
            outcome.after.as_ref().is_some_and(|told| asks(&told.facts)),
        ),
    ];
    for (scenario, asks) in sides {
        if !asks {
            continue;
        }
        for fact in verify_without_reasons(scenario, flow).depends_on {
            let is_known = |known: &MissingFact| known.about == fact.about;
            if !found.iter().any(is_known) {
                found.push(fact);
            }
        }
    }
    let with_effects = |fact: MissingFact| {
        let [yes, no] = [true, false].map(|answer| {
            let [before, after] =
                [before, after].map(|scenario| supposed(scenario, flow, &fact.about, answer));
            match (before, after) {
                (Decision::Depends, _) | (_, Decision::Depends) => TrafficEffect::Depends,
                (Decision::Allow, Decision::Deny) => TrafficEffect::Broken,
                (Decision::Deny, Decision::Allow) => TrafficEffect::Opened,
                _ => TrafficEffect::Unchanged,
            }
        });
        AnsweredFact {
            kind: fact.kind.to_owned(),
            name: fact.name,
            question: fact.question,
            entry: fact.entry,
            if_yes: fact.if_yes,
            if_no: fact.if_no,
            about: fact.about,
            effect_if_yes: yes,
            effect_if_no: no,
        }
    };
    found.into_iter().map(with_effects).collect()
}

/// The access of a flow, if the question were answered so.
fn supposed(scenario: &Scenario, flow: &Flow, about: &Question, answer: bool) -> Decision {
    let mut scenario = scenario.clone();
    let answers: &mut Answers = &mut scenario.network.answers;
    match answers.answer(about.clone(), answer) {
        Ok(()) => access(&scenario, flow),
        Err(_) => Decision::Depends,
    }
}
