//! Notes: what to know before a text is used.

use super::format::Format;
use super::list::list;
use super::location::GroupLocation;
use super::resource::network_security_group;
use crate::codes::DiagnosticSeverity;
use nsg::{AddressMatch, GroupSettings, Name, NetworkSecurityGroup, SecurityRule};
use text::{quote, text};

/// What is not known of the group, and what the text does to it.
pub(super) fn of_place(
    place: &GroupLocation,
    settings: &GroupSettings,
    format: Format,
) -> Vec<String> {
    let mut notes = Vec::new();
    let unknown = [
        (text!("write-part-name"), place.name.is_none()),
        (
            text!("write-part-resource-group"),
            place.resource_group.is_none() && !matches!(format, Format::Arm | Format::Bicep),
        ),
        (
            text!("write-part-location"),
            place.location.is_none() && (place.new || !format.is_script()),
        ),
    ];
    let unknown = unknown.into_iter().filter(|(_, missing)| *missing);
    let unknown = list(unknown.map(|(what, _)| what), text!("list-comma"));
    if !unknown.is_empty() {
        notes.push(text!("write-note-fill-in", parts = unknown));
    }
    if !format.is_script() && settings.tags.is_none() {
        // The provider sends what else the group has back as it is.
        notes.push(match format {
            Format::Terraform => text!("write-note-replaces-tags").to_owned(),
            _ => text!("write-note-replaces").to_owned(),
        });
    }
    if format.is_script() && place.new {
        notes.push(text!("write-note-creates").to_owned());
    }
    notes
}

/// The most bytes of a description that the provider takes: it counts bytes where Azure counts characters (azurerm,
/// `validation.StringLenBetween(0, 140)`, which is Go's `len`).
const DESCRIPTION_BYTES: usize = 140;

/// What to know about a file of Terraform.
pub(super) fn of_terraform(place: &GroupLocation, rules: &[&SecurityRule]) -> Vec<String> {
    let mut notes = vec![text!("write-note-fragment").to_owned()];
    if !place.new {
        notes.push(match place.id() {
            Some(_) => text!("write-note-import-block").to_owned(),
            None => text!("write-note-import").to_owned(),
        });
    }
    let is_long = |rule: &&&SecurityRule| {
        let length = rule.description.as_deref().unwrap_or_default();
        length.len() > DESCRIPTION_BYTES && length.chars().count() <= DESCRIPTION_BYTES
    };
    let long = rules.iter().filter(is_long).map(|rule| quote(&rule.name));
    let long = list(long, text!("list-comma"));
    if !long.is_empty() {
        notes.push(text!("write-note-bytes", rules = long));
    }
    if place.resource_group.is_some_and(|name| !name.is_ascii()) {
        notes.push(text!("write-note-resource-group").to_owned());
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
        let names = names.iter().map(|name| quote(name.as_str()));
        text!("write-note-names", names = list(names, text!("list-comma")))
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
    let loud = diagnostics.filter(|it| it.severity == DiagnosticSeverity::Warning);
    loud.map(|it| match it.help {
        Some(help) => text!("write-note-mind-and-help", message = it.message, help),
        None => text!("write-note-mind", message = it.message),
    })
    .collect()
}
