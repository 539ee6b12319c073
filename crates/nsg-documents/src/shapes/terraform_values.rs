//! The resources of a Terraform state or plan, wherever it keeps them.

use crate::json::JsonNode;

/// The type of groups.
pub(super) const GROUP: &str = "azurerm_network_security_group";
/// The type of rules that are resources of their own.
pub(super) const RULE: &str = "azurerm_network_security_rule";
/// The types of resources that associate a group with a subnet or with an interface.
pub(super) const GROUP_ASSOCIATIONS: [&str; 2] = [
    "azurerm_subnet_network_security_group_association",
    "azurerm_network_interface_security_group_association",
];
/// The type of network interfaces.
pub(super) const INTERFACE: &str = "azurerm_network_interface";

/// A resource with its values.
#[derive(Clone)]
pub(super) struct TerraformResource<'n, 't> {
    pub(super) kind: &'n str,
    pub(super) address: String,
    /// Whether Terraform only reads it.
    pub(super) is_data: bool,
    pub(super) values: &'n JsonNode<'t>,
    /// What a plan leaves open about it.
    pub(super) after_unknown: Option<&'n JsonNode<'t>>,
    /// What a plan says is sensitive of it.
    pub(super) after_sensitive: Option<&'n JsonNode<'t>>,
}

impl<'n, 't> TerraformResource<'n, 't> {
    pub(super) fn new(kind: &'n str, address: String, values: &'n JsonNode<'t>) -> Self {
        Self {
            kind,
            address,
            is_data: false,
            values,
            after_unknown: None,
            after_sensitive: None,
        }
    }
}

/// The resources under `planned_values` or a state's `values`.
pub(super) fn values_of<'n, 't>(
    values: Option<&'n JsonNode<'t>>,
) -> Option<Vec<TerraformResource<'n, 't>>> {
    let module = values?.get("root_module")?;
    let mut resources = Vec::new();
    modules(module, &mut resources);
    Some(resources)
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
                is_data: resource.str("mode") == Some("data"),
                ..TerraformResource::new(kind, address, values)
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

/// The resources of a state as Terraform keeps it.
pub(super) fn instances<'n, 't>(state: &'n JsonNode<'t>) -> Vec<TerraformResource<'n, 't>> {
    let mut found = Vec::new();
    let resources = state.get("resources").map(JsonNode::items);
    for resource in resources.unwrap_or_default() {
        let Some(kind) = resource.str("type") else {
            continue;
        };
        let instances = resource.get("instances").map(JsonNode::items);
        for instance in instances.unwrap_or_default() {
            if let Some(values) = instance.get("attributes") {
                let address = address(resource, kind, instance.get("index_key"));
                found.push(TerraformResource::new(kind, address, values));
            }
        }
    }
    found
}

/// The address of an instance, as plans write it; none where it has no name.
fn address(resource: &JsonNode, kind: &str, key: Option<&JsonNode>) -> String {
    let Some(name) = resource.str("name") else {
        return String::new();
    };
    let mut address = match resource.str("module") {
        Some(module) => format!("{module}."),
        None => String::new(),
    };
    if resource.str("mode") == Some("data") {
        address.push_str("data.");
    }
    address.push_str(&format!("{kind}.{name}"));
    match key.map(|key| (key, key.as_str())) {
        // As Terraform writes it: a string of JSON, for all names that occur.
        Some((_, Some(text))) => {
            let quoted = serde_json::to_string(text).unwrap_or_default();
            address.push_str(&format!("[{quoted}]"));
        }
        Some((number, None)) => {
            address.push_str(&format!("[{}]", number.scalar().unwrap_or_default()));
        }
        None => {}
    }
    address
}
