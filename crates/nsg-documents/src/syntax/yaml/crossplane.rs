//! Resources of Crossplane that make groups: `SecurityGroup` and `SecurityRule` of its provider for Azure
//! (crossplane-contrib/provider-upjet-azure), which have the fields of Terraform's.

use super::kubernetes::{KNOWN_AS, LABELS, OWNER};
use super::rewrite::{group, member, members_of, take};
use crate::json::{JsonNode, Value};

/// The annotation in which the name that a resource has in Azure stands.
const EXTERNAL_NAME: &str = "crossplane.io/external-name";

/// Whether a document is one of them.
pub(super) fn is_resource(document: &JsonNode<'_>) -> bool {
    let version = document.str("apiVersion").unwrap_or_default();
    let is_provider = version.starts_with("network.azure.") && version.contains("upbound.io/");
    is_provider && matches!(document.str("kind"), Some("SecurityGroup" | "SecurityRule"))
}

/// A group with the rules inside it, or a rule that names its group or tells its labels.
pub(super) fn as_group(document: JsonNode<'_>) -> JsonNode<'_> {
    let span = document.span;
    let is_group = document.str("kind") == Some("SecurityGroup");
    let known_as = document.path(&["metadata", "name"]).cloned();
    let external = document.path(&["metadata", "annotations", EXTERNAL_NAME]);
    let name = external.cloned().or_else(|| known_as.clone());
    let labels = document.path(&["metadata", "labels"]).cloned();
    let spec = take(&mut members_of(document), "spec");
    let fields = spec.and_then(|spec| take(&mut members_of(spec), "forProvider"));
    let mut fields = fields.map(members_of).unwrap_or_default();
    if is_group {
        let rules = match take(&mut fields, "securityRule").map(|rules| rules.value) {
            Some(Value::Array(rules)) => rules,
            _ => Vec::new(),
        };
        let mut made = members_of(group(name, rules, span));
        made.extend(take(&mut fields, "location").map(|location| member("location", location)));
        made.extend(known_as.map(|name| member(KNOWN_AS, name)));
        made.extend(labels.map(|labels| member(LABELS, labels)));
        return JsonNode::new(Value::Object(made), span);
    }
    let mut owner = take(&mut fields, "networkSecurityGroupName");
    for (from, key) in [
        ("networkSecurityGroupNameRef", "name"),
        ("networkSecurityGroupNameSelector", "matchLabels"),
    ] {
        let told = take(&mut fields, from).and_then(|told| told.get(key).cloned());
        owner = owner.or(told);
    }
    // A rule that does not tell its group is of one that is in no document.
    let owner = owner.unwrap_or_else(|| JsonNode::new(Value::Null, span));
    fields.extend(name.map(|name| member("name", name)));
    fields.push(member(OWNER, owner));
    JsonNode::new(Value::Object(fields), span)
}
