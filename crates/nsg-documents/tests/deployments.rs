//! What a deployment would change, as Azure and Bicep predict it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod support;

use nsg_documents::{Document, DocumentGroup, GroupChange, Shape, read_value};
use serde_json::{Value, json};
use support::{codes, lines};

const GROUPS: &str =
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups";

fn groups(groups: &[DocumentGroup]) -> Vec<(String, Vec<String>)> {
    let name = |group: &DocumentGroup| group.security_group.name.clone().unwrap_or_default();
    groups.iter().map(|it| (name(it), lines(it))).collect()
}

fn told(document: &Document) -> [Vec<(String, Vec<String>)>; 2] {
    [
        groups(document.before.as_deref().unwrap()),
        groups(&document.groups),
    ]
}

fn group_of(name: &str, rules: &[String]) -> (String, Vec<String>) {
    (name.to_owned(), rules.to_vec())
}

fn rule(name: &str, port: &str) -> Value {
    json!({"name": name, "properties": {
        "priority": 100 + u32::from(name.rsplit('/').next().unwrap().as_bytes()[0]), "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": port,
    }})
}

fn line(name: &str, port: &str) -> String {
    let priority = 100 + u32::from(name.as_bytes()[0]);
    format!("{name} {priority} Inbound TCP *:* → *:{port} Allow")
}

fn group(name: &str, rules: &[Value]) -> Value {
    json!({
        "apiVersion": "2023-11-01", "id": format!("{GROUPS}/{name}"), "name": name, "location": "westeurope",
        "type": "Microsoft.Network/networkSecurityGroups", "properties": {"securityRules": rules},
    })
}

fn change(id: &str, kind: &str, before: Value, after: Value) -> Value {
    json!({
        "resourceId": format!("{GROUPS}/{id}"), "changeType": kind, "before": before, "after": after, "delta": null,
        "unsupportedReason": null,
    })
}

fn what_if(changes: &[Value]) -> Value {
    json!({"status": "Succeeded", "error": null, "changes": changes})
}

#[test]
fn groups_are_told_before_and_after_a_deployment() {
    let changes = [
        change(
            "web",
            "Modify",
            group("web", &[rule("a", "22")]),
            group("web", &[rule("a", "80")]),
        ),
        change(
            "new",
            "Create",
            Value::Null,
            group("new", &[rule("b", "443")]),
        ),
        change(
            "old",
            "Delete",
            group("old", &[rule("c", "21")]),
            Value::Null,
        ),
        change(
            "same",
            "NoChange",
            group("same", &[rule("d", "53")]),
            group("same", &[rule("d", "53")]),
        ),
        change("left", "Ignore", Value::Null, group("left", &[])),
        json!({"resourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm", "changeType": "Unsupported"}),
    ];
    let expected = [
        vec![
            group_of("web", &[line("a", "22")]),
            group_of("old", &[line("c", "21")]),
            group_of("same", &[line("d", "53")]),
            group_of("left", &[]),
        ],
        vec![
            group_of("web", &[line("a", "80")]),
            group_of("new", &[line("b", "443")]),
            group_of("same", &[line("d", "53")]),
            group_of("left", &[]),
        ],
    ];
    let answer = what_if(&changes);
    // The answer of the API, and the list alone.
    let rest = json!({"status": "Succeeded", "properties": {"changes": changes}});
    for text in [&answer, &rest, &answer["changes"]] {
        let document = read_value(text);
        assert_eq!(document.shape, Some(Shape::Arm));
        assert_eq!(told(&document), expected);
        assert_eq!(codes(&document), [""; 0], "{:#?}", document.diagnostics);
    }
    let changes: Vec<_> = read_value(&answer)
        .changes()
        .iter()
        .map(nsg_documents::PairedGroup::change)
        .collect();
    assert_eq!(
        changes,
        [
            GroupChange::Changed,
            GroupChange::Added,
            GroupChange::Unchanged,
            GroupChange::Unchanged,
            GroupChange::Removed,
        ]
    );
}

#[test]
fn rules_of_their_own_are_put_into_their_groups() {
    let all = group("web", &[rule("a", "22"), rule("gone", "23")]);
    let document = read_value(&what_if(&[
        change(
            "web/securityRules/a",
            "Modify",
            rule("a", "22"),
            rule("a", "80"),
        ),
        change(
            "web/securityRules/b",
            "Create",
            Value::Null,
            rule("b", "443"),
        ),
        change(
            "web/securityRules/gone",
            "Delete",
            rule("gone", "23"),
            Value::Null,
        ),
        change("web", "NoChange", all.clone(), all),
    ]));
    let before = group_of("web", &[line("a", "22"), line("gone", "23")]);
    let after = group_of("web", &[line("a", "80"), line("b", "443")]);
    assert_eq!(told(&document), [vec![before], vec![after]]);
    assert_eq!(codes(&document), [""; 0], "{:#?}", document.diagnostics);

    // Of a group that is not in the answer the other rules are missing at both ends.
    let document = read_value(&what_if(&[change(
        "web/securityRules/b",
        "Create",
        Value::Null,
        rule("b", "443"),
    )]));
    let after = group_of("web", &[line("b", "443")]);
    assert_eq!(told(&document), [vec![group_of("web", &[])], vec![after]]);
    assert_eq!(codes(&document), ["orphan-rule"]);
    assert!(document.hides_rules());

    // With its group a rule comes and goes.
    let document = read_value(&what_if(&[
        change(
            "web/securityRules/b",
            "Delete",
            rule("b", "443"),
            Value::Null,
        ),
        change(
            "web",
            "Delete",
            group("web", &[rule("b", "443")]),
            Value::Null,
        ),
    ]));
    let before = group_of("web", &[line("b", "443")]);
    assert_eq!(told(&document), [vec![before], vec![]]);
}

#[test]
fn what_azure_does_not_predict_is_unknown() {
    for kind in ["Deploy", "Unsupported", "SomethingNew", "Modify"] {
        let document = read_value(&what_if(&[change("web", kind, Value::Null, Value::Null)]));
        let unknown = &document.groups[0].security_group.security_rules;
        assert!(unknown[0].is_unread(), "{kind}");
        assert!(document.hides_rules());
        assert_eq!(codes(&document), ["hidden-rules"], "{kind}");
    }
    let rules = [rule("a", "22")];
    let web = || {
        change(
            "web",
            "NoChange",
            group("web", &rules),
            group("web", &rules),
        )
    };
    let document = read_value(&what_if(&[
        web(),
        change(
            "web/securityRules/a",
            "Unsupported",
            Value::Null,
            Value::Null,
        ),
    ]));
    assert_eq!(codes(&document), ["hidden-values"]);
    assert!(document.groups[0].security_group.security_rules[0].is_unread());
    // What may happen or not.
    let mut answer = what_if(&[web()]);
    answer["potentialChanges"] = json!([change("db", "Create", Value::Null, group("db", &[]))]);
    let document = read_value(&answer);
    assert_eq!(codes(&document), ["hidden-rules"]);
    assert_eq!(document.groups.len(), 1);
    // A deployment inside of it may hold rules, and so may what is named only at deployment.
    for id in [
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Resources/deployments/inner",
        "[resourceId('Microsoft.Network/networkSecurityGroups', reference('x').name)]",
    ] {
        let other =
            json!({"resourceId": id, "changeType": "Unsupported", "unsupportedReason": "too deep"});
        let document = read_value(&what_if(&[web(), other]));
        assert_eq!(codes(&document), ["hidden-rules"], "{id}");
        assert_eq!(document.groups.len(), 1);
    }
}

/// A change as a stack's what-if has it.
fn stack_change(id: &str, kind: &str, before: Value, after: Value) -> Value {
    json!({
        "id": format!("{GROUPS}/{id}"), "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2023-11-01",
        "changeType": kind, "changeCertainty": "definite", "managementStatusChange": {"before": "managed", "after": "managed"},
        "resourceConfigurationChanges": {"before": before, "after": after, "delta": []},
    })
}

fn stack_what_if(changes: &[Value]) -> Value {
    json!({
        "type": "Microsoft.Resources/deploymentStacksWhatIfResults", "name": "it",
        "properties": {"provisioningState": "succeeded", "changes": {"resourceChanges": changes, "denySettingsChange": {}}},
    })
}

#[test]
fn the_what_if_of_a_stack_tells_groups_before_and_after() {
    let own = rule("a", "25");
    let document = read_value(&stack_what_if(&[
        stack_change(
            "web",
            "modify",
            group("web", &[rule("a", "22")]),
            group("web", &[rule("a", "80")]),
        ),
        stack_change(
            "new",
            "create",
            Value::Null,
            group("new", &[rule("b", "443")]),
        ),
        stack_change(
            "old",
            "delete",
            group("old", &[rule("c", "21")]),
            Value::Null,
        ),
        stack_change(
            "left",
            "detach",
            group("left", &[rule("d", "53")]),
            Value::Null,
        ),
        // Nothing becomes of it, and what it is Azure does not tell: no word about it.
        stack_change("same", "noChange", Value::Null, Value::Null),
        stack_change("far/securityRules/a", "modify", rule("a", "24"), own),
        json!({"extension": {"name": "Kubernetes", "version": "1.0.0"}, "identifiers": {"name": "x"}, "changeType": "create",
            "changeCertainty": "definite"}),
    ]));
    assert_eq!(
        told(&document),
        [
            vec![
                group_of("web", &[line("a", "22")]),
                group_of("old", &[line("c", "21")]),
                group_of("left", &[line("d", "53")]),
                group_of("far", &[line("a", "24")]),
            ],
            vec![
                group_of("web", &[line("a", "80")]),
                group_of("new", &[line("b", "443")]),
                group_of("left", &[line("d", "53")]),
                group_of("far", &[line("a", "25")]),
            ],
        ]
    );
    assert_eq!(codes(&document), ["orphan-rule"]);
}

#[test]
fn what_a_stack_does_not_tell_is_unknown() {
    let web = || group("web", &[rule("a", "22")]);
    let mut without_rules = web();
    without_rules["properties"] = json!({});
    let mut potential = stack_change("web", "create", Value::Null, web());
    potential["changeCertainty"] = json!("potential");
    for change in [
        stack_change("web", "modify", web(), Value::Null),
        stack_change("web", "modify", web(), without_rules),
        stack_change("web", "unsupported", Value::Null, Value::Null),
        stack_change("web", "somethingNew", web(), web()),
        potential,
    ] {
        let document = read_value(&stack_what_if(std::slice::from_ref(&change)));
        assert_eq!(codes(&document), ["hidden-rules"], "{change}");
    }
    // Azure says that something went wrong, or is not ready.
    let whole = || stack_what_if(&[stack_change("web", "modify", web(), web())]);
    let mut unfinished = whole();
    unfinished["properties"]["provisioningState"] = json!("failed");
    let mut loud = whole();
    loud["properties"]["diagnostics"] =
        json!([{"level": "warning", "code": "NestedDeploymentShortCircuited", "message": "…"}]);
    for text in [unfinished, loud] {
        assert_eq!(codes(&read_value(&text)), ["hidden-rules"]);
    }
    assert_eq!(codes(&read_value(&whole())), [""; 0]);
}

#[test]
fn a_snapshot_of_bicep_is_what_a_template_makes() {
    let mut own = rule("web/b", "443");
    own["type"] = json!("Microsoft.Network/networkSecurityGroups/securityRules");
    own["apiVersion"] = json!("2023-11-01");
    let network = json!({
        "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2023-11-01", "name": "net", "properties": {"subnets": [
            {"name": "front", "properties": {"networkSecurityGroup": {"id": format!("{GROUPS}/web")}}},
        ]},
    });
    let mut web = group("web", &[rule("a", "22")]);
    web["id"] = json!("[format('/subscriptions/{0}/…', subscription().id)]");
    let resources = json!([network, own, web]);
    for text in [
        json!({"predictedResources": resources, "diagnostics": []}),
        json!({"PredictedResources": resources, "Diagnostics": []}),
    ] {
        let document = read_value(&text);
        assert_eq!(document.shape, Some(Shape::ArmTemplate));
        let web = group_of("web", &[line("a", "22"), line("b", "443")]);
        assert_eq!(groups(&document.groups), [web]);
        assert!(document.before.is_none());
        assert_eq!(document.groups[0].association.subnets, ["front"]);
        assert_eq!(codes(&document), [""; 0], "{:#?}", document.diagnostics);
    }
}

#[test]
fn a_description_in_brackets_is_an_expression_in_a_template_alone() {
    let described = |text: &str| {
        let mut rule = rule("a", "22");
        rule["properties"]["description"] = json!(text);
        group("web", &[rule])
    };
    let read = |document: &Value| {
        let document = read_value(document);
        let rule = &document.groups[0].security_group.security_rules[0];
        rule.description.clone().unwrap()
    };
    for (text, in_template) in [
        ("[concat('x', 'y')]", "xy"),
        ("[[x]", "[x]"),
        ("[x] and", "[x] and"),
        ("[parameters('unknown')]", "[parameters('unknown')]"),
    ] {
        let resource = described(text);
        assert_eq!(read(&json!({"resources": [resource]})), in_template);
        assert_eq!(read(&resource), in_template);
        // What Azure answers has no version of its API.
        let mut answer = resource.clone();
        answer.as_object_mut().unwrap().remove("apiVersion");
        assert_eq!(read(&answer), text);
        assert_eq!(read(&json!({"value": [answer]})), text);
        let change = change("web", "NoChange", resource.clone(), resource);
        assert_eq!(read(&what_if(&[change])), text);
    }
}
