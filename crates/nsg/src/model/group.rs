//! A network security group.

use super::rule::SecurityRule;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A network security group: user rules and default rules.
///
/// A document may lack the default rules; [`NetworkSecurityGroup::with_default_rules`] adds them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkSecurityGroup {
    /// The resource id, where the input carries one.
    pub id: Option<String>,
    /// The GUID by which flow logs of virtual networks call it, where the input carries one (SPEC:
    /// `networkSecurityGroup.json`, `resourceGuid`).
    pub resource_guid: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The Azure region.
    pub location: Option<String>,
    /// What else the document tells of it. No verdict depends on it; whoever writes the whole group writes it, too.
    pub settings: GroupSettings,
    /// User rules, in the document's order.
    pub security_rules: Vec<SecurityRule>,
    /// Default rules, in the document's order.
    pub default_security_rules: Vec<SecurityRule>,
}

/// What a group has besides its rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSettings {
    /// The tags of the resource; `None` where the document does not tell them.
    pub tags: Option<BTreeMap<String, String>>,
    /// Whether a change of rules ends flows that are under way (SPEC: `networkSecurityGroup.json`, `flushConnection`).
    pub flush_connection: Option<bool>,
}

impl NetworkSecurityGroup {
    /// What to call the group: its name, else the last segment of its id.
    pub fn display_name(&self) -> Option<&str> {
        self.name
            .as_deref()
            .or_else(|| self.id.as_deref().and_then(|id| id.rsplit('/').next()))
    }

    /// The rule at this index: user rules first, then default rules.
    pub fn rule(&self, position: usize) -> Option<&SecurityRule> {
        self.security_rules
            .iter()
            .chain(&self.default_security_rules)
            .nth(position)
    }

    /// The group with those of Azure's six default rules that it lacks (by name, without regard to case).
    #[must_use]
    pub fn with_default_rules(mut self) -> Self {
        for rule in crate::defaults::default_security_rules() {
            let present = |given: &SecurityRule| given.name.eq_ignore_ascii_case(&rule.name);
            if !self.default_security_rules.iter().any(present) {
                self.default_security_rules.push(rule);
            }
        }
        self
    }
}
