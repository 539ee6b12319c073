//! The verdict in one sentence.

use super::alternatives::alternatives;
use super::stage::stage_name;
use crate::model::applied_to::AppliedTo;
use crate::model::rule::{Access, Priority};
use crate::model::scenario::Scenario;
use crate::platform::PlatformService;
use crate::stages::{Effect, StageRule};
use crate::verdict::{Decision, MissingFact};
use text::text;

/// How many rules a sentence lists.
const LISTED: usize = 4;

/// A rule as far as a sentence speaks of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleMention<'a> {
    pub(crate) applied_to: AppliedTo,
    pub(crate) name: &'a str,
    pub(crate) priority: Option<Priority>,
    /// Whether it ends the evaluation by letting the flow through.
    pub(crate) delivers: bool,
}

impl StageRule<'_> {
    /// The rule as far as a sentence speaks of it.
    pub(crate) fn ruling(&self) -> RuleMention<'_> {
        RuleMention {
            applied_to: self.applied_to,
            name: self.name,
            priority: self.priority.known().copied(),
            delivers: self.effect.known() == Some(&Effect::Deliver),
        }
    }
}

/// What the sentence is made of.
pub(crate) struct Summary<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) access: Decision,
    /// The rules that can decide; `None` among them stands for no rule.
    pub(crate) rules: &'a [Option<RuleMention<'a>>],
    /// The rules of earlier stages that let the flow pass, where they are settled.
    pub(crate) passed: &'a [RuleMention<'a>],
    pub(crate) depends_on: &'a [MissingFact],
    pub(crate) platform: Option<PlatformService>,
}

impl Summary<'_> {
    /// The sentence.
    pub(crate) fn sentence(&self) -> String {
        let access = match self.access {
            Decision::Depends => return self.depends(),
            Decision::Allow => Access::Allow,
            Decision::Deny => Access::Deny,
        };
        match self.rules {
            [Some(rule)] => self.by_rule(access, rule),
            [None] | [] => self.by_no_rule(),
            several => {
                let names: Vec<_> = several
                    .iter()
                    .map(|rule| name_or_none(rule.as_ref()))
                    .collect();
                let rules = alternatives(&names, LISTED);
                match access {
                    Access::Allow => text!("summary-allowed-either-way", rules),
                    Access::Deny => text!("summary-denied-either-way", rules),
                }
            }
        }
    }

    fn by_rule(&self, access: Access, deciding: &RuleMention<'_>) -> String {
        let rule = self.named(deciding, deciding.priority);
        if deciding.delivers {
            return text!("summary-always-allowed-by", rule);
        }
        // Stages before the deciding one let the flow pass; say by which rule.
        let mut earlier = self
            .passed
            .iter()
            .take_while(|passed| passed.applied_to != deciding.applied_to)
            .map(|passed| self.named(passed, None));
        // There are three stages, so two at most come before.
        match (access, earlier.next(), earlier.next()) {
            (Access::Allow, None, _) => text!("summary-allowed-by", rule),
            (Access::Allow, Some(before), None) => {
                text!("summary-allowed-by-after", rule, before)
            }
            (Access::Allow, Some(first), Some(second)) => {
                text!("summary-allowed-by-after-two", rule, first, second)
            }
            (Access::Deny, None, _) => text!("summary-denied-by", rule),
            (Access::Deny, Some(before), None) => text!("summary-denied-by-though", rule, before),
            (Access::Deny, Some(first), Some(second)) => {
                text!("summary-denied-by-though-two", rule, first, second)
            }
        }
    }

    /// The rule with its stage and, where that has a name, its group; the priority where it is to be said.
    fn named(&self, ruling: &RuleMention<'_>, priority: Option<Priority>) -> String {
        let (rule, stage) = (ruling.name, stage_name(ruling.applied_to));
        let group = self.scenario.group(ruling.applied_to);
        let group = group.and_then(|group| group.display_name());
        match (priority, group) {
            (None, None) => text!("summary-rule", rule, stage),
            (None, Some(group)) => text!("summary-rule-of-group", rule, stage, group),
            (Some(priority), None) => text!("summary-rule-with-priority", rule, priority, stage),
            (Some(priority), Some(group)) => {
                text!(
                    "summary-rule-with-priority-of-group",
                    rule,
                    priority,
                    stage,
                    group
                )
            }
        }
    }

    fn by_no_rule(&self) -> String {
        if let Some(platform) = self.platform {
            let service = platform.word();
            return match platform.tag() {
                Some(tag) => text!("summary-platform-unless", service, tag = tag.as_str()),
                None => text!("summary-platform", service),
            };
        }
        match self.has_group() {
            true => text!("summary-no-rule-matches").to_owned(),
            false => text!("summary-no-group").to_owned(),
        }
    }

    /// Whether a group applies to the flow's machine.
    pub(super) fn has_group(&self) -> bool {
        let mut stages = [AppliedTo::Subnet, AppliedTo::NetworkInterface].into_iter();
        stages.any(|stage| self.scenario.group(stage).is_some())
    }

    fn depends(&self) -> String {
        match self.depends_on {
            [only] if only.leads_nowhere() => {
                text!("summary-too-much-unknown", question = only.question)
            }
            [only] => text!(
                "summary-depends-on-one",
                question = only.question,
                yes = only.if_yes.word(),
                no = only.if_no.word()
            ),
            several => {
                let count = several.len();
                let questions: Vec<_> = several
                    .iter()
                    .take(LISTED)
                    .map(|fact| fact.question.as_str())
                    .collect();
                let questions = questions.join(" ");
                match count.saturating_sub(LISTED) {
                    0 => text!("summary-depends-on", count, questions),
                    rest => text!("summary-depends-on-and-more", count, questions, rest),
                }
            }
        }
    }
}

fn name_or_none(rule: Option<&RuleMention<'_>>) -> String {
    match rule {
        Some(rule) => text!(
            "summary-rule",
            rule = rule.name,
            stage = stage_name(rule.applied_to)
        ),
        None => text!("summary-no-rule").to_owned(),
    }
}
