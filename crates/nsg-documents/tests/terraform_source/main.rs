//! Terraform's own language: what people have in their repositories, before anything is planned.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod computing;
mod groups;
mod missing_facts;
mod problems;
mod random;
mod rule_lists;
#[path = "../support/mod.rs"]
mod support;

use nsg_documents::{Diagnostic, Document, Shape, read};
use support::lines;

/// The attributes of a rule, but for those that are given.
fn fields(name: &str, priority: &str, more: &str) -> String {
    let mut text = format!("name = {name}\npriority = {priority}\n{more}\n");
    for (key, value) in [
        ("direction", "Inbound"),
        ("access", "Allow"),
        ("protocol", "Tcp"),
        ("source_port_range", "*"),
        ("destination_port_range", "443"),
        ("source_address_prefix", "*"),
        ("destination_address_prefix", "*"),
    ] {
        if !more.contains(key) {
            text.push_str(&format!("{key} = \"{value}\"\n"));
        }
    }
    text
}

/// A group `web` whose body is this.
fn web(body: &str) -> String {
    format!(
        "resource \"azurerm_network_security_group\" \"web\" {{\n name = \"web\"\n location = \"westeurope\"\n \
         resource_group_name = \"rg\"\n{body}\n}}\n"
    )
}

/// A group `web` with one rule `a` that has this attribute.
fn web_with(attribute: &str) -> String {
    web(&format!(
        "security_rule {{\n{}}}",
        fields("\"a\"", "100", attribute)
    ))
}

fn only(text: &str) -> Vec<String> {
    let document = read(text);
    assert_eq!(
        document.groups.len(),
        1,
        "{text}\n{:#?}",
        document.diagnostics
    );
    assert_eq!(document.shape, Some(Shape::Terraform));
    lines(&document.groups[0])
}

fn diagnostic<'d>(document: &'d Document, code: &str) -> &'d Diagnostic {
    let found = document.diagnostics.iter().find(|it| it.code == code);
    found.unwrap_or_else(|| panic!("no {code}: {:#?}", document.diagnostics))
}

/// The source address of a rule that has this expression for one.
fn source_of(expression: &str, around: &str) -> String {
    let attribute = format!("source_address_prefix = {expression}");
    let text = format!("{around}\n{}", web_with(&attribute));
    let lines = only(&text);
    let (_, rest) = lines[0].split_once("TCP ").unwrap();
    rest.split_once(":* →").unwrap().0.to_owned()
}
