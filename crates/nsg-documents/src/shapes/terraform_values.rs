//! The resources of a Terraform state or plan, wherever it keeps them.

use crate::index::Index;
use crate::json::JsonNode;

/// A resource with its values.
pub(super) struct TerraformResource<'n, 't> {
    pub(super) kind: &'n str,
    pub(super) address: String,
    pub(super) values: &'n JsonNode<'t>,
}

/// What a plan says besides the values.
#[derive(Default)]
pub(super) struct Plan<'n, 't> {
    /// `after_unknown` by address.
    unknown: Vec<&'n JsonNode<'t>>,
    addresses: Index,
    /// The addresses whose configuration has rules inside the group; `None` without configuration.
    pub(super) inline: Option<Index>,
}

impl<'n, 't> Plan<'n, 't> {
    /// Reads what a plan says besides the values.
    pub(super) fn of(root: &'n JsonNode<'t>) -> Self {
        let changes = root
            .get("resource_changes")
            .map(JsonNode::items)
            .unwrap_or_default();
        let unknown = changes.iter().filter_map(|change| {
            Some((
                change.str("address")?,
                change.path(&["change", "after_unknown"])?,
            ))
        });
        let (addresses, unknown): (Vec<&str>, Vec<&JsonNode>) = unknown.unzip();
        let configuration = root.path(&["configuration", "root_module", "resources"]);
        let inline = configuration.map(|resources| {
            let inline = resources
                .items()
                .iter()
                .filter(|it| it.path(&["expressions", "security_rule"]).is_some());
            Index::of(inline.filter_map(|resource| resource.str("address")))
        });
        Plan {
            unknown,
            addresses: Index::of(addresses.into_iter()),
            inline,
        }
    }

    /// What the plan leaves open about a resource.
    pub(super) fn unknown(&self, resource: &TerraformResource) -> Option<&'n JsonNode<'t>> {
        self.unknown
            .get(self.addresses.get(&resource.address)?)
            .copied()
    }
}

/// The resources with their values: those that are planned, else those that are there.
pub(super) fn resources<'n, 't>(root: &'n JsonNode<'t>) -> Vec<TerraformResource<'n, 't>> {
    let mut resources = Vec::new();
    let planned = root.get("planned_values").or_else(|| root.get("values"));
    let prior = root.path(&["prior_state", "values"]);
    if let Some(module) = planned
        .or(prior)
        .and_then(|values| values.get("root_module"))
    {
        modules(module, &mut resources);
    } else if let Some(changes) = root.get("resource_changes") {
        changed(changes, &mut resources);
    } else {
        instances(root, &mut resources);
    }
    resources
}

fn modules<'n, 't>(module: &'n JsonNode<'t>, found: &mut Vec<TerraformResource<'n, 't>>) {
    for resource in module
        .get("resources")
        .map(JsonNode::items)
        .unwrap_or_default()
    {
        if let (Some(kind), Some(values)) = (resource.str("type"), resource.get("values")) {
            let address = resource.str("address").unwrap_or_default().to_owned();
            found.push(TerraformResource {
                kind,
                address,
                values,
            });
        }
    }
    for child in module
        .get("child_modules")
        .map(JsonNode::items)
        .unwrap_or_default()
    {
        modules(child, found);
    }
}

fn changed<'n, 't>(changes: &'n JsonNode<'t>, found: &mut Vec<TerraformResource<'n, 't>>) {
    for change in changes.items() {
        if let (Some(kind), Some(values)) = (change.str("type"), change.path(&["change", "after"]))
        {
            let address = change.str("address").unwrap_or_default().to_owned();
            found.push(TerraformResource {
                kind,
                address,
                values,
            });
        }
    }
}

fn instances<'n, 't>(state: &'n JsonNode<'t>, found: &mut Vec<TerraformResource<'n, 't>>) {
    for resource in state
        .get("resources")
        .map(JsonNode::items)
        .unwrap_or_default()
    {
        let Some(kind) = resource.str("type") else {
            continue;
        };
        for instance in resource
            .get("instances")
            .map(JsonNode::items)
            .unwrap_or_default()
        {
            if let Some(values) = instance.get("attributes") {
                found.push(TerraformResource {
                    kind,
                    address: String::new(),
                    values,
                });
            }
        }
    }
}
