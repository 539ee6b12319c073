//! A learner's guess before the answer is shown, and how right it is.

use super::walk::FlowWalk;
use nsg::{AppliedTo, Decision};

/// A guess: what becomes of the flow, and which rule says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guess {
    /// What becomes of it.
    pub access: Option<Decision>,
    /// The rule that decides: where it applies, and its index among the stage's rules. `None`: no rule does.
    pub rule: Option<(AppliedTo, usize)>,
}

/// How right a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Both are right.
    Right,
    /// The access is right, the rule is another one.
    OtherRule,
    /// It is another access.
    Wrong,
}

impl Guess {
    /// How right it is. Of a flow that passes two groups, either rule that lets it through counts.
    pub fn judged(&self, walk: &FlowWalk) -> Judgement {
        if self.access != Some(walk.verdict.access) {
            return Judgement::Wrong;
        }
        let deciding = walk.deciding();
        let named = |(applied_to, position)| {
            let is_it = |seen: &super::CheckedSoFar| {
                (seen.applied_to, seen.position) == (applied_to, position)
            };
            deciding.iter().any(is_it)
        };
        let is_right = match self.rule {
            Some(rule) => named(rule),
            None => deciding.is_empty(),
        };
        // What hangs on a missing fact no rule decides.
        match is_right || walk.verdict.access == Decision::Depends {
            true => Judgement::Right,
            false => Judgement::OtherRule,
        }
    }
}
