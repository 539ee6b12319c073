//! The changes between two scenarios, over all flows.
//!
//! Two lists of rules are laid side by side; what both have in the same order is one rule. A flow that
//! matches none of the others ends alike in both, so only flows that may match a changed rule are
//! walked, with those rules alone that overlap one.

mod pairing;
mod unnumbered;

use crate::diagram::{Leaf, Mode};
use crate::flow_set::FlowSet;
use crate::limits::{Limits, TooLarge};
use crate::rule_ref::{Ruling, ruling};
use crate::space::program::Program;
use crate::walk::walk;
use nsg::sort::sort_by_key;
use nsg::{Access, Direction, Scenario};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// How two scenarios relate, over all flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Relation {
    /// Every flow has the same access in both.
    Equivalent,
    /// Some flows are let through that were not, and none is shut out.
    MorePermissive,
    /// Some flows are shut out that were not, and none is let through.
    LessPermissive,
    /// Some flows are let through and others shut out, or missing facts leave open which.
    Incomparable,
}

impl Relation {
    /// The name as the package prints it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equivalent => "equivalent",
            Self::MorePermissive => "morePermissive",
            Self::LessPermissive => "lessPermissive",
            Self::Incomparable => "incomparable",
        }
    }
}

/// Flows whose access changes, all in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The flows.
    pub flows: FlowSet,
    /// The ruling on them in the first scenario.
    pub before: Ruling,
    /// The ruling on them in the second.
    pub after: Ruling,
    /// The access that those of them get that change, where it is one whatever the missing facts are. `None` also where so many
    /// facts are missing that it is not found out.
    pub becomes: Option<Access>,
}

/// The change from one scenario to another, over all flows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How the two relate.
    pub relation: Relation,
    /// Every flow whose access changes is in exactly one of them; the largest first. A flow whose access hangs on a missing
    /// fact changes if it does for any answer; the same fact has the same answer in both.
    pub changes: Vec<Change>,
}

/// Compares two scenarios, in one direction or in both.
///
/// A flow from an address to itself is judged like its neighbours: no such packet leaves a machine.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub fn compare(
    before: &Scenario,
    after: &Scenario,
    direction: Option<Direction>,
    limits: Limits,
) -> Result<Comparison, TooLarge> {
    let mut changes = Vec::new();
    for one in [Direction::Inbound, Direction::Outbound] {
        if direction.is_none_or(|wanted| wanted == one) {
            changes.extend(compare_direction(before, after, one, limits.clone())?);
        }
    }
    // The largest first: that is what a reader must not miss.
    sort_by_key(&mut changes, |change| Reverse(change.flows.count()));
    Ok(Comparison {
        relation: relation(&changes),
        changes,
    })
}

fn compare_direction(
    before: &Scenario,
    after: &Scenario,
    direction: Direction,
    limits: Limits,
) -> Result<Vec<Change>, TooLarge> {
    let mut programs = pairing::pair(before, after, direction);
    let mut rules = programs
        .iter()
        .flat_map(|program| &program.stages)
        .flat_map(|stage| &stage.rules);
    if !rules.any(|rule| rule.wanted) {
        return Ok(Vec::new());
    }
    let found = walk(direction, &mut programs, Mode::Differ, None, limits)?;
    let change = |(flows, leaf)| change(&programs, flows, &leaf);
    Ok(found.into_iter().filter_map(change).collect())
}

fn change(programs: &[Program<'_>], flows: FlowSet, leaf: &Leaf) -> Option<Change> {
    let (Some(first), Some(second)) = (programs.first(), programs.get(1)) else {
        return None;
    };
    let [before, after] = leaf.as_slice() else {
        return None;
    };
    Some(Change {
        flows,
        before: ruling(first, *before),
        after: ruling(second, *after),
        becomes: after.becomes,
    })
}

fn relation(changes: &[Change]) -> Relation {
    let opens = changes
        .iter()
        .any(|change| change.becomes != Some(Access::Deny));
    let closes = changes
        .iter()
        .any(|change| change.becomes != Some(Access::Allow));
    match (opens, closes) {
        (false, false) => Relation::Equivalent,
        (true, false) => Relation::MorePermissive,
        (false, true) => Relation::LessPermissive,
        (true, true) => Relation::Incomparable,
    }
}
