//! Rules that would have given the wanted access, and what each missed by.

use crate::rule_ref::RuleRef;
use nsg::ComparedField;
use nsg::facts::Answers;
use nsg::matching::Facts;
use nsg::sort::sort_by_key;
use nsg::{Access, Effect, Flow, Scenario, StageRule, stages};
use serde::{Serialize, Serializer};

/// A rule that would have given the wanted access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NearMiss {
    /// The rule.
    #[serde(flatten)]
    pub rule: RuleRef,
    /// The fields that do not match; none: it matches, and another rule of its group comes first.
    #[serde(serialize_with = "words")]
    pub missed: Vec<ComparedField>,
}

fn words<S: Serializer>(fields: &[ComparedField], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(fields.iter().map(|field| field.as_str()))
}

/// So many fields apart is still near.
const NEAR: usize = 2;

/// Returns the rules that would have given the wanted access, and what each missed by, the nearest first.
pub fn near_misses(scenario: &Scenario, flow: &Flow, wanted: Access) -> Vec<NearMiss> {
    let mut found: Vec<NearMiss> = Vec::new();
    for stage in stages(scenario, flow.direction) {
        // Each rule on its own, so that it is compared with the flow even behind others.
        for rule in &stage.rules {
            if rule.effect.known().copied().map(Effect::access) != Some(wanted) || rule.contested {
                continue;
            }
            let missed = missed_fields(scenario, rule, flow);
            if let Some(missed) = missed.filter(|missed| missed.len() <= NEAR) {
                found.push(NearMiss {
                    rule: RuleRef::of(rule),
                    missed,
                });
            }
        }
    }
    sort_by_key(&mut found, |miss| miss.missed.len());
    found
}

/// The fields that do not match; `None` where that hangs on a missing fact.
pub(crate) fn missed_fields(
    scenario: &Scenario,
    rule: &StageRule<'_>,
    flow: &Flow,
) -> Option<Vec<ComparedField>> {
    let nothing = Answers::default();
    let facts = Facts::new(&scenario.network, flow, &nothing);
    let matches = facts.field_matches(rule.conditions, &|| rule.key());
    let mut missed = Vec::new();
    for (field, matched) in matches.fields() {
        if !matched.decided()? {
            missed.push(field);
        }
    }
    Some(missed)
}
