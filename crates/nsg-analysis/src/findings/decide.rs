//! Findings about rules that never decide.

use super::pairs::{Pair, relate};
use super::{
    Finding, FindingCode, FindingSeverity, FindingsSubject, called, called_all, cover, merge,
    network,
};
use crate::diagram::{Survey, survey};
use crate::edit::Edit;
use crate::limits::TooLarge;
use crate::rule_ref::RuleRef;
use crate::space::Space;
use crate::space::distinctions::Marks;
use crate::space::program::{Program, ProgramStage};
use nsg::sort::sort_by_key;
use nsg::{AppliedTo, Direction, RuleKind, StageRule, stages};
use rustc_hash::FxHashSet;
use text::text;

pub(super) fn findings(
    subject: &FindingsSubject<'_>,
    direction: Direction,
) -> Result<Vec<Finding>, TooLarge> {
    let mut found = Vec::new();
    for stage in stages(subject.scenario, direction) {
        let mut programs = [Program::new(&subject.scenario.network, vec![stage])];
        let [program] = &mut programs;
        let first_mark = program.lay_out(0) * 64;
        let rules = program.bits().map(|(_, rule)| rule.rule.conditions);
        let marks = Marks::new(direction, std::iter::once(&subject.scenario.network), rules);
        let space = Space::new(direction, &programs, &marks, first_mark);
        let survey = survey(
            &programs,
            &space,
            marks.platform_bits(first_mark),
            subject.limits.clone(),
        )?;
        if let [Program { stages, .. }] = &programs
            && let [stage] = stages.as_slice()
        {
            let looked = Looked {
                subject,
                direction,
                stage,
                space: &space,
                survey: &survey,
            };
            found.extend(looked.findings());
        }
    }
    Ok(found)
}

struct Looked<'l, 'a> {
    subject: &'l FindingsSubject<'a>,
    direction: Direction,
    stage: &'l ProgramStage<'a>,
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

    fn rule(&self, place: usize) -> Option<&StageRule<'_>> {
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
        let fix = removal(&named);
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
            let fix = removal(&named);
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
        let fix = removal(&named);
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

    fn unreachable(&self, place: usize, rule: &StageRule<'_>, named: RuleRef) -> Finding {
        let network = &self.subject.scenario.network;
        let rules: Vec<StageRule<'_>> = self
            .stage
            .rules
            .iter()
            .take(place + 1)
            .map(|rule| rule.rule.clone())
            .collect();
        let cover = cover::cover(self.direction, network, self.stage.applied_to, rules);
        let blockers: Vec<&StageRule<'_>> = cover
            .blockers
            .iter()
            .filter_map(|place| self.rule(*place))
            .collect();
        let opposite = blockers.iter().any(|blocker| blocker.effect != rule.effect);
        let blockers: Vec<RuleRef> = blockers.into_iter().map(RuleRef::of).collect();
        let fix = if opposite {
            Vec::new()
        } else {
            removal(&named)
        };
        let (rule, count) = (called(&named), blockers.len());
        let message = match (blockers.as_slice(), opposite) {
            ([], _) => text!("finding-unreachable", rule),
            (some, false) => {
                text!(
                    "finding-unreachable-alike",
                    rule,
                    count,
                    blockers = called_all(some)
                )
            }
            (some, true) => {
                text!(
                    "finding-unreachable-opposite",
                    rule,
                    count,
                    blockers = called_all(some)
                )
            }
        };
        let severity = if opposite {
            FindingSeverity::Medium
        } else {
            FindingSeverity::Low
        };
        let mut finding =
            Finding::new(FindingCode::Unreachable, severity, vec![named], message).with_fix(fix);
        finding.witness = cover.witness;
        finding.blockers = blockers;
        finding
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

fn removal(rule: &RuleRef) -> Vec<Edit> {
    match rule.applied_to {
        // Security admin rules are another team's.
        AppliedTo::VirtualNetwork => Vec::new(),
        AppliedTo::Subnet | AppliedTo::NetworkInterface => {
            vec![Edit::Remove { rule: rule.clone() }]
        }
    }
}
