//! A group as a Bicep file.

use super::fields::{KnownFields, RuleSide};
use super::location::GroupLocation;
use super::quoted::bicep;
use super::template::API_VERSION;
use nsg::{GroupSettings, Name};

/// The file. What is not known of the group is a parameter, as in a template.
pub(super) fn file(
    place: &GroupLocation,
    settings: &GroupSettings,
    rules: &[KnownFields],
) -> String {
    let mut text = String::new();
    if place.name.is_none() {
        text.push_str("param name string\n");
    }
    if place.location.is_none() {
        text.push_str("param location string = resourceGroup().location\n");
    }
    if !text.is_empty() {
        text.push('\n');
    }
    let name = place.name.map_or_else(|| "name".to_owned(), bicep);
    let location = place.location.map_or_else(|| "location".to_owned(), bicep);
    text.push_str(&format!(
        "resource networkSecurityGroup 'Microsoft.Network/networkSecurityGroups@{API_VERSION}' = {{\n  \
         name: {name}\n  location: {location}\n"
    ));
    let tags = settings.tags.iter().flatten();
    let tags: String = tags
        .map(|(key, value)| format!("    {}: {}\n", bicep(key), bicep(value)))
        .collect();
    if !tags.is_empty() {
        text.push_str(&format!("  tags: {{\n{tags}  }}\n"));
    }
    text.push_str("  properties: {\n");
    if let Some(flush) = settings.flush_connection {
        text.push_str(&format!("    flushConnection: {flush}\n"));
    }
    if rules.is_empty() {
        text.push_str("    securityRules: []\n");
    } else {
        text.push_str("    securityRules: [\n");
        rules.iter().for_each(|it| rule(it, &mut text));
        text.push_str("    ]\n");
    }
    text.push_str("  }\n}\n");
    text
}

fn rule(rule: &KnownFields, text: &mut String) {
    text.push_str(&format!(
        "      {{\n        name: {}\n        properties: {{\n",
        bicep(rule.name)
    ));
    let mut line = |name: &str, value: &str| {
        text.push_str(&format!("          {name}: {value}\n"));
    };
    if let Some(description) = rule.description {
        line("description", &bicep(description));
    }
    line("priority", &rule.priority.to_string());
    line("direction", &bicep(rule.direction.as_str()));
    line("access", &bicep(rule.access.as_str()));
    line("protocol", &bicep(&rule.protocol));
    side("source", &rule.source, &mut line);
    side("destination", &rule.destination, &mut line);
    text.push_str("        }\n      }\n");
}

fn side(name: &str, side: &RuleSide, line: &mut impl FnMut(&str, &str)) {
    let mut values = |singular: &str, plural: &str, values: &[String]| match values {
        [] => {}
        [one] => line(&format!("{name}{singular}"), &bicep(one)),
        more => {
            let items = more.iter().map(|value| bicep(value));
            line(&format!("{name}{plural}"), &array(items));
        }
    };
    values("AddressPrefix", "AddressPrefixes", &side.prefixes);
    values("PortRange", "PortRanges", &side.ports);
    if !side.groups.is_empty() {
        let items = side
            .groups
            .iter()
            .map(|group| format!("{{ id: {} }}", id(group)));
        line(&format!("{name}ApplicationSecurityGroups"), &array(items));
    }
}

fn id(group: &Name) -> String {
    let text = bicep(group.as_str());
    if group.is_resource_id() {
        text
    } else {
        format!("resourceId('Microsoft.Network/applicationSecurityGroups', {text})")
    }
}

/// An array over several lines, as Bicep wants it.
fn array(items: impl Iterator<Item = String>) -> String {
    let mut text = "[\n".to_owned();
    for item in items {
        text.push_str(&format!("            {item}\n"));
    }
    text.push_str("          ]");
    text
}
