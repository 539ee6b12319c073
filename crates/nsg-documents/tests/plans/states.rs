//! States, which tell no change, and two of them, which do.

use super::{RULE, after, allows, group, one, own, rule, values};
use crate::support::{codes, lines};
use nsg_documents::{GroupChange, Shape, assemble, pair, read};
use serde_json::{Value, json};

#[test]
fn a_state_and_a_plan_without_changes_tell_no_change() {
    let mut text = json!({"format_version": "1.2", "terraform_version": "1.9.0"});
    text["values"] = values(&[
        (
            "azurerm_network_security_group.web",
            group("web", &[rule("a", 100, "1")]),
        ),
        (RULE, own("a", 100, "1", "web")),
    ]);
    let document = read(&text.to_string());
    assert!(document.before.is_none());
    assert_eq!(after(&document), one("web", &[allows("a", 100, "1")]));
}

/// A state whose group allows a port, as its file has it and as `terraform show` prints it.
fn states(port: &str) -> [Value; 2] {
    let group = json!({"name": "web", "resource_group_name": "rg", "security_rule": [{
        "name": "a", "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "source_address_prefix": "*", "source_port_range": "*", "destination_address_prefix": "*", "destination_port_range": port,
    }]});
    let kind = "azurerm_network_security_group";
    [
        json!({"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "x", "resources": [
            {"mode": "managed", "type": kind, "name": "web", "instances": [{"attributes": group}]}]}),
        json!({"format_version": "1.0", "terraform_version": "1.9.0", "values": {"root_module": {"resources": [
            {"address": format!("{kind}.web"), "mode": "managed", "type": kind, "name": "web", "values": group}]}}}),
    ]
}

#[test]
fn two_states_are_two_ends_of_a_change() {
    let alone = |port: &str| states(port).map(|state| read(&state.to_string()));
    for (before, after) in alone("22").iter().zip(alone("80").iter()) {
        let pairs = pair(&before.groups, &after.groups);
        assert_eq!(pairs.len(), 1);
        assert_eq!(pairs[0].change(), GroupChange::Changed);
        let [before, after] = pairs[0]
            .ends()
            .map(|group| group.unwrap().security_rules.len());
        assert_eq!((before, after), (1, 1));
    }
}

#[test]
fn states_in_one_text_are_not_put_together() {
    for (before, after) in states("22").into_iter().zip(states("80")) {
        let alone = read(&json!([before]).to_string());
        assert_eq!(alone.shape, Some(Shape::Terraform));
        assert_eq!(codes(&alone), [""; 0]);
        let wrapped = read(&json!({"name": "web", "state": before}).to_string());
        assert_eq!(lines(&wrapped.groups[0]), lines(&alone.groups[0]));
        let group = json!({"name": "db", "securityRules": []});
        for (text, expected) in [
            (
                json!([before, after]).to_string(),
                &["several-terraform-documents"][..],
            ),
            (
                format!("{before}\n{after}"),
                &["several-terraform-documents", "fragment"],
            ),
            (
                json!({"before": before, "after": after}).to_string(),
                &["several-terraform-documents"],
            ),
            (
                json!([group, after]).to_string(),
                &["several-terraform-documents"],
            ),
        ] {
            let document = read(&text);
            assert!(document.groups.is_empty());
            assert!(assemble::missing_rules(&document).is_some());
            let mut found = codes(&document);
            found.sort_unstable_by(|one, other| other.cmp(one));
            assert_eq!(found, expected, "{text}");
        }
    }
}
