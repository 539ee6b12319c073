//! Rules of their own that are there at one end of a plan's change alone.

use super::terraform_plan::{PlannedChange, TerraformPlan};
use super::terraform_values::{GROUP, RULE};
use crate::json::JsonNode;
use std::collections::BTreeMap;

impl<'n, 't> TerraformPlan<'n, 't> {
    fn of_kind(&self, kind: &'static str) -> impl Iterator<Item = &PlannedChange<'n, 't>> {
        self.changes
            .iter()
            .filter(move |change| change.kind == kind)
    }

    /// The rules that are there before the change and not after it.
    pub(super) fn gone(&self) -> Vec<&'n JsonNode<'t>> {
        let after = self.of_kind(RULE).filter_map(|change| change.after);
        let after = KnownKeys::of(after.map(|values| key(&identity(values))));
        let leaving = self.of_kind(RULE).filter(|change| !change.is_forgotten);
        let before = leaving.filter_map(|change| change.before);
        before
            .filter(|before| !after.has(&key(&identity(before))))
            .collect()
    }

    /// The rules that the change adds, where it says to which group.
    pub(super) fn coming(&self) -> Vec<&'n JsonNode<'t>> {
        let added = self.of_kind(RULE).filter(|change| change.before.is_none());
        let after = added.filter_map(|change| change.after);
        after
            .filter(|after| after.has("network_security_group_name"))
            .collect()
    }

    /// Whether the plan says what becomes of the group of a rule: where it is at one end alone, it is not at the other.
    pub(super) fn tells_group(&self, rule: &JsonNode) -> bool {
        let [resource_group, group, _] = identity(rule);
        let ends = self.of_kind(GROUP).map(|it| [it.before, it.after]);
        ends.flatten().flatten().any(|values| {
            let [here, _, name] = identity(values);
            let is_here = here.is_none() || resource_group.is_none() || here == resource_group;
            name == group && is_here
        })
    }
}

/// What tells a rule of its own in Azure: its resource group, its group and its name.
pub(super) fn identity(values: &JsonNode) -> [Option<String>; 3] {
    let text = |key: &str| values.str(key).map(str::to_ascii_lowercase);
    [
        text("resource_group_name"),
        text("network_security_group_name"),
        text("name"),
    ]
}

/// An identity as one text: none of its parts has a line break.
pub(super) fn key(identity: &[Option<String>; 3]) -> String {
    let mut key = String::new();
    for part in identity {
        key.push_str(part.as_deref().unwrap_or("\t"));
        key.push('\n');
    }
    key
}

/// Texts that are known. The map is that of [`Index`], with regard to case: each other type of map or set would be some
/// kilobytes of every module that reads documents.
pub(super) struct KnownKeys(BTreeMap<String, usize>);

impl KnownKeys {
    pub(super) fn of(keys: impl Iterator<Item = String>) -> Self {
        let mut all = BTreeMap::new();
        for key in keys {
            all.insert(key, 0);
        }
        Self(all)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
}
