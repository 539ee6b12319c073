//! What to know before a text is used.

use super::change::Format;
use super::fields::list;
use super::place::Place;
use super::resource::network_security_group;
use crate::diagnostic::{Severity, quote};
use nsg::{AddressMatch, Name, NetworkSecurityGroup, SecurityRule};

/// What is not known of the group, and what the text does to it.
pub(super) fn of_place(place: &Place, format: Format) -> Vec<String> {
    let mut notes = Vec::new();
    let unknown = [
        ("name", place.name.is_none()),
        (
            "resource group",
            place.resource_group.is_none() && !matches!(format, Format::Arm | Format::Bicep),
        ),
        (
            "location",
            place.location.is_none() && (place.new || !format.is_script()),
        ),
    ];
    let unknown = unknown.into_iter().filter(|(_, missing)| *missing);
    let unknown = list(unknown.map(|(what, _)| what), ", ");
    if !unknown.is_empty() {
        notes.push(format!("Not known, so fill in: {unknown} of the group."));
    }
    if !format.is_script() {
        notes.push(
            "It replaces the whole group: tags and `flushConnection` are not among what was read, so add \
             them where the group has them."
                .to_owned(),
        );
        if format == Format::Terraform {
            notes.push(
                "Terraform takes over a group that is already there only after `terraform import`."
                    .to_owned(),
            );
        }
    } else if place.new {
        notes.push(
            "It creates the group; a group of this name that is there already loses its rules."
                .to_owned(),
        );
    }
    notes
}

/// Application security groups of which only the name is known.
pub(super) fn names_alone(rules: &[&SecurityRule]) -> Option<String> {
    let mut names: Vec<&Name> = Vec::new();
    let entries = rules.iter().flat_map(|rule| {
        let conditions = &rule.conditions;
        conditions.source.iter().chain(&conditions.destination)
    });
    for entry in entries {
        if let AddressMatch::ApplicationSecurityGroup(name) = entry
            && !name.is_resource_id()
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| {
        let names = list(names.iter().map(|name| quote(name.as_str())), ", ");
        format!("Known by name alone, and so looked for in the group's resource group: {names}.")
    })
}

/// What Azure would refuse about rules, as the reader says when it reads them back: there is one place
/// that knows it.
pub(super) fn refused(rules: Vec<&SecurityRule>) -> Vec<String> {
    let group = NetworkSecurityGroup {
        security_rules: rules.into_iter().cloned().collect(),
        ..NetworkSecurityGroup::default()
    };
    let resource = network_security_group(&group);
    let text = serde_json::to_string(&resource).unwrap_or_default();
    let diagnostics = crate::read(&text).diagnostics.into_iter();
    let loud = diagnostics.filter(|it| it.severity == Severity::Warning);
    loud.map(|it| match it.help {
        Some(help) => format!("Mind: {} ({help}).", it.message),
        None => format!("Mind: {}.", it.message),
    })
    .collect()
}
