//! A change of one rule, and what a scenario is after it.

use crate::rule_ref::RuleRef;
use nsg::sort::sort_by_key;
use nsg::{AppliedTo, NetworkSecurityGroup, Scenario, SecurityRule};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// A change of one user rule of a group.
///
/// `R` is what a rule is: the model's own, or the resource that the package gives its callers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "camelCase")]
pub enum Edit<R = SecurityRule> {
    /// A new rule.
    #[serde(rename_all = "camelCase")]
    Add {
        /// Whose.
        applied_to: AppliedTo,
        /// The rule.
        rule: R,
    },
    /// A rule that goes.
    Remove {
        /// The rule.
        #[serde(flatten)]
        rule: RuleRef,
    },
    /// A rule that becomes another one.
    Replace {
        /// The rule as it was.
        #[serde(flatten)]
        rule: RuleRef,
        /// The rule as it will be.
        #[serde(rename = "rule")]
        with: R,
    },
}

impl<R> Edit<R> {
    /// Whose group it is an edit of.
    pub fn applied_to(&self) -> AppliedTo {
        match self {
            Self::Add { applied_to, .. } => *applied_to,
            Self::Remove { rule } | Self::Replace { rule, .. } => rule.applied_to,
        }
    }

    /// The same edit with the rule in another form.
    pub fn map_rule<'e, T>(&'e self, form: impl FnOnce(&'e R) -> T) -> Edit<T> {
        match self {
            Self::Add { applied_to, rule } => Edit::Add {
                applied_to: *applied_to,
                rule: form(rule),
            },
            Self::Remove { rule } => Edit::Remove { rule: rule.clone() },
            Self::Replace { rule, with } => Edit::Replace {
                rule: rule.clone(),
                with: form(with),
            },
        }
    }
}

/// The scenario after the edits, one after the other. An edit of a rule that is not there, or that is no
/// user rule of a group, does nothing.
#[must_use]
pub fn edited(scenario: &Scenario, edits: &[Edit]) -> Scenario {
    let mut result = scenario.clone();
    // Removals last and from behind: the others name places.
    for edit in edits {
        match edit {
            Edit::Add { applied_to, rule } => {
                if let Some(group) = group_mut(&mut result, *applied_to) {
                    group.security_rules.push(rule.clone());
                }
            }
            Edit::Replace { rule, with } => {
                let group = group_mut(&mut result, rule.applied_to);
                let place = group.and_then(|group| group.security_rules.get_mut(rule.position));
                if let Some(place) = place {
                    place.clone_from(with);
                }
            }
            Edit::Remove { .. } => {}
        }
    }
    let removed = |edit: &Edit| match edit {
        Edit::Remove { rule } => Some((rule.applied_to, rule.position)),
        Edit::Add { .. } | Edit::Replace { .. } => None,
    };
    let mut removed: Vec<_> = edits.iter().filter_map(removed).collect();
    // From the end, so that positions before it stay what they are.
    sort_by_key(&mut removed, |(_, position)| Reverse(*position));
    for (applied_to, position) in removed {
        if let Some(group) = group_mut(&mut result, applied_to)
            && position < group.security_rules.len()
        {
            group.security_rules.remove(position);
        }
    }
    result
}

fn group_mut(scenario: &mut Scenario, applied_to: AppliedTo) -> Option<&mut NetworkSecurityGroup> {
    match applied_to {
        AppliedTo::VirtualNetwork => None,
        AppliedTo::Subnet => scenario.subnet_security_group.as_mut(),
        AppliedTo::NetworkInterface => scenario.network_interface_security_group.as_mut(),
    }
}
