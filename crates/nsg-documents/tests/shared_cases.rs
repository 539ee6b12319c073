//! What people pasted, read where it lies beside the checkout: what each is taken for, and its groups.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod support;

use nsg_documents::{Document, DocumentGroup, GroupChange, Shape, read};
use support::{codes, lines, shared_folder};

/// The case of that number.
fn case(id: &str) -> Option<Document> {
    let folder = shared_folder("cases")?;
    let files = std::fs::read_dir(folder).unwrap();
    let mut files = files.map(|entry| entry.unwrap().path());
    let name = format!("{id}-");
    let path = files.find(|path| {
        let file = path.file_name().unwrap().to_str().unwrap();
        file.starts_with(&name)
    });
    let text = std::fs::read_to_string(path.unwrap()).unwrap();
    Some(read(&text))
}

fn told(groups: &[DocumentGroup]) -> Vec<(&str, Vec<String>)> {
    let name = |group: &DocumentGroup| group.security_group.display_name().is_some();
    let groups = groups.iter();
    groups
        .map(|it| {
            let text = if name(it) {
                it.security_group.display_name().unwrap()
            } else {
                ""
            };
            (text, lines(it))
        })
        .collect()
}

#[test]
fn shared_a_plan_for_people() {
    let Some(document) = case("s22") else { return };
    assert_eq!(document.shape, Some(Shape::Terraform));
    assert_eq!(codes(&document), [""; 0], "{:#?}", document.diagnostics);
    let shell = |sources: &str| format!("shell 500 Inbound TCP {sources}:* → *:22 Allow");
    let rest = "rest-no 4000 Inbound * *:* → *:* Deny".to_owned();
    let before = vec![shell("203.0.113.8"), rest.clone()];
    assert_eq!(told(document.before.as_ref().unwrap()), [("edge", before)]);
    let after = vec![shell("203.0.113.8,198.51.100.0/24"), rest];
    assert_eq!(told(&document.groups), [("edge", after)]);
    // The rule that only differs in what is empty is the same.
    let rules = |groups: &[DocumentGroup]| groups[0].security_group.security_rules[1].clone();
    assert_eq!(
        rules(&document.groups),
        rules(document.before.as_ref().unwrap())
    );
}

#[test]
fn shared_plans_of_rules_of_their_own() {
    for (id, rules, change) in [
        ("m24", 1, GroupChange::Changed),
        ("m31", 3, GroupChange::Changed),
        ("m22", 1, GroupChange::Added),
    ] {
        let Some(document) = case(id) else { return };
        assert_eq!(document.shape, Some(Shape::Terraform), "{id}");
        assert_eq!(document.groups.len(), 1, "{id}");
        assert_eq!(lines(&document.groups[0]).len(), rules, "{id}");
        assert_eq!(document.changes()[0].change(), change, "{id}");
    }
}

#[test]
fn shared_sets_of_rules() {
    let Some(document) = case("s25") else { return };
    let found = told(&document.groups);
    let found: Vec<_> = found
        .iter()
        .map(|(name, rules)| (*name, rules.len()))
        .collect();
    assert_eq!(
        found,
        [
            ("dev/default", 1),
            ("dev/web", 1),
            ("prod/default", 1),
            ("prod/web", 0)
        ]
    );
    assert_eq!(codes(&document), ["rules-without-group"]);
}

#[test]
fn shared_rows_of_a_query() {
    let Some(document) = case("s31") else { return };
    let rules = [
        "web-in 200 Inbound TCP Internet:* → 10.2.0.0/24,10.2.1.0/24:80,443 Allow",
        "rest-no 4000 Inbound * *:* → *:* Deny",
    ];
    let rules = rules.map(str::to_owned).to_vec();
    assert_eq!(told(&document.groups), [("nsg-web", rules)]);
    assert_eq!(codes(&document), [""; 0], "{:#?}", document.diagnostics);
    let Some(document) = case("s07") else { return };
    assert!(document.groups.is_empty());
    assert_eq!(codes(&document), ["missing-columns"]);
    let said = &document.diagnostics[0];
    assert!(said.message.contains("`priority`, `protocol`"));
    assert!(said.help.as_ref().unwrap().contains("`--query`"));
}

#[test]
fn shared_what_holds_no_group_is_named() {
    for (id, code, words) in [
        ("s30", "nsg-event-log", "event log of an NSG"),
        ("s33", "no-group", "Azure Firewall"),
    ] {
        let Some(document) = case(id) else { return };
        assert!(document.groups.is_empty());
        assert_eq!(codes(&document), [code]);
        assert!(document.diagnostics[0].message.contains(words), "{id}");
    }
}

/// File, user rules of each group, codes.
type ExpectedCase = (&'static str, &'static [usize], &'static [&'static str]);

#[rustfmt::skip]
const EVERY: &[ExpectedCase] = &[
    ("s01-portal-rule-table.txt", &[8], &["assumed-column"]),
    ("s03-issue-pipe-table.txt", &[], &["missing-columns"]),
    ("s04-az-table-policy-rules.txt", &[8], &["unknown-service-tag"]),
    ("s05-az-table-deny-tcp-udp-allow-rest.txt", &[5], &[]),
    ("s06-az-output-yaml.yaml", &[2], &["rules-without-group"]),
    ("s07-az-query-projection-nulls.json", &[], &["missing-columns"]),
    ("s09-csv-lowercase-values.csv", &[2], &[]),
    ("s11-csv-export-csv-space-joined.csv", &[3], &[]),
    ("s12-csv-report-comma-in-cells-bom.csv", &[2, 1], &[]),
    ("s13-csv-report-protocol-holds-priority.csv", &[2], &["invalid-protocol", "unused-columns"]),
    ("s15-csv-list-type-names.csv", &[], &["lost-values"]),
    ("s17-tfvars-positional-lists.tf", &[2], &["default-taken", "rules-without-group"]),
    ("s19-tfvars-caf-definitions.tfvars", &[0, 3], &["rules-without-group"]),
    ("s20-tfvars-module-without-direction.tfvars", &[2], &["direction-from-name", "rules-without-group"]),
    ("s22-terraform-plan-for-humans.txt", &[2], &[]),
    ("s24-bicep-loop.bicep", &[], &["bicep"]),
    ("s25-json-rule-sets-by-environment.json", &[1, 1, 1, 0], &["rules-without-group"]),
    ("s27-ansible-securitygroup.yaml", &[3], &[]),
    ("s28-capz-security-rules.yaml", &[3], &[]),
    ("s30-nsg-event-log.json", &[], &["nsg-event-log"]),
    ("s31-resource-graph-renamed-columns.json", &[2], &[]),
    ("s33-azure-firewall-rules.json", &[], &["no-group"]),
    ("s35-bicep-content.jsonc", &[2], &["comment", "trailing-comma"]),
];

#[test]
fn shared_every_text_that_people_hold() {
    let Some(folder) = shared_folder("cases") else {
        return;
    };
    for (name, rules, expected) in EVERY {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let document = read(&text);
        let counts = document
            .groups
            .iter()
            .map(|group| group.security_group.security_rules.len());
        assert_eq!(counts.collect::<Vec<_>>(), *rules, "{name}");
        assert_eq!(codes(&document), *expected, "{name}");
    }
}
