//! The error of a change that cannot be written.

use super::list::list;
use std::fmt;
use text::{quote, text};

/// Why a change cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The name of the rule that stands in the way; `None` where it is the group itself.
    pub rule: Option<String>,
    /// What is the matter with it, in lower case and without a full stop.
    pub message: String,
}

impl Obstacle {
    pub(super) fn of_rule(rule: &str, message: String) -> Self {
        let rule = Some(rule.to_owned());
        Self { rule, message }
    }

    pub(super) fn of_group(message: String) -> Self {
        let rule = None;
        Self { rule, message }
    }
}

/// A change that cannot be written without making something up, or that Azure would stop half-way.
///
/// Half a change is never written: a template without a rule deletes it, and commands without a deny
/// open what it would have shut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotWrite {
    /// Everything that is in the way.
    pub reasons: Vec<Obstacle>,
}

impl fmt::Display for CannotWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = |reason: &Obstacle| match &reason.rule {
            Some(rule) => text!("write-reason", rule = quote(rule), reason = reason.message),
            None => text::plain(&reason.message),
        };
        let reasons = self.reasons.iter().map(reason);
        f.write_str(&list(reasons, text!("write-reason-join")))
    }
}

impl std::error::Error for CannotWrite {}
