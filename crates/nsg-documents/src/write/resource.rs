//! The model in the form of Azure's REST API, for `serde` to write.

use crate::rule::MISSING;
use nsg::{
    AddressMatch, ComparedField, Conditions, Direction, Field, Name, NetworkSecurityGroup,
    PortMatch, Priority, RuleProtocol, SecurityRule, Spellings,
};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;

/// A group as Azure Resource Manager writes it (SPEC: `networkSecurityGroup.json`).
#[derive(Clone, Debug, Serialize)]
pub struct GroupResource<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<&'a BTreeMap<String, String>>,
    properties: GroupProperties<'a>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct GroupProperties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    resource_guid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flush_connection: Option<bool>,
    security_rules: Vec<RuleResource<'a>>,
    default_security_rules: Vec<RuleResource<'a>>,
}

/// A rule as Azure Resource Manager writes it.
#[derive(Clone, Debug, Serialize)]
pub struct RuleResource<'a> {
    name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    properties: RuleProperties<'a>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RuleProperties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    protocol: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_port_range: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    source_port_ranges: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination_port_range: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    destination_port_ranges: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_address_prefix: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    source_address_prefixes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    source_application_security_groups: Vec<GroupReference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination_address_prefix: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    destination_address_prefixes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    destination_application_security_groups: Vec<GroupReference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<PriorityNumber<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct GroupReference<'a> {
    id: Cow<'a, str>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum PriorityNumber<'a> {
    Known(Priority),
    Unknown(&'a str),
}

impl<'a> RuleResource<'a> {
    /// The rule inside a template: without the id, which Azure gives, and nothing in it an expression but
    /// where application security groups have to be found by name.
    pub(super) fn in_template(mut self) -> Self {
        let literal = |text: &mut Cow<'a, str>| *text = super::quoted::template(text).into();
        self.id = None;
        literal(&mut self.name);
        let properties = &mut self.properties;
        properties.description.iter_mut().for_each(literal);
        for reference in properties
            .source_application_security_groups
            .iter_mut()
            .chain(&mut properties.destination_application_security_groups)
        {
            reference.id = if reference.id.contains('/') {
                super::quoted::template(&reference.id).into()
            } else {
                let name = reference.id.replace('\'', "''");
                format!("[resourceId('Microsoft.Network/applicationSecurityGroups', '{name}')]")
                    .into()
            };
        }
        self
    }
}

/// A group in the form of Azure's REST API.
///
/// One value of a field stands in the singular field, several in the plural one, the other of the two is
/// left out. What was not understood is written as the text that was given, and what was missing is left out.
pub fn network_security_group(group: &NetworkSecurityGroup) -> GroupResource<'_> {
    GroupResource {
        id: group.id.as_deref(),
        name: group.name.as_deref(),
        location: group.location.as_deref(),
        tags: group.settings.tags.as_ref(),
        properties: GroupProperties {
            resource_guid: group.resource_guid.as_deref(),
            flush_connection: group.settings.flush_connection,
            security_rules: group.security_rules.iter().map(security_rule).collect(),
            default_security_rules: group
                .default_security_rules
                .iter()
                .map(security_rule)
                .collect(),
        },
    }
}

/// A rule in the form of Azure's REST API.
pub fn security_rule(rule: &SecurityRule) -> RuleResource<'_> {
    RuleResource {
        name: rule.name.as_str().into(),
        id: rule.id.as_deref(),
        properties: RuleProperties {
            description: rule.description.as_deref().map(Cow::from),
            ..properties(
                text(&rule.access),
                &rule.priority,
                &rule.direction,
                &rule.conditions,
                &rule.spellings,
            )
        },
    }
}

/// The fields of a rule, whoever's it is.
pub(super) fn properties<'a>(
    access: Option<String>,
    priority: &'a Field<Priority>,
    direction: &Field<Direction>,
    conditions: &'a Conditions,
    spellings: &Spellings,
) -> RuleProperties<'a> {
    let ports =
        |entries: &[PortMatch], field| united(ports(entries, |port| spellings.of(field, port)));
    let prefixes = |entries: &[AddressMatch], field| {
        united(prefixes(entries, |entry| spellings.of(field, entry)))
    };
    let (source_port_range, source_port_ranges) =
        ports(&conditions.source_ports, ComparedField::SourcePort);
    let (destination_port_range, destination_port_ranges) = ports(
        &conditions.destination_ports,
        ComparedField::DestinationPort,
    );
    let (source_address_prefix, source_address_prefixes) =
        prefixes(&conditions.source, ComparedField::Source);
    let (destination_address_prefix, destination_address_prefixes) =
        prefixes(&conditions.destination, ComparedField::Destination);
    RuleProperties {
        description: None,
        protocol: protocol(&conditions.protocol),
        source_port_range,
        source_port_ranges,
        destination_port_range,
        destination_port_ranges,
        source_address_prefix,
        source_address_prefixes,
        source_application_security_groups: groups(&conditions.source),
        destination_address_prefix,
        destination_address_prefixes,
        destination_application_security_groups: groups(&conditions.destination),
        access,
        priority: number(priority),
        direction: text(direction),
    }
}

pub(super) fn protocol(protocol: &Field<RuleProtocol>) -> Option<String> {
    match protocol {
        // Rules spell protocols `Tcp`, flows `TCP` (SPEC: `SecurityRuleProtocol`).
        Field::Known(RuleProtocol::One(protocol)) => Some(title_case(protocol.as_str())),
        protocol => text(protocol),
    }
}

pub(super) fn number(priority: &Field<Priority>) -> Option<PriorityNumber<'_>> {
    match priority {
        Field::Known(priority) => Some(PriorityNumber::Known(*priority)),
        Field::Unknown(text) => (text != MISSING).then_some(PriorityNumber::Unknown(text)),
    }
}

/// A field's text; none where the field was missing, so that whoever reads it finds it missing again.
pub(super) fn text(field: &Field<impl Display>) -> Option<String> {
    match field {
        Field::Known(value) => Some(value.to_string()),
        Field::Unknown(text) => (text != MISSING).then(|| text.clone()),
    }
}

pub(super) fn ports(ports: &[PortMatch], spell: impl Fn(&PortMatch) -> String) -> Vec<String> {
    let is_there = |port: &&PortMatch| !matches!(port, PortMatch::Unknown(text) if text == MISSING);
    ports.iter().filter(is_there).map(spell).collect()
}

fn prefixes(entries: &[AddressMatch], spell: impl Fn(&AddressMatch) -> String) -> Vec<String> {
    let is_prefix = |entry: &&AddressMatch| match entry {
        AddressMatch::ApplicationSecurityGroup(_) => false,
        AddressMatch::Unknown(text) => text != MISSING,
        _ => true,
    };
    entries.iter().filter(is_prefix).map(spell).collect()
}

fn groups<'a>(entries: &'a [AddressMatch]) -> Vec<GroupReference<'a>> {
    let groups = entries.iter().filter_map(|entry| match entry {
        AddressMatch::ApplicationSecurityGroup(name) => Some(name),
        _ => None,
    });
    let reference = |name: &'a Name| GroupReference {
        id: name.as_str().into(),
    };
    groups.map(reference).collect()
}

/// One value for the singular field, several for the plural one.
fn united(mut values: Vec<String>) -> (Option<String>, Vec<String>) {
    if values.len() == 1 {
        (values.pop(), values)
    } else {
        (None, values)
    }
}

pub(super) fn title_case(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|char| char.to_ascii_uppercase());
    first
        .into_iter()
        .chain(chars.map(|char| char.to_ascii_lowercase()))
        .collect()
}
