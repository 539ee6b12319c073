//! Variables of Terraform that a text leaves open.

use crate::document::Document;
use crate::rule::variable_in;
use nsg::{AddressMatch, Field, PortMatch, SecurityRule};
use std::collections::BTreeSet;

/// Returns the names of the variables on whose values rules of the document depend: whoever appends `name = …` to the text
/// gives one its value.
pub fn open_variables(document: &Document) -> Vec<String> {
    let rules = document
        .groups
        .iter()
        .flat_map(|group| &group.security_group.security_rules);
    let mut names = BTreeSet::new();
    for rule in rules {
        let texts = unknown_texts(rule).into_iter();
        names.extend(texts.filter_map(variable_in).map(str::to_owned));
    }
    names.into_iter().collect()
}

/// What stands for the fields of a rule that are not known.
fn unknown_texts(rule: &SecurityRule) -> Vec<&str> {
    let conditions = &rule.conditions;
    let mut found = vec![rule.name.as_str()];
    found.extend(unknown(&rule.priority));
    found.extend(unknown(&rule.direction));
    found.extend(unknown(&rule.access));
    found.extend(unknown(&conditions.protocol));
    for entry in conditions.source.iter().chain(&conditions.destination) {
        if let AddressMatch::Unknown(text) = entry {
            found.push(text);
        }
    }
    for entry in conditions
        .source_ports
        .iter()
        .chain(&conditions.destination_ports)
    {
        if let PortMatch::Unknown(text) = entry {
            found.push(text);
        }
    }
    found
}

fn unknown<T>(field: &Field<T>) -> Option<&str> {
    match field {
        Field::Unknown(text) => Some(text),
        Field::Known(_) => None,
    }
}

/// Returns the line that gives a variable its value. What somebody typed is a text, unless it is a number, a list, an object or
/// a text in quotes already.
pub fn variable_line(name: &str, typed: &str) -> String {
    let typed = typed.trim();
    let is_number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    let is_literal =
        is_number || matches!(typed, "true" | "false") || typed.starts_with(['[', '{', '"']);
    match is_literal {
        true => format!("{name} = {typed}\n"),
        false => format!("{name} = {}\n", serde_json::Value::from(typed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    #[test]
    fn a_value_that_is_given_settles_what_was_open() {
        let mut text = "resource \"azurerm_network_security_group\" \"web\" {\n  name = \"web\"\n  security_rule {\n    name = \"a\"\n    \
            priority = var.number\n    direction = \"Inbound\"\n    access = \"Allow\"\n    protocol = \"Tcp\"\n    source_address_prefix = var.office\n    \
            source_port_range = \"*\"\n    destination_address_prefix = \"*\"\n    destination_port_ranges = var.ports\n  }\n}\n".to_owned();
        assert_eq!(open_variables(&read(&text)), ["number", "office", "ports"]);
        for (name, typed) in [
            ("number", "100"),
            ("office", " 203.0.113.0/24 "),
            ("ports", "[\"22\", 443]"),
        ] {
            text.push_str(&variable_line(name, typed));
        }
        let document = read(&text);
        assert_eq!(open_variables(&document), [""; 0]);
        let rules = document
            .groups
            .first()
            .map(|group| group.security_group.security_rules.len());
        assert_eq!(
            (rules, document.diagnostics.as_slice()),
            (Some(1), [].as_slice())
        );
    }
}
