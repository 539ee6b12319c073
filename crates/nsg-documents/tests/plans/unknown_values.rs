//! What a plan leaves open.

use super::{after, allows, before, change, group, one, own, plan, rule};
use crate::support::codes;
use nsg_documents::read;
use serde_json::{Value, json};

/// A rule moves from a resource of its own into its group: whether the deletion or the group's list comes last is not said.
#[test]
fn a_rule_that_is_deleted_and_listed_anew_is_not_known() {
    let changes = [
        change(
            "azurerm_network_security_group.web",
            group("web", &[rule("a", 100, "1")]),
            group("web", &[rule("a", 100, "1"), rule("b", 110, "2")]),
        ),
        change(
            "azurerm_network_security_rule.a",
            own("a", 100, "1", "web"),
            Value::Null,
        ),
    ];
    let document = read(&plan(&changes).to_string());
    let rules = &after(&document)[0].1;
    assert!(rules[0].starts_with("a ?(known after apply)?"), "{rules:?}");
    assert_eq!(rules[1], allows("b", 110, "2"));
    assert_eq!(codes(&document), ["known-after-apply"]);
}

#[test]
fn what_is_known_after_apply_is_never_null() {
    let address = "azurerm_network_security_group.web";
    let mut new = rule("a", 100, "1");
    new["source_address_prefix"] = json!("");
    new["source_address_prefixes"] = json!(["10.1.0.0/16", null]);
    new["priority"] = Value::Null;
    let mut open = change(
        address,
        group("web", &[rule("a", 100, "1")]),
        group("web", &[new]),
    );
    open["change"]["after_unknown"] = json!({"security_rule": [{"source_address_prefixes": [false, true], "priority": true}, true]});
    let document = read(&plan(&[open]).to_string());
    assert_eq!(before(&document), one("web", &[allows("a", 100, "1")]));
    let rules = &after(&document)[0].1;
    assert_eq!(rules.len(), 2, "{rules:?}");
    assert_eq!(
        rules[1],
        "a ?(known after apply)? Inbound TCP 10.1.0.0/16,?(known after apply)?:* → *:1 Allow"
    );
    assert!(
        rules[0].starts_with("(rules) ?(known after apply)?"),
        "{rules:?}"
    );
}

/// A created group without a list: where it has rules of their own it has no others, else nobody knows.
#[test]
fn the_rules_of_a_new_group_are_unknown_but_for_those_beside_it() {
    let mut web = group("web", &[]);
    web["security_rule"] = Value::Null;
    let mut created = change("azurerm_network_security_group.web", Value::Null, web);
    created["change"]["after_unknown"] = json!({"id": true, "security_rule": true});
    let mut text = plan(std::slice::from_ref(&created));
    text["configuration"] = json!({"root_module": {"resources": [{"address": "azurerm_network_security_group.web", "expressions": {}}]}});
    let rules = &after(&read(&text.to_string()))[0].1;
    assert!(
        rules.len() == 1 && rules[0].starts_with("(rules) ?"),
        "{rules:?}"
    );
    text["resource_changes"] = json!([
        created,
        change(
            "azurerm_network_security_rule.a",
            Value::Null,
            own("a", 100, "1", "web")
        )
    ]);
    let document = read(&text.to_string());
    assert_eq!(after(&document), one("web", &[allows("a", 100, "1")]));
    assert_eq!(before(&document), []);
}

/// `terraform show -json` prints what is sensitive; where it was cut out it is a missing fact.
#[test]
fn what_is_sensitive_is_read_or_missing() {
    let address = "azurerm_network_security_group.web";
    let web = group("web", &[rule("a", 100, "1")]);
    let mut shown = change(address, web.clone(), web.clone());
    shown["change"]["after_sensitive"] = json!({"security_rule": true});
    assert_eq!(
        after(&read(&plan(&[shown.clone()]).to_string())),
        one("web", &[allows("a", 100, "1")])
    );
    shown["change"]["after"]["security_rule"] = Value::Null;
    let rules = &after(&read(&plan(&[shown]).to_string()))[0].1;
    assert!(
        rules.len() == 1 && rules[0].starts_with("(rules) ?"),
        "{rules:?}"
    );
}
