//! What a deployment stack would change, as Azure predicts it (`az stack-whatif group show`).
//!
//! SPEC (`deploymentStacks.json` of 2025-07-01, `DeploymentStacksWhatIfResult`): as the what-if of a deployment, but that the
//! resource before and after stands under `resourceConfigurationChanges`, that a change says itself whether it is certain,
//! and that a resource may be left alone (`detach`). Azure need not tell the resource; its list of differences is not read.

use super::groups::group_body;
use crate::json::JsonNode;

/// The list of changes of a stack's what-if.
pub(super) fn changes<'n, 't>(root: &'n JsonNode<'t>) -> Option<&'n JsonNode<'t>> {
    let keys: [&[&str]; 2] = [
        &["changes", "resourceChanges"],
        &["properties", "changes", "resourceChanges"],
    ];
    let mut lists = keys.iter().filter_map(|keys| root.path(keys));
    lists.find(|list| list.is_array())
}

/// Whether a change is one of a stack.
pub(super) fn is_change(change: &JsonNode) -> bool {
    change.has("changeCertainty") || change.has("resourceConfigurationChanges")
}

/// Whether a change of a stack may happen or not, or does not say whether it happens.
pub(super) fn is_potential(change: &JsonNode) -> bool {
    let certainty = change.str("changeCertainty").unwrap_or_default();
    !certainty.eq_ignore_ascii_case("definite")
}

/// Whether Azure ended with something else than an answer, so that changes may be missing.
pub(super) fn is_unfinished(root: &JsonNode) -> bool {
    let keys: [&[&str]; 2] = [&["provisioningState"], &["properties", "provisioningState"]];
    let mut states = keys.iter().filter_map(|keys| root.path(keys));
    states.any(|state| {
        let state = state.as_str().unwrap_or_default();
        !state.eq_ignore_ascii_case("succeeded")
    })
}

/// Whether a group is told as a whole: with its rules, or as one that is created and may have none.
pub(super) fn is_whole_group(group: &JsonNode, is_created: bool) -> bool {
    let body = group_body(group);
    let rules = body.get("securityRules");
    rules.is_some_and(JsonNode::is_array)
        || (is_created
            && rules.is_none()
            && group.get("properties").is_some_and(JsonNode::is_object))
}
