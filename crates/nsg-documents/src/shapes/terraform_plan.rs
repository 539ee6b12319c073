//! What a Terraform plan says about each resource: what it is before the change, what after it, and what is open.

use super::terraform_ends::{KnownKeys, identity, key};
use super::terraform_values::{TerraformResource, values_of};
use crate::index::Index;
use crate::json::{JsonNode, Value};
use std::collections::BTreeMap;

/// The changes of a plan.
#[derive(Default)]
pub(super) struct TerraformPlan<'n, 't> {
    pub(super) changes: Vec<PlannedChange<'n, 't>>,
    /// By address, which is case-sensitive.
    addresses: BTreeMap<String, usize>,
    /// The addresses whose configuration sets the rules of a group as one value. Blocks are not listed there, so of others
    /// nothing is known.
    configured: Index,
    has_configuration: bool,
}

/// The change of one resource.
pub(super) struct PlannedChange<'n, 't> {
    pub(super) kind: &'n str,
    address: &'n str,
    /// The address that it has in the state, where that is another one.
    previous_address: Option<&'n str>,
    pub(super) before: Option<&'n JsonNode<'t>>,
    pub(super) after: Option<&'n JsonNode<'t>>,
    after_unknown: Option<&'n JsonNode<'t>>,
    after_sensitive: Option<&'n JsonNode<'t>>,
    /// Whether a new one is created before the old one is deleted.
    pub(super) is_created_first: bool,
    /// Whether Terraform only forgets it: it stays in Azure.
    pub(super) is_forgotten: bool,
}

/// Both ends of a plan.
pub(super) struct PlanSides<'n, 't> {
    pub(super) after: Vec<TerraformResource<'n, 't>>,
    /// `None` where the text tells no change.
    pub(super) before: Option<Vec<TerraformResource<'n, 't>>>,
    /// The values that rules of their own have before the change and no more after it.
    pub(super) gone: Vec<&'n JsonNode<'t>>,
    /// The values of rules of their own that the change adds.
    pub(super) coming: Vec<&'n JsonNode<'t>>,
}

impl<'n, 't> TerraformPlan<'n, 't> {
    /// Reads what a plan says besides the values.
    pub(super) fn of(root: &'n JsonNode<'t>) -> Self {
        let listed = root.get("resource_changes").map(JsonNode::items);
        let changes: Vec<_> = listed
            .unwrap_or_default()
            .iter()
            .filter_map(PlannedChange::of)
            .collect();
        let configuration = root.path(&["configuration", "root_module"]);
        let mut configured = Index::default();
        if let Some(module) = configuration {
            configured_rules(module, "", &mut configured);
        }
        let mut addresses = BTreeMap::new();
        for (at, change) in changes.iter().enumerate() {
            addresses.insert(change.address.to_owned(), at);
        }
        Self {
            addresses,
            changes,
            configured,
            has_configuration: configuration.is_some(),
        }
    }

    fn change(&self, address: &str) -> Option<&PlannedChange<'n, 't>> {
        self.changes.get(*self.addresses.get(address)?)
    }

    /// Whether the plan creates the resource: it is not there before.
    pub(super) fn creates(&self, address: &str) -> bool {
        let change = self.change(address);
        change.is_some_and(|change| change.before.is_none())
    }

    /// Whether the configuration may set the rules of a group in the group itself, where no list of them is to be seen.
    pub(super) fn may_configure_rules(&self, address: &str) -> bool {
        !self.has_configuration || self.configured.get(&without_keys(address)).is_some()
    }

    /// Whether the plan writes the list of a group's rules anew. Otherwise the list is what was read from Azure, rules of
    /// their own among it.
    pub(super) fn writes_rules(&self, address: &str) -> bool {
        let Some(change) = self.change(address) else {
            return false;
        };
        let list = |values: Option<&'n JsonNode<'t>>| {
            let list = values.and_then(|values| values.get("security_rule"));
            list.map(JsonNode::items).unwrap_or_default()
        };
        let (before, after) = (list(change.before), list(change.after));
        before.len() != after.len() || before.iter().zip(after).any(|(a, b)| !same(a, b))
    }

    /// The resources at both ends.
    pub(super) fn sides(&self, root: &'n JsonNode<'t>) -> PlanSides<'n, 't> {
        let planned = values_of(root.get("planned_values")).map(managed);
        let prior = values_of(root.path(&["prior_state", "values"]));
        let read = prior.iter().flatten().filter(|it| it.is_data).cloned();
        let mut read: Vec<_> = read.collect();
        let prior = prior.map(managed);
        let mut before: Vec<_> = self
            .changes
            .iter()
            .filter_map(PlannedChange::before)
            .collect();
        // What the plan does not list it does not change.
        let rest = prior.as_deref().or(planned.as_deref());
        before.extend(self.untouched(rest.unwrap_or_default()));
        let mut after = match planned {
            Some(planned) => planned,
            None => {
                let changed = self.changes.iter().filter_map(PlannedChange::after);
                changed
                    .chain(self.untouched(prior.as_deref().unwrap_or_default()))
                    .collect()
            }
        };
        // What is forgotten stays as it is; only Terraform knows nothing more of it.
        let forgotten = self.changes.iter().filter(|change| change.is_forgotten);
        after.extend(forgotten.filter_map(PlannedChange::before));
        for resource in &mut after {
            if let Some(change) = self.change(&resource.address) {
                resource.after_unknown = change.after_unknown;
                resource.after_sensitive = change.after_sensitive;
            }
        }
        // Groups that the configuration only reads are there before and after, with the rules that the plan adds to them.
        let known = KnownKeys::of(before.iter().chain(&after).map(named));
        read.retain(|resource| !known.has(&named(resource)));
        before.extend(read.iter().cloned());
        after.extend(read);
        let tells_change = root.get("resource_changes").is_some_and(JsonNode::is_array);
        PlanSides {
            gone: self.gone(),
            coming: self.coming(),
            after,
            before: tells_change.then_some(before),
        }
    }

    /// Those of the resources that no change is about.
    fn untouched(&self, resources: &[TerraformResource<'n, 't>]) -> Vec<TerraformResource<'n, 't>> {
        let changes = self.changes.iter();
        let moved = KnownKeys::of(
            changes
                .filter_map(|change| change.previous_address)
                .map(str::to_owned),
        );
        let is_untouched = |resource: &&TerraformResource<'n, 't>| {
            let address = resource.address.as_str();
            !self.addresses.contains_key(address) && !moved.has(address)
        };
        resources.iter().filter(is_untouched).cloned().collect()
    }
}

impl<'n, 't> PlannedChange<'n, 't> {
    fn of(node: &'n JsonNode<'t>) -> Option<Self> {
        let change = node.get("change")?;
        let value = |key: &str| change.get(key).filter(|value| value.is_object());
        let actions = change.get("actions").map(JsonNode::items_or_self);
        let forgets = |action: &JsonNode| action.as_str() == Some("forget");
        let first = actions.and_then(|actions| actions.first()?.as_str());
        let is_created_first = first == Some("create") && value("before").is_some();
        let is_forgotten = actions.is_some_and(|actions| actions.iter().all(forgets));
        Some(Self {
            kind: node.str("type")?,
            address: node.str("address")?,
            previous_address: node.str("previous_address"),
            before: value("before"),
            after: value("after"),
            after_unknown: change.get("after_unknown"),
            after_sensitive: change.get("after_sensitive"),
            is_created_first,
            is_forgotten,
        })
    }

    fn side(&self, values: &'n JsonNode<'t>) -> TerraformResource<'n, 't> {
        TerraformResource::new(self.kind, self.address.to_owned(), values)
    }

    fn before(&self) -> Option<TerraformResource<'n, 't>> {
        self.before.map(|values| self.side(values))
    }

    fn after(&self) -> Option<TerraformResource<'n, 't>> {
        self.after.map(|values| self.side(values))
    }
}

/// What tells a resource from others of its kind in Azure.
fn named(resource: &TerraformResource) -> String {
    format!("{}\n{}", resource.kind, key(&identity(resource.values)))
}

/// The resources that Terraform manages.
fn managed<'n, 't>(resources: Vec<TerraformResource<'n, 't>>) -> Vec<TerraformResource<'n, 't>> {
    resources
        .into_iter()
        .filter(|resource| !resource.is_data)
        .collect()
}

/// Collects the addresses of a module's resources whose configuration sets `security_rule`.
fn configured_rules(module: &JsonNode, within: &str, found: &mut Index) {
    let resources = module.get("resources").map(JsonNode::items);
    for resource in resources.unwrap_or_default() {
        let address = resource.str("address").unwrap_or_default();
        if resource.path(&["expressions", "security_rule"]).is_some() {
            found.insert(&format!("{within}{address}"), 0);
        }
    }
    let calls = module.get("module_calls").map(JsonNode::members);
    for call in calls.unwrap_or_default() {
        if let Some(module) = call.value.get("module") {
            configured_rules(module, &format!("{within}module.{}.", call.key), found);
        }
    }
}

/// An address as the configuration has it: without `[0]` and `["key"]`.
fn without_keys(address: &str) -> String {
    let (mut plain, mut in_key, mut in_text, mut escaped) = (String::new(), false, false, false);
    for letter in address.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' if in_key => in_text = !in_text,
            '[' if !in_key => in_key = true,
            ']' if in_key && !in_text => in_key = false,
            _ if !in_key => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// Whether two values say the same.
fn same(a: &JsonNode, b: &JsonNode) -> bool {
    match (&a.value, &b.value) {
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(_), Value::Object(_)) => {
            let (a, b) = (a.members(), b.members());
            let other = |key: &str| b.iter().find(|member| member.key == key);
            a.len() == b.len()
                && a.iter().all(|member| {
                    other(&member.key).is_some_and(|other| same(&member.value, &other.value))
                })
        }
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        _ => a.scalar().is_some() && a.scalar() == b.scalar(),
    }
}
