//! Rules that stand in no group: in sets of their own, and as rows with renamed fields.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod support;

use nsg_documents::{DocumentGroup, Shape, read_value};
use serde_json::{Value, json};
use support::{codes, lines};

fn rule(name: &str, priority: u32) -> Value {
    json!({"name": name, "properties": {
        "priority": priority, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "22",
    }})
}

fn names(groups: &[DocumentGroup]) -> Vec<(&str, usize)> {
    let one = |group: &'_ DocumentGroup| group.security_group.security_rules.len();
    let name = |group: &DocumentGroup| group.security_group.name.is_some();
    groups
        .iter()
        .map(|it| {
            let text = if name(it) {
                it.security_group.name.as_deref().unwrap()
            } else {
                ""
            };
            (text, one(it))
        })
        .collect()
}

#[test]
fn sets_of_rules_are_groups_of_their_own() {
    let one = || json!([rule("a", 100)]);
    let document = read_value(&json!({
        "dev": {"default": one(), "web": [rule("b", 100), rule("c", 110)]},
        "prod": {"default": one(), "web": []},
    }));
    assert_eq!(
        names(&document.groups),
        [
            ("dev/default", 1),
            ("dev/web", 2),
            ("prod/default", 1),
            ("prod/web", 0)
        ]
    );
    assert_eq!(codes(&document), ["rules-without-group"]);
    let document =
        read_value(&json!({"parameters": {"web": {"value": one()}, "db": {"value": one()}}}));
    assert_eq!(names(&document.groups), [("db", 1), ("web", 1)]);
    // Rules by their names.
    let map = || json!({"a": rule("a", 100), "b": rule("b", 110)});
    let document = read_value(&json!({"dev": map(), "prod": map()}));
    assert_eq!(names(&document.groups), [("dev", 2), ("prod", 2)]);
    // What has a list of rules and a name is a group.
    for key in ["name", "nsg_name"] {
        let groups = json!([{key: "web", "rules": one()}, {key: "db", "rules": [rule("b", 110)], "tags": {}}]);
        for text in [groups.clone(), json!({"nsgs": groups})] {
            let mut names: Vec<_> = names(&read_value(&text).groups)
                .iter()
                .map(|(name, rules)| (name.rsplit('/').next().unwrap().to_owned(), *rules))
                .collect();
            names.sort();
            assert_eq!(
                names,
                [("db".to_owned(), 1), ("web".to_owned(), 1)],
                "{text}"
            );
        }
    }
    let document = read_value(&json!([{"nsg_name": "web", "security_rules": one()}]));
    assert_eq!(names(&document.groups), [("web", 1)]);
    // Without a name of its own, the key is a rule's name.
    let mut nameless = rule("", 100)["properties"].clone();
    nameless["access"] = json!("Deny");
    let document = read_value(&json!({"nsg_rules": {"no-ssh": nameless}}));
    assert_eq!(
        lines(&document.groups[0]),
        ["no-ssh 100 Inbound TCP *:* → *:22 Deny"]
    );
    assert_eq!(codes(&document), ["rules-without-group"]);
    let document = read_value(&json!([{"value": nameless}]));
    assert_eq!(codes(&document), ["missing-name", "rules-without-group"]);
    // Inbound and outbound rules are of one group, and so are those of one list.
    for text in [
        json!({"inbound": [rule("a", 100)], "outbound": [rule("b", 110)]}),
        json!({"rules": [rule("a", 100), rule("b", 110)]}),
        json!([rule("a", 100), rule("b", 110)]),
        json!([{"rule": rule("a", 100)}, {"rule": rule("b", 110)}]),
    ] {
        assert_eq!(names(&read_value(&text).groups), [("", 2)], "{text}");
    }
    let document = read_value(&json!({
        "dev": {"inboundRules": one(), "outboundRules": [rule("b", 110)]}, "prod": {"inboundRules": one()},
    }));
    assert_eq!(names(&document.groups), [("dev", 2), ("prod", 1)]);
}

/// A row as a query makes it.
fn row(name: &str) -> Value {
    json!({
        "RuleName": name, "NsgName": "web", "Direction": "Inbound", "Priority": 200, "Protocol": "Tcp", "Type": "Allow",
        "SrcAddrPrefix": "Internet", "SrcPortRange": "*", "DestAddrPrefix": ["10.2.0.0/24", "10.2.1.0/24"],
        "DestPortRange": ["80", "443"], "Owner": "shop",
    })
}

#[test]
fn rows_with_renamed_fields_are_a_table() {
    let mut other = row("b");
    other["NsgName"] = json!("db");
    let rows = json!([row("a"), other]);
    for text in [
        rows.clone(),
        json!({"count": 2, "data": rows, "skip_token": null}),
    ] {
        let document = read_value(&text);
        assert_eq!(document.shape, Some(Shape::Table));
        assert_eq!(names(&document.groups), [("web", 1), ("db", 1)]);
        assert_eq!(
            lines(&document.groups[0]),
            ["a 200 Inbound TCP Internet:* → 10.2.0.0/24,10.2.1.0/24:80,443 Allow"]
        );
        assert_eq!(codes(&document), ["unused-columns"]);
    }
    let more = json!({"data": [row("a")], "skip_token": "x"});
    assert!(codes(&read_value(&more)).contains(&"more-pages"));
}

#[test]
fn null_in_a_projection_is_not_any() {
    let mut hidden = row("a");
    for key in [
        "SrcAddrPrefix",
        "DestPortRange",
        "SrcPortRange",
        "Protocol",
        "Priority",
    ] {
        hidden[key] = Value::Null;
    }
    let document = read_value(&json!([row("b"), hidden.clone()]));
    let unknown = "?missing?";
    assert_eq!(
        lines(&document.groups[0])[1],
        format!(
            "a {unknown} Inbound {unknown} {unknown}:{unknown} → 10.2.0.0/24,10.2.1.0/24:{unknown} Allow"
        )
    );
    assert_eq!(codes(&document), ["missing-field", "unused-columns"]);
    // A field that the query never asked for.
    for key in [
        "Priority",
        "Protocol",
        "SrcAddrPrefix",
        "DestPortRange",
        "RuleName",
    ] {
        let mut rows = vec![row("a"), hidden.clone()];
        for row in &mut rows {
            row.as_object_mut().unwrap().remove(key);
        }
        let document = read_value(&json!(rows));
        assert_eq!(codes(&document), ["missing-columns"], "{key}");
        assert!(document.groups.is_empty());
    }
    let mut rows = json!([row("a")]);
    rows[0].as_object_mut().unwrap().remove("SrcPortRange");
    let document = read_value(&rows);
    assert_eq!(codes(&document), ["missing-field", "unused-columns"]);
}

#[test]
fn what_the_command_line_prints_is_read_as_it_is() {
    let mut rule = rule("a", 100)["properties"].clone();
    rule["name"] = json!("a");
    rule["sourceAddressPrefix"] = Value::Null;
    rule["sourceAddressPrefixes"] = json!(["10.0.0.4", "10.0.0.5"]);
    rule["destinationPortRanges"] = json!([]);
    rule["description"] = Value::Null;
    rule["sourceApplicationSecurityGroups"] = Value::Null;
    rule["etag"] = json!("W/x");
    let document = read_value(&json!([rule]));
    assert_eq!(document.shape, Some(Shape::AzureCli));
    let told = "a 100 Inbound TCP 10.0.0.4,10.0.0.5:* → *:22 Allow";
    assert_eq!(lines(&document.groups[0]), [told]);
    assert_eq!(codes(&document), ["rules-without-group"]);
    // Azure's own names with one left out: what is not there is missing.
    rule["sourceAddressPrefixes"] = Value::Null;
    let document = read_value(&json!([rule]));
    assert_eq!(codes(&document), ["missing-field", "rules-without-group"]);
}

#[test]
fn rules_of_others_are_named() {
    for (text, words) in [
        (
            json!({"properties": {"ruleCollections": [{"ruleCollectionType": "FirewallPolicyFilterRuleCollection"}]}}),
            "Azure Firewall",
        ),
        (
            json!({"type": "Microsoft.Network/azureFirewalls", "properties": {"networkRuleCollections": [{"name": "a"}]}}),
            "Azure Firewall",
        ),
        (
            json!({"properties": {"policyRule": {"if": {"field": "type", "equals": "Microsoft.Network/networkSecurityGroups"}}}}),
            "Azure Policy",
        ),
        (
            json!({"SecurityGroups": [{"GroupName": "web", "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 22}]}]}),
            "AWS",
        ),
        (
            json!([{"name": "a", "direction": "INGRESS", "priority": 1000, "sourceRanges": ["0.0.0.0/0"], "allowed": [{"IPProtocol": "tcp"}]}]),
            "Google Cloud",
        ),
        (
            json!({"data": [{"direction": "INGRESS", "protocol": "6", "source": "0.0.0.0/0", "tcp-options": {}}]}),
            "Oracle Cloud",
        ),
    ] {
        let document = read_value(&text);
        assert!(document.groups.is_empty());
        assert_eq!(document.diagnostics.len(), 1, "{text}");
        let message = &document.diagnostics[0].message;
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn groups_of_one_name_are_told_apart_by_where_they_are() {
    let mut rows = [row("a"), row("b"), row("c")];
    for (row, place) in rows.iter_mut().zip(["one", "two", "ONE"]) {
        row["resourceGroup"] = json!(place);
    }
    let document = read_value(&json!(rows));
    assert_eq!(names(&document.groups), [("web", 2), ("web", 1)]);
    // Where rows have the ids of their rules, these name the groups.
    let groups =
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups";
    let rows = ["web", "db"].map(|group| {
        let mut row = rule("a", 100)["properties"].clone();
        row["name"] = json!("a");
        row["nsg"] = json!(group);
        row["id"] = json!(format!("{groups}/{group}/securityRules/a"));
        row
    });
    let document = read_value(&json!(rows));
    assert_eq!(names(&document.groups), [("web", 1), ("db", 1)]);
    assert!(document.groups[0].security_group.id.is_some());
}
