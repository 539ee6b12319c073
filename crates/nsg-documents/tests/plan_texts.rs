//! What `terraform plan` prints for people: the groups before the change and after it, and what is not shown.
#![cfg(feature = "plan-text")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod support;

use nsg_documents::{Document, DocumentGroup, GroupChange, Shape, read};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write as _;
use support::{codes, fixture, lines};

fn groups(groups: &[DocumentGroup]) -> Vec<(String, Vec<String>)> {
    let one = |group: &DocumentGroup| {
        let name = group.security_group.name.clone().unwrap_or_default();
        assert_eq!(lines(group).len(), group.security_rule_positions.len());
        (name, lines(group))
    };
    groups.iter().map(one).collect()
}

fn after(document: &Document) -> Vec<(String, Vec<String>)> {
    groups(&document.groups)
}

fn before(document: &Document) -> Vec<(String, Vec<String>)> {
    groups(document.before.as_deref().unwrap())
}

fn one(name: &str, rules: &[&str]) -> Vec<(String, Vec<String>)> {
    let rules = rules.iter().map(|rule| (*rule).to_owned()).collect();
    vec![(name.to_owned(), rules)]
}

const ID: &str =
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/edge";

/// A rule of a group as a list of attributes shows it.
fn item(marker: &str, fields: &[(&str, &str)]) -> String {
    let mut text = format!("          {marker} {{\n");
    for (key, value) in fields {
        let _ = writeln!(text, "              {marker} {key:<42} = {value}");
    }
    text + "            },\n"
}

fn rule<'v>(
    name: &'v str,
    priority: &'v str,
    port: &'v str,
    blank: &'v str,
) -> Vec<(&'static str, &'v str)> {
    vec![
        ("access", "\"Allow\""),
        ("description", blank),
        ("destination_address_prefix", "\"*\""),
        ("destination_address_prefixes", blank),
        ("destination_port_range", port),
        ("direction", "\"Inbound\""),
        ("name", name),
        ("priority", priority),
        ("protocol", "\"Tcp\""),
        ("source_address_prefix", "\"10.0.0.0/8\""),
        ("source_address_prefixes", blank),
        ("source_port_range", "\"*\""),
        ("source_port_ranges", blank),
    ]
}

fn update(rules: &str, rest: &str) -> String {
    format!(
        "Terraform will perform the following actions:\n\n  \
         # azurerm_network_security_group.edge will be updated in-place\n  \
         ~ resource \"azurerm_network_security_group\" \"edge\" {{\n        \
         id                  = \"{ID}\"\n        name                = \"edge\"\n      \
         ~ security_rule       = [\n{rules}        ]\n        tags                = {{}}\n{rest}    }}\n\n\
         Plan: 0 to add, 1 to change, 0 to destroy.\n"
    )
}

#[test]
fn a_group_is_told_before_and_after() {
    let rules = item("-", &rule("\"shell\"", "500", "\"22\"", "[]"))
        + &item("+", &rule("\"shell\"", "500", "\"2222\"", "[]"));
    let document = read(&update(&rules, ""));
    assert_eq!(document.shape, Some(Shape::Terraform));
    assert_eq!(codes(&document), [""; 0], "{:#?}", document.diagnostics);
    let shell = "shell 500 Inbound TCP 10.0.0.0/8:* → *:22 Allow";
    assert_eq!(before(&document), one("edge", &[shell]));
    let shell = "shell 500 Inbound TCP 10.0.0.0/8:* → *:2222 Allow";
    assert_eq!(after(&document), one("edge", &[shell]));
    let group = &document.groups[0];
    assert_eq!(group.security_group.id.as_deref(), Some(ID));
    let key = "azurerm_network_security_group.edge";
    assert_eq!(group.key.as_deref(), Some(key));
    // Each rule stands where the plan shows it.
    let position = group.security_rule_positions[0].unwrap();
    assert_eq!((position.line, position.column), (23, 13));
    assert_eq!(document.changes()[0].change(), GroupChange::Changed);
}

#[test]
fn what_is_empty_is_as_good_as_absent() {
    for (a, b) in [("\"\"", "null"), ("[]", "null"), ("null", "\"\"")] {
        let rules = item("-", &rule("\"shell\"", "500", "\"22\"", a))
            + &item("+", &rule("\"shell\"", "500", "\"22\"", b));
        let document = read(&update(&rules, ""));
        assert_eq!(codes(&document), [""; 0], "{:#?}", document.diagnostics);
        assert_eq!(
            document.changes()[0].change(),
            GroupChange::Unchanged,
            "{a} {b}"
        );
    }
}

#[test]
fn rules_that_are_not_shown_are_missing_and_not_absent() {
    let rules = item("+", &rule("\"shell\"", "500", "\"22\"", "[]"))
        + "            # (7 unchanged elements hidden)\n";
    let document = read(&update(
        &rules,
        "        # (2 unchanged attributes hidden)\n",
    ));
    assert_eq!(codes(&document), ["hidden-rules"]);
    assert!(document.hides_rules());
    assert_eq!(before(&document), one("edge", &[]));
    assert_eq!(document.groups[0].security_group.security_rules.len(), 1);

    let document = read(&update("", "        # (1 unchanged block hidden)\n"));
    assert_eq!(codes(&document), ["hidden-rules"]);

    // A change of tags: the rules are among the attributes that are not shown.
    let text = format!(
        "# azurerm_network_security_group.edge will be updated in-place\n\
         ~ resource \"azurerm_network_security_group\" \"edge\" {{\n    id = \"{ID}\"\n    name = \"edge\"\n  \
         ~ tags = {{\n      + \"a\" = \"b\"\n    }}\n    # (3 unchanged attributes hidden)\n}}\n"
    );
    let document = read(&text);
    assert_eq!(codes(&document), ["hidden-rules"]);
    assert_eq!(after(&document), one("edge", &[]));
}

#[test]
fn values_that_are_not_shown_are_unknown() {
    let text = format!(
        "  # azurerm_network_security_rule.shell will be updated in-place\n  \
         ~ resource \"azurerm_network_security_rule\" \"shell\" {{\n        \
         id                         = \"{ID}/securityRules/shell\"\n        \
         name                       = \"shell\"\n      \
         ~ source_address_prefix      = \"10.0.0.0/8\" -> \"*\"\n        \
         # (11 unchanged attributes hidden)\n    }}\n"
    );
    let document = read(&text);
    assert_eq!(codes(&document), ["hidden-values", "orphan-rule"]);
    let unknown = "?unreadable?";
    let rule = |source: &str| {
        format!(
            "shell {unknown} {unknown} {unknown} {source}:{unknown} → {unknown}:{unknown} {unknown}"
        )
    };
    assert_eq!(after(&document), one("edge", &[&rule("*")]));
    assert_eq!(before(&document), one("edge", &[&rule("10.0.0.0/8")]));
}

#[test]
fn a_plan_with_everything_in_it() {
    let document = read(&fixture("terraform-plan-for-people.txt"));
    let plain = |document: &Document| (before(document), after(document));
    let web = |name: &str| format!("module.net[\"a b\"].azurerm_network_security_group.{name}");
    let keys: Vec<_> = document
        .groups
        .iter()
        .map(|group| group.key.clone().unwrap())
        .collect();
    assert_eq!(keys, [web("made[0]"), web("new"), web("left")]);
    let made = &document.groups[0];
    assert_eq!(
        lines(made),
        [
            "tls 100 Inbound TCP Internet:* → *:443 Allow",
            "late 110 Inbound UDP ?(known after apply)?:* → *:123,53 Allow",
            "own 120 Outbound * *:* → VirtualNetwork:* Deny",
        ]
    );
    assert_eq!(lines(&document.groups[1]), [""; 0]);
    assert_eq!(
        lines(&document.groups[2]),
        ["stays 100 Inbound * *:* → *:* Deny"]
    );
    let gone = &document.before.as_ref().unwrap()[0];
    assert_eq!(gone.security_group.name.as_deref(), Some("gone"));
    assert_eq!(lines(gone), ["rdp 100 Inbound TCP *:* → *:3389 Allow"]);
    assert_eq!(
        codes(&document),
        ["hidden-rules", "known-after-apply"],
        "{:#?}",
        document.diagnostics
    );
    // Colours, and what a log puts before each line, change nothing.
    let text = fixture("terraform-plan-for-people.txt");
    let coloured = text
        .replace("  # ", "\u{1b}[1m  # ")
        .replace(" will be ", "\u{1b}[0m will be \u{1b}[1m\u{1b}[31m")
        .replace("  + ", "  \u{1b}[32m+\u{1b}[0m\u{1b}[0m ")
        .replace("  - ", "  \u{1b}[31m-\u{1b}[0m ")
        .replace("  ~ ", "  \u{1b}[33m~\u{1b}[0m ")
        .replace("-/+ res", "\u{1b}[31m-\u{1b}[0m/\u{1b}[32m+\u{1b}[0m res")
        .replace(" -> ", " \u{1b}[33m->\u{1b}[0m\u{1b}[0m ");
    let copied = coloured.replace('\u{1b}', "");
    let logged: String = text
        .lines()
        .map(|line| format!("2024-03-05T10:15:00.1234567Z {line}\r\n"))
        .collect();
    for other in [&coloured, &copied, &logged] {
        let other_document = read(other);
        assert_eq!(plain(&other_document), plain(&document), "{other}");
        assert_eq!(codes(&other_document), codes(&document));
    }
}

#[test]
fn the_form_of_terraform_0_11() {
    let document = read(&fixture("terraform-plan-0.11.txt"));
    let was = "shell 500 Inbound TCP 10.0.0.0/8:* → *:22 Allow";
    let is = "shell 500 Inbound TCP 10.0.0.0/8,192.0.2.0/24:* → *:22 Allow";
    let rest = "rest 4000 Inbound * *:* → *:* Deny";
    assert_eq!(before(&document), one("", &[was, rest]));
    assert_eq!(
        after(&document),
        [
            (String::new(), vec![rest.to_owned(), is.to_owned()]),
            ("made".to_owned(), Vec::new())
        ]
    );
    assert_eq!(
        codes(&document),
        ["hidden-rules"],
        "{:#?}",
        document.diagnostics
    );
}

#[test]
fn what_was_changed_outside_of_terraform_is_no_part_of_a_plan() {
    let drift = format!(
        "Note: Objects have changed outside of Terraform\n\n  # azurerm_network_security_group.edge has changed\n  \
         ~ resource \"azurerm_network_security_group\" \"edge\" {{\n        id = \"{ID}\"\n        name = \"edge\"\n      \
         ~ security_rule = [\n{}        ]\n    }}\n\n",
        item("+", &rule("\"drift\"", "100", "\"23\"", "[]"))
    );
    let document = read(&format!(
        "{drift}No changes. Your infrastructure matches the configuration.\n"
    ));
    assert_eq!(codes(&document), ["terraform-plan-text"]);
    assert!(document.diagnostics[0].message.contains("Terraform plan"));
    let rules = item("+", &rule("\"shell\"", "500", "\"22\"", "[]"));
    let document = read(&format!("{drift}{}", update(&rules, "")));
    let shell = "shell 500 Inbound TCP 10.0.0.0/8:* → *:22 Allow";
    assert_eq!(after(&document), one("edge", &[shell]));
}

#[test]
fn a_plan_that_is_cut_or_stopped_is_said_to_be_incomplete() {
    let rules = item("+", &rule("\"shell\"", "500", "\"22\"", "[]"));
    let text = update(&rules, "");
    let cut = text.split("protocol").next().unwrap();
    let document = read(cut);
    assert!(codes(&document).contains(&"truncated"), "{document:#?}");
    let stopped = text.replace(
        "will perform the following actions:",
        "planned the following actions, but then encountered a problem:",
    );
    assert_eq!(codes(&read(&stopped)), ["hidden-rules"]);
    let odd = text.replace("priority ", "priority of ");
    assert!(codes(&read(&odd)).contains(&"unexpected-token"));
    // What is put off, said in words that are not known, or cut off.
    let sentence = "# azurerm_network_security_group.edge will be updated in-place";
    let put_off = "# azurerm_network_security_group.edge was deferred\n  # (because the provider is not known)";
    for other in [put_off, ""] {
        let document = read(&text.replace(sentence, other));
        assert!(codes(&document).contains(&"hidden-rules"), "{other}");
        assert!(document.groups.is_empty());
    }
    // The same plan twice in one log.
    let document = read(&format!("{text}{text}"));
    assert_eq!(codes(&document), ["duplicate-key"]);
    assert_eq!(document.groups.len(), 1);
}

#[test]
fn source_and_prose_are_no_plan() {
    for text in [
        "# a.b will be created\nresource \"azurerm_network_security_group\" \"x\" {\n  name = var.x\n}\n",
        "resource \"azurerm_network_security_group\" \"x\" {\n}\n",
    ] {
        let document = read(text);
        assert!(
            document.before.is_none() && document.groups.len() == 1,
            "{text}"
        );
    }
    assert_eq!(
        codes(&read("# a.b will be created\n\nnothing\n")),
        ["no-group"]
    );
}

#[test]
fn a_large_plan_is_read_in_time() {
    let rules: String = (0..12_000)
        .map(|at| {
            let (name, priority) = (format!("\"r{at}\""), format!("{}", 100 + at % 3900));
            item("+", &rule(&name, &priority, "\"22\"", "[]"))
        })
        .collect();
    let text = update(&rules, "");
    assert!(text.len() > 5 << 20);
    let start = std::time::Instant::now();
    let document = read(&text);
    assert_eq!(
        document.groups[0].security_group.security_rules.len(),
        12_000
    );
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn texts_that_want_to_break_the_reader() {
    let head = "Terraform will perform the following actions:\n# azurerm_network_security_group.x will be created\n\
                + resource \"azurerm_network_security_group\" \"x\" {\n";
    for part in [
        "a = {\n",
        "a = [\n",
        "a {\n",
        "{\n",
        "[",
        "a = \"\\\"\n",
        "a = jsonencode(\n",
        "a = jsonencode(\"\\\"\\\"",
        "((((",
        "a = <<-EOT\n",
        "\u{1b}[",
        "-> ",
        "security_rule {\n",
        "# (1 unchanged element hidden)\n",
        "a = \"\\u12",
    ] {
        let text = format!("{head}{}", part.repeat(100_000));
        let start = std::time::Instant::now();
        let document = read(&text);
        assert!(!document.diagnostics.is_empty(), "{part}");
        assert!(start.elapsed().as_secs() < 20, "{part}");
    }
    let lines =
        "~ azurerm_network_security_group.x\n    security_rule.1.name: \"\\\n".repeat(50_000);
    let _ = read(&format!("{}{lines}", head.lines().next().unwrap()));
}

#[test]
fn a_group_that_only_loses_a_rule_is_not_removed() {
    let rule = format!(
        "# azurerm_network_security_rule.shell will be destroyed\n- resource \"azurerm_network_security_rule\" \"shell\" {{\n  \
         - access = \"Allow\" -> null\n  - destination_address_prefix = \"*\" -> null\n  - destination_port_range = \"22\" -> null\n  \
         - direction = \"Inbound\" -> null\n  - id = \"{ID}/securityRules/shell\" -> null\n  - name = \"shell\" -> null\n  \
         - network_security_group_name = \"edge\" -> null\n  - priority = 100 -> null\n  - protocol = \"Tcp\" -> null\n  \
         - resource_group_name = \"rg\" -> null\n  - source_address_prefix = \"*\" -> null\n  - source_port_range = \"*\" -> null\n}}\n"
    );
    let document = read(&rule);
    let shell = "shell 100 Inbound TCP *:* → *:22 Allow";
    assert_eq!(before(&document), one("edge", &[shell]));
    assert_eq!(after(&document), one("edge", &[]));
    assert_eq!(codes(&document), ["orphan-rule"]);
    assert_eq!(document.changes()[0].change(), GroupChange::Changed);
    // Nor is a group new that gains one.
    let document = read(
        &rule
            .replace(" -> null", "")
            .replace("- ", "+ ")
            .replace("destroyed", "created"),
    );
    assert_eq!(before(&document), one("edge", &[]));
    assert_eq!(after(&document), one("edge", &[shell]));
    assert_eq!(document.changes()[0].change(), GroupChange::Changed);
    // With its group it is gone.
    let group = format!(
        "# azurerm_network_security_group.edge will be destroyed\n- resource \"azurerm_network_security_group\" \"edge\" {{\n  \
         - id = \"{ID}\" -> null\n  - name = \"edge\" -> null\n  - resource_group_name = \"rg\" -> null\n}}\n"
    );
    let document = read(&format!("{rule}{group}"));
    assert_eq!(before(&document), one("edge", &[shell]));
    assert_eq!(after(&document), []);
    assert_eq!(codes(&document), [""; 0], "{:#?}", document.diagnostics);
}

/// A value as Terraform shows it behind a marker.
fn shown(value: &Value, marker: &str) -> String {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let items = items
                .iter()
                .map(|it| format!("{marker} {},\n", shown(it, marker)));
            format!("[\n{}]", items.collect::<String>())
        }
        Value::Object(members) => {
            let lines = members
                .iter()
                .map(|(key, value)| format!("{marker} {key} = {}\n", shown(value, marker)));
            format!("{{\n{}}}", lines.collect::<String>())
        }
        value => value.to_string(),
    }
}

/// A plan of one group, as JSON and as text.
fn both(before: &[Value], after: &[Value]) -> (Value, String) {
    let address = "azurerm_network_security_group.edge";
    let group = |rules: &[Value]| json!({"id": ID, "name": "edge", "security_rule": rules});
    let change = json!({"address": address, "type": "azurerm_network_security_group", "change": {
        "actions": ["update"], "before": group(before), "after": group(after), "after_unknown": {},
    }});
    let mut rules = String::new();
    for rule in before {
        let marker = if after.contains(rule) { " " } else { "-" };
        let _ = writeln!(rules, "{marker} {},", shown(rule, marker));
    }
    for rule in after.iter().filter(|rule| !before.contains(rule)) {
        let _ = writeln!(rules, "+ {},", shown(rule, "+"));
    }
    (json!({"resource_changes": [change]}), update(&rules, ""))
}

fn any_rule() -> impl Strategy<Value = Value> {
    let texts = |values: &'static [&'static str]| prop::sample::select(values);
    let list =
        |values: &'static [&'static str]| prop::sample::subsequence(values, 0..=values.len());
    let sources = ["10.0.0.0/8", "192.0.2.4", "2001:db8::/32"];
    let sources: &'static [&'static str] = Vec::from(sources).leak();
    (
        texts(&["a", "b \"quoted\"", "c\\d", "전체"]),
        100_u32..110,
        texts(&["Inbound", "Outbound"]),
        texts(&["Allow", "Deny"]),
        list(sources),
        texts(&["22", "80-90", "*", ""]),
        prop::option::of(Just("")),
    )
        .prop_map(|(name, priority, direction, access, sources, port, blank)| {
            json!({
                "name": name, "priority": priority, "direction": direction, "access": access, "protocol": "Tcp",
                "description": blank, "source_address_prefixes": sources, "source_address_prefix": blank,
                "source_port_range": "*", "destination_address_prefix": "*", "destination_port_range": port,
            })
        })
}

proptest! {
    #[test]
    fn a_text_says_what_the_json_of_its_plan_says(
        before in prop::collection::vec(any_rule(), 0..4),
        after in prop::collection::vec(any_rule(), 0..4),
        kept in prop::collection::vec(any_rule(), 0..3),
    ) {
        let sides = [[before, kept.clone()].concat(), [after, kept].concat()];
        let (json, text) = both(&sides[0], &sides[1]);
        let (json, text) = (nsg_documents::read_value(&json), read(&text));
        let sorted = |groups: &[DocumentGroup]| {
            let mut rules = lines(&groups[0]);
            rules.sort();
            rules.dedup();
            rules
        };
        prop_assert_eq!(sorted(&json.groups), sorted(&text.groups));
        prop_assert_eq!(sorted(json.before.as_ref().unwrap()), sorted(text.before.as_ref().unwrap()));
    }
}
