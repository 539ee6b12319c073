//! A group as an Azure Resource Manager template.

use super::location::GroupLocation;
use super::quoted;
use super::resource::{RuleResource, security_rule};
use nsg::NetworkSecurityGroup;
use serde::Serialize;
use std::collections::BTreeMap;

/// A version of the API that has everything a rule can hold (AD: the template reference of
/// `Microsoft.Network/networkSecurityGroups`).
pub(super) const API_VERSION: &str = "2023-11-01";

const SCHEMA: &str =
    "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Template<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    content_version: &'static str,
    #[serde(skip_serializing_if = "Parameters::are_none")]
    parameters: Parameters,
    resources: [TemplateResource<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Parameter>,
}

impl Parameters {
    fn are_none(&self) -> bool {
        self.name.is_none() && self.location.is_none()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Parameter {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_value: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TemplateResource<'a> {
    r#type: &'static str,
    api_version: &'static str,
    name: String,
    location: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<BTreeMap<&'a str, String>>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    flush_connection: Option<bool>,
    security_rules: Vec<RuleResource<'a>>,
}

/// The template. What is not known of the group is a parameter; the location is then the resource
/// group's, and Azure refuses to move a group that is elsewhere.
pub(super) fn file(place: &GroupLocation, group: &NetworkSecurityGroup) -> String {
    let or = |known: Option<&str>, parameter: &str| {
        known.map_or_else(|| format!("[parameters('{parameter}')]"), quoted::template)
    };
    let rules = group.security_rules.iter().map(security_rule);
    let tags = group.settings.tags.as_ref().filter(|tags| !tags.is_empty());
    let tags = tags.map(BTreeMap::iter);
    let template = Template {
        schema: SCHEMA,
        content_version: "1.0.0.0",
        parameters: Parameters {
            name: place.name.is_none().then_some(Parameter {
                r#type: "string",
                default_value: None,
            }),
            location: place.location.is_none().then_some(Parameter {
                r#type: "string",
                default_value: Some("[resourceGroup().location]"),
            }),
        },
        resources: [TemplateResource {
            r#type: "Microsoft.Network/networkSecurityGroups",
            api_version: API_VERSION,
            name: or(place.name, "name"),
            location: or(place.location, "location"),
            tags: tags.map(|tags| {
                tags.map(|(key, value)| (key.as_str(), quoted::template(value)))
                    .collect()
            }),
            properties: Properties {
                flush_connection: group.settings.flush_connection,
                security_rules: rules.map(RuleResource::in_template).collect(),
            },
        }],
    };
    let mut text = serde_json::to_string_pretty(&template).unwrap_or_default();
    text.push('\n');
    text
}
