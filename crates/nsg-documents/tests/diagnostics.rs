//! Runs `diagnostics.md`: every code, with the smallest text that shows it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use nsg_documents::{
    Diagnostic, DiagnosticCode, admin_rules, assemble, network, prefixes, read, service_tags,
};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const PAGE: &str = include_str!("diagnostics.md");

struct Case<'p> {
    code: &'p str,
    kind: &'p str,
    text: String,
    expected: Vec<&'p str>,
}

fn cases(page: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        if let Some(code) = line.strip_prefix("## ").filter(|_| !fenced) {
            cases.push(Case {
                code,
                kind: "generate",
                text: String::new(),
                expected: Vec::new(),
            });
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(kind) = line.strip_prefix("```") {
            fenced = !fenced;
            if fenced {
                case.kind = kind;
            }
        } else if fenced {
            case.text.push_str(line);
            case.text.push('\n');
        } else if let Some(expected) = line.strip_prefix("> ") {
            case.expected.push(expected);
        }
    }
    cases
}

fn diagnostics(case: &Case) -> Vec<Diagnostic> {
    let text = case.text.as_str();
    match case.kind {
        "generate" => read(&large(case.code)).diagnostics,
        "text" => read(text).diagnostics,
        "service-tags" => service_tags::read(text).diagnostics,
        "admin-rules" => admin_rules::read(text).diagnostics,
        "prefixes" => prefixes::read(text).diagnostics,
        "network" => network::read(text).diagnostics,
        "subnet" => {
            let texts = assemble::ScenarioTexts {
                subnet_security_group: Some(text),
                ..assemble::ScenarioTexts::default()
            };
            assemble::read(&texts).diagnostics
        }
        kind => panic!("{kind} is no reader"),
    }
}

/// The texts that are too large for a page.
fn large(code: &str) -> String {
    let rule = |name: usize, fields: &str| {
        format!(
            r#"{{"name": "r{name}", "priority": {}, "direction": "Inbound", "access": "Allow", "protocol": "*",
                "sourcePortRange": "*", "destinationPortRange": "*", "destinationAddressPrefix": "*", {fields}}}"#,
            100 + name
        )
    };
    let any = r#""sourceAddressPrefix": "*""#;
    let group = |rules: Vec<String>| {
        format!(
            r#"{{"name": "web", "securityRules": [{}]}}"#,
            rules.join(",")
        )
    };
    match code {
        "text-too-large" => " ".repeat((128 << 20) + 1),
        "too-many-values" => format!("[{}", "0,".repeat(5_000_100)),
        "too-deep" => format!("{}{}", "[".repeat(200), "]".repeat(200)),
        "more-alike" => group(
            (0..60)
                .map(|name| rule(name, r#""sourceAddressPrefix": "10.0.0.1/8""#))
                .collect(),
        ),
        "too-many-rules" => group((0..1001).map(|name| rule(name, any)).collect()),
        "too-many-addresses" => {
            let list: Vec<_> = (0..4001)
                .map(|it| format!(r#""10.0.{}.{}""#, it / 256, it % 256))
                .collect();
            group(vec![rule(
                0,
                &format!(r#""sourceAddressPrefixes": [{}]"#, list.join(",")),
            )])
        }
        "too-many-application-security-groups" => {
            let groups =
                |name| format!(r#""sourceApplicationSecurityGroups": [{{"id": "/asg/{name}"}}]"#);
            group((0..101).map(|name| rule(name, &groups(name))).collect())
        }
        code => panic!("nothing makes {code}"),
    }
}

fn shown(diagnostic: &Diagnostic) -> String {
    let mut text = format!("{:?} ", diagnostic.severity).to_lowercase();
    if let (Some(line), Some(column)) = (diagnostic.line, diagnostic.column) {
        let _ = write!(text, "{line}:{column} ");
    }
    if let Some(pointer) = diagnostic
        .pointer
        .as_deref()
        .filter(|pointer| !pointer.is_empty())
    {
        let _ = write!(text, "{pointer} ");
    }
    let _ = write!(text, "— {}", diagnostic.message);
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, " · {help}");
    }
    text
}

#[test]
fn every_code_says_what_the_page_says() {
    let mut page = PAGE.to_owned();
    let update = std::env::var_os("UPDATE_DIAGNOSTICS").is_some();
    for case in cases(PAGE) {
        let found: Vec<String> = diagnostics(&case)
            .iter()
            .filter(|diagnostic| diagnostic.code == case.code)
            .take(1)
            .map(shown)
            .collect();
        assert!(!found.is_empty(), "{} does not show", case.code);
        if update {
            let section = page.find(&format!("## {}\n", case.code)).unwrap();
            let from = section + page[section..].find("\n> ").unwrap() + 3;
            let to = from + page[from..].find('\n').unwrap();
            page.replace_range(from..to, &found[0]);
        } else {
            assert_eq!(found, case.expected, "{}", case.code);
        }
    }
    if update {
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diagnostics.md"),
            page,
        )
        .unwrap();
    }
}

#[test]
fn the_page_has_every_code() {
    let shown: BTreeSet<_> = cases(PAGE).iter().map(|case| case.code).collect();
    let known: BTreeSet<_> = DiagnosticCode::ALL
        .iter()
        .map(|code| code.as_str())
        .collect();
    assert_eq!(shown, known);
}

#[test]
fn messages_are_in_the_house_style() {
    for case in cases(PAGE).iter().filter(|case| case.kind != "generate") {
        for diagnostic in diagnostics(case) {
            let message = &diagnostic.message;
            assert!(
                !message.ends_with('.') || message.ends_with("..."),
                "{message}"
            );
            let proper = ["IPv", "JSON", "Azure", "Terraform", "IP "];
            let lower = !message.starts_with(char::is_uppercase);
            assert!(
                lower || proper.iter().any(|name| message.starts_with(name)),
                "{message}"
            );
        }
    }
}
