//! Plans whose rules are right, and which Azure would refuse while they are applied.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use nsg_documents::read;
use serde_json::{Value, json};

fn rule(name: &str, priority: u16) -> Value {
    json!({
        "name": name, "resource_group_name": "rg", "network_security_group_name": "web", "priority": priority,
        "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "source_address_prefix": "*", "source_port_range": "*",
        "destination_address_prefix": "*", "destination_port_range": "443",
    })
}

fn change(kind: &str, name: &str, actions: &[&str], before: &Value, after: &Value) -> Value {
    json!({"address": format!("{kind}.{name}"), "mode": "managed", "type": kind, "name": name,
        "change": {"actions": actions, "before": before, "after": after}})
}

fn rule_change(name: &str, actions: &[&str], before: Option<Value>, after: Option<Value>) -> Value {
    let [before, after] = [before, after].map(|value| value.unwrap_or(Value::Null));
    change(
        "azurerm_network_security_rule",
        name,
        actions,
        &before,
        &after,
    )
}

/// What is said of conflicts.
fn conflicts(changes: &[Value]) -> Vec<String> {
    let plan =
        json!({"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": changes});
    let document = read(&plan.to_string());
    let conflicts = document.diagnostics.into_iter();
    let conflicts = conflicts.filter(|it| it.code == "apply-conflict");
    conflicts.map(|it| it.message).collect()
}

#[test]
fn a_new_rule_takes_the_number_of_one_that_goes() {
    let said = conflicts(&[
        rule_change("old", &["delete"], Some(rule("old", 100)), None),
        rule_change("new", &["create"], None, Some(rule("new", 100))),
    ]);
    assert_eq!(
        said,
        [
            "`new` takes priority 100 while `old` still has it: Azure may refuse the apply (SecurityRuleConflict)"
        ]
    );
}

#[test]
fn rules_that_move_up_by_one_push_each_other() {
    let said = conflicts(&[
        rule_change("a", &["update"], Some(rule("a", 100)), Some(rule("a", 101))),
        rule_change("b", &["update"], Some(rule("b", 101)), Some(rule("b", 102))),
        rule_change("new", &["create"], None, Some(rule("new", 100))),
    ]);
    assert_eq!(said.len(), 2, "{said:?}");
}

#[test]
fn a_rule_that_is_created_before_the_old_one_goes_needs_another_number() {
    let renamed = |actions: &[&str]| {
        conflicts(&[rule_change(
            "it",
            actions,
            Some(rule("old", 100)),
            Some(rule("new", 100)),
        )])
    };
    assert_eq!(renamed(&["create", "delete"]).len(), 1);
    assert_eq!(renamed(&["delete", "create"]), [""; 0]);
}

#[test]
fn numbers_that_are_free_or_of_another_group_or_direction_are_no_conflict() {
    let other_group = {
        let mut other = rule("new", 100);
        *other.get_mut("network_security_group_name").unwrap() = json!("db");
        other
    };
    let other_direction = {
        let mut other = rule("new", 100);
        *other.get_mut("direction").unwrap() = json!("Outbound");
        other
    };
    for new in [rule("new", 110), other_group, other_direction] {
        let said = conflicts(&[
            rule_change("old", &["delete"], Some(rule("old", 100)), None),
            rule_change("new", &["create"], None, Some(new)),
        ]);
        assert_eq!(said, [""; 0]);
    }
    // Both have the number at the end: the rules themselves clash, and that is said of them.
    let said = conflicts(&[
        rule_change(
            "old",
            &["no-op"],
            Some(rule("old", 100)),
            Some(rule("old", 100)),
        ),
        rule_change("new", &["create"], None, Some(rule("new", 100))),
    ]);
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_group_that_goes_while_its_subnet_keeps_it_is_in_use() {
    let id =
        "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/web";
    let group = json!({"id": id, "name": "web", "resource_group_name": "rg", "security_rule": []});
    let association =
        json!({"subnet_id": "/subscriptions/0/x/subnets/a", "network_security_group_id": id});
    let kind = "azurerm_subnet_network_security_group_association";
    let gone = change(
        "azurerm_network_security_group",
        "web",
        &["delete"],
        &group,
        &Value::Null,
    );
    let kept = change(kind, "web", &["no-op"], &association, &association);
    let removed = change(kind, "web", &["delete"], &association, &Value::Null);
    assert_eq!(conflicts(&[gone.clone(), kept]).len(), 1);
    assert_eq!(conflicts(&[gone, removed]), [""; 0]);
}
