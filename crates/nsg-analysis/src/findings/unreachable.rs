//! Rules that decide no flow.

use super::decide::{Looked, surveyed};
use super::{Finding, FindingCode, FindingSeverity, called, called_all, cover};
use crate::rule_ref::RuleRef;
use nsg::{Stage, StageRule};
use text::text;

impl Looked<'_, '_> {
    pub(super) fn unreachable(
        &self,
        place: usize,
        rule: &StageRule<'_>,
        named: RuleRef,
    ) -> Finding {
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
        let matches_nothing = blockers.is_empty() && self.matches_nothing(rule);
        // Where none is named, any of them may do the opposite.
        let higher = || self.stage.rules.iter().take(place).map(|rule| &rule.rule);
        let opposite = match blockers.is_empty() {
            true => !matches_nothing && higher().any(|higher| higher.effect != rule.effect),
            false => blockers.iter().any(|blocker| blocker.effect != rule.effect),
        };
        let blockers: Vec<RuleRef> = blockers.into_iter().map(RuleRef::of).collect();
        let fix = if opposite {
            Vec::new()
        } else {
            self.removal(rule)
        };
        let (rule, count) = (called(&named), blockers.len());
        let message = match (blockers.as_slice(), opposite) {
            ([], _) if matches_nothing => text!("finding-matches-nothing", rule),
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

    /// Whether no flow matches the rule, whatever the other rules are.
    fn matches_nothing(&self, rule: &StageRule<'_>) -> bool {
        let alone = Stage {
            applied_to: self.stage.applied_to,
            group: self.stage.group,
            rules: vec![rule.clone()],
        };
        let (subject, direction) = (self.subject, self.direction);
        let (network, limits) = (&subject.scenario.network, subject.limits.clone());
        let nothing = surveyed(network, direction, alone, limits, |_, _, survey| {
            survey.reached.is_empty()
        });
        nothing.unwrap_or(false)
    }
}
