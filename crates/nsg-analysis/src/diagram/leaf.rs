//! What becomes of flows that no rule tells apart.

use super::State;
use super::prune::first_set;
use crate::space::program::{Program, ProgramStage};
use crate::space::slice::Slice;
use nsg::facts::Answers;
use nsg::index::addresses::{ipv4_address, ipv6_address};
use nsg::{
    Access, AppliedTo, BRANCH_LIMIT, Branches, Decision, Direction, Effect, Endpoint, Flow,
    Outcome, Stage, branches,
};
use std::ptr;

/// What becomes of the flows, in each of the programs.
pub(crate) type Leaf = Vec<Side>;

/// What becomes of the flows in one program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Side {
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

pub(super) struct Judge<'p, 'a> {
    direction: Direction,
    programs: &'p [Program<'a>],
    platform: Vec<u64>,
}

impl<'p, 'a> Judge<'p, 'a> {
    pub(super) fn new(
        direction: Direction,
        programs: &'p [Program<'a>],
        platform: Vec<u64>,
    ) -> Self {
        Self {
            direction,
            programs,
            platform,
        }
    }

    /// Judges what is left; `None` where there are two programs and they agree.
    pub(super) fn judge(&self, slice: &Slice, state: &State, path: &[usize; 4]) -> Option<Leaf> {
        let (may, sure) = state.split_at(state.len() / 2);
        let platform = may.iter().zip(&self.platform).any(|(a, b)| a & b != 0);
        let settled = |program| settled(program, may, sure);
        let settled: Option<Leaf> = match platform {
            true => None,
            false => self.programs.iter().map(settled).collect(),
        };
        if let Some(leaf) = settled {
            let agree = match leaf.as_slice() {
                [before, after] => before.access == after.access,
                _ => false,
            };
            return (!agree).then_some(leaf);
        }
        self.ask(&self.flow(slice, path)?, may)
    }

    /// Asks the reference evaluator, of the rules that are left: the others are sure not to match.
    fn ask(&self, flow: &Flow, may: &[u64]) -> Option<Leaf> {
        let left = self.programs.iter().map(|program| Left::new(program, may));
        let left: Vec<Left<'_, '_>> = left.collect();
        match left.as_slice() {
            [only] => {
                let branches = only.branches(flow, Answers::default());
                let outcomes = branches.all.iter().map(|branch| &branch.outcome);
                Some(vec![only.side(outcomes, !branches.given_up.is_empty())])
            }
            [before, after] => {
                let first = before.branches(flow, Answers::default());
                let mut given_up = !first.given_up.is_empty();
                let mut differ = given_up;
                // The reference forks the second time with the first time's answers taken for granted: so
                // a fact that both hang on has one answer.
                let mut afters = Vec::new();
                for branch in &first.all {
                    let second = after.branches(flow, branch.supposed.clone());
                    given_up |= !second.given_up.is_empty();
                    differ |= second
                        .all
                        .iter()
                        .any(|after| after.outcome.access != branch.outcome.access);
                    afters.extend(second.all);
                    if afters.len() > BRANCH_LIMIT {
                        given_up = true;
                        break;
                    }
                }
                if !differ && !given_up {
                    return None;
                }
                Some(vec![
                    before.side(first.all.iter().map(|branch| &branch.outcome), given_up),
                    after.side(afters.iter().map(|branch| &branch.outcome), given_up),
                ])
            }
            _ => None,
        }
    }

    /// A flow of these classes. Its ends differ where they can: a flow to itself leaves no machine.
    pub(super) fn flow(&self, slice: &Slice, path: &[usize; 4]) -> Option<Flow> {
        let [to, source, target, from] = &*slice.axes;
        let [to_class, source_class, target_class, from_class] = *path;
        let source = source.value(source_class, None)?;
        let target = target.value(target_class, Some(source))?;
        let address = if slice.ipv4 {
            ipv4_address
        } else {
            ipv6_address
        };
        let port = |value: Option<u128>| value.and_then(|value| u16::try_from(value).ok());
        let sender = Endpoint {
            address: address(source),
            port: port(from.value(from_class, None)),
        };
        let receiver = Endpoint {
            address: address(target),
            port: port(to.value(to_class, None)),
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

/// What the rows tell; `None` where a missing fact may decide.
fn settled(program: &Program<'_>, may: &[u64], sure: &[u64]) -> Option<Side> {
    let mut passed = Decider::Nothing;
    for stage in &program.stages {
        let Some(bit) = first_set(may, stage) else {
            continue;
        };
        if !is_set(sure, bit) {
            return None;
        }
        let side = |access| Side {
            access,
            rule: Decider::Rule(bit),
        };
        match stage.effect(bit)? {
            Effect::Drop => return Some(side(Decision::Deny)),
            Effect::Deliver => return Some(side(Decision::Allow)),
            Effect::Pass if stage.applied_to == AppliedTo::VirtualNetwork => {}
            Effect::Pass => passed = Decider::Rule(bit),
        }
    }
    Some(Side {
        access: Decision::Allow,
        rule: passed,
    })
}

fn is_set(bits: &[u64], bit: usize) -> bool {
    bits.get(bit / 64)
        .is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

/// The rules of a program that are left, as stages for the reference evaluator.
struct Left<'l, 'a> {
    program: &'l Program<'a>,
    stages: Vec<Stage<'a>>,
    /// The bits of the stages' rules.
    bits: Vec<Vec<usize>>,
}

impl<'l, 'a> Left<'l, 'a> {
    fn new(program: &'l Program<'a>, may: &[u64]) -> Self {
        let (stages, bits) = program
            .stages
            .iter()
            .map(|stage| left_of(stage, may))
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

    fn side<'o>(&self, outcomes: impl Iterator<Item = &'o Outcome<'o>>, given_up: bool) -> Side {
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
        Side { access, rule }
    }

    fn decider(&self, outcome: &Outcome<'_>) -> Decider {
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

fn left_of<'a>(stage: &ProgramStage<'a>, may: &[u64]) -> (Stage<'a>, Vec<usize>) {
    let first = stage.words.start * 64;
    let rules = stage.rules.iter().enumerate();
    let left = rules.filter(|(place, _)| is_set(may, first + place));
    let (rules, bits) = left
        .map(|(place, rule)| (rule.asked.clone(), first + place))
        .unzip();
    let stage = Stage {
        applied_to: stage.applied_to,
        group: stage.group,
        rules,
    };
    (stage, bits)
}
