//! A scenario as the package takes it, so that it is read as what was written.

use super::resource::{
    GroupResource, PriorityNumber, RuleProperties, network_security_group, number, ports,
    properties, protocol, text,
};
use crate::rule::MISSING;
use ipnet::IpNet;
use nsg::{
    AddressMatch, AddressSet, AdminAccess, Conditions, Field, MissingFact, Name, Network,
    NetworkSecurityGroup, PortMatch, PortRange, Question, Scenario, SecurityAdminRule,
    SecurityRule, Spellings,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// A scenario: groups as documents, and what rules refer to.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioObject<'a> {
    subnet_security_group: Option<GroupDocument<'a>>,
    network_interface_security_group: Option<GroupDocument<'a>>,
    network: NetworkObject<'a>,
}

/// A group as the document that says exactly what its rules are.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum GroupDocument<'a> {
    /// In the form of Azure's REST API.
    Resource(GroupResource<'a>),
    /// As effective security rules print it, which alone can say that nobody knows whether `*` or `0.0.0.0/0` is meant.
    Effective(EffectiveGroup<'a>),
}

/// A group as effective security rules print it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EffectiveGroup<'a> {
    network_security_group: Reference<'a>,
    effective_security_rules: Vec<EffectiveRule<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct Reference<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
}

/// A rule as effective security rules print it.
#[derive(Clone, Debug, Serialize)]
pub struct EffectiveRule<'a> {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(flatten)]
    fields: RuleProperties<'a>,
}

/// What rules refer to: the `network` of the package's scenario.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkObject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    virtual_network: Option<Vec<String>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    service_tags: BTreeMap<String, Vec<String>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    application_security_groups: BTreeMap<String, Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    security_admin_rules: Vec<AdminRuleObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answers: Vec<AnswerObject>,
}

/// An answer to what a verdict asked.
#[derive(Clone, Debug, Serialize)]
struct AnswerObject {
    fact: MissingFact,
    answer: bool,
}

/// A security admin rule.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum AdminRuleObject<'a> {
    /// As it was configured.
    Resource(AdminResource<'a>),
    /// As effective security rules print it.
    Effective(EffectiveRule<'a>),
}

/// A security admin rule in the form of Azure's REST API (SPEC: `networkManagerSecurityAdminConfiguration.json`).
#[derive(Clone, Debug, Serialize)]
pub struct AdminResource<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    properties: AdminProperties<'a>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AdminProperties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    protocol: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<AdminAddress>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    source_port_ranges: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    destinations: Vec<AdminAddress>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    destination_port_ranges: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<PriorityNumber<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AdminAddress {
    address_prefix: String,
    address_prefix_type: &'static str,
}

/// A scenario: what [`mod@crate::assemble`] reads as the same scenario.
pub fn scenario(scenario: &Scenario) -> ScenarioObject<'_> {
    ScenarioObject {
        subnet_security_group: scenario.subnet_security_group.as_ref().map(group_document),
        network_interface_security_group: scenario
            .network_interface_security_group
            .as_ref()
            .map(group_document),
        network: network(&scenario.network),
    }
}

/// A group as the document that says exactly what its rules are.
pub fn group_document(group: &NetworkSecurityGroup) -> GroupDocument<'_> {
    let user = group.security_rules.iter();
    let mut rules = user.clone().chain(&group.default_security_rules);
    if !rules.any(|rule| is_printed(&rule.conditions)) {
        return GroupDocument::Resource(network_security_group(group));
    }
    let default = group.default_security_rules.iter();
    let user = user.map(|rule| effective_rule("securityRules/", rule));
    let default = default.map(|rule| effective_rule("defaultSecurityRules/", rule));
    GroupDocument::Effective(EffectiveGroup {
        network_security_group: Reference {
            id: group.id.as_deref(),
        },
        effective_security_rules: user.chain(default).collect(),
    })
}

fn effective_rule<'a>(collection: &str, rule: &'a SecurityRule) -> EffectiveRule<'a> {
    EffectiveRule {
        name: format!("{collection}{}", rule.name),
        id: rule.id.as_deref(),
        description: rule.description.as_deref(),
        fields: properties(
            text(&rule.access),
            &rule.priority,
            &rule.direction,
            &rule.conditions,
            &rule.spellings,
        ),
    }
}

/// Whether only the form in which effective security rules are printed says what the conditions are.
fn is_printed(conditions: &Conditions) -> bool {
    let mut entries = conditions.source.iter().chain(&conditions.destination);
    entries.any(|entry| matches!(entry, AddressMatch::PrintedAny))
}

/// What rules refer to, as an object.
pub fn network(network: &Network) -> NetworkObject<'_> {
    let prefixes = network.virtual_network.as_ref();
    NetworkObject {
        virtual_network: prefixes.map(|all| all.iter().map(prefix).collect()),
        service_tags: sets(&network.service_tags),
        application_security_groups: sets(&network.application_security_groups),
        security_admin_rules: security_admin_rules(&network.security_admin_rules),
        answers: network.answers.questions().map(answer).collect(),
    }
}

fn answer((question, answer): (Question, bool)) -> AnswerObject {
    let fact = MissingFact::of(question);
    AnswerObject { fact, answer }
}

fn sets(sets: &BTreeMap<Name, AddressSet>) -> BTreeMap<String, Vec<String>> {
    let set = |(name, set): (&Name, &AddressSet)| {
        (
            name.to_string(),
            set.prefixes().iter().map(prefix).collect(),
        )
    };
    sets.iter().map(set).collect()
}

/// A prefix as people write it: one address is that address.
fn prefix(prefix: &IpNet) -> String {
    match prefix.prefix_len() == prefix.max_prefix_len() {
        true => prefix.addr().to_string(),
        false => prefix.to_string(),
    }
}

impl NetworkObject<'_> {
    /// The same with the members of application security groups listed one by one, as Azure lists them.
    #[must_use]
    pub fn with_members(mut self, groups: impl IntoIterator<Item = (String, Vec<IpAddr>)>) -> Self {
        let text = |(group, members): (String, Vec<IpAddr>)| {
            let members = members.iter().map(ToString::to_string);
            (group, members.collect())
        };
        self.application_security_groups = groups.into_iter().map(text).collect();
        self
    }
}

/// Security admin rules, each in the form that says exactly what it is.
pub fn security_admin_rules(rules: &[SecurityAdminRule]) -> Vec<AdminRuleObject<'_>> {
    rules.iter().map(admin_rule).collect()
}

fn admin_rule(rule: &SecurityAdminRule) -> AdminRuleObject<'_> {
    let access = match &rule.access {
        Field::Known(AdminAccess::Allow) => Some("Allow".to_owned()),
        Field::Known(AdminAccess::AlwaysAllow) => Some("AlwaysAllow".to_owned()),
        Field::Known(AdminAccess::Deny) => Some("Deny".to_owned()),
        Field::Unknown(text) => (text != MISSING).then(|| text.clone()),
    };
    let conditions = &rule.conditions;
    let mut entries = conditions.source.iter().chain(&conditions.destination);
    let is_group =
        |entry: &AddressMatch| matches!(entry, AddressMatch::ApplicationSecurityGroup(_));
    if is_printed(conditions) || entries.any(is_group) {
        return AdminRuleObject::Effective(EffectiveRule {
            name: rule.name.clone(),
            id: rule.id.as_deref(),
            description: None,
            fields: properties(
                access,
                &rule.priority,
                &rule.direction,
                conditions,
                &Spellings::default(),
            ),
        });
    }
    AdminRuleObject::Resource(AdminResource {
        name: &rule.name,
        id: rule.id.as_deref(),
        properties: AdminProperties {
            protocol: protocol(&conditions.protocol),
            sources: admin_addresses(&conditions.source),
            source_port_ranges: admin_ports(&conditions.source_ports),
            destinations: admin_addresses(&conditions.destination),
            destination_port_ranges: admin_ports(&conditions.destination_ports),
            access,
            priority: number(&rule.priority),
            direction: text(&rule.direction),
        },
    })
}

fn admin_addresses(entries: &[AddressMatch]) -> Vec<AdminAddress> {
    let entries = entries.iter().filter_map(|entry| {
        let kind = match entry {
            AddressMatch::Unknown(text) if text == MISSING => return None,
            // What such a group holds is not known either: it is read as the text that it is.
            AddressMatch::Unknown(_) => "NetworkGroup",
            AddressMatch::ServiceTag(_) => "ServiceTag",
            _ => "IPPrefix",
        };
        Some(AdminAddress {
            address_prefix: entry.to_string(),
            address_prefix_type: kind,
        })
    });
    entries.collect()
}

/// Virtual Network Manager has no `*` for ports: every port is written out.
fn admin_ports(entries: &[PortMatch]) -> Vec<String> {
    let mut texts = ports(entries, ToString::to_string);
    for port in texts.iter_mut().filter(|port| *port == "*") {
        *port = PortRange::ALL.to_string();
    }
    texts
}
