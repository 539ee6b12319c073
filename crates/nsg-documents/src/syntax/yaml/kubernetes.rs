//! Resources of Kubernetes that make groups: Cluster API's `AzureCluster`, and Azure Service Operator's
//! `NetworkSecurityGroup` and `NetworkSecurityGroupsSecurityRule`; those of Crossplane are beside it.

use super::crossplane;
use super::rewrite::{
    default, group, has, is, member, members_of, rename, take, unknown_templates,
};
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Member, Value};
use crate::shapes::groups::report_orphan;

/// What Cluster API calls the fields of a rule (kubernetes-sigs/cluster-api-provider-azure, `api/v1beta1/types.go`).
const CLUSTER_API: [(&str, &str); 6] = [
    ("source", "sourceAddressPrefix"),
    ("sources", "sourceAddressPrefixes"),
    ("sourcePorts", "sourcePortRange"),
    ("destination", "destinationAddressPrefix"),
    ("destinationPorts", "destinationPortRange"),
    ("action", "access"),
];

/// The API group of Azure Service Operator's resources.
const SERVICE_OPERATOR: &str = "network.azure.com/";

/// Marks a rule with the name of its group until both are put together.
pub(super) const OWNER: &str = "kubernetesOwner";
/// Marks a group with the name by which rules know it.
pub(super) const KNOWN_AS: &str = "kubernetesName";
/// Marks a group with the labels by which rules may choose it.
pub(super) const LABELS: &str = "kubernetesLabels";

/// The resources of a list as `kubectl` prints it; any other document alone.
pub(super) fn listed(document: JsonNode<'_>) -> Vec<JsonNode<'_>> {
    let is_list = document.has("apiVersion")
        && document
            .str("kind")
            .is_some_and(|kind| kind.ends_with("List"));
    if !is_list {
        return vec![document];
    }
    match take(&mut members_of(document), "items").map(|items| items.value) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// Gives groups in a document Azure's words; any other document stays as it is.
pub(super) fn as_groups(document: JsonNode<'_>) -> JsonNode<'_> {
    if crossplane::is_resource(&document) {
        return crossplane::as_group(document);
    }
    if document.str("kind") == Some("CustomResourceDefinition") {
        // It describes the fields of resources, and is none.
        return JsonNode::new(Value::Null, document.span);
    }
    let is_operators = document
        .str("apiVersion")
        .is_some_and(|version| version.starts_with(SERVICE_OPERATOR));
    if is_operators {
        return of_service_operator(document);
    }
    let span = document.span;
    match document.value {
        Value::Array(items) => {
            let items = items.into_iter().map(as_groups).collect();
            JsonNode::new(Value::Array(items), span)
        }
        Value::Object(members) => {
            let members = members.into_iter().map(|mut member| {
                member.value = match is(&member, "securityRules") {
                    true => with_azure_words(member.value),
                    false => as_groups(member.value),
                };
                member
            });
            JsonNode::new(Value::Object(members.collect()), span)
        }
        value => JsonNode::new(value, span),
    }
}

/// Rules as Cluster API writes them with Azure's words; Azure's own stay as they are.
fn with_azure_words(rules: JsonNode<'_>) -> JsonNode<'_> {
    let span = rules.span;
    let Value::Array(rules) = rules.value else {
        return rules;
    };
    let rules = rules.into_iter().map(|rule| {
        if !["sourcePorts", "destinationPorts"]
            .iter()
            .any(|key| rule.has_key(key))
        {
            return unknown_templates(rule);
        }
        let at = rule.span;
        let mut members = members_of(rule);
        rename(&mut members, &CLUSTER_API);
        if !has(&members, "access") {
            members.push(default("access", "Allow", at));
        }
        unknown_templates(JsonNode::new(Value::Object(members), at))
    });
    JsonNode::new(Value::Array(rules.collect()), span)
}

/// A resource of Azure Service Operator: a group without its rules, or a rule that names its group.
fn of_service_operator(document: JsonNode<'_>) -> JsonNode<'_> {
    let span = document.span;
    let kind = document.str("kind").unwrap_or_default();
    let (is_group, is_rule) = (
        kind == "NetworkSecurityGroup",
        kind == "NetworkSecurityGroupsSecurityRule",
    );
    if !is_group && !is_rule {
        return document;
    }
    let name = document.path(&["metadata", "name"]).cloned();
    let mut document = members_of(document);
    let mut spec = take(&mut document, "spec")
        .map(members_of)
        .unwrap_or_default();
    let azure_name = take(&mut spec, "azureName").or_else(|| name.clone());
    let owner = take(&mut spec, "owner").and_then(|owner| {
        let owner = owner.get("name").or_else(|| owner.get("armId"));
        owner.cloned()
    });
    if is_group {
        let mut made = members_of(group(azure_name, Vec::new(), span));
        made.extend(take(&mut spec, "location").map(|location| member("location", location)));
        made.extend(name.map(|name| member(KNOWN_AS, name)));
        return JsonNode::new(Value::Object(made), span);
    }
    for list in [
        "sourceApplicationSecurityGroups",
        "destinationApplicationSecurityGroups",
    ] {
        if let Some(found) = spec.iter_mut().find(|member| is(member, list)) {
            references(&mut found.value);
        }
    }
    spec.extend(azure_name.map(|name| member("name", name)));
    spec.extend(owner.map(|owner| member(OWNER, owner)));
    JsonNode::new(Value::Object(spec), span)
}

/// References to application security groups as Azure's: by id where they tell it, else by name.
fn references(list: &mut JsonNode<'_>) {
    let Value::Array(items) = &mut list.value else {
        return;
    };
    for item in items {
        let id = item.path(&["reference", "armId"]);
        let id = id.or_else(|| item.path(&["reference", "name"])).cloned();
        if let Some(id) = id {
            item.value = Value::Object(vec![member("id", id)]);
        }
    }
}

/// Puts rules that are resources of their own into the groups that they name. What else is in a group that is in no document
/// nobody knows, and that is said.
pub(super) fn put_rules_into_groups(documents: &mut Vec<JsonNode<'_>>, sink: &mut DiagnosticSink) {
    if !documents.iter().any(|document| document.has_key(OWNER)) {
        return;
    }
    let all = std::mem::take(documents);
    let (rules, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|document| document.has_key(OWNER));
    *documents = others;
    for rule in rules {
        let span = rule.span;
        let mut members = members_of(rule);
        let Some(owner) = take(&mut members, OWNER) else {
            continue;
        };
        let known = owner.as_str().unwrap_or_default();
        let known = known.rsplit('/').next().unwrap_or(known).to_owned();
        let rule = JsonNode::new(Value::Object(members), span);
        let mut of_owner = documents.iter_mut().filter(|it| is_of(it, &known, &owner));
        match (of_owner.next(), of_owner.next()) {
            (Some(group), None) => push_rule(group, rule),
            _ => {
                report_orphan(&known, owner.span, sink);
                let name = Some(owner).filter(|owner| owner.as_str().is_some());
                documents.push(group(name, vec![rule], span));
            }
        }
    }
}

/// Whether a group has the name that a rule tells, or all the labels.
fn is_of(group: &JsonNode<'_>, name: &str, labels: &JsonNode<'_>) -> bool {
    let wanted = labels.members();
    if wanted.is_empty() {
        let own = group.str(KNOWN_AS).or_else(|| group.str("name"));
        return own.is_some_and(|own| own.eq_ignore_ascii_case(name));
    }
    let own = group.get(LABELS);
    wanted.iter().all(|label| {
        let value = own.and_then(|own| own.str(&label.key));
        value.is_some() && value == label.value.as_str()
    })
}

fn push_rule<'t>(group: &mut JsonNode<'t>, rule: JsonNode<'t>) {
    let Value::Object(members) = &mut group.value else {
        return;
    };
    let rules = members
        .iter_mut()
        .find(|member| is(member, "securityRules"));
    if let Some(Member { value, .. }) = rules
        && let Value::Array(rules) = &mut value.value
    {
        rules.push(rule);
    }
}
