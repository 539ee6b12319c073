//! What the sentence of a verdict is made of, as data.

use super::summary::{RuleMention, Summary};
use crate::model::applied_to::AppliedTo;
use crate::model::rule::Priority;
use crate::verdict::Decision;
use serde::Serialize;

/// What the sentence of a verdict says, for those who word it themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SummaryParts {
    /// Why the access is what it is.
    pub reason: SummaryReason,
    /// The rules that decide: one, or several of which a missing fact leaves open which one does.
    pub rules: Vec<SummaryRule>,
    /// The rules of earlier stages that let the flow pass, in the order of the stages.
    pub passed: Vec<SummaryRule>,
    /// The platform's service whose traffic it is, in words of the language that is spoken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<&'static str>,
}

/// Why an access is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum SummaryReason {
    /// A rule decides.
    Rule,
    /// A security admin rule lets the flow through whatever the groups say.
    AlwaysAllow,
    /// Several rules may decide, or none, and all to the same end.
    EitherWay,
    /// It is the platform's own traffic, which ordinary rules leave alone.
    Platform,
    /// No rule matches.
    NoRule,
    /// No group applies.
    NoGroup,
    /// Facts are missing that decide: the verdict names them.
    MissingFacts,
}

/// A rule that a sentence speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SummaryRule {
    /// The rule's own name.
    pub name: String,
    /// `None` where the document does not tell it.
    pub priority: Option<Priority>,
    /// Where its stage applies.
    pub applied_to: AppliedTo,
    /// The name of its group, where that has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_security_group: Option<String>,
}

impl Summary<'_> {
    /// What [`Summary::sentence`] says, as data.
    pub(crate) fn parts(&self) -> SummaryParts {
        let reason = self.reason();
        let rules = self.rules.iter().flatten();
        let deciding = self.rules.iter().flatten().next();
        let is_earlier = |passed: &&RuleMention<'_>| {
            deciding.is_some_and(|it| it.applied_to != passed.applied_to)
        };
        let (rules, passed) = match reason {
            SummaryReason::Rule | SummaryReason::AlwaysAllow => {
                let passed = self.passed.iter().take_while(is_earlier);
                (
                    rules.map(|rule| self.rule(rule)).collect(),
                    passed.collect(),
                )
            }
            SummaryReason::EitherWay => (rules.map(|rule| self.rule(rule)).collect(), Vec::new()),
            _ => (Vec::new(), Vec::new()),
        };
        SummaryParts {
            reason,
            rules,
            passed: passed.into_iter().map(|rule| self.rule(rule)).collect(),
            platform: match reason {
                SummaryReason::Platform => self.platform.map(|service| service.word()),
                _ => None,
            },
        }
    }

    fn reason(&self) -> SummaryReason {
        match (self.access, self.rules) {
            (Decision::Depends, _) => SummaryReason::MissingFacts,
            (_, [Some(rule)]) if rule.delivers => SummaryReason::AlwaysAllow,
            (_, [Some(_)]) => SummaryReason::Rule,
            (_, [None] | []) if self.platform.is_some() => SummaryReason::Platform,
            (_, [None] | []) if self.has_group() => SummaryReason::NoRule,
            (_, [None] | []) => SummaryReason::NoGroup,
            _ => SummaryReason::EitherWay,
        }
    }

    fn rule(&self, rule: &RuleMention<'_>) -> SummaryRule {
        let group = self.scenario.group(rule.applied_to);
        SummaryRule {
            name: rule.name.to_owned(),
            priority: rule.priority,
            applied_to: rule.applied_to,
            network_security_group: group
                .and_then(|group| group.display_name())
                .map(str::to_owned),
        }
    }
}
