//! The stages that a flow passes, each with its rules in the order in which Azure checks them.

use crate::facts::{Fact, RuleKey};
use crate::matching::{Facts, Match};
use crate::model::applied_to::AppliedTo;
use crate::model::field::Field;
use crate::model::group::NetworkSecurityGroup;
use crate::model::rule::{
    Access, AdminAccess, Conditions, Direction, Priority, SecurityAdminRule, SecurityRule,
};
use crate::model::rule_name::{RuleKind, RuleName};
use crate::model::scenario::Scenario;
use crate::sort::sort_by_key;

/// One group, or the security admin rules.
#[derive(Clone, Debug)]
pub struct Stage<'a> {
    /// Where the stage applies.
    pub applied_to: AppliedTo,
    /// The group; `None` for security admin rules.
    pub group: Option<&'a NetworkSecurityGroup>,
    /// In the order in which they are checked.
    pub rules: Vec<StageRule<'a>>,
}

/// What a matching rule does to the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// On to the next stage.
    Pass,
    /// Delivered; no further stage is asked.
    Deliver,
    /// Dropped.
    Drop,
}

impl Effect {
    /// The effect as the access of a rule.
    pub fn access(self) -> Access {
        match self {
            Self::Pass | Self::Deliver => Access::Allow,
            Self::Drop => Access::Deny,
        }
    }
}

/// A rule in its place.
#[derive(Clone, Debug)]
pub struct StageRule<'a> {
    /// Where its stage applies.
    pub applied_to: AppliedTo,
    /// Whose rule it is.
    pub kind: RuleKind,
    /// The bare name.
    pub name: &'a str,
    /// The resource id, where the input carries one.
    pub id: Option<&'a str>,
    /// Index among the stage's rules in the document, user rules first.
    pub position: usize,
    /// Its priority.
    pub priority: &'a Field<Priority>,
    /// The direction of the flows that it judges.
    pub direction: &'a Field<Direction>,
    /// What it does to a flow that it matches.
    pub effect: Field<Effect>,
    /// What a flow must look like to match.
    pub conditions: &'a Conditions,
    /// Checked here only if it comes before the others that match: its priority is unknown, or another
    /// rule has the same one. The rule stands a second time at the last place it can have.
    pub contested: bool,
    /// Of a contested rule in a comparison: the number that it comes after if it is checked here. A group's own stages
    /// have it at the front alone, which is enough for one answer.
    pub after: Option<Priority>,
}

/// The stages of a flow in this direction, in Azure's order.
///
/// Inbound the subnet's group comes first, outbound the network interface's (AD:
/// `virtual-network/network-security-group-how-it-works.md`); security admin rules come before both (AD:
/// `virtual-network-manager/concept-security-admins.md`).
pub fn stages(scenario: &Scenario, direction: Direction) -> Vec<Stage<'_>> {
    let subnet = (AppliedTo::Subnet, &scenario.subnet_security_group);
    let interface = (
        AppliedTo::NetworkInterface,
        &scenario.network_interface_security_group,
    );
    let groups = match direction {
        Direction::Inbound => [subnet, interface],
        Direction::Outbound => [interface, subnet],
    };
    let admin = admin_stage(&scenario.network.security_admin_rules, direction);
    let groups = groups.into_iter().filter_map(|(applied_to, group)| {
        group
            .as_ref()
            .map(|group| group_stage(applied_to, group, direction))
    });
    admin.into_iter().chain(groups).collect()
}

/// The rules of a group that judge flows of this direction, in the order in which they are checked, as
/// indices: user rules first, then default rules, each in the document's order. A rule whose place is
/// open stands where [`crate::verify()`] lists it.
pub fn checking_order(group: &NetworkSecurityGroup, direction: Direction) -> Vec<usize> {
    let mut seen = vec![false; group.security_rules.len() + group.default_security_rules.len()];
    let mut first = |position: &usize| {
        seen.get_mut(*position)
            .is_some_and(|seen| !std::mem::replace(seen, true))
    };
    let rules = group_stage(AppliedTo::Subnet, group, direction).rules;
    rules
        .iter()
        .map(|rule| rule.position)
        .filter(|position| first(position))
        .collect()
}

fn admin_stage(rules: &[SecurityAdminRule], direction: Direction) -> Option<Stage<'_>> {
    let rules = rules.iter().enumerate().map(|(position, rule)| StageRule {
        applied_to: AppliedTo::VirtualNetwork,
        kind: RuleKind::Admin,
        name: &rule.name,
        id: rule.id.as_deref(),
        position,
        priority: &rule.priority,
        direction: &rule.direction,
        effect: effect(&rule.access, |access| match access {
            AdminAccess::Allow => Effect::Pass,
            AdminAccess::AlwaysAllow => Effect::Deliver,
            AdminAccess::Deny => Effect::Drop,
        }),
        conditions: &rule.conditions,
        contested: false,
        after: None,
    });
    let rules = in_order(rules.filter(|rule| rule.may_judge(direction)).collect());
    (!rules.is_empty()).then_some(Stage {
        applied_to: AppliedTo::VirtualNetwork,
        group: None,
        rules,
    })
}

fn group_stage(
    applied_to: AppliedTo,
    group: &NetworkSecurityGroup,
    direction: Direction,
) -> Stage<'_> {
    let user = group
        .security_rules
        .iter()
        .map(|rule| (RuleKind::User, rule));
    let default = group
        .default_security_rules
        .iter()
        .map(|rule| (RuleKind::Default, rule));
    let rules = user.chain(default).enumerate();
    let rules = rules.map(|(position, (kind, rule))| group_rule(applied_to, kind, position, rule));
    let rules = in_order(rules.filter(|rule| rule.may_judge(direction)).collect());
    Stage {
        applied_to,
        group: Some(group),
        rules,
    }
}

fn group_rule(
    applied_to: AppliedTo,
    kind: RuleKind,
    position: usize,
    rule: &SecurityRule,
) -> StageRule<'_> {
    StageRule {
        applied_to,
        kind,
        name: &rule.name,
        id: rule.id.as_deref(),
        position,
        priority: &rule.priority,
        direction: &rule.direction,
        effect: effect(&rule.access, |access| match access {
            Access::Allow => Effect::Pass,
            Access::Deny => Effect::Drop,
        }),
        conditions: &rule.conditions,
        contested: false,
        after: None,
    }
}

fn effect<T: Copy>(access: &Field<T>, effect: impl Fn(T) -> Effect) -> Field<Effect> {
    match access {
        Field::Known(access) => Field::Known(effect(*access)),
        Field::Unknown(text) => Field::Unknown(text.clone()),
    }
}

/// Sorts by priority. A rule whose place is open is put in every place that makes a difference: ahead
/// of the rules that it may precede, as contested, and at the last place that it can have.
fn in_order(mut rules: Vec<StageRule<'_>>) -> Vec<StageRule<'_>> {
    sort_by_key(&mut rules, place);
    let is_known = |rule: &StageRule<'_>| rule.priority.known().is_some();
    let are_told_apart = |pair: &[StageRule<'_>]| match pair {
        [one, next] => place(one) != place(next),
        _ => true,
    };
    // Each has the one place, as Azure has it.
    if rules.iter().all(is_known) && rules.windows(2).all(are_told_apart) {
        return rules;
    }
    // A user rule's number is at most 4096, so an unknown one still precedes every default rule.
    let unknown = rules.iter().filter(|rule| rule.priority.known().is_none());
    let mut ordered: Vec<_> = unknown.cloned().map(StageRule::contested).collect();
    for equals in rules.chunk_by(|a, b| a.priority.known().is_some() && place(a) == place(b)) {
        // Azure refuses equal priorities, so which of them it would check first is nobody's to say.
        ordered.extend(equals.iter().skip(1).cloned().map(StageRule::contested));
        ordered.extend(equals.iter().cloned());
    }
    ordered
}

/// Default rules come after user rules, and an unknown user priority after every known one.
fn place(rule: &StageRule<'_>) -> (bool, Priority) {
    let priority = rule.priority.known().copied();
    (
        rule.kind == RuleKind::Default,
        priority.unwrap_or(Priority::MAX),
    )
}

impl StageRule<'_> {
    fn contested(self) -> Self {
        Self {
            contested: true,
            ..self
        }
    }

    fn may_judge(&self, direction: Direction) -> bool {
        self.direction
            .known()
            .is_none_or(|known| *known == direction)
    }

    /// The rule's name, in the forms that Azure has for it.
    pub fn rule_name(&self) -> RuleName {
        RuleName {
            kind: self.kind,
            name: self.name.to_owned(),
        }
    }

    /// Whether nothing but its existence is known of the rule.
    pub(crate) fn is_unread(&self) -> bool {
        self.priority.known().is_none()
            && self.direction.known().is_none()
            && self.effect.known().is_none()
            && self.conditions.are_unread()
    }

    /// What identifies the rule in a fact.
    pub fn key(&self) -> RuleKey {
        RuleKey {
            applied_to: self.applied_to,
            name: self.rule_name().ip_flow_verify(),
            position: self.position,
        }
    }

    /// Whether the flow matches the rule, and the rule is checked in this place.
    pub(crate) fn matches(&self, facts: &Facts<'_>) -> Match {
        facts
            .conditions(self.conditions, &|| self.key())
            .and(|| self.judges_direction(facts))
            .and(|| self.comes_here(facts))
    }

    /// Whether the rule judges flows of this direction; the caller has left out those that do not.
    pub(crate) fn judges_direction(&self, facts: &Facts<'_>) -> Match {
        match self.direction {
            Field::Known(_) => Match::Yes,
            Field::Unknown(text) => facts.ask(Fact::Direction {
                rule: self.key(),
                text: text.clone(),
            }),
        }
    }

    fn comes_here(&self, facts: &Facts<'_>) -> Match {
        let rule = || self.key();
        match (self.contested, self.after) {
            (false, _) => Match::Yes,
            (true, None) => facts.ask(Fact::Precedence { rule: rule() }),
            (true, Some(priority)) => facts.ask(Fact::PrecedenceAfter {
                rule: rule(),
                priority,
            }),
        }
    }

    /// What the rule does to a flow that it matches.
    ///
    /// # Errors
    ///
    /// The missing fact, where the rule's access could not be read. Such a security admin rule may also
    /// deliver; the question is whether the flow gets past it, so that is taken as a pass.
    pub(crate) fn effect(&self, facts: &Facts<'_>) -> Result<Effect, Fact> {
        let text = match &self.effect {
            Field::Known(effect) => return Ok(*effect),
            Field::Unknown(text) => text.clone(),
        };
        match facts.ask(Fact::Access {
            rule: self.key(),
            text,
        }) {
            Match::Yes => Ok(Effect::Pass),
            Match::No => Ok(Effect::Drop),
            Match::Unknown(fact) => Err(fact),
        }
    }
}
