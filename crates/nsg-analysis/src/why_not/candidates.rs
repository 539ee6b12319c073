//! Edits that may give a flow the wanted access.

use super::insertion::{FreeNumber, InsertionPoint};
use super::near::missed_fields;
use super::rules;
use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use nsg::ComparedField;
use nsg::free_priority::free_name;
use nsg::{
    Access, AppliedTo, Conditions, Decision, Effect, Field, Flow, NetworkSecurityGroup, RuleKind,
    Scenario, SecurityRule, StageRule, stages,
};

/// So many ways for one group are combined with those for the other.
const WAYS: usize = 6;

/// One way to make one group do what is wanted.
#[derive(Clone, Debug)]
pub(super) struct EditWay {
    /// What does it.
    pub(super) edit: Edit,
    /// For a new rule like another one: that one's name, and the field that is not the same.
    pub(super) like: Option<(String, ComparedField)>,
    /// New numbers of other rules, so that there is one for it.
    pub(super) room: Vec<Edit>,
}

impl EditWay {
    fn new(edit: Edit, room: Vec<Edit>) -> Self {
        Self {
            edit,
            like: None,
            room,
        }
    }

    /// Everything that is to be done.
    pub(super) fn edits(&self) -> impl Iterator<Item = &Edit> {
        std::iter::once(&self.edit).chain(&self.room)
    }
}

/// Lists of ways, each to be taken together.
pub(super) fn candidates(scenario: &Scenario, flow: &Flow, wanted: Access) -> Vec<Vec<EditWay>> {
    let groups = [AppliedTo::Subnet, AppliedTo::NetworkInterface];
    let groups = groups
        .into_iter()
        .filter(|applied_to| scenario.group(*applied_to).is_some());
    match wanted {
        // One group that denies is enough.
        Access::Deny => groups
            .flat_map(|applied_to| ways(scenario, applied_to, flow, wanted))
            .map(|way| vec![way])
            .collect(),
        // Each group must let it pass.
        Access::Allow => {
            let mut all: Vec<Vec<EditWay>> = vec![Vec::new()];
            for applied_to in groups {
                if nsg::verify(&scenario.alone(applied_to), flow).access == Decision::Allow {
                    continue;
                }
                let ways = ways(scenario, applied_to, flow, wanted);
                let with = |taken: &Vec<EditWay>| {
                    let more = ways.iter().take(WAYS).cloned();
                    more.map(|way| [taken.as_slice(), &[way]].concat())
                        .collect::<Vec<_>>()
                };
                all = all.iter().flat_map(with).collect();
            }
            all.retain(|ways| !ways.is_empty());
            all
        }
    }
}

/// Ways to make one group do what is wanted.
fn ways(scenario: &Scenario, applied_to: AppliedTo, flow: &Flow, wanted: Access) -> Vec<EditWay> {
    let stages = stages(scenario, flow.direction);
    let stage = stages.iter().find(|stage| stage.applied_to == applied_to);
    let (Some(stage), Some(group)) = (stage, scenario.group(applied_to)) else {
        return Vec::new();
    };
    // The first rule that may stand in the way; every rule before it does not match, or does what is wanted.
    let contrary = |rule: &&StageRule<'_>| {
        does(rule) != Some(wanted)
            && missed_fields(scenario, rule, flow).is_none_or(|missed| missed.is_empty())
    };
    let Some(contrary) = stage.rules.iter().find(contrary) else {
        return Vec::new();
    };
    let asked = WantedOfGroup {
        scenario,
        group,
        flow,
        wanted,
        applied_to,
        place: InsertionPoint { stage, contrary },
    };
    let mut ways = Vec::new();
    ways.extend(asked.exact());
    for rule in stage
        .rules
        .iter()
        .filter(|rule| rule.kind == RuleKind::User && !rule.contested)
    {
        ways.extend(asked.changed(rule));
    }
    if contrary.kind == RuleKind::User
        && let Some(was) = group.rule(contrary.position)
    {
        let rule = RuleRef::of(contrary);
        let flipped = SecurityRule {
            access: Field::Known(wanted),
            ..was.clone()
        };
        let remove = Edit::Remove { rule: rule.clone() };
        let flip = Edit::Replace {
            rule,
            with: flipped,
        };
        ways.extend([remove, flip].map(|edit| EditWay::new(edit, Vec::new())));
    }
    ways
}

/// What the rule does, where that is known.
fn does(rule: &StageRule<'_>) -> Option<Access> {
    rule.effect.known().copied().map(Effect::access)
}

/// What is wanted of one group.
struct WantedOfGroup<'a> {
    scenario: &'a Scenario,
    group: &'a NetworkSecurityGroup,
    flow: &'a Flow,
    wanted: Access,
    applied_to: AppliedTo,
    place: InsertionPoint<'a>,
}

impl WantedOfGroup<'_> {
    /// A rule for this flow alone, whatever its source port.
    fn exact(&self) -> Option<EditWay> {
        let name = rules::exact_name(self.flow, self.wanted);
        self.added(&name, None, rules::exact(self.flow))
    }

    /// A new rule before what is in the way; with a number behind its name where that is taken.
    fn added(
        &self,
        name: &str,
        description: Option<String>,
        conditions: Conditions,
    ) -> Option<EditWay> {
        let FreeNumber { priority, room } = self.place.spot(None)?;
        let taken = |name: &str| {
            let mut rules = self.group.security_rules.iter();
            rules.any(|rule| rule.name.eq_ignore_ascii_case(name))
        };
        let rule = SecurityRule {
            name: free_name(name, taken),
            id: None,
            description,
            priority: Field::Known(priority),
            direction: Field::Known(self.flow.direction),
            access: Field::Known(self.wanted),
            conditions,
            refusals: Vec::new(),
            spellings: nsg::Spellings::default(),
        };
        let applied_to = self.applied_to;
        Some(EditWay::new(Edit::Add { applied_to, rule }, room))
    }

    /// A rule that does what is wanted, moved or widened so that it decides the flow.
    fn changed(&self, rule: &StageRule<'_>) -> Option<EditWay> {
        let missed = missed_fields(self.scenario, rule, self.flow)?;
        if does(rule) != Some(self.wanted) || missed.len() > 1 {
            return None;
        }
        let mut with = self.group.rule(rule.position)?.clone();
        if let Some(field) = missed.first() {
            match rules::widened(&with.conditions, *field, self.flow) {
                Some(conditions) => with.conditions = conditions,
                None => return self.like(with, *field),
            }
        }
        let mut room = Vec::new();
        if !self.place.is_before(rule)? {
            let spot = self.place.spot(Some(rule.position))?;
            with.priority = Field::Known(spot.priority);
            room = spot.room;
        }
        let rule = RuleRef::of(rule);
        Some(EditWay::new(Edit::Replace { rule, with }, room))
    }

    /// A rule beside one that missed by a field which does not take the flow's address: the same for that alone.
    fn like(&self, rule: SecurityRule, field: ComparedField) -> Option<EditWay> {
        let conditions = rules::narrowed(&rule.conditions, field, self.flow)?;
        if conditions == rules::exact(self.flow) {
            return None;
        }
        let way = self.added(&rule.name, rule.description, conditions)?;
        Some(EditWay {
            like: Some((rule.name, field)),
            ..way
        })
    }
}
