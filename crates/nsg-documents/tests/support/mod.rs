//! Helpers that the tests of this crate share.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use nsg::{AddressMatch, Field, PortMatch, SecurityRule};
use nsg_documents::rule_text::{RuleField, RuleText};
use nsg_documents::{DiagnosticSeverity, Document, DocumentGroup};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::PathBuf;

/// A text of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every text of `tests/fixtures` with its name.
pub(crate) fn fixtures() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| (name.clone(), fixture(&name)))
        .collect()
}

/// A folder beside the checkout; `None`, and a line that says so, where it is missing.
pub(crate) fn shared_folder(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("../shared/{folder} is not beside the checkout: skipped");
    None
}

/// A document that was read without a warning.
pub(crate) fn clean(name: &str) -> Document {
    let document = nsg_documents::read(&fixture(name));
    let loud: Vec<_> = document
        .diagnostics
        .iter()
        .filter(|it| it.severity != DiagnosticSeverity::Info)
        .collect();
    assert!(loud.is_empty(), "{name}: {loud:#?}");
    document
}

/// The group of that name.
pub(crate) fn group<'d>(document: &'d Document, name: &str) -> &'d DocumentGroup {
    let found = document
        .groups
        .iter()
        .find(|group| group.security_group.display_name() == Some(name));
    found.unwrap_or_else(|| panic!("no group {name}"))
}

/// The user rule of that name.
pub(crate) fn rule<'d>(group: &'d DocumentGroup, name: &str) -> &'d SecurityRule {
    let found = group
        .security_group
        .security_rules
        .iter()
        .find(|rule| rule.name == name);
    found.unwrap_or_else(|| panic!("no rule {name}"))
}

/// A rule on one line, as a person would write it: unknown parts in question marks.
pub(crate) fn line(rule: &SecurityRule) -> String {
    let conditions = &rule.conditions;
    format!(
        "{} {} {} {} {}:{} → {}:{} {}",
        rule.name,
        field(&rule.priority),
        field(&rule.direction),
        field(&conditions.protocol),
        addresses(&conditions.source),
        ports(&conditions.source_ports),
        addresses(&conditions.destination),
        ports(&conditions.destination_ports),
        field(&rule.access),
    )
}

/// The user rules of a group, a line each.
pub(crate) fn lines(group: &DocumentGroup) -> Vec<String> {
    group
        .security_group
        .security_rules
        .iter()
        .map(line)
        .collect()
}

/// A field, unknown text in question marks.
pub(crate) fn field<T: std::fmt::Display>(field: &Field<T>) -> String {
    match field {
        Field::Known(value) => value.to_string(),
        Field::Unknown(text) => format!("?{text}?"),
    }
}

fn addresses(entries: &[AddressMatch]) -> String {
    let text = |entry: &AddressMatch| match entry {
        AddressMatch::Unknown(text) => format!("?{text}?"),
        AddressMatch::PrintedAny => "0.0.0.0/0 as printed".to_owned(),
        AddressMatch::ApplicationSecurityGroup(name) => format!("asg {}", name.last_segment()),
        entry => entry.to_string(),
    };
    entries.iter().map(text).collect::<Vec<_>>().join(",")
}

fn ports(entries: &[PortMatch]) -> String {
    let text = |entry: &PortMatch| match entry {
        PortMatch::Unknown(text) => format!("?{text}?"),
        entry => entry.to_string(),
    };
    entries.iter().map(text).collect::<Vec<_>>().join(",")
}

/// The codes of a document's diagnostics by the alphabet, each once.
pub(crate) fn codes(document: &Document) -> Vec<&'static str> {
    let mut codes: Vec<_> = document.diagnostics.iter().map(|it| it.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A value as block YAML; strings as JSON has them, which YAML takes.
pub(crate) fn yaml(value: &Value, indent: usize, out: &mut String) {
    let blanks = " ".repeat(indent);
    match value {
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                write!(out, "\n{blanks}-").unwrap();
                yaml(item, indent + 2, out);
            }
        }
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                write!(out, "\n{blanks}{key}:").unwrap();
                yaml(value, indent + 2, out);
            }
        }
        other => write!(out, " {other}").unwrap(),
    }
}

/// The fields that every rule has, as columns of a table.
pub(crate) const FIELDS: [RuleField; 9] = [
    RuleField::Name,
    RuleField::Priority,
    RuleField::Direction,
    RuleField::Access,
    RuleField::Protocol,
    RuleField::Source,
    RuleField::SourcePorts,
    RuleField::Destination,
    RuleField::DestinationPorts,
];

/// A rule as a row, in the words of a form.
pub(crate) fn row(rule: &RuleText) -> Vec<String> {
    FIELDS.map(|field| rule.get(field).to_owned()).to_vec()
}
