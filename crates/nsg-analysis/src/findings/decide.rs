//! Findings about rules that never decide.

use super::pairs::{Pair, relate};
use super::provable::{changes_nothing, leads_equals, may_be_parted, tells_all};
use super::{Finding, FindingCode, FindingSeverity, FindingsSubject, called, merge, network};
use crate::diagram::{Survey, survey};
use crate::edit::Edit;
use crate::limits::{Limits, TooLarge};
use crate::rule_ref::RuleRef;
use crate::space::Space;
use crate::space::distinctions::Marks;
use crate::space::program::{Program, ProgramStage};
use nsg::sort::sort_by_key;
use nsg::{AppliedTo, Direction, Network, RuleKind, Stage, StageRule, stages};
use rustc_hash::FxHashSet;
use text::text;

pub(super) fn findings(
    subject: &FindingsSubject<'_>,
    direction: Direction,
) -> Result<Vec<Finding>, TooLarge> {
    let mut found = Vec::new();
    for stage in stages(subject.scenario, direction) {
        let limits = subject.limits.clone();
        let network = &subject.scenario.network;
        found.extend(surveyed(
            network,
            direction,
            stage,
            limits,
            |stage, space, survey| {
                let looked = Looked {
                    subject,
                    direction,
                    stage,
                    space,
                    survey,
                };
                looked.findings()
            },
        )?);
    }
    Ok(found)
}

/// Surveys a stage alone and looks at what was found.
pub(super) fn surveyed<T: Default>(
    network: &Network,
    direction: Direction,
    stage: Stage<'_>,
    limits: Limits,
    look: impl FnOnce(&ProgramStage<'_>, &Space, &Survey<'_>) -> T,
) -> Result<T, TooLarge> {
    let mut programs = [Program::new(network, vec![stage])];
    let [program] = &mut programs;
    let first_mark = program.lay_out(0) * 64;
    let rules = program.bits().map(|(_, rule)| rule.rule.conditions);
    let marks = Marks::new(direction, std::iter::once(network), rules);
    let space = Space::new(direction, &programs, &marks, first_mark);
    let platform = marks.platform_bits(first_mark);
    let survey = survey(direction, &programs, &space, platform, limits)?;
    let [program] = &programs;
    let stage = program.stages.first();
    Ok(stage.map_or_else(T::default, |stage| look(stage, &space, &survey)))
}

pub(super) struct Looked<'l, 'a> {
    pub(super) subject: &'l FindingsSubject<'a>,
    pub(super) direction: Direction,
    pub(super) stage: &'l ProgramStage<'a>,
    space: &'l Space,
    survey: &'l Survey<'l>,
}

impl Looked<'_, '_> {
    fn findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut silent = FxHashSet::default();
        for (place, rule) in self.own() {
            let finding = self.unmatched(rule).or_else(|| self.idle(place, rule));
            if finding.is_some() {
                silent.insert(place);
            }
            found.extend(finding);
        }
        found.extend(self.disputes(&silent));
        let (stage, survey) = (self.stage, self.survey);
        found.extend(merge::findings(
            self.subject,
            self.direction,
            stage,
            survey,
            &silent,
        ));
        found
    }

    /// The rules that a user wrote, each with its place.
    fn own(&self) -> impl Iterator<Item = (usize, &StageRule<'_>)> {
        let rules = self.stage.rules.iter().map(|rule| &rule.rule).enumerate();
        rules.filter(|(_, rule)| is_own(rule))
    }

    pub(super) fn rule(&self, place: usize) -> Option<&StageRule<'_>> {
        self.stage.rules.get(place).map(|rule| &rule.rule)
    }

    /// Where the rule stands: one whose place is open stands in two.
    fn places(&self, rule: &StageRule<'_>) -> impl Iterator<Item = usize> {
        let position = rule.position;
        let rules = self.stage.rules.iter().enumerate();
        rules
            .filter(move |(_, other)| other.rule.position == position)
            .map(|(place, _)| place)
    }

    fn unmatched(&self, rule: &StageRule<'_>) -> Option<Finding> {
        let outbound = self.direction == Direction::Outbound;
        let conditions = rule.conditions;
        let why = network::nothing_there(self.subject, &conditions.source, outbound)
            .or_else(|| network::nothing_there(self.subject, &conditions.destination, !outbound))?;
        let named = RuleRef::of(rule);
        let message = text!("finding-cannot-match", rule = called(&named), why);
        let fix = self.removal(rule);
        Some(
            Finding::new(
                FindingCode::CannotMatch,
                FindingSeverity::Medium,
                vec![named],
                message,
            )
            .with_fix(fix),
        )
    }

    /// The edit that takes the rule out of its group, where that is sure to change nothing else.
    pub(super) fn removal(&self, rule: &StageRule<'_>) -> Vec<Edit> {
        // Security admin rules are another team's.
        if rule.applied_to == AppliedTo::VirtualNetwork {
            return Vec::new();
        }
        let edits = vec![Edit::Remove {
            rule: RuleRef::of(rule),
        }];
        let leads_equals = leads_equals(self.stage.rules.iter().map(|rule| &rule.rule), rule);
        let (subject, direction) = (self.subject, self.direction);
        match leads_equals && !changes_nothing(subject, direction, rule.applied_to, &edits) {
            true => Vec::new(),
            false => edits,
        }
    }

    /// A rule that never decides, or that decides nothing that would not be so without it.
    fn idle(&self, place: usize, rule: &StageRule<'_>) -> Option<Finding> {
        let named = RuleRef::of(rule);
        let twin = self
            .own()
            .take_while(|(other, _)| *other < place)
            .find(|(_, other)| other.conditions == rule.conditions && other.effect == rule.effect);
        if let Some((_, twin)) = twin {
            let twin = RuleRef::of(twin);
            let message = text!(
                "finding-duplicate",
                rule = called(&named),
                twin = called(&twin)
            );
            // What is not known of two rules is two questions, although their texts are the same.
            let provable = self.places(rule).count() == 1 && tells_all(rule);
            let fix = match provable {
                true => self.removal(rule),
                false => Vec::new(),
            };
            let rules = vec![named, twin];
            return Some(
                Finding::new(FindingCode::Duplicate, FindingSeverity::Low, rules, message)
                    .with_fix(fix),
            );
        }
        let places = || self.places(rule);
        let Some(spot) = places().find_map(|place| self.survey.reached.get(&place)) else {
            return Some(self.unreachable(place, rule, named));
        };
        if places().any(|place| self.survey.needed.contains(&place)) {
            return None;
        }
        let message = text!("finding-redundant", rule = called(&named));
        let fix = self.removal(rule);
        if fix.is_empty() && rule.applied_to != AppliedTo::VirtualNetwork {
            // Without it the order of others would decide.
            return None;
        }
        let mut stage = self.stage.rules.iter().map(|rule| &rule.rule);
        let is_proven = || {
            !fix.is_empty() && changes_nothing(self.subject, self.direction, rule.applied_to, &fix)
        };
        if may_be_parted(&mut stage, rule) && !is_proven() {
            return None;
        }
        let finding = Finding::new(
            FindingCode::Redundant,
            FindingSeverity::Low,
            vec![named],
            message,
        );
        Some(
            finding
                .with_witness(spot.flow(self.direction))
                .with_fix(fix),
        )
    }

    /// Rules of opposite effect that share flows, in the order in which they are checked.
    fn disputes(&self, silent: &FxHashSet<usize>) -> Vec<Finding> {
        let mut pairs: Vec<_> = self.survey.disputed.iter().collect();
        sort_by_key(&mut pairs, |(pair, _)| **pair);
        let mut found = Vec::new();
        for ((higher, lower), spot) in pairs {
            let (Some(first), Some(second)) = (self.rule(*higher), self.rule(*lower)) else {
                continue;
            };
            if !is_own(first)
                || !is_own(second)
                || silent.contains(lower)
                || silent.contains(higher)
            {
                continue;
            }
            let bit = self.stage.words.start * 64;
            let rules = vec![RuleRef::of(second), RuleRef::of(first)];
            let finding = match relate(self.space, (bit + higher, first), (bit + lower, second)) {
                Pair::Nested => continue,
                Pair::Part(part) => {
                    let message = text!(
                        "finding-partly-shadowed",
                        entry = part,
                        rule = called(&RuleRef::of(second)),
                        higher = called(&RuleRef::of(first))
                    );
                    Finding::new(
                        FindingCode::PartlyShadowed,
                        FindingSeverity::Medium,
                        rules,
                        message,
                    )
                }
                Pair::Overlap => {
                    let message = text!(
                        "finding-conflicting-overlap",
                        first = called(&RuleRef::of(first)),
                        second = called(&RuleRef::of(second)),
                        winner = first.name
                    );
                    Finding::new(
                        FindingCode::ConflictingOverlap,
                        FindingSeverity::Info,
                        rules,
                        message,
                    )
                }
            };
            found.push(finding.with_witness(spot.flow(self.direction)));
        }
        found
    }
}

fn is_own(rule: &StageRule<'_>) -> bool {
    rule.kind != RuleKind::Default && !rule.contested && rule.direction.known().is_some()
}
