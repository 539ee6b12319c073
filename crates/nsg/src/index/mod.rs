//! The compiled form of a scenario, for many flows.
//!
//! Every field is cut into the intervals on which all rules answer alike. An interval has a bitmap of
//! the rules that it matches, in checking order; the first common bit of the five bitmaps is the rule
//! that decides. Where a missing fact may decide, and for platform traffic, the reference evaluator
//! answers. Random tests hold both equal.

pub mod addresses;
pub mod dimension;
pub mod ports;
pub mod rows;
mod stage;

use crate::branches::{Branches, branches};
use crate::consensus;
use crate::explain::assumptions::{self, Possible};
use crate::explain::{RuleMention, Summary};
use crate::facts::Answers;
use crate::model::applied_to::AppliedTo;
use crate::model::flow::Flow;
use crate::model::rule::Direction;
use crate::model::scenario::Scenario;
use crate::platform::{HOST_ADDRESS, METADATA_ADDRESS};
use crate::reasons::{self, Detail};
use crate::stages::{Effect, Stage, stages};
use crate::verdict::{Decision, Verdict};
use crate::verify::verify;
use stage::{Hit, IndexedRule, StageIndex};

/// A scenario prepared once and asked many times.
#[derive(Clone, Debug)]
pub struct RuleIndex {
    scenario: Scenario,
    inbound: Vec<StageIndex>,
    outbound: Vec<StageIndex>,
    /// Which verdicts tell assumptions about single rules.
    assumptions: Possible,
}

/// The way that a flow takes, without a word about it: for whoever counts millions of flows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    /// What becomes of the flow.
    pub access: Decision,
    /// The rule that decides, by its stage and its position there: the one of [`Verdict::rule_name`]. `None` where no rule
    /// does, and where missing facts leave it open.
    pub rule: Option<(AppliedTo, usize)>,
    /// The rule that matched in each stage that the flow came to, the one that decides among them.
    pub matched: Vec<(AppliedTo, usize)>,
}

/// How the bitmaps settle a flow.
struct Decided<'a> {
    access: Decision,
    rule: Option<(AppliedTo, &'a IndexedRule)>,
}

impl RuleIndex {
    /// Compiles a scenario.
    pub fn new(scenario: Scenario) -> Self {
        let compile = |direction| -> Vec<StageIndex> {
            let stages = stages(&scenario, direction);
            let network = &scenario.network;
            stages
                .iter()
                .map(|stage| StageIndex::new(stage, network, direction))
                .collect()
        };
        let (inbound, outbound) = (compile(Direction::Inbound), compile(Direction::Outbound));
        Self {
            assumptions: Possible::of(&scenario),
            scenario,
            inbound,
            outbound,
        }
    }

    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The access alone, as [`verify`] gives it.
    pub fn access(&self, flow: &Flow) -> Decision {
        match self.decide(flow, |_, _| {}) {
            Some(decided) => decided.access,
            None => crate::verify::access(&self.scenario, flow),
        }
    }

    /// The verdict as [`verify`] gives it, without the rules on the way to it: its
    /// `evaluated_network_security_groups` is empty.
    pub fn verdict(&self, flow: &Flow) -> Verdict {
        let mut passed = Vec::new();
        let decided = match self.assumptions.concern(flow) {
            // Which rules missed is the reference's to say.
            true => None,
            false => self.decide(flow, |stage, rule| passed.push(ruling(stage, rule))),
        };
        let Some(decided) = decided else {
            let stages = stages(&self.scenario, flow.direction);
            let branches = self.branches(&stages, flow);
            let settled = consensus::of_branches(&branches);
            return reasons::verdict(
                &self.scenario,
                &stages,
                flow,
                &branches,
                settled,
                Detail::Answer,
            );
        };
        let rules = [decided.rule.map(|(stage, rule)| ruling(stage, rule))];
        let summary = Summary {
            scenario: &self.scenario,
            access: decided.access,
            rules: &rules,
            passed: &passed,
            depends_on: &[],
            platform: None,
        };
        Verdict {
            access: decided.access,
            rule_name: decided.rule.map(|(_, rule)| rule.name.ip_flow_verify()),
            rule_id: decided.rule.and_then(|(_, rule)| rule.id.clone()),
            summary: summary.sentence(),
            summary_parts: summary.parts(),
            evaluated_network_security_groups: Vec::new(),
            depends_on: Vec::new(),
            assumptions: assumptions::general(&self.scenario, flow, None),
            platform: None,
        }
    }

    /// The rules that a flow meets, where no missing fact may decide and the flow is not the platform's. Else `None`, and
    /// [`Self::verify`] has the answer.
    pub fn passage(&self, flow: &Flow) -> Option<Passage> {
        let place = |stage, rule: &IndexedRule| (stage, rule.position);
        let mut matched = Vec::new();
        let decided = self.decide(flow, |stage, rule| matched.push(place(stage, rule)))?;
        let rule = decided.rule.map(|(stage, rule)| place(stage, rule));
        if rule.is_some() && matched.last() != rule.as_ref() {
            matched.extend(rule);
        }
        Some(Passage {
            access: decided.access,
            rule,
            matched,
        })
    }

    /// The whole verdict, from the reference evaluator.
    pub fn verify(&self, flow: &Flow) -> Verdict {
        verify(&self.scenario, flow)
    }

    fn branches<'a>(&self, stages: &'a [Stage<'a>], flow: &Flow) -> Branches<'a> {
        branches(&self.scenario.network, stages, flow, Answers::default())
    }

    /// Decides by the bitmaps; `None` where the reference must be asked. `pass` is told the rules that
    /// let the flow pass a stage.
    fn decide<'a>(
        &'a self,
        flow: &Flow,
        mut pass: impl FnMut(AppliedTo, &'a IndexedRule),
    ) -> Option<Decided<'a>> {
        let stages = match flow.direction {
            Direction::Inbound => &self.inbound,
            Direction::Outbound if is_platform(flow) => return None,
            Direction::Outbound => &self.outbound,
        };
        let mut last = None;
        for stage in stages {
            let rule = match stage.hit(flow) {
                Hit::Nothing => continue,
                Hit::Open => return None,
                Hit::Sure(rule) => rule,
            };
            let here = Some((stage.applied_to, rule));
            match rule.effect? {
                Effect::Drop => {
                    return Some(Decided {
                        access: Decision::Deny,
                        rule: here,
                    });
                }
                Effect::Deliver => {
                    return Some(Decided {
                        access: Decision::Allow,
                        rule: here,
                    });
                }
                Effect::Pass => {
                    pass(stage.applied_to, rule);
                    if stage.applied_to != AppliedTo::VirtualNetwork {
                        last = here;
                    }
                }
            }
        }
        Some(Decided {
            access: Decision::Allow,
            rule: last,
        })
    }
}

fn is_platform(flow: &Flow) -> bool {
    flow.remote.address == HOST_ADDRESS || flow.remote.address == METADATA_ADDRESS
}

fn ruling(applied_to: AppliedTo, rule: &IndexedRule) -> RuleMention<'_> {
    RuleMention {
        applied_to,
        name: &rule.name.name,
        priority: rule.priority,
        delivers: rule.effect == Some(Effect::Deliver),
    }
}
