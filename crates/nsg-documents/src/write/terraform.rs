//! A group as a Terraform resource, with the names that the `azurerm` provider has for the fields.

use super::fields::{KnownFields, RuleSide};
use super::list::list;
use super::location::GroupLocation;
use super::quoted::terraform;
use nsg::{GroupSettings, Name};

/// The file. What is not known of the group is a variable; application security groups of which only the
/// name is known are looked up.
pub(super) fn file(
    place: &GroupLocation,
    settings: &GroupSettings,
    rules: &[KnownFields],
) -> String {
    let mut text = String::new();
    let mut or_variable = |known: Option<&str>, variable: &str| match known {
        Some(known) => terraform(known),
        None => {
            text.push_str(&format!(
                "variable \"{variable}\" {{\n  type = string\n}}\n\n"
            ));
            format!("var.{variable}")
        }
    };
    let name = or_variable(place.name, "name");
    let location = or_variable(place.location, "location");
    let resource_group = or_variable(place.resource_group, "resource_group_name");
    let lookups = lookups(rules);
    for (number, group) in lookups.iter().enumerate() {
        text.push_str(&format!(
            "data \"azurerm_application_security_group\" \"asg_{}\" {{\n  name                = {}\n  \
             resource_group_name = {resource_group}\n}}\n\n",
            number + 1,
            terraform(group.as_str())
        ));
    }
    if let Some(id) = place.id() {
        // Terraform 1.5 and newer take over what is there by this.
        text.push_str(&format!(
            "import {{\n  to = azurerm_network_security_group.{}\n  id = {}\n}}\n\n",
            place.label(),
            terraform(&id)
        ));
    }
    text.push_str(&format!(
        "resource \"azurerm_network_security_group\" \"{}\" {{\n  name                = {name}\n  \
         location            = {location}\n  resource_group_name = {resource_group}\n",
        place.label()
    ));
    let tags = settings.tags.iter().flatten();
    let tags: String = tags
        .map(|(key, value)| format!("    {} = {}\n", terraform(key), terraform(value)))
        .collect();
    if !tags.is_empty() {
        text.push_str(&format!("\n  tags = {{\n{tags}  }}\n"));
    }
    for it in rules {
        text.push('\n');
        block(it, &lookups, &mut text);
    }
    if rules.is_empty() {
        // Without it the provider leaves the rules alone that are there.
        text.push_str("\n  security_rule = []\n");
    }
    text.push_str("}\n");
    text
}

/// The block of one rule in a group; `None` where a group that it names has to be looked up.
#[cfg(feature = "patch")]
pub(crate) fn rule_block(rule: &KnownFields) -> Option<String> {
    let mut text = String::new();
    block(rule, &[], &mut text);
    lookups(std::slice::from_ref(rule))
        .is_empty()
        .then_some(text)
}

fn block(it: &KnownFields, lookups: &[&Name], text: &mut String) {
    text.push_str("  security_rule {\n");
    rule(it, lookups, text);
    text.push_str("  }\n");
}

/// The application security groups of which only the name is known, each once.
fn lookups<'a>(rules: &[KnownFields<'a>]) -> Vec<&'a Name> {
    let mut found: Vec<&Name> = Vec::new();
    for rule in rules {
        for group in rule.source.groups.iter().chain(&rule.destination.groups) {
            if !group.is_resource_id() && !found.contains(group) {
                found.push(group);
            }
        }
    }
    found
}

fn rule(rule: &KnownFields, lookups: &[&Name], text: &mut String) {
    let mut lines = vec![("name".to_owned(), terraform(rule.name))];
    let description = rule.description.map(terraform);
    lines.extend(description.map(|text| ("description".to_owned(), text)));
    lines.extend([
        ("priority".to_owned(), rule.priority.to_string()),
        ("direction".to_owned(), terraform(rule.direction.as_str())),
        ("access".to_owned(), terraform(rule.access.as_str())),
        ("protocol".to_owned(), terraform(&rule.protocol)),
    ]);
    side("source", &rule.source, lookups, &mut lines);
    side("destination", &rule.destination, lookups, &mut lines);
    // `terraform fmt` lines the equals signs up.
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in lines {
        text.push_str(&format!("    {name:width$} = {value}\n"));
    }
}

fn side(name: &str, side: &RuleSide, lookups: &[&Name], lines: &mut Vec<(String, String)>) {
    let mut values = |singular: &str, plural: &str, values: &[String]| match values {
        [] => {}
        [one] => lines.push((format!("{name}_{singular}"), terraform(one))),
        more => {
            let items = more.iter().map(|value| terraform(value));
            lines.push((
                format!("{name}_{plural}"),
                format!("[{}]", list(items, ", ")),
            ));
        }
    };
    values("address_prefix", "address_prefixes", &side.prefixes);
    values("port_range", "port_ranges", &side.ports);
    if !side.groups.is_empty() {
        let id = |group: &&Name| {
            let lookup = lookups.iter().position(|known| known == group);
            lookup.map_or_else(
                || terraform(group.as_str()),
                |at| format!("data.azurerm_application_security_group.asg_{}.id", at + 1),
            )
        };
        let items = list(side.groups.iter().map(id), ", ");
        lines.push((
            format!("{name}_application_security_group_ids"),
            format!("[{items}]"),
        ));
    }
}
