//! Open questions that Azure's answer settles.

use super::LiveVerdict;
use nsg::{Decision, MissingFact, Question, Verdict};

/// The questions of a `Depends` that Azure's access answers, each with the answer.
///
/// A question is answered where one of its answers would have led to the other access, whatever else is
/// missing. With one missing fact that is always so; with several that could each explain Azure's
/// access none of them can be told, and the list is empty. Open ports are left out: Azure was asked about
/// every source port at once.
pub fn adopt<'v>(offline: &'v Verdict, live: &LiveVerdict) -> Vec<(&'v MissingFact, bool)> {
    let Some(access) = live.access.decision() else {
        return Vec::new();
    };
    let facts = offline.depends_on.iter();
    let facts = facts.filter(|fact| matches!(fact.about, Question::Fact(_)));
    facts
        .filter_map(|fact| Some((fact, answer(fact, access)?)))
        .collect()
}

fn answer(fact: &MissingFact, access: Decision) -> Option<bool> {
    let excluded = |under: Decision| under != Decision::Depends && under != access;
    match (excluded(fact.if_yes), excluded(fact.if_no)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        // Excluded both ways, our answer is wrong about something else.
        _ => None,
    }
}
