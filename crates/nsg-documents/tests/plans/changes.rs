//! What comes, goes and changes.

use super::{after, allows, before, change, group, one, own, plan, rule, values};
use crate::support::codes;
use nsg_documents::{Shape, read};
use serde_json::{Value, json};

#[test]
fn rules_inside_a_group_are_told_before_and_after() {
    let web = "azurerm_network_security_group.web";
    let (old, new) = (rule("ssh", 100, "22"), rule("ssh", 100, "2222"));
    let document =
        read(&plan(&[change(web, group("web", &[old]), group("web", &[new]))]).to_string());
    assert_eq!(document.shape, Some(Shape::Terraform));
    assert_eq!(before(&document), one("web", &[allows("ssh", 100, "22")]));
    assert_eq!(after(&document), one("web", &[allows("ssh", 100, "2222")]));
    assert_eq!(document.groups[0].key.as_deref(), Some(web));
    let same = document.before(&document.groups[0]).unwrap();
    assert_eq!(same.key.as_deref(), Some(web));
    assert!(
        document.diagnostics.is_empty(),
        "{:?}",
        document.diagnostics
    );
}

#[test]
fn what_is_created_is_only_after_and_what_is_deleted_only_before() {
    let changes = [
        change(
            "azurerm_network_security_group.old",
            group("old", &[rule("a", 100, "1")]),
            Value::Null,
        ),
        change(
            "azurerm_network_security_group.new",
            Value::Null,
            group("new", &[rule("b", 100, "2")]),
        ),
    ];
    let document = read(&plan(&changes).to_string());
    assert_eq!(before(&document), one("old", &[allows("a", 100, "1")]));
    assert_eq!(after(&document), one("new", &[allows("b", 100, "2")]));
    assert!(document.before(&document.groups[0]).is_none());
    // Nothing is left, and that is no error.
    let document = read(&plan(&changes[..1]).to_string());
    assert_eq!(before(&document), one("old", &[allows("a", 100, "1")]));
    assert!(document.groups.is_empty() && !document.has_errors());
}

/// The provider lists every rule in its group, so a rule of its own stands twice in a state.
#[test]
fn a_rule_of_its_own_is_not_the_same_as_what_its_group_lists() {
    let listed = group(
        "web",
        &[
            rule("ssh", 100, "22"),
            rule("web", 110, "443"),
            rule("by-hand", 120, "9"),
        ],
    );
    let changes = [
        change("azurerm_network_security_group.web", listed.clone(), listed),
        change(
            "azurerm_network_security_rule.ssh",
            own("ssh", 100, "22", "web"),
            own("ssh", 105, "22", "web"),
        ),
        change(
            "azurerm_network_security_rule.web",
            own("web", 110, "443", "web"),
            Value::Null,
        ),
        change(
            "azurerm_network_security_rule.dns",
            Value::Null,
            own("dns", 130, "53", "web"),
        ),
    ];
    let document = read(&plan(&changes).to_string());
    let by_hand = allows("by-hand", 120, "9");
    let was = [
        by_hand.clone(),
        allows("ssh", 100, "22"),
        allows("web", 110, "443"),
    ];
    assert_eq!(before(&document), one("web", &was));
    let is = [by_hand, allows("dns", 130, "53"), allows("ssh", 105, "22")];
    assert_eq!(after(&document), one("web", &is));
}

#[test]
fn two_resources_of_one_name_are_two_rules() {
    let listed = group("web", &[rule("a", 100, "1")]);
    let changes = [
        change("azurerm_network_security_group.web", listed.clone(), listed),
        change(
            "azurerm_network_security_rule.a",
            own("a", 100, "1", "web"),
            own("a", 100, "1", "web"),
        ),
        change(
            "azurerm_network_security_rule.b",
            Value::Null,
            own("a", 110, "2", "web"),
        ),
    ];
    let document = read(&plan(&changes).to_string());
    assert_eq!(before(&document), one("web", &[allows("a", 100, "1")]));
    assert_eq!(
        after(&document),
        one("web", &[allows("a", 100, "1"), allows("a", 110, "2")])
    );
    assert_eq!(codes(&document), ["duplicate-rule-name"]);
}

/// Groups of one name live in different resource groups.
#[test]
fn a_rule_of_another_resource_group_is_not_put_into_a_group_of_the_same_name() {
    let mut other = own("b", 100, "2", "web");
    other["resource_group_name"] = json!("other");
    let changes = [
        change(
            "azurerm_network_security_group.web",
            Value::Null,
            group("web", &[rule("a", 100, "1")]),
        ),
        change("azurerm_network_security_rule.b", Value::Null, other),
    ];
    let document = read(&plan(&changes).to_string());
    let is = [
        one("web", &[allows("a", 100, "1")]),
        one("web", &[allows("b", 100, "2")]),
    ]
    .concat();
    assert_eq!(after(&document), is);
    assert_eq!(codes(&document), ["orphan-rule"]);
}

#[test]
fn a_renamed_rule_is_one_that_goes_and_one_that_comes() {
    let listed = group("web", &[rule("deny", 4000, "22")]);
    let mut renamed = change(
        "azurerm_network_security_rule.r",
        own("deny", 4000, "22", "web"),
        own("deny-all", 4000, "22", "web"),
    );
    renamed["change"]["actions"] = json!(["delete", "create"]);
    let document = read(
        &plan(&[
            change("azurerm_network_security_group.web", listed.clone(), listed),
            renamed,
        ])
        .to_string(),
    );
    assert_eq!(before(&document), one("web", &[allows("deny", 4000, "22")]));
    assert_eq!(
        after(&document),
        one("web", &[allows("deny-all", 4000, "22")])
    );
}

#[test]
fn what_the_plan_does_not_list_it_does_not_change() {
    let web = (
        "azurerm_network_security_group.web",
        group("web", &[rule("a", 100, "1")]),
    );
    let rule_of_web = "module.m[\"x.y]\"].azurerm_network_security_rule.b[0]";
    let mut text = plan(&[change(
        rule_of_web,
        own("b", 110, "2", "WEB"),
        own("b", 110, "3", "WEB"),
    )]);
    text["prior_state"] =
        json!({"values": values(&[web.clone(), (rule_of_web, own("b", 110, "2", "WEB"))])});
    let was = [allows("a", 100, "1"), allows("b", 110, "2")];
    let is = [allows("a", 100, "1"), allows("b", 110, "3")];
    for planned in [false, true] {
        if planned {
            text["planned_values"] =
                values(&[web.clone(), (rule_of_web, own("b", 110, "3", "WEB"))]);
        }
        let document = read(&text.to_string());
        assert_eq!(before(&document), one("web", &was), "{planned}");
        assert_eq!(after(&document), one("web", &is), "{planned}");
    }
}

/// A group that another configuration manages, and rules that this one puts into it.
#[test]
fn a_group_that_is_only_read_is_there_before_and_after() {
    let address = "azurerm_network_security_rule.b";
    let mut text = plan(&[change(address, Value::Null, own("b", 110, "2", "web"))]);
    text["prior_state"] = json!({"values": values(&[("data.azurerm_network_security_group.web", group("web", &[rule("a", 100, "1")]))])});
    text["planned_values"] = values(&[(address, own("b", 110, "2", "web"))]);
    let document = read(&text.to_string());
    assert_eq!(before(&document), one("web", &[allows("a", 100, "1")]));
    assert_eq!(
        after(&document),
        one("web", &[allows("a", 100, "1"), allows("b", 110, "2")])
    );
}

#[test]
fn a_group_of_which_only_rules_are_told_is_paired_by_its_name() {
    let changes = [
        change(
            "azurerm_network_security_rule.r[\"a\"]",
            own("a", 100, "1", "web"),
            Value::Null,
        ),
        change(
            "azurerm_network_security_rule.r[\"b\"]",
            Value::Null,
            own("b", 100, "1", "web"),
        ),
    ];
    let document = read(&plan(&changes).to_string());
    assert_eq!(before(&document), one("web", &[allows("a", 100, "1")]));
    assert_eq!(after(&document), one("web", &[allows("b", 100, "1")]));
    assert!(document.before(&document.groups[0]).is_some());
    // Said once, not for each end.
    assert_eq!(codes(&document), ["apply-conflict", "orphan-rule"]);
}

#[test]
fn what_is_moved_or_forgotten_stays() {
    let new = "azurerm_network_security_group.new";
    let web = group("web", &[rule("a", 100, "1")]);
    let mut moved = change(new, web.clone(), web.clone());
    moved["previous_address"] = json!("azurerm_network_security_group.old");
    let kept = group("kept", &[rule("b", 100, "2")]);
    let mut forgotten = change(
        "azurerm_network_security_group.kept",
        kept.clone(),
        Value::Null,
    );
    forgotten["change"]["actions"] = json!(["forget"]);
    let mut text = plan(&[moved, forgotten]);
    text["prior_state"] = json!({"values": values(&[("azurerm_network_security_group.old", web.clone()), ("azurerm_network_security_group.kept", kept)])});
    text["planned_values"] = values(&[(new, web)]);
    let document = read(&text.to_string());
    assert_eq!(before(&document).len(), 2);
    assert_eq!(before(&document), after(&document));
    let web = document
        .groups
        .iter()
        .find(|group| group.key.as_deref() == Some(new))
        .unwrap();
    assert_eq!(document.before(web).unwrap().key.as_deref(), Some(new));
}
