//! Every part of a scenario in other names and addresses.

use super::RedactedScenario;
use super::addresses::AddressMap;
use super::names::{RedactedNames, is_word};
use crate::rule::MISSING;
use crate::tags;
use nsg::facts::{Answers, Fact, RuleKey};
use nsg::published_tags::is_published_tag;
use nsg::{
    AddressMatch, AppliedTo, Conditions, Field, Flow, GroupSettings, Name, Network,
    NetworkSecurityGroup, PortMatch, RuleKind, RuleName, Scenario, SecurityAdminRule, SecurityRule,
};

/// One redaction: the same names become the same ones wherever they stand.
pub(super) struct Redaction {
    addresses: AddressMap,
    subscriptions: RedactedNames,
    resource_groups: RedactedNames,
    security_groups: RedactedNames,
    application_groups: RedactedNames,
    admin_rules: RedactedNames,
    tags: RedactedNames,
    texts: RedactedNames,
    others: RedactedNames,
}

impl Redaction {
    pub(super) fn new(key: &[u8; 16]) -> Self {
        Self {
            addresses: AddressMap::new(key),
            subscriptions: RedactedNames::new("subscription-"),
            resource_groups: RedactedNames::new("resource-group-"),
            security_groups: RedactedNames::new("nsg-"),
            application_groups: RedactedNames::new("asg-"),
            admin_rules: RedactedNames::new("admin-rule-"),
            tags: RedactedNames::new("UnknownTag"),
            texts: RedactedNames::new("unknown-"),
            others: RedactedNames::new("name-"),
        }
    }

    pub(super) fn apply(mut self, scenario: &Scenario, flow: Option<&Flow>) -> RedactedScenario {
        let network = &scenario.network;
        let mut redacted = Scenario {
            subnet_security_group: scenario
                .subnet_security_group
                .as_ref()
                .map(|it| self.group(it)),
            network_interface_security_group: scenario
                .network_interface_security_group
                .as_ref()
                .map(|it| self.group(it)),
            network: self.network(network),
        };
        redacted.network.answers = self.answers(&network.answers, &redacted);
        let flow = flow.map(|flow| Flow {
            local: self.addresses.endpoint(flow.local),
            remote: self.addresses.endpoint(flow.remote),
            ..*flow
        });
        RedactedScenario {
            scenario: redacted,
            flow,
        }
    }

    fn group(&mut self, group: &NetworkSecurityGroup) -> NetworkSecurityGroup {
        let mut names = RedactedNames::new("rule-");
        let id = group.id.as_deref().map(|id| self.id(id, &mut names));
        let user = group.security_rules.iter().map(|rule| {
            let name = rule_name(&rule.name, &mut names);
            self.rule(rule, name, &mut names)
        });
        let security_rules = user.collect();
        // Azure gave them their names, and readers know them by those.
        let default = group.default_security_rules.iter();
        let default = default.map(|rule| self.rule(rule, rule.name.clone(), &mut names));
        NetworkSecurityGroup {
            default_security_rules: default.collect(),
            security_rules,
            id,
            resource_guid: None,
            name: group
                .name
                .as_deref()
                .map(|name| self.security_groups.of(name)),
            location: None,
            // Tags are names of people and of projects.
            settings: GroupSettings::default(),
        }
    }

    fn rule(
        &mut self,
        rule: &SecurityRule,
        name: String,
        names: &mut RedactedNames,
    ) -> SecurityRule {
        SecurityRule {
            name,
            id: rule.id.as_deref().map(|id| self.id(id, names)),
            description: None,
            priority: self.field(&rule.priority),
            direction: self.field(&rule.direction),
            access: self.field(&rule.access),
            conditions: self.conditions(&rule.conditions),
            // The text of a refused form would tell what is hidden.
            refusals: Vec::new(),
            spellings: nsg::Spellings::default(),
        }
    }

    fn admin_rule(&mut self, rule: &SecurityAdminRule) -> SecurityAdminRule {
        SecurityAdminRule {
            name: self.admin_rules.of(&rule.name),
            id: rule
                .id
                .as_deref()
                .map(|id| self.id(id, &mut RedactedNames::new("rule-"))),
            priority: self.field(&rule.priority),
            direction: self.field(&rule.direction),
            access: self.field(&rule.access),
            conditions: self.conditions(&rule.conditions),
        }
    }

    fn conditions(&mut self, conditions: &Conditions) -> Conditions {
        let mut ports = |entries: &[PortMatch]| -> Vec<PortMatch> {
            let mut port = |entry: &PortMatch| match entry {
                PortMatch::Unknown(text) => PortMatch::Unknown(self.text(text)),
                PortMatch::Any | PortMatch::Range(_) => entry.clone(),
            };
            entries.iter().map(&mut port).collect()
        };
        let source_ports = ports(&conditions.source_ports);
        let destination_ports = ports(&conditions.destination_ports);
        let mut ends = |entries: &[AddressMatch]| -> Vec<AddressMatch> {
            entries.iter().map(|entry| self.entry(entry)).collect()
        };
        Conditions {
            source: ends(&conditions.source),
            destination: ends(&conditions.destination),
            source_ports,
            destination_ports,
            protocol: self.field(&conditions.protocol),
        }
    }

    fn entry(&mut self, entry: &AddressMatch) -> AddressMatch {
        match entry {
            AddressMatch::Any | AddressMatch::PrintedAny => entry.clone(),
            AddressMatch::Prefix(prefix) => AddressMatch::Prefix(self.addresses.prefix(*prefix)),
            AddressMatch::ServiceTag(tag) => AddressMatch::ServiceTag(self.tag(tag)),
            AddressMatch::ApplicationSecurityGroup(group) => {
                AddressMatch::ApplicationSecurityGroup(self.application_group(group))
            }
            AddressMatch::Unknown(text) => AddressMatch::Unknown(self.text(text)),
        }
    }

    fn network(&mut self, network: &Network) -> Network {
        let space = network.virtual_network.as_ref();
        let space = space.map(|space| space.iter().map(|it| self.addresses.prefix(*it)).collect());
        let tags = network.service_tags.iter();
        let service_tags = tags
            .map(|(tag, set)| (self.tag(tag), self.addresses.set(set)))
            .collect();
        let groups = network.application_security_groups.iter();
        let groups =
            groups.map(|(name, set)| (self.application_group(name), self.addresses.set(set)));
        Network {
            virtual_network: space,
            service_tags,
            application_security_groups: groups.collect(),
            security_admin_rules: {
                let rules = network.security_admin_rules.iter();
                rules.map(|rule| self.admin_rule(rule)).collect()
            },
            answers: Answers::default(),
        }
    }

    /// The answers, about the things that now stand for those they were about. One about a rule that is
    /// not there answers nothing, and goes.
    fn answers(&mut self, answers: &Answers, redacted: &Scenario) -> Answers {
        let mut result = answers.clone();
        for (fact, _) in answers.iter() {
            result.remove(fact);
        }
        for (fact, answer) in answers.iter() {
            if let Some(fact) = self.fact(fact, redacted) {
                result.insert(fact, answer);
            }
        }
        result
    }

    fn fact(&mut self, fact: &Fact, redacted: &Scenario) -> Option<Fact> {
        let mut fact = fact.clone();
        match &mut fact {
            Fact::ServiceTag { tag, address } => {
                *tag = self.tag(tag);
                *address = self.addresses.address(*address);
            }
            Fact::ApplicationSecurityGroup { group, address } => {
                *group = self.application_group(group);
                *address = self.addresses.address(*address);
            }
            Fact::Field { rule, text, .. }
            | Fact::Direction { rule, text }
            | Fact::Access { rule, text } => {
                rule.name = renamed(rule, redacted)?;
                *text = self.text(text);
            }
            Fact::Precedence { rule }
            | Fact::PrecedenceAfter { rule, .. }
            | Fact::PlatformTraffic { rule } => {
                rule.name = renamed(rule, redacted)?;
            }
            Fact::Port { .. } | Fact::IcmpType { .. } | Fact::PortlessProtocol { .. } => {}
        }
        Some(fact)
    }

    fn field<T: Clone>(&mut self, field: &Field<T>) -> Field<T> {
        match field {
            Field::Known(value) => Field::Known(value.clone()),
            Field::Unknown(text) => Field::Unknown(self.text(text)),
        }
    }

    /// What stands for a text that was not understood: an expression, which no reader understands either.
    /// The texts that readers put themselves stay.
    fn text(&mut self, text: &str) -> String {
        if [MISSING, "0.0.0.0/0"].contains(&text) {
            return text.to_owned();
        }
        // Texts that differ in case are different facts.
        let exact: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        format!("[parameters('{}')]", self.texts.of(&exact))
    }

    /// Tags that Azure documents stay; another may be anything that looks like one.
    fn tag(&mut self, tag: &Name) -> Name {
        if is_published_tag(tag.as_str()) || tags::classic(tag.as_str()).is_some() {
            tag.clone()
        } else {
            self.tags.of(tag.as_str()).into()
        }
    }

    /// An application security group, by id or by name: both go on to mean the same one.
    fn application_group(&mut self, group: &Name) -> Name {
        if group.is_resource_id() {
            let id = self.id(group.as_str(), &mut RedactedNames::new("rule-"));
            // A bare name that equals the last segment means the same group, whatever stands before it.
            let last = self.application_groups.of(group.last_segment());
            let before = id.rsplit_once('/').map_or("", |(before, _)| before);
            format!("{before}/{last}").into()
        } else {
            self.application_groups.of(group.as_str()).into()
        }
    }

    /// A resource id. What a segment names is told by the one before it.
    fn id(&mut self, id: &str, rules: &mut RedactedNames) -> String {
        let mut result: Vec<String> = Vec::new();
        let mut before = String::new();
        for segment in id.split('/') {
            let names = match before.as_str() {
                "subscriptions" => Some(&mut self.subscriptions),
                "resourcegroups" => Some(&mut self.resource_groups),
                "networksecuritygroups" => Some(&mut self.security_groups),
                "applicationsecuritygroups" => Some(&mut self.application_groups),
                "rules" => Some(&mut self.admin_rules),
                _ => None,
            };
            result.push(match (before.as_str(), names) {
                ("securityrules", _) => rule_name(segment, rules),
                ("defaultsecurityrules", _) => segment.to_owned(),
                (_, Some(names)) => names.of(segment),
                _ if is_word(segment) => segment.to_owned(),
                _ => self.others.of(segment),
            });
            before = segment.to_ascii_lowercase();
        }
        result.join("/")
    }
}

/// A rule's other name. Names of default rules are Azure's own, whoever uses them.
fn rule_name(name: &str, names: &mut RedactedNames) -> String {
    let default = nsg::defaults::default_security_rules();
    if default
        .iter()
        .any(|rule| rule.name.eq_ignore_ascii_case(name))
    {
        name.to_owned()
    } else {
        names.of(name)
    }
}

/// The name by which facts know the rule of this place now.
fn renamed(rule: &RuleKey, redacted: &Scenario) -> Option<String> {
    let admin = &redacted.network.security_admin_rules;
    let (kind, name) = match redacted.group(rule.applied_to) {
        None if rule.applied_to == AppliedTo::VirtualNetwork => {
            (RuleKind::Admin, &admin.get(rule.position)?.name)
        }
        None => return None,
        Some(group) => {
            let user = rule.position < group.security_rules.len();
            let kind = if user {
                RuleKind::User
            } else {
                RuleKind::Default
            };
            (kind, &group.rule(rule.position)?.name)
        }
    };
    let name = RuleName {
        kind,
        name: name.clone(),
    };
    Some(name.ip_flow_verify())
}
