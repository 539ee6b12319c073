//! Programs of Pulumi in YAML: resources of its native provider, which have the fields of Azure's API, each by a name of its own
//! in `resources`.

use super::kubernetes::{KNOWN_AS, OWNER};
use super::rewrite::{group, member, members_of, take, unknown_templates};
use crate::json::{JsonNode, Member, Value};

const PROVIDER: &str = "azure-native:network";

/// The groups and rules of a program; `None` where a document is none, or has neither.
pub(super) fn resources<'t>(document: &JsonNode<'t>) -> Option<Vec<JsonNode<'t>>> {
    document.get("runtime")?;
    let resources = document.get("resources")?.members();
    let made: Vec<_> = resources.iter().filter_map(resource).collect();
    (!made.is_empty()).then_some(made)
}

/// A group, or a rule that names its group: `azure-native:network:SecurityRule`, perhaps with a version of the API.
fn resource<'t>(resource: &Member<'t>) -> Option<JsonNode<'t>> {
    let span = resource.value.span;
    let kind = resource.value.str("type")?.strip_prefix(PROVIDER)?;
    let kind = kind.rsplit(':').next()?;
    let is_group = kind == "NetworkSecurityGroup";
    if !is_group && kind != "SecurityRule" {
        return None;
    }
    let own = || JsonNode::new(Value::String(resource.key.clone()), resource.key_span);
    let properties = resource.value.get("properties").cloned();
    let mut fields = properties.map(members_of).unwrap_or_default();
    if is_group {
        let name = take(&mut fields, "networkSecurityGroupName").unwrap_or_else(own);
        let rules = match take(&mut fields, "securityRules").map(|rules| rules.value) {
            Some(Value::Array(rules)) => rules,
            _ => Vec::new(),
        };
        let rules = rules.into_iter().map(unknown_templates).collect();
        let mut made = members_of(group(Some(name), rules, span));
        made.push(member(KNOWN_AS, own()));
        return Some(JsonNode::new(Value::Object(made), span));
    }
    let owner = take(&mut fields, "networkSecurityGroupName");
    let name = take(&mut fields, "securityRuleName").unwrap_or_else(own);
    fields.push(member("name", name));
    let rule = unknown_templates(JsonNode::new(Value::Object(fields), span));
    let mut fields = members_of(rule);
    let owner = owner.map(logical_name);
    fields.push(member(
        OWNER,
        owner.unwrap_or_else(|| JsonNode::new(Value::Null, span)),
    ));
    Some(JsonNode::new(Value::Object(fields), span))
}

/// What a reference to a resource's name names: `${web.name}` is `web`.
fn logical_name(owner: JsonNode<'_>) -> JsonNode<'_> {
    let span = owner.span;
    let reference = owner.as_str().and_then(|text| {
        let name = text.strip_prefix("${")?.strip_suffix("}")?;
        name.strip_suffix(".name").map(str::to_owned)
    });
    match reference {
        Some(name) => JsonNode::new(Value::String(name.into()), span),
        None => owner,
    }
}
