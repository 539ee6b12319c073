//! Random groups, written as source and read back.

use crate::support::row;
use nsg_documents::rule_text::RuleText;
use nsg_documents::write::{self, Format};
use nsg_documents::{Document, Shape, read};
use proptest::prelude::*;
use rule_lines::random::scenario;

/// A rule in a line, as tables have it.
fn told(document: &Document) -> Vec<String> {
    let rules = document.groups[0].security_group.security_rules.iter();
    rules
        .map(|rule| row(&RuleText::of(rule)).join(" | "))
        .collect()
}

/// The rules of a group as objects of a local value, with a `dynamic` block over them.
fn as_dynamic(rules: &[RuleText]) -> String {
    let list = |text: &str| {
        let items = text.split(", ").map(|item| format!("\"{item}\""));
        format!("[{}]", items.collect::<Vec<_>>().join(", "))
    };
    let object = |rule: &RuleText| {
        let cells = row(rule);
        format!(
            "    {{ words = {}, source = {}, source_ports = {}, destination = {}, destination_ports = {} }},\n",
            format_args!("[\"{}\"]", cells[..5].join("\", \"")),
            list(&cells[5]),
            list(&cells[6]),
            list(&cells[7]),
            list(&cells[8])
        )
    };
    let objects: String = rules.iter().map(object).collect();
    let side = |side: &str, kind: &str, of: &str| {
        format!(
            "      {side}_{kind} = length(it.value.{of}) == 1 ? it.value.{of}[0] : null\n      {side}_{kind}{} = length(it.value.{of}) > 1 ? it.value.{of} : null\n",
            if kind.ends_with('x') { "es" } else { "s" }
        )
    };
    format!(
        "locals {{\n  rules = [\n{objects}  ]\n}}\nresource \"azurerm_network_security_group\" \"web\" {{\n  name = \"web\"\n  dynamic \"security_rule\" {{\n    \
         for_each = local.rules\n    iterator = it\n    content {{\n      name = it.value.words[0]\n      priority = tonumber(it.value.words[1])\n      \
         direction = it.value.words[2]\n      access = it.value.words[3]\n      protocol = title(lower(it.value.words[4]))\n{}{}{}{}    }}\n  }}\n}}\n",
        side("source", "address_prefix", "source"),
        side("source", "port_range", "source_ports"),
        side("destination", "address_prefix", "destination"),
        side("destination", "port_range", "destination_ports"),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn a_group_that_is_written_for_terraform_is_read_as_the_same(scenario in scenario()) {
        let Some(mut group) = scenario.subnet_security_group else { return Ok(()) };
        group.name = Some("web".to_owned());
        let Ok(text) = write::change(None, &group, Format::Terraform) else { return Ok(()) };
        let document = read(&text.text);
        prop_assert_eq!(document.shape, Some(Shape::Terraform), "{}", text.text);
        let again: Vec<_> = document.groups[0].security_group.security_rules.iter().map(RuleText::of).map(|it| row(&it)).collect();
        let rules: Vec<_> = group.security_rules.iter().map(RuleText::of).map(|it| row(&it)).collect();
        prop_assert_eq!(again, rules, "{}", text.text);
    }

    #[test]
    fn rules_that_a_loop_makes_are_the_same_rules(scenario in scenario()) {
        let Some(group) = scenario.subnet_security_group else { return Ok(()) };
        let rules = group.security_rules.iter().map(RuleText::of);
        let writable = |rule: &RuleText| row(rule).iter().all(|cell| !cell.is_empty() && !cell.contains("asg:") && !cell.contains(['?', '"', '$', '%', '\\']));
        let rules: Vec<_> = rules.filter(writable).collect();
        let text = as_dynamic(&rules);
        let document = read(&text);
        let expected: Vec<_> = rules.iter().map(|rule| row(rule).join(" | ")).collect();
        prop_assert_eq!(told(&document), expected, "{}", text);
    }

    #[test]
    fn source_that_is_cut_anywhere_is_read_without_a_panic(cut in 0_usize..900, what in "[ -~\n]{0,3}") {
        let text = as_dynamic(&[]) + "/* é */ resource \"azurerm_network_security_rule\" \"r\" {\n  for_each = { for k, v in { a = 1 } : k => v if v != 2 }\n  name = <<-E\n    ${each.key}\n  E\n  priority = try(each.value[0], \"x${1}\")\n}\n";
        let end = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let document = read(&format!("{}{what}", text.get(..end).unwrap()));
        prop_assert!(document.groups.len() <= 2);
    }
}
