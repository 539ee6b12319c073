//! The verdicts on recorded flows, before and after a change: one for each class of flows.

use nsg::{AppliedTo, Decision, Direction, Flow, RuleIndex, Scenario, Verdict};
use nsg_analysis::{Change, FlowClass, FlowClasses, Limits, compare};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use text::text;

/// A rule by its stage, and its position there.
pub(crate) type RulePlace = (AppliedTo, usize);

/// The answer of one scenario about a flow.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) access: Decision,
    /// The rule that decides.
    pub(crate) rule: Option<RulePlace>,
    /// The rules that matched, one in each stage that the flow came to.
    pub(crate) matched: Vec<RulePlace>,
    /// Whether missing facts leave the rule open, though perhaps not the access.
    pub(crate) is_open: bool,
    /// The facts that it depends on: kind, name, and the access for yes and for no.
    pub(crate) facts: Vec<(String, String, Decision, Decision)>,
}

/// The effect of a change on a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TrafficEffect {
    /// It was allowed and is denied.
    Broken,
    /// It was denied and is allowed.
    Opened,
    /// That depends on missing facts.
    Depends,
    /// It has the access that it had, whatever missing facts come to.
    Unchanged,
}

impl TrafficEffect {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Broken => text!("traffic-effect-broken"),
            Self::Opened => text!("traffic-effect-opened"),
            Self::Depends => text!("traffic-effect-depends"),
            Self::Unchanged => text!("traffic-effect-unchanged"),
        }
    }
}

/// The answers of both scenarios about a flow.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct ReplayOutcome {
    pub(crate) before: Answer,
    /// `None` without a change.
    pub(crate) after: Option<Answer>,
    pub(crate) effect: TrafficEffect,
    /// Which of the changes the flow is in.
    pub(crate) change: Option<u32>,
}

impl ReplayOutcome {
    /// The answer of the newest rules.
    pub(crate) fn newest(&self) -> &Answer {
        self.after.as_ref().unwrap_or(&self.before)
    }
}

/// A scenario, ready to be asked.
#[derive(Clone, Debug)]
struct JudgedSide {
    index: RuleIndex,
}

/// Both scenarios, and what is known of the classes so far.
#[derive(Debug)]
pub(crate) struct ReplayJudge {
    before: JudgedSide,
    after: Option<JudgedSide>,
    classes: FlowClasses,
    /// The regions in which the access changes; `None` where there are too many.
    changes: Option<Vec<Change>>,
    known: FxHashMap<FlowClass, u32>,
    numbers: FxHashMap<ReplayOutcome, u32>,
    outcomes: Vec<ReplayOutcome>,
}

/// So many classes are remembered; then they are worked out anew.
const MOST_CLASSES: usize = 1 << 20;

impl ReplayJudge {
    pub(crate) fn new(before: Scenario, after: Option<Scenario>, limits: Limits) -> Self {
        let scenarios: Vec<&Scenario> = [Some(&before), after.as_ref()]
            .into_iter()
            .flatten()
            .collect();
        let classes = FlowClasses::new(&scenarios);
        let changes = match &after {
            Some(after) => {
                let comparison = compare(&before, after, None, limits);
                comparison.ok().map(|comparison| comparison.changes)
            }
            None => Some(Vec::new()),
        };
        let side = |scenario| JudgedSide {
            index: RuleIndex::new(scenario),
        };
        Self {
            before: side(before),
            after: after.map(side),
            classes,
            changes,
            known: FxHashMap::default(),
            numbers: FxHashMap::default(),
            outcomes: Vec::new(),
        }
    }

    pub(crate) fn before(&self) -> &Scenario {
        self.before.index.scenario()
    }

    pub(crate) fn after(&self) -> Option<&Scenario> {
        self.after.as_ref().map(|side| side.index.scenario())
    }

    /// The newest rules: those after the change, where there is one. Proposals are made for these.
    pub(crate) fn newest(&self) -> &Scenario {
        self.after().unwrap_or_else(|| self.before())
    }

    pub(crate) fn changes(&self) -> Option<&[Change]> {
        self.changes.as_deref()
    }

    /// Whether some rule looks at the source ports of this direction.
    #[inline]
    pub(crate) fn tells_source_ports_apart(&self, direction: Direction) -> bool {
        self.classes.tells_source_ports_apart(direction)
    }

    pub(crate) fn outcome(&self, number: u32) -> Option<&ReplayOutcome> {
        self.outcomes.get(usize::try_from(number).ok()?)
    }

    /// The number of the outcome for a flow; `None` for one that no group judges.
    #[inline]
    pub(crate) fn judge(&mut self, flow: &Flow) -> Option<u32> {
        let class = self.classes.class(flow)?;
        if flow.local.address == flow.remote.address {
            // Classes take it for one of its neighbours.
            let outcome = self.work_out(flow);
            return Some(self.number(outcome));
        }
        if let Some(known) = self.known.get(&class) {
            return Some(*known);
        }
        let outcome = self.work_out(flow);
        let number = self.number(outcome);
        if self.known.len() >= MOST_CLASSES {
            self.known.clear();
        }
        self.known.insert(class, number);
        Some(number)
    }

    /// The number of an outcome.
    pub(crate) fn number(&mut self, outcome: ReplayOutcome) -> u32 {
        if let Some(number) = self.numbers.get(&outcome) {
            return *number;
        }
        let number = u32::try_from(self.outcomes.len()).unwrap_or(u32::MAX);
        self.outcomes.push(outcome.clone());
        self.numbers.insert(outcome, number);
        number
    }

    fn work_out(&self, flow: &Flow) -> ReplayOutcome {
        let before = self.before.answer(flow);
        let after = self.after.as_ref().map(|side| side.answer(flow));
        let (effect, change) = match &after {
            None => (TrafficEffect::Unchanged, None),
            Some(after) => self.effect(flow, &before, after),
        };
        ReplayOutcome {
            before,
            after,
            effect,
            change,
        }
    }

    fn effect(&self, flow: &Flow, before: &Answer, after: &Answer) -> (TrafficEffect, Option<u32>) {
        let plain = match (before.access, after.access) {
            (Decision::Allow, Decision::Deny) => TrafficEffect::Broken,
            (Decision::Deny, Decision::Allow) => TrafficEffect::Opened,
            (Decision::Depends, _) | (_, Decision::Depends) => TrafficEffect::Depends,
            _ => return (TrafficEffect::Unchanged, None),
        };
        let Some(changes) = &self.changes else {
            return (plain, None);
        };
        let place = changes
            .iter()
            .position(|change| change.flows.may_contain(flow));
        match place {
            // No missing fact makes a difference outside of the regions.
            None => (TrafficEffect::Unchanged, None),
            Some(place) => (plain, u32::try_from(place).ok()),
        }
    }
}

impl JudgedSide {
    fn answer(&self, flow: &Flow) -> Answer {
        match self.index.passage(flow) {
            Some(passage) => Answer {
                access: passage.access,
                rule: passage.rule,
                matched: passage.matched,
                is_open: false,
                facts: Vec::new(),
            },
            None => of_verdict(&nsg::verify_without_reasons(self.index.scenario(), flow)),
        }
    }
}

fn of_verdict(verdict: &Verdict) -> Answer {
    let groups = verdict.evaluated_network_security_groups.iter();
    let matched = groups.filter_map(|group| {
        let rules = group.rules_evaluation_result.iter();
        let matched = group.matched_rule.as_ref()?;
        let rule = rules.rev().find(|rule| rule.name == matched.rule_name)?;
        Some((group.applied_to, rule.position))
    });
    let matched: Vec<RulePlace> = matched.collect();
    let facts = verdict.depends_on.iter();
    Answer {
        access: verdict.access,
        rule: verdict.rule_name.as_ref().and(matched.last().copied()),
        facts: facts
            .map(|fact| {
                (
                    fact.kind.to_owned(),
                    fact.name.clone(),
                    fact.if_yes,
                    fact.if_no,
                )
            })
            .collect(),
        is_open: verdict.access == Decision::Depends || groups_are_open(verdict),
        matched,
    }
}

/// Whether a group that was come to has no rule that is sure to decide.
fn groups_are_open(verdict: &Verdict) -> bool {
    let mut groups = verdict.evaluated_network_security_groups.iter();
    groups.any(|group| group.matched_rule.is_none() && !group.rules_evaluation_result.is_empty())
}
