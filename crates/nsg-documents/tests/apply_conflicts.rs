//! Plans whose rules are right, and which Azure would refuse while they are applied.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use nsg::Priority;
use nsg_documents::{ApplyConflict, ChangeEnd, Document, GroupExtent, assemble, read};
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

fn plan(changes: &[Value]) -> Document {
    let plan =
        json!({"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": changes});
    read(&plan.to_string())
}

/// The rules of each conflict: where each stands, and its number there.
fn rules(document: &Document) -> Vec<Vec<(ChangeEnd, String, Option<Priority>)>> {
    let rules = |conflict: &ApplyConflict| {
        let ends = conflict.rules.iter().map(|rule| rule.group.end);
        let rules = document.rules_of(conflict).map(|(group, position)| {
            let rule = group.rule(position).unwrap();
            (rule.name.clone(), rule.priority.known().copied())
        });
        let rules = ends.zip(rules);
        rules
            .map(|(end, (name, number))| (end, name, number))
            .collect()
    };
    document.conflicts.iter().map(rules).collect()
}

/// What is said of conflicts.
fn conflicts(changes: &[Value]) -> Vec<String> {
    let document = plan(changes);
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

#[test]
fn a_conflict_tells_its_rules_the_one_that_asks_first() {
    let document = plan(&[
        rule_change("a", &["update"], Some(rule("a", 100)), Some(rule("a", 101))),
        rule_change("b", &["delete"], Some(rule("b", 101)), None),
        rule_change("new", &["create"], None, Some(rule("new", 100))),
    ]);
    let (before, after) = (ChangeEnd::Before, ChangeEnd::After);
    let told = |end, name: &str, number| (end, name.to_owned(), Some(number));
    assert_eq!(
        rules(&document),
        [
            vec![told(after, "a", 101), told(before, "b", 101)],
            vec![told(after, "new", 100), told(after, "a", 101)],
        ]
    );
    // A rule that is in its own way is one rule.
    let document = plan(&[rule_change(
        "it",
        &["create", "delete"],
        Some(rule("old", 100)),
        Some(rule("new", 100)),
    )]);
    assert_eq!(rules(&document), [[told(after, "new", 100)]]);
}

#[test]
fn a_rule_whose_group_is_not_told_may_be_of_another_group() {
    let told = rule_change("a", &["create"], None, Some(rule("a", 100)));
    assert_eq!(
        assemble::missing_from_change(&plan(std::slice::from_ref(&told))),
        None
    );
    for key in ["resource_group_name", "network_security_group_name"] {
        let mut untold = rule("b", 200);
        untold.as_object_mut().unwrap().remove(key);
        let untold = rule_change("b", &["create"], None, Some(untold));
        for changes in [vec![untold.clone()], vec![told.clone(), untold]] {
            let document = plan(&changes);
            let missing = assemble::missing_from_change(&document).unwrap();
            assert_eq!(missing.code, "orphan-rule", "{key}");
        }
    }
}

#[test]
fn rules_beside_those_of_a_plan_are_unknown_where_numbers_are_free() {
    let document = plan(&[
        rule_change("a", &["update"], Some(rule("a", 100)), Some(rule("a", 200))),
        rule_change("new", &["create"], None, Some(rule("new", 4096))),
    ]);
    let [pair] = document.changes().try_into().unwrap();
    let extents = [pair.before, pair.after].map(|group| group.unwrap().extent);
    assert_eq!(extents, [GroupExtent::SomeRules; 2]);
    let others = pair.ends().map(|group| {
        let rules = group.unwrap().security_rules.into_iter();
        let others = rules.filter(|rule| rule.access.known().is_none());
        others.map(|rule| rule.name).collect::<Vec<_>>()
    });
    let free = [
        "(other Inbound rules, 101 to 199)",
        "(other Inbound rules, 201 to 4095)",
        "(other Outbound rules, 100 to 4096)",
    ];
    assert_eq!(others, [free, free]);
}
