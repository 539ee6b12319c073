//! The edit of each rule of a group.

use super::cannot_write::{CannotWrite, Obstacle};
use super::fields::{KnownFields, RuleSide, Untold, fields};
use super::names::{can_come, nameless};
use crate::index::Index;
use nsg::{Field, NetworkSecurityGroup, SecurityRule};
use text::{quote, text};

/// What becomes of one rule. A rule is the same one as long as its name is, without regard to case, as Azure compares names;
/// one that is renamed is deleted and created, since a name is part of a resource's id.
#[derive(Debug)]
pub(super) enum RuleEdit<'a> {
    /// A rule that is new.
    Create(KnownFields<'a>),
    /// A rule that changes. What it was is `None` where not everything about it is known.
    Update {
        /// As it was, for what it was like.
        rule: &'a SecurityRule,
        /// As it was.
        from: Option<Box<KnownFields<'a>>>,
        /// As it will be.
        to: KnownFields<'a>,
    },
    /// A rule that goes.
    Delete(&'a SecurityRule),
}

/// Everything that changes in a group.
#[derive(Debug)]
pub(super) struct GroupChanges<'a> {
    pub(super) edits: Vec<RuleEdit<'a>>,
    /// The rules that are written.
    pub(super) written: Vec<&'a SecurityRule>,
}

impl<'a> GroupChanges<'a> {
    pub(super) fn between(
        before: Option<&'a NetworkSecurityGroup>,
        after: &'a NetworkSecurityGroup,
    ) -> Result<Self, CannotWrite> {
        let mut reasons = clashes(after);
        let old: &[SecurityRule] = before.map_or(&[], |group| &group.security_rules);
        reasons.extend(same_names(old));
        let (mut edits, mut written) = (Vec::new(), Vec::new());
        let in_old = |name: &str| {
            let mut old = old.iter();
            old.find(|rule| rule.name.eq_ignore_ascii_case(name))
        };
        for rule in &after.security_rules {
            let was = in_old(&rule.name);
            if was.is_some_and(|was| same(was, rule)) {
                continue;
            }
            written.push(rule);
            match (fields(rule), was) {
                (Ok(to), _) if is_mixed(&to) => reasons.push(mixed(&to)),
                (Ok(_), was)
                    if was.is_none_or(|was| was.name != rule.name) && !can_come(&rule.name) =>
                {
                    reasons.push(Obstacle::of_rule(
                        &rule.name,
                        text!("write-no-name").to_owned(),
                    ));
                }
                (Ok(to), Some(was)) => edits.push(RuleEdit::Update {
                    rule: was,
                    from: fields(was).ok().map(Box::new),
                    to,
                }),
                (Ok(to), None) => edits.push(RuleEdit::Create(to)),
                (Err(untold), _) => reasons.extend(untold),
            }
        }
        for rule in old {
            let stays = |it: &SecurityRule| it.name.eq_ignore_ascii_case(&rule.name);
            if after.security_rules.iter().any(stays) {
                continue;
            }
            match nameless(rule) {
                Some(reason) => reasons.push(reason),
                None => edits.push(RuleEdit::Delete(rule)),
            }
        }
        if reasons.is_empty() {
            Ok(Self { edits, written })
        } else {
            Err(CannotWrite { reasons })
        }
    }
}

impl RuleEdit<'_> {
    /// Whether the rule stays and its name is spelt anew.
    pub(super) fn is_respelt(&self) -> bool {
        matches!(self, Self::Update { rule, to, .. } if rule.name != to.name)
    }

    /// Whether nothing but the spelling of the name changes.
    pub(super) fn is_name_alone(&self) -> bool {
        let Self::Update {
            from: Some(from),
            to,
            ..
        } = self
        else {
            return false;
        };
        let renamed = KnownFields {
            name: to.name,
            ..from.as_ref().clone()
        };
        renamed == *to
    }
}

/// Whether a side has addresses beside application security groups.
fn is_mixed(fields: &KnownFields<'_>) -> bool {
    let both = |side: &RuleSide<'_>| !side.groups.is_empty() && !side.prefixes.is_empty();
    both(&fields.source) || both(&fields.destination)
}

fn mixed(fields: &KnownFields<'_>) -> Obstacle {
    let message = text!("write-groups-beside-addresses").to_owned();
    Obstacle::of_rule(fields.name, message)
}

/// What no tool takes of a whole group: Azure wants addresses or application security groups on a side (azure-cli#8615,
/// Az.Network throws before it sends), and a priority once in a direction.
pub(super) fn not_taken(group: &NetworkSecurityGroup, rules: &[KnownFields<'_>]) -> Untold {
    let mixed = rules.iter().filter(|fields| is_mixed(fields)).map(mixed);
    clashes(group).into_iter().chain(mixed).collect()
}

/// Whether two rules are the same to Azure: everything but the id that the input carried.
pub(crate) fn same(a: &SecurityRule, b: &SecurityRule) -> bool {
    let text = |rule: &SecurityRule| rule.description.clone().filter(|text| !text.is_empty());
    (&a.name, &a.priority, &a.direction, &a.access, &a.conditions)
        == (&b.name, &b.priority, &b.direction, &b.access, &b.conditions)
        && text(a) == text(b)
}

/// Rules that Azure does not take side by side: `SecurityRuleConflict` for one priority twice in a
/// direction (AD: `virtual-network/network-security-groups-overview.md`), and one name twice.
fn clashes(group: &NetworkSecurityGroup) -> Untold {
    let mut reasons = same_names(&group.security_rules);
    let mut priorities = Index::default();
    for (place, rule) in group.security_rules.iter().enumerate() {
        let (Field::Known(direction), Field::Known(priority)) = (&rule.direction, &rule.priority)
        else {
            continue;
        };
        if let Some(other) = priorities.insert(&format!("{direction} {priority}"), place)
            && let Some(other) = group.security_rules.get(other)
        {
            let message = text!(
                "write-priority-clash",
                priority,
                direction = direction.word(),
                other = quote(&other.name)
            );
            reasons.push(Obstacle::of_rule(&rule.name, message));
        }
    }
    reasons
}

fn same_names(rules: &[SecurityRule]) -> Untold {
    let mut names = Index::default();
    let twice = rules
        .iter()
        .filter(|rule| names.insert(&rule.name, 0).is_some());
    let reason =
        |rule: &SecurityRule| Obstacle::of_rule(&rule.name, text!("write-name-twice").to_owned());
    twice.map(reason).collect()
}
