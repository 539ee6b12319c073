//! Why a flow does not have the wanted access, and the smallest edits that give it.
//!
//! Candidates are made simply and generously, and each is then judged: it stays if the flow has the wanted
//! access after it, and it ranks by how many other flows change. So nothing here decides anything itself.

mod candidates;
mod insertion;
mod near;
mod reach;
mod rules;
mod summary;

pub(crate) use near::missed_fields;
pub use near::{NearMiss, near_misses};

use crate::compare::{Comparison, compare};
use crate::edit::{Edit, edited};
use crate::limits::Limits;
use crate::number::FlowCount;
use candidates::EditWay;
use insertion::InsertionPoint;
use nsg::free_priority::free_name;
use nsg::sort::sort_by;
use nsg::{Access, AppliedTo, Decision, Direction, Field, Flow, Scenario, SecurityRule, stages};

/// Edits that give a flow the wanted access.
#[derive(Clone, Debug)]
pub struct Fix {
    /// The advice, in one sentence.
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

/// So many candidates are tried, in the same order.
const TRIED: usize = 8 * GIVEN;

/// So many candidates are compared, those first that can change the fewest flows: a comparison is a walk over all rules.
const COMPARED: usize = 2 * GIVEN;

/// Why the flow does not have the wanted access, and what gives it.
pub fn why_not(scenario: &Scenario, flow: &Flow, wanted: Access, limits: Limits) -> WhyNot {
    let near_misses = near::near_misses(scenario, flow, wanted);
    let mut fixes: Vec<(FlowCount, Fix)> = Vec::new();
    if nsg::verify(scenario, flow).access != Decision::from(wanted) {
        let candidates = candidates::candidates(scenario, flow, wanted);
        let mut compared = 0;
        for ways in reach::ranked(scenario, candidates).iter().take(TRIED) {
            let edits: Vec<Edit> = ways.iter().flat_map(EditWay::edits).cloned().collect();
            let after = edited(scenario, &edits);
            if nsg::verify(&after, flow).access != Decision::from(wanted) {
                continue;
            }
            compared += 1;
            if compared > COMPARED {
                break;
            }
            // An edit whose reach cannot be told is no proposal.
            let Ok(impact) = compare(scenario, &after, Some(flow.direction), limits.clone()) else {
                continue;
            };
            let mut changed = FlowCount::default();
            impact
                .changes
                .iter()
                .for_each(|change| changed += &change.flows.count());
            let fix = Fix {
                summary: summary::summary(scenario, ways),
                edits,
                scenario: after,
                impact,
            };
            fixes.push((changed, fix));
        }
    }
    // Of equal reach the one with fewer edits: those come first.
    sort_by(&mut fixes, |(changed, fix), (other, with)| {
        let by_edits = || fix.edits.len().cmp(&with.edits.len());
        changed.cmp(other).then_with(by_edits)
    });
    fixes.dedup_by(|(_, next), (_, kept)| next.edits == kept.edits);
    let fixes = fixes.into_iter().map(|(_, fix)| fix).take(GIVEN);
    WhyNot {
        near_misses,
        fixes: fixes.collect(),
    }
}

/// The edits that put a rule right before another one of a group: its number and its name are found here, and rules that have to
/// make room keep their order. `None` where there is no such rule, or no room.
pub fn insert_before(
    scenario: &Scenario,
    applied_to: AppliedTo,
    direction: Direction,
    contrary: usize,
    rule: &SecurityRule,
) -> Option<Vec<Edit>> {
    let stages = stages(scenario, direction);
    let stage = stages.iter().find(|stage| stage.applied_to == applied_to)?;
    let contrary = stage.rules.iter().find(|rule| rule.position == contrary)?;
    let free = InsertionPoint { stage, contrary }.spot(None)?;
    let group = scenario.group(applied_to)?;
    let names = group.security_rules.iter().map(|rule| rule.name.as_str());
    let is_taken = |name: &str| names.clone().any(|taken| taken.eq_ignore_ascii_case(name));
    let add = Edit::Add {
        applied_to,
        rule: SecurityRule {
            name: free_name(&rule.name, is_taken),
            priority: Field::Known(free.priority),
            ..rule.clone()
        },
    };
    Some(std::iter::once(add).chain(free.room).collect())
}
