//! The verdict in one sentence.

use super::{alternatives, stage_name};
use crate::model::scenario::AppliedTo;
use crate::platform::PlatformService;
use crate::stages::{Effect, Stage, StageRule};
use crate::verdict::{Decision, EvaluatedNetworkSecurityGroup, MissingFact};
use std::fmt;

/// How many rules a sentence lists.
const LISTED: usize = 4;

/// What the sentence is made of.
pub(crate) struct Summary<'a> {
    pub(crate) access: Decision,
    pub(crate) rules: &'a [Option<&'a StageRule<'a>>],
    pub(crate) stages: &'a [Stage<'a>],
    pub(crate) evaluated: &'a [EvaluatedNetworkSecurityGroup],
    pub(crate) depends_on: &'a [MissingFact],
    pub(crate) platform: Option<PlatformService>,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = match self.access {
            Decision::Depends => return self.depends(f),
            Decision::Allow => "Allowed",
            Decision::Deny => "Denied",
        };
        match self.rules {
            [Some(rule)] => self.by_rule(f, done, rule),
            [None] | [] => self.by_no_rule(f),
            several => {
                let names: Vec<_> = several.iter().map(|rule| name_or_none(*rule)).collect();
                let names = alternatives(&names, LISTED);
                write!(f, "{done} either way; missing facts leave open whether by {names}.")
            }
        }
    }
}

impl Summary<'_> {
    fn by_rule(&self, f: &mut fmt::Formatter<'_>, done: &str, rule: &StageRule<'_>) -> fmt::Result {
        write!(f, "{done} by {} of the {}", quoted(rule), self.stage(rule.applied_to))?;
        if rule.effect.known() == Some(&Effect::Deliver) {
            return write!(f, "; no network security group is asked.");
        }
        // Stages before the deciding one let the flow pass; say by which rule.
        let earlier = self.evaluated.iter().take_while(|stage| stage.applied_to != rule.applied_to);
        for stage in earlier {
            let Some(passed) = &stage.matched_rule else { continue };
            let name = &passed.rule_name.name;
            let joint = if done == "Denied" { ", though" } else { ", after" };
            let verb = if done == "Denied" { "allows it by" } else { "allowed it by" };
            write!(f, "{joint} the {} {verb} {name}", self.stage(stage.applied_to))?;
        }
        f.write_str(".")
    }

    fn by_no_rule(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(service) = self.platform {
            let service_name = service.as_str();
            write!(f, "Allowed by the platform: traffic to {service_name} is not subject to rules")?;
            return match service.tag() {
                Some(tag) => write!(f, " unless one names {}.", tag.as_str()),
                None => f.write_str("."),
            };
        }
        let groups = self.stages.iter().any(|stage| stage.group.is_some());
        if groups {
            f.write_str("Allowed: no rule of the groups matches.")
        } else {
            f.write_str(
                "Allowed: no network security group applies, so nothing is filtered here. \
                 A Standard public IP address stays closed to the internet without one.",
            )
        }
    }

    fn depends(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.depends_on {
            [only] => {
                let question = only.question.trim_end_matches('?');
                write!(f, "Depends: {question}? If yes, {}; if no, {}.", only.if_yes, only.if_no)
            }
            several => {
                let questions: Vec<_> = several.iter().map(|fact| fact.question.as_str()).collect();
                let count = questions.len();
                let listed: Vec<_> = questions.into_iter().take(LISTED).collect();
                write!(f, "Depends on {count} missing facts: {}", listed.join(" "))?;
                if count > LISTED { write!(f, " And {} more.", count - LISTED) } else { Ok(()) }
            }
        }
    }

    /// The stage with its group's name.
    fn stage(&self, applied_to: AppliedTo) -> String {
        let stage = self.stages.iter().find(|stage| stage.applied_to == applied_to);
        let group = stage.and_then(|stage| stage.group).and_then(|group| group.display_name());
        match group {
            Some(name) => format!("{} {name}", stage_name(applied_to)),
            None => stage_name(applied_to).to_owned(),
        }
    }
}

fn quoted(rule: &StageRule<'_>) -> String {
    match rule.priority.known() {
        Some(priority) => format!("{} (priority {priority})", rule.name),
        None => rule.name.to_owned(),
    }
}

fn name_or_none(rule: Option<&StageRule<'_>>) -> String {
    match rule {
        Some(rule) => format!("{} of the {}", rule.name, stage_name(rule.applied_to)),
        None => "no rule".to_owned(),
    }
}
