//! The outcome of flows that no rule tells apart.

use super::left::{Left, equal_flow};
use super::open_rules::{OpenRules, entries};
use crate::limits::{Limits, TooLarge};
use crate::space::program::Program;
use crate::space::slice::{FIELDS, SpaceSlice};
use nsg::facts::Answers;
use nsg::{Access, AppliedTo, BRANCH_LIMIT, Branch, Decision, Direction, Effect, Flow};

/// What becomes of the flows, in each of the programs.
pub(crate) type Leaf = Vec<ProgramSide>;

/// What becomes of the flows in one program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ProgramSide {
    pub(crate) access: Decision,
    pub(crate) rule: Decider,
    /// Of the second of two programs that differ: what flows become whose access changes, where that is one thing under all
    /// answers.
    pub(crate) becomes: Option<Access>,
}

/// Which rule decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Decider {
    /// None does.
    Nothing,
    /// The rule of this bit.
    Rule(usize),
    /// That hangs on missing facts.
    Open,
}

/// What is asked of two programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Where they differ, and what becomes of flows in each.
    Differ,
    /// What becomes of flows in the first, where the second lets them pass.
    Within,
}

pub(super) struct LeafJudge<'p, 'a> {
    direction: Direction,
    programs: &'p [Program<'a>],
    mode: Mode,
    limits: Limits,
}

impl<'p, 'a> LeafJudge<'p, 'a> {
    pub(super) fn new(
        direction: Direction,
        programs: &'p [Program<'a>],
        mode: Mode,
        limits: Limits,
    ) -> Self {
        Self {
            direction,
            programs,
            mode,
            limits,
        }
    }

    /// Judges flows for which these rules are left; `None` where the programs agree, or where the second
    /// lets nothing pass.
    ///
    /// # Errors
    ///
    /// [`TooLarge`] where too much is unknown.
    pub(super) fn judge(
        &self,
        slice: &SpaceSlice,
        live: &OpenRules,
        path: &[usize; FIELDS],
        platform: bool,
    ) -> Result<Option<Leaf>, TooLarge> {
        let settled: Option<Leaf> = match platform {
            true => None,
            false => self
                .programs
                .iter()
                .map(|program| settled(program, live))
                .collect(),
        };
        if let Some(leaf) = settled {
            return Ok(self.kept(leaf));
        }
        match equal_flow(self.direction, slice, path) {
            Some(flow) => self.ask(&flow, live),
            None => Ok(None),
        }
    }

    /// What a leaf without missing facts comes to.
    fn kept(&self, leaf: Leaf) -> Option<Leaf> {
        let [first, second] = leaf.as_slice() else {
            return None;
        };
        match self.mode {
            Mode::Differ => (first.access != second.access).then(|| {
                let becomes = match second.access {
                    Decision::Allow => Some(Access::Allow),
                    Decision::Deny => Some(Access::Deny),
                    Decision::Depends => None,
                };
                vec![*first, ProgramSide { becomes, ..*second }]
            }),
            Mode::Within => (second.access == Decision::Allow).then(|| vec![*first]),
        }
    }

    /// Asks the reference evaluator, of the rules that are left: the others are sure not to match.
    fn ask(&self, flow: &Flow, live: &OpenRules) -> Result<Option<Leaf>, TooLarge> {
        let left = self.programs.iter().map(|program| Left::new(program, live));
        let left: Vec<Left<'_, '_>> = left.collect();
        let [first, second] = left.as_slice() else {
            return Ok(None);
        };
        match self.mode {
            Mode::Differ => differ(first, second, flow, &self.limits),
            Mode::Within => within(first, second, flow, &self.limits),
        }
    }
}

/// What becomes of the flow in both, where that is not the same under some answers.
fn differ(
    before: &Left<'_, '_>,
    after: &Left<'_, '_>,
    flow: &Flow,
    limits: &Limits,
) -> Result<Option<Leaf>, TooLarge> {
    let first = before.branches(flow, Answers::default());
    limits.spend(&first)?;
    let mut given_up = first.given_up.is_some();
    let (mut opens, mut closes) = (false, false);
    let mut afters = Vec::new();
    for branch in &first.all {
        // What is given up may end either way in both.
        if given_up {
            break;
        }
        // The second fork takes the first one's answers for granted: a fact that both hang on has one
        // answer.
        let second = after.branches(flow, branch.supposed.clone());
        limits.spend(&second)?;
        given_up |= second.given_up.is_some();
        let becomes = |access| {
            let mut ends = second.all.iter().map(|after| after.outcome.access);
            branch.outcome.access != access && ends.any(|after| after == access)
        };
        opens |= becomes(Access::Allow);
        closes |= becomes(Access::Deny);
        afters.extend(second.all);
        given_up |= afters.len() > BRANCH_LIMIT;
    }
    let becomes = match (opens || given_up, closes || given_up) {
        (false, false) => return Ok(None),
        (true, false) => Some(Access::Allow),
        (false, true) => Some(Access::Deny),
        (true, true) => None,
    };
    let first = before.side(first.all.iter().map(|branch| &branch.outcome), given_up);
    let second = after.side(afters.iter().map(|branch| &branch.outcome), given_up);
    Ok(Some(vec![first, ProgramSide { becomes, ..second }]))
}

/// What becomes of the flow in the first, under the answers with which the second lets it pass.
fn within(
    scenario: &Left<'_, '_>,
    query: &Left<'_, '_>,
    flow: &Flow,
    limits: &Limits,
) -> Result<Option<Leaf>, TooLarge> {
    let all = scenario.branches(flow, Answers::default());
    limits.spend(&all)?;
    let passes = |supposed: Answers| {
        let asked = query.branches(flow, supposed);
        limits.spend(&asked)?;
        let passes = |branch: &Branch<'_>| branch.outcome.access == Access::Allow;
        Ok(asked.all.iter().any(passes))
    };
    if all.given_up.is_some() {
        let open = || vec![scenario.side(std::iter::empty(), true)];
        return Ok(passes(Answers::default())?.then(open));
    }
    let mut inside = Vec::new();
    for branch in &all.all {
        if passes(branch.supposed.clone())? {
            inside.push(&branch.outcome);
        }
    }
    let is_any = !inside.is_empty();
    Ok(is_any.then(|| vec![scenario.side(inside.into_iter(), false)]))
}

/// What the rules that are left tell; `None` where a missing fact may decide.
fn settled(program: &Program<'_>, live: &OpenRules) -> Option<ProgramSide> {
    let mut passed = Decider::Nothing;
    for stage in &program.stages {
        let own = |bit: usize| stage.words.contains(&(bit / 64));
        let Some(entry) = entries(live).find(|entry| own(entry.bit())) else {
            continue;
        };
        if entry.is_open() {
            return None;
        }
        let decider = Decider::Rule(entry.bit());
        let side = |access| ProgramSide {
            access,
            rule: decider,
            becomes: None,
        };
        match stage.effect(entry.bit())? {
            Effect::Drop => return Some(side(Decision::Deny)),
            Effect::Deliver => return Some(side(Decision::Allow)),
            Effect::Pass if stage.applied_to == AppliedTo::VirtualNetwork => {}
            Effect::Pass => passed = decider,
        }
    }
    Some(ProgramSide {
        access: Decision::Allow,
        rule: passed,
        becomes: None,
    })
}
