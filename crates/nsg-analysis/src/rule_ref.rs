//! Which rule decides, for who reads a result.

use crate::diagram::{Decider, Side};
use crate::space::program::Program;
use nsg::{AppliedTo, Decision, Priority, RuleName, StageRule};

/// A rule of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RuleRef {
    /// The stage.
    pub applied_to: AppliedTo,
    /// The name.
    pub name: RuleName,
    /// The priority, where it is known.
    pub priority: Option<Priority>,
    /// Index among the stage's rules in the document: user rules first, then default rules.
    pub position: usize,
}

impl RuleRef {
    pub(crate) fn of(rule: &StageRule<'_>) -> Self {
        Self {
            applied_to: rule.applied_to,
            name: rule.rule_name(),
            priority: rule.priority.known().copied(),
            position: rule.position,
        }
    }
}

/// What becomes of flows, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ruling {
    /// Whether they are let through.
    pub access: Decision,
    /// The rule that decides; `None` where no rule does, and where that hangs on missing facts.
    pub rule: Option<RuleRef>,
}

pub(crate) fn ruling(program: &Program<'_>, side: Side) -> Ruling {
    let rule = match side.rule {
        Decider::Rule(bit) => program.rule(bit).map(RuleRef::of),
        Decider::Nothing | Decider::Open => None,
    };
    Ruling {
        access: side.access,
        rule,
    }
}
