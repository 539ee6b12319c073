//! Why a flow does not have the wanted access, and the smallest edits that give it.
//!
//! Candidates are made simply and generously, and each is then judged: it stays if the flow has the wanted
//! access after it, and it ranks by how many other flows change. So nothing here decides anything itself.

mod candidates;
mod near;

pub use near::{Miss, NearMiss};

use crate::compare::{Comparison, compare};
use crate::edit::{Edit, edited};
use crate::limits::Limits;
use crate::number::FlowCount;
use crate::rule_ref::RuleRef;
use crate::words::sentence;
use nsg::{Access, AppliedTo, Decision, Flow, Scenario, SecurityRule, order};

/// Edits that give a flow the wanted access.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What to do, in one sentence.
    pub summary: String,
    /// The edits, to be made together.
    pub edits: Vec<Edit>,
    /// The scenario after them.
    pub scenario: Scenario,
    /// Everything that they change.
    pub impact: Comparison,
}

/// Why a flow does not have the wanted access, and what gives it.
#[derive(Clone, Debug)]
pub struct WhyNot {
    /// Rules that would give it, and what each missed by, the nearest first.
    pub near_misses: Vec<NearMiss>,
    /// The least side effects first; empty where the flow has the access already.
    pub fixes: Vec<Fix>,
}

/// So many fixes are given.
const GIVEN: usize = 8;

/// Why the flow does not have the wanted access, and what gives it.
pub fn why_not(scenario: &Scenario, flow: &Flow, wanted: Access, limits: Limits) -> WhyNot {
    let near_misses = near::near_misses(scenario, flow, wanted);
    let mut fixes: Vec<(FlowCount, Fix)> = Vec::new();
    if nsg::verify(scenario, flow).access != Decision::from(wanted) {
        for edits in candidates::candidates(scenario, flow, wanted) {
            let after = edited(scenario, &edits);
            if nsg::verify(&after, flow).access != Decision::from(wanted) {
                continue;
            }
            // An edit whose reach cannot be told is no proposal.
            let Ok(impact) = compare(scenario, &after, Some(flow.direction), limits) else {
                continue;
            };
            let mut changed = FlowCount::default();
            impact
                .changes
                .iter()
                .for_each(|change| changed += &change.flows.count());
            let summary = summary(scenario, &edits);
            let fix = Fix {
                summary,
                edits,
                scenario: after,
                impact,
            };
            fixes.push((changed, fix));
        }
    }
    // Of equal reach the one with fewer edits: those come first.
    let fixes = order::by_key(fixes, |(_, fix)| order::number(fix.edits.len()));
    let mut fixes = order::by_key(fixes, |(changed, _)| changed.rank());
    fixes.dedup_by(|(_, next), (_, kept)| next.edits == kept.edits);
    let fixes = fixes.into_iter().map(|(_, fix)| fix).take(GIVEN);
    WhyNot {
        near_misses,
        fixes: fixes.collect(),
    }
}

fn summary(scenario: &Scenario, edits: &[Edit]) -> String {
    let texts: Vec<String> = edits
        .iter()
        .map(|edit| edit_summary(scenario, edit))
        .collect();
    let text = texts.join("; ");
    format!("{}.", sentence(&text))
}

fn edit_summary(scenario: &Scenario, edit: &Edit) -> String {
    let place = |applied_to: AppliedTo| {
        let group = scenario
            .group(applied_to)
            .and_then(|group| group.display_name());
        match group {
            Some(name) => format!("{} {name}", nsg::explain::stage_name(applied_to)),
            None => nsg::explain::stage_name(applied_to).to_owned(),
        }
    };
    match edit {
        Edit::Add { applied_to, rule } => format!(
            "add {} ({}, priority {}) to the {}",
            rule.name,
            access(rule),
            priority(rule),
            place(*applied_to)
        ),
        Edit::Remove { rule } => format!(
            "remove {} from the {}",
            rule.name.name,
            place(rule.applied_to)
        ),
        Edit::Replace { rule, with } => {
            let was = old(scenario, rule);
            match was {
                Some(was) if was.priority != with.priority && was.conditions == with.conditions => {
                    format!(
                        "move {} of the {} to priority {}",
                        with.name,
                        place(rule.applied_to),
                        priority(with)
                    )
                }
                Some(was) if was.access != with.access => {
                    format!(
                        "let {} of the {} {}",
                        with.name,
                        place(rule.applied_to),
                        access(with).to_ascii_lowercase()
                    )
                }
                _ => format!("widen {} of the {}", with.name, place(rule.applied_to)),
            }
        }
    }
}

fn old<'s>(scenario: &'s Scenario, rule: &RuleRef) -> Option<&'s SecurityRule> {
    scenario.group(rule.applied_to)?.rule(rule.position)
}

fn access(rule: &SecurityRule) -> &str {
    rule.access.known().map_or("?", |access| access.as_str())
}

fn priority(rule: &SecurityRule) -> String {
    rule.priority
        .known()
        .map_or_else(|| "?".to_owned(), ToString::to_string)
}
