//! Rules that would have given the wanted access, and what each missed by.

use crate::rule_ref::RuleRef;
use nsg::facts::{Answers, RuleField};
use nsg::matching::Facts;
use nsg::{Access, Effect, Flow, Scenario, StageRule, order, stages};

/// A rule that would have given the wanted access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The rule.
    pub rule: RuleRef,
    /// What it missed by.
    pub missed: Miss,
}

/// Why a rule did not decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// It matches, but a rule of the same group comes first.
    Order,
    /// These fields do not match.
    Fields(Vec<RuleField>),
}

/// So many fields apart is still near.
const NEAR: usize = 2;

pub(super) fn near_misses(scenario: &Scenario, flow: &Flow, wanted: Access) -> Vec<NearMiss> {
    let mut found: Vec<NearMiss> = Vec::new();
    for stage in stages(scenario, flow.direction) {
        // Each rule on its own, so that it is compared with the flow even behind others.
        for rule in &stage.rules {
            if rule.effect.known().copied().map(Effect::access) != Some(wanted) || rule.contested {
                continue;
            }
            let Some(fields) = missed_fields(scenario, rule, flow) else {
                continue;
            };
            if fields.len() > NEAR {
                continue;
            }
            let missed = if fields.is_empty() {
                Miss::Order
            } else {
                Miss::Fields(fields)
            };
            found.push(NearMiss {
                rule: RuleRef::of(rule),
                missed,
            });
        }
    }
    order::by_key(found, |miss| match &miss.missed {
        Miss::Order => 0,
        Miss::Fields(fields) => order::number(fields.len()),
    })
}

/// The fields that do not match; `None` where that hangs on a missing fact.
pub(crate) fn missed_fields(
    scenario: &Scenario,
    rule: &StageRule<'_>,
    flow: &Flow,
) -> Option<Vec<RuleField>> {
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
