//! The verdict in one sentence.

use super::{alternatives, stage_name};
use crate::model::rule::Priority;
use crate::model::scenario::{AppliedTo, Scenario};
use crate::platform::PlatformService;
use crate::verdict::{Decision, MissingFact};
use std::fmt;

/// How many rules a sentence lists.
const LISTED: usize = 4;

/// A rule as far as a sentence speaks of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ruling<'a> {
    pub(crate) applied_to: AppliedTo,
    pub(crate) name: &'a str,
    pub(crate) priority: Option<Priority>,
    /// Whether it ends the evaluation by letting the flow through.
    pub(crate) delivers: bool,
}

/// What the sentence is made of.
pub(crate) struct Summary<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) access: Decision,
    /// The rules that can decide; `None` among them stands for no rule.
    pub(crate) rules: &'a [Option<Ruling<'a>>],
    /// The rules of earlier stages that let the flow pass, where they are settled.
    pub(crate) passed: &'a [Ruling<'a>],
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
                let names: Vec<_> = several
                    .iter()
                    .map(|rule| name_or_none(rule.as_ref()))
                    .collect();
                let names = alternatives(&names, LISTED);
                write!(
                    f,
                    "{done} either way; missing facts leave open whether by {names}."
                )
            }
        }
    }
}

impl Summary<'_> {
    fn by_rule(&self, f: &mut fmt::Formatter<'_>, done: &str, rule: &Ruling<'_>) -> fmt::Result {
        write!(
            f,
            "{done} by {} of the {}",
            quoted(rule),
            self.stage(rule.applied_to)
        )?;
        if rule.delivers {
            return write!(f, "; no network security group is asked.");
        }
        // Stages before the deciding one let the flow pass; say by which rule.
        let earlier = self
            .passed
            .iter()
            .take_while(|passed| passed.applied_to != rule.applied_to);
        for passed in earlier {
            let words = if done == "Denied" {
                ("though", "allows")
            } else {
                ("after", "allowed")
            };
            let stage = self.stage(passed.applied_to);
            write!(
                f,
                ", {} {} of the {stage} {} it",
                words.0, passed.name, words.1
            )?;
        }
        f.write_str(".")
    }

    fn by_no_rule(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(service) = self.platform {
            let service_name = service.as_str();
            write!(
                f,
                "Allowed by the platform: traffic to {service_name} is not subject to rules"
            )?;
            return match service.tag() {
                Some(tag) => write!(f, " unless one names {}.", tag.as_str()),
                None => f.write_str("."),
            };
        }
        let stages = [AppliedTo::Subnet, AppliedTo::NetworkInterface];
        if stages
            .into_iter()
            .any(|stage| self.scenario.group(stage).is_some())
        {
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
                write!(
                    f,
                    "Depends: {question}? If yes, {}; if no, {}.",
                    only.if_yes, only.if_no
                )
            }
            several => {
                let questions: Vec<_> = several.iter().map(|fact| fact.question.as_str()).collect();
                let count = questions.len();
                let listed: Vec<_> = questions.into_iter().take(LISTED).collect();
                write!(f, "Depends on {count} missing facts: {}", listed.join(" "))?;
                if count > LISTED {
                    write!(f, " And {} more.", count - LISTED)
                } else {
                    Ok(())
                }
            }
        }
    }

    /// The stage with its group's name.
    fn stage(&self, applied_to: AppliedTo) -> String {
        match self
            .scenario
            .group(applied_to)
            .and_then(|group| group.display_name())
        {
            Some(name) => format!("{} {name}", stage_name(applied_to)),
            None => stage_name(applied_to).to_owned(),
        }
    }
}

fn quoted(rule: &Ruling<'_>) -> String {
    match rule.priority {
        Some(priority) => format!("{} (priority {priority})", rule.name),
        None => rule.name.to_owned(),
    }
}

fn name_or_none(rule: Option<&Ruling<'_>>) -> String {
    match rule {
        Some(rule) => format!("{} of the {}", rule.name, stage_name(rule.applied_to)),
        None => "no rule".to_owned(),
    }
}
