//! One scenario's rules in one direction, with a bit for each.

use nsg::{AppliedTo, Effect, Network, NetworkSecurityGroup, Priority, Stage, StageRule};
use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

/// The stages that a flow passes in one scenario.
#[derive(Clone, Debug)]
pub(crate) struct Program<'a> {
    pub(crate) network: Cow<'a, Network>,
    pub(crate) stages: Vec<ProgramStage<'a>>,
}

/// A stage, or those of its rules that matter.
#[derive(Clone, Debug)]
pub(crate) struct ProgramStage<'a> {
    pub(crate) applied_to: AppliedTo,
    pub(crate) group: Option<&'a NetworkSecurityGroup>,
    /// In checking order.
    pub(crate) rules: Vec<ProgramRule<'a>>,
    /// Which words of a row are its rules'. A stage has words of its own, so that it is cut off quickly.
    pub(crate) words: Range<usize>,
}

/// A rule of a stage.
#[derive(Clone, Debug)]
pub(crate) struct ProgramRule<'a> {
    pub(crate) rule: StageRule<'a>,
    /// The same rule under the name and position that facts know it by: where two scenarios are
    /// compared, a rule that both have is one rule, and a question about it one question.
    pub(crate) asked: StageRule<'a>,
    /// Whether only flows are of interest that may match this rule or another such one: in a comparison a
    /// rule that the other scenario does not have in the same place.
    pub(crate) wanted: bool,
    /// Of a rule without a number that stands between others, which only a comparison has: it differs from the place
    /// before this one only for flows that a rule of these numbers may match.
    pub(crate) parted_by: Option<RangeInclusive<Priority>>,
}

impl<'a> ProgramRule<'a> {
    /// A rule that facts know by its own name.
    pub(crate) fn new(rule: StageRule<'a>) -> Self {
        Self {
            asked: rule.clone(),
            rule,
            wanted: false,
            parted_by: None,
        }
    }
}

impl<'a> Program<'a> {
    /// The program of all rules of these stages.
    pub(crate) fn new(network: &'a Network, stages: Vec<Stage<'a>>) -> Self {
        let stages = stages.into_iter().map(|stage| ProgramStage {
            applied_to: stage.applied_to,
            group: stage.group,
            rules: stage.rules.into_iter().map(ProgramRule::new).collect(),
            words: 0..0,
        });
        Self {
            network: Cow::Borrowed(network),
            stages: stages.collect(),
        }
    }

    /// Gives every stage its words, from `first` on; the first word that is free afterwards.
    pub(crate) fn lay_out(&mut self, first: usize) -> usize {
        let mut next = first;
        for stage in &mut self.stages {
            let end = next + stage.rules.len().div_ceil(64);
            stage.words = next..end;
            next = end;
        }
        next
    }

    /// Every rule with its bit.
    pub(crate) fn bits(&self) -> impl Iterator<Item = (usize, &ProgramRule<'a>)> {
        self.stages.iter().flat_map(|stage| {
            let first = stage.words.start * 64;
            let rules = stage.rules.iter().enumerate();
            rules.map(move |(place, rule)| (first + place, rule))
        })
    }

    /// The rule of this bit.
    pub(crate) fn rule(&self, bit: usize) -> Option<&StageRule<'a>> {
        let stage = self
            .stages
            .iter()
            .find(|stage| stage.words.contains(&(bit / 64)))?;
        let place = bit.checked_sub(stage.words.start * 64)?;
        stage.rules.get(place).map(|rule| &rule.rule)
    }
}

impl ProgramStage<'_> {
    /// What the rule of this bit does, where that is known.
    pub(crate) fn effect(&self, bit: usize) -> Option<Effect> {
        let place = bit.checked_sub(self.words.start * 64)?;
        self.rules.get(place)?.rule.effect.known().copied()
    }
}
