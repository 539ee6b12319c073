//! The outcome of flows that no rule tells apart.

use super::open_rules::{OpenRules, entries};
use crate::limits::{Limits, TooLarge};
use crate::space::program::{Program, ProgramStage};
use crate::space::slice::{FIELDS, SpaceSlice};
use nsg::ComparedField;
use nsg::facts::Answers;
use nsg::index::addresses::{ipv4_address, ipv6_address};
use nsg::{
    Access, AppliedTo, BRANCH_LIMIT, Branch, BranchEnd, Branches, Decision, Direction, Effect,
    Endpoint, Flow, Stage, branches,
};
use std::ptr;

/// What becomes of the flows, in each of the programs.
pub(crate) type Leaf = Vec<ProgramSide>;

/// What becomes of the flows in one program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ProgramSide {
    pub(crate) access: Decision,
    pub(crate) rule: Decider,
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
        match self.flow(slice, path) {
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
            Mode::Differ => (first.access != second.access).then_some(leaf),
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

    /// A flow of these classes. Its ends differ where they can: a flow to itself leaves no machine.
    pub(super) fn flow(&self, slice: &SpaceSlice, path: &[usize; FIELDS]) -> Option<Flow> {
        let value = |field, other| {
            let place = slice.place(field)?;
            slice.axes.get(place)?.value(*path.get(place)?, other)
        };
        let source = value(ComparedField::Source, None)?;
        let target = value(ComparedField::Destination, Some(source))?;
        let address = if slice.ipv4 {
            ipv4_address
        } else {
            ipv6_address
        };
        let port = |field| value(field, None).and_then(|value| u16::try_from(value).ok());
        let sender = Endpoint {
            address: address(source),
            port: port(ComparedField::SourcePort),
        };
        let receiver = Endpoint {
            address: address(target),
            port: port(ComparedField::DestinationPort),
        };
        let (local, remote) = match self.direction {
            Direction::Inbound => (receiver, sender),
            Direction::Outbound => (sender, receiver),
        };
        Some(Flow {
            direction: self.direction,
            protocol: *slice.protocols.first()?,
            local,
            remote,
        })
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
    let mut differ = false;
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
        let other = |after: &Branch<'_>| after.outcome.access != branch.outcome.access;
        differ |= second.all.iter().any(other);
        afters.extend(second.all);
        given_up |= afters.len() > BRANCH_LIMIT;
    }
    if !differ && !given_up {
        return Ok(None);
    }
    Ok(Some(vec![
        before.side(first.all.iter().map(|branch| &branch.outcome), given_up),
        after.side(afters.iter().map(|branch| &branch.outcome), given_up),
    ]))
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
    })
}

/// The rules of a program that are left, as stages for the reference evaluator.
struct Left<'l, 'a> {
    program: &'l Program<'a>,
    stages: Vec<Stage<'a>>,
    /// The bits of the stages' rules.
    bits: Vec<Vec<usize>>,
}

impl<'l, 'a> Left<'l, 'a> {
    fn new(program: &'l Program<'a>, live: &OpenRules) -> Self {
        let (stages, bits) = program
            .stages
            .iter()
            .map(|stage| left_of(stage, live))
            .unzip();
        Self {
            program,
            stages,
            bits,
        }
    }

    fn branches(&self, flow: &Flow, supposed: Answers) -> Branches<'_> {
        branches(&self.program.network, &self.stages, flow, supposed)
    }

    fn side<'o>(
        &self,
        outcomes: impl Iterator<Item = &'o BranchEnd<'o>>,
        given_up: bool,
    ) -> ProgramSide {
        let (mut allow, mut deny) = (given_up, given_up);
        let mut rule = given_up.then_some(Decider::Open);
        for outcome in outcomes {
            match outcome.access {
                Access::Allow => allow = true,
                Access::Deny => deny = true,
            }
            let this = self.decider(outcome);
            rule = match rule {
                None => Some(this),
                Some(known) if known == this => Some(known),
                Some(_) => Some(Decider::Open),
            };
        }
        let access = match (allow, deny) {
            (true, false) => Decision::Allow,
            (false, true) => Decision::Deny,
            _ => Decision::Depends,
        };
        let rule = match access {
            // As a verdict does: what hangs on missing facts names no rule.
            Decision::Depends => Decider::Open,
            Decision::Allow | Decision::Deny => rule.unwrap_or(Decider::Open),
        };
        ProgramSide { access, rule }
    }

    fn decider(&self, outcome: &BranchEnd<'_>) -> Decider {
        let Some(rule) = outcome.rule else {
            return Decider::Nothing;
        };
        for (stage, bits) in self.stages.iter().zip(&self.bits) {
            for (candidate, bit) in stage.rules.iter().zip(bits) {
                // A contested rule stands in its stage twice, and is one rule.
                let same = ptr::eq(
                    ptr::from_ref(candidate).cast::<()>(),
                    ptr::from_ref(rule).cast::<()>(),
                ) || (candidate.applied_to == rule.applied_to
                    && candidate.position == rule.position);
                if same {
                    return Decider::Rule(*bit);
                }
            }
        }
        Decider::Open
    }
}

fn left_of<'a>(stage: &ProgramStage<'a>, live: &OpenRules) -> (Stage<'a>, Vec<usize>) {
    let first = stage.words.start * 64;
    let bits = entries(live).map(|entry| entry.bit());
    let own = bits.filter(|bit| stage.words.contains(&(bit / 64)));
    let rule = |bit: usize| Some((stage.rules.get(bit - first)?.asked.clone(), bit));
    let (rules, bits) = own.filter_map(rule).unzip();
    let stage = Stage {
        applied_to: stage.applied_to,
        group: stage.group,
        rules,
    };
    (stage, bits)
}
