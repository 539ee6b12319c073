//! The rules that decide where a match hangs on missing facts, as the reference evaluator has it.
//!
//! One fact may stand behind several entries: an ICMP type cannot be two types at once, and an address is in a service
//! tag for every rule or for none. So a rule that may match by its own fields may still decide nothing.

use super::left::{Left, equal_flow};
use super::open_rules::OpenRules;
use crate::space::program::Program;
use crate::space::slice::{FIELDS, SpaceSlice};
use nsg::Direction;
use nsg::facts::Answers;
use rustc_hash::FxHashSet;

/// Rules by their positions.
#[derive(Debug, Default)]
pub(super) struct DecidingRules {
    /// Rules that decide under some answers.
    pub(super) all: FxHashSet<usize>,
    /// Those of them without which the flow ends otherwise under some of these answers.
    pub(super) needed: FxHashSet<usize>,
}

/// How much the questions of one survey may cost, in the unit of [`nsg::Branches::work`]: some forty milliseconds.
const WORK: usize = 4 << 20;

/// What it takes to ask, for each rule that is left: it is copied.
const WORK_OF_A_RULE: usize = 16;

/// Asks about the rules of the only program's only stage, which is a group.
pub(super) struct DecidingRulesAsker<'p, 'a> {
    direction: Direction,
    program: &'p Program<'a>,
    /// What may still be spent.
    work: usize,
}

impl<'p, 'a> DecidingRulesAsker<'p, 'a> {
    pub(super) fn new(direction: Direction, program: &'p Program<'a>) -> Self {
        Self {
            direction,
            program,
            work: WORK,
        }
    }

    /// The rules that decide for flows for which these rules are left; `None` where that is too much to find out.
    pub(super) fn ask(
        &mut self,
        slice: &SpaceSlice,
        path: &[usize; FIELDS],
        live: &OpenRules,
    ) -> Option<DecidingRules> {
        let flow = equal_flow(self.direction, slice, path)?;
        let left = Left::new(self.program, live);
        self.spend(live.len() * WORK_OF_A_RULE)?;
        let branches = left.branches(&flow, Answers::default());
        self.spend(branches.work)?;
        if branches.given_up.is_some() {
            return None;
        }
        let mut found = DecidingRules::default();
        let decider = |rule: Option<&nsg::StageRule<'_>>| rule.map(|rule| rule.position);
        let deciders = branches.all.iter();
        found.all = deciders
            .filter_map(|branch| decider(branch.outcome.rule))
            .collect();
        for position in &found.all {
            let without = Left::new(self.program, live).without(*position);
            self.spend(live.len() * WORK_OF_A_RULE)?;
            for branch in &branches.all {
                if decider(branch.outcome.rule) != Some(*position) {
                    continue;
                }
                // What both hang on has one answer.
                let after = without.branches(&flow, branch.supposed.clone());
                self.spend(after.work)?;
                let mut ends = after.all.iter();
                let other = ends.any(|after| after.outcome.access != branch.outcome.access);
                if other || after.given_up.is_some() {
                    found.needed.insert(*position);
                    break;
                }
            }
        }
        Some(found)
    }

    fn spend(&mut self, work: usize) -> Option<()> {
        let left = self.work.checked_sub(work);
        self.work = left.unwrap_or_default();
        left.map(|_| ())
    }
}
