//! Which documents are Terraform's.

use crate::json::JsonNode;

/// Whether a document is Terraform's.
pub(crate) fn is_terraform(root: &JsonNode) -> bool {
    root.has("terraform_version")
        || root.has("planned_values")
        || root.path(&["values", "root_module"]).is_some()
        || root.get("resource_changes").is_some_and(JsonNode::is_array)
        || (root.has("lineage") && root.has("serial"))
}

/// The first group or rule of Terraform's configuration in JSON (`.tf.json`, what CDK for Terraform writes), in which the types of
/// resources are keys.
pub(crate) fn terraform_configuration<'n, 't>(root: &'n JsonNode<'t>) -> Option<&'n JsonNode<'t>> {
    let kinds = root.get("resource")?.members().iter();
    let is_it = |kind: &str| kind.starts_with("azurerm_network_security_");
    let mut resources = kinds.filter(|kind| is_it(&kind.key) && kind.value.is_object());
    resources.next().map(|kind| &kind.value)
}

/// States and plans that stand in a list, or under keys, instead of being the document.
pub(crate) enum WrappedTerraform<'n, 't> {
    /// There is none.
    None,
    /// There is one, and nothing else beside it.
    One(&'n JsonNode<'t>),
    /// There are several, or one beside something else: the second thing.
    Several(&'n JsonNode<'t>),
}

/// Looks for states and plans in a list, or under keys.
pub(crate) fn wrapped<'n, 't>(root: &'n JsonNode<'t>) -> WrappedTerraform<'n, 't> {
    let members = root.members().iter().map(|member| &member.value);
    let mut parts = root.items().iter().chain(members);
    let mut parts: Vec<_> = parts
        .by_ref()
        .filter(|part| part.is_object() || part.is_array())
        .collect();
    if !parts.iter().any(|part| is_terraform(part)) {
        return WrappedTerraform::None;
    }
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => WrappedTerraform::One(only),
        (_, Some(last)) => WrappedTerraform::Several(last),
        (_, None) => WrappedTerraform::None,
    }
}
