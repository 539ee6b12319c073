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
        let leaving = self.of_kind(RULE).filter(|change| !change.is_forgotten);
        let mut gone: Vec<_> = leaving.filter_map(|change| change.before).collect();
        // A plan that only adds rules has nothing to compare them with.
        if !gone.is_empty() {
            let after = self.of_kind(RULE).filter_map(|change| change.after);
            let after = KnownKeys::of(after.map(|values| key(&identity(values))));
            gone.retain(|before| !after.has(&key(&identity(before))));
        }
        gone
    }

    /// The rules that the change adds, where it says to which group.
    pub(super) fn coming(&self) -> Vec<&'n JsonNode<'t>> {
        let added = self.of_kind(RULE).filter(|change| change.before.is_none());
        let after = added.filter_map(|change| change.after);
        after
            .filter(|after| after.has("network_security_group_name"))
            .collect()
    }

    /// The groups of which the plan says what becomes of them: where one is at one end alone, it is not at the other.
    pub(super) fn told_groups(&self) -> ToldGroups {
        let ends = self.of_kind(GROUP).map(|it| [it.before, it.after]);
        let mut told = ToldGroups {
            names: KnownKeys::default(),
            placed: KnownKeys::default(),
            placeless: KnownKeys::default(),
        };
        for values in ends.flatten().flatten() {
            let [here, _, name] = identity(values);
            // One that is not named yet may be that of a rule whose group is not.
            let name = name.unwrap_or_else(unnamed);
            match here {
                Some(here) => told.placed.add(format!("{here}\n{name}")),
                None => told.placeless.add(name.clone()),
            }
            told.names.add(name);
        }
        told
    }
}

/// Groups by their names, and by their resource groups where those are told.
pub(super) struct ToldGroups {
    names: KnownKeys,
    placed: KnownKeys,
    placeless: KnownKeys,
}

impl ToldGroups {
    /// Whether the group of a rule may be one of them.
    pub(super) fn have_that_of(&self, rule: &JsonNode) -> bool {
        let [resource_group, group, _] = identity(rule);
        let group = group.unwrap_or_else(unnamed);
        match resource_group {
            None => self.names.has(&group),
            Some(here) => {
                self.placeless.has(&group) || self.placed.has(&format!("{here}\n{group}"))
            }
        }
    }
}

/// What stands for a name that is not known.
fn unnamed() -> String {
    "\t".to_owned()
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
#[derive(Default)]
pub(super) struct KnownKeys(BTreeMap<String, usize>);

impl KnownKeys {
    pub(super) fn of(keys: impl Iterator<Item = String>) -> Self {
        let mut all = Self::default();
        keys.for_each(|key| all.add(key));
        all
    }

    fn add(&mut self, key: String) {
        self.0.insert(key, 0);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
}
