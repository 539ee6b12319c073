//! The rules that are left on a path, as the reference evaluator is asked about them.

use super::leaf::{Decider, ProgramSide};
use super::open_rules::{OpenRules, entries};
use crate::space::program::{Program, ProgramStage};
use crate::space::slice::{FIELDS, SpaceSlice};
use nsg::ComparedField;
use nsg::facts::Answers;
use nsg::index::addresses::{ipv4_address, ipv6_address};
use nsg::{Access, BranchEnd, Branches, Decision, Direction, Endpoint, Flow, Stage, branches};
use std::ptr;

/// A flow of these classes. Its ends differ where they can: a flow to itself leaves no machine.
pub(super) fn equal_flow(
    direction: Direction,
    slice: &SpaceSlice,
    path: &[usize; FIELDS],
) -> Option<Flow> {
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
    let (local, remote) = match direction {
        Direction::Inbound => (receiver, sender),
        Direction::Outbound => (sender, receiver),
    };
    Some(Flow {
        direction,
        protocol: *slice.protocols.first()?,
        local,
        remote,
    })
}

/// The rules of a program that are left, as stages for the reference evaluator.
pub(super) struct Left<'l, 'a> {
    program: &'l Program<'a>,
    stages: Vec<Stage<'a>>,
    /// The bits of the stages' rules.
    bits: Vec<Vec<usize>>,
}

impl<'l, 'a> Left<'l, 'a> {
    pub(super) fn new(program: &'l Program<'a>, live: &OpenRules) -> Self {
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

    /// The same without the rule at this position, whichever stage has it.
    pub(super) fn without(mut self, position: usize) -> Self {
        for (stage, bits) in self.stages.iter_mut().zip(&mut self.bits) {
            let stays: Vec<bool> = stage
                .rules
                .iter()
                .map(|rule| rule.position != position)
                .collect();
            let mut kept = stays.iter().copied();
            bits.retain(|_| kept.next().unwrap_or(true));
            let mut kept = stays.iter().copied();
            stage.rules.retain(|_| kept.next().unwrap_or(true));
        }
        self
    }

    pub(super) fn branches(&self, flow: &Flow, supposed: Answers) -> Branches<'_> {
        branches(&self.program.network, &self.stages, flow, supposed)
    }

    pub(super) fn side<'o>(
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
        ProgramSide {
            access,
            rule,
            becomes: None,
        }
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
