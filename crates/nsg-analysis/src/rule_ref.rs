//! A reference to a rule, for who reads a result.

use crate::diagram::{Decider, ProgramSide};
use crate::space::program::Program;
use nsg::{AppliedTo, Decision, NetworkSecurityGroup, Priority, RuleKind, RuleName, StageRule};
use serde::{Deserialize, Serialize};

/// A rule of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleRef {
    /// The name, written as `ipFlowVerify` does.
    #[serde(rename = "ruleName", with = "rule_name")]
    pub name: RuleName,
    /// The stage.
    pub applied_to: AppliedTo,
    /// The priority, where it is known.
    pub priority: Option<Priority>,
    /// Index among the stage's rules in the document: user rules first, then default rules.
    pub position: usize,
}

impl RuleRef {
    /// The rule at a position of a group that applies there.
    pub fn at(
        group: &NetworkSecurityGroup,
        applied_to: AppliedTo,
        position: usize,
    ) -> Option<Self> {
        let rule = group.rule(position)?;
        let kind = match position < group.security_rules.len() {
            true => RuleKind::User,
            false => RuleKind::Default,
        };
        Some(Self {
            name: RuleName {
                kind,
                name: rule.name.clone(),
            },
            applied_to,
            priority: rule.priority.known().copied(),
            position,
        })
    }

    pub(crate) fn of(rule: &StageRule<'_>) -> Self {
        Self {
            applied_to: rule.applied_to,
            name: rule.rule_name(),
            priority: rule.priority.known().copied(),
            position: rule.position,
        }
    }
}

/// The decision on a set of flows, and the rule that makes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ruling {
    /// Whether they are let through.
    pub access: Decision,
    /// The rule that decides; `None` where no rule does, and where that hangs on missing facts.
    #[serde(flatten)]
    pub rule: Option<RuleRef>,
}

pub(crate) fn ruling(program: &Program<'_>, side: ProgramSide) -> Ruling {
    let rule = match side.rule {
        Decider::Rule(bit) => program.rule(bit).map(RuleRef::of),
        Decider::Nothing | Decider::Open => None,
    };
    Ruling {
        access: side.access,
        rule,
    }
}

/// A rule's name as `ipFlowVerify` writes it.
mod rule_name {
    use nsg::RuleName;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(name: &RuleName, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&name.ip_flow_verify())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<RuleName, D::Error> {
        Ok(RuleName::from_ip_flow_verify(&String::deserialize(from)?))
    }
}
