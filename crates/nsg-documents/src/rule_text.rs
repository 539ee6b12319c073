//! A rule as the texts of a form: one for each field, as people type them.
//!
//! The texts are read as a document is: what a form takes and says is what pasted JSON would.
//!
//! ```
//! use nsg_documents::rule_text::{RuleField, RuleText};
//! let mut text = RuleText::default();
//! for (field, typed) in [
//!     (RuleField::Name, "Allow-Web"), (RuleField::Priority, "100"), (RuleField::Direction, "Inbound"),
//!     (RuleField::Access, "Allow"), (RuleField::Protocol, "Tcp"), (RuleField::Source, "Internet"),
//!     (RuleField::SourcePorts, "*"), (RuleField::Destination, "10.0.1.0/24, 10.0.2.0/24"),
//!     (RuleField::DestinationPorts, "80, 443"),
//! ] {
//!     text.set(field, typed.to_owned());
//! }
//! let rule = text.read(None, &[]).map_err(|problems| problems[0].message.clone())?.rule;
//! assert_eq!(rule.conditions.destination_ports.len(), 2);
//! # Ok::<(), String>(())
//! ```

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Severity};
use nsg::{AddressMatch, Field, Name, PortMatch, RuleProtocol, SecurityRule};
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use text::text;

/// What an application security group is written with: without it, a name is a service tag.
pub const GROUP: &str = "asg:";

/// A field of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleField {
    /// Its name.
    Name,
    /// Its priority.
    Priority,
    /// Who initiates.
    Direction,
    /// Allow or deny.
    Access,
    /// The protocol.
    Protocol,
    /// Source addresses, tags or groups.
    Source,
    /// Source ports.
    SourcePorts,
    /// Destination addresses, tags or groups.
    Destination,
    /// Destination ports.
    DestinationPorts,
    /// A remark.
    Description,
}

impl RuleField {
    /// Every field, in the order of a form.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Priority,
        Self::Direction,
        Self::Access,
        Self::Protocol,
        Self::Source,
        Self::SourcePorts,
        Self::Destination,
        Self::DestinationPorts,
        Self::Description,
    ];

    /// The name of it, and of its list, in JSON.
    fn keys(self) -> [&'static str; 2] {
        match self {
            Self::Name => ["name"; 2],
            Self::Priority => ["priority"; 2],
            Self::Direction => ["direction"; 2],
            Self::Access => ["access"; 2],
            Self::Protocol => ["protocol"; 2],
            Self::Source => ["sourceAddressPrefix", "sourceAddressPrefixes"],
            Self::SourcePorts => ["sourcePortRange", "sourcePortRanges"],
            Self::Destination => ["destinationAddressPrefix", "destinationAddressPrefixes"],
            Self::DestinationPorts => ["destinationPortRange", "destinationPortRanges"],
            Self::Description => ["description"; 2],
        }
    }

    fn groups(self) -> Option<&'static str> {
        match self {
            Self::Source => Some("sourceApplicationSecurityGroups"),
            Self::Destination => Some("destinationApplicationSecurityGroups"),
            _ => None,
        }
    }

    fn is_list(self) -> bool {
        let [one, many] = self.keys();
        one != many
    }
}

/// The texts of a rule's fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct RuleText {
    name: String,
    priority: String,
    direction: String,
    access: String,
    protocol: String,
    source: String,
    source_ports: String,
    destination: String,
    destination_ports: String,
    description: String,
}

/// What is wrong with a text, or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: RuleField,
    /// In a sentence, with what to do about it.
    pub message: String,
}

/// A rule that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRule {
    /// The rule.
    pub rule: SecurityRule,
    /// What is worth knowing about it.
    pub remarks: Vec<Problem>,
}

impl RuleText {
    /// The rule as texts. What was not understood is the text that was given.
    pub fn of(rule: &SecurityRule) -> Self {
        let conditions = &rule.conditions;
        let mut text = Self::default();
        let protocol = match &conditions.protocol {
            Field::Known(RuleProtocol::Any) => "*".to_owned(),
            protocol => plain(protocol),
        };
        for (field, value) in [
            (RuleField::Name, rule.name.clone()),
            (RuleField::Priority, plain(&rule.priority)),
            (RuleField::Direction, plain(&rule.direction)),
            (RuleField::Access, plain(&rule.access)),
            (RuleField::Protocol, protocol),
            (RuleField::Source, addresses(&conditions.source)),
            (RuleField::SourcePorts, ports(&conditions.source_ports)),
            (RuleField::Destination, addresses(&conditions.destination)),
            (
                RuleField::DestinationPorts,
                ports(&conditions.destination_ports),
            ),
            (
                RuleField::Description,
                rule.description.clone().unwrap_or_default(),
            ),
        ] {
            text.set(field, value);
        }
        text
    }

    /// Returns the text of a field.
    pub fn get(&self, field: RuleField) -> &str {
        match field {
            RuleField::Name => &self.name,
            RuleField::Priority => &self.priority,
            RuleField::Direction => &self.direction,
            RuleField::Access => &self.access,
            RuleField::Protocol => &self.protocol,
            RuleField::Source => &self.source,
            RuleField::SourcePorts => &self.source_ports,
            RuleField::Destination => &self.destination,
            RuleField::DestinationPorts => &self.destination_ports,
            RuleField::Description => &self.description,
        }
    }

    /// Replaces the text of a field.
    pub fn set(&mut self, field: RuleField, text: String) {
        *match field {
            RuleField::Name => &mut self.name,
            RuleField::Priority => &mut self.priority,
            RuleField::Direction => &mut self.direction,
            RuleField::Access => &mut self.access,
            RuleField::Protocol => &mut self.protocol,
            RuleField::Source => &mut self.source,
            RuleField::SourcePorts => &mut self.source_ports,
            RuleField::Destination => &mut self.destination,
            RuleField::DestinationPorts => &mut self.destination_ports,
            RuleField::Description => &mut self.description,
        } = text;
    }

    /// The rule that the texts say. `was` is the rule that they were made of: what was not touched stays as it was, even
    /// what was not understood. `groups` are application security groups that are known by their ids: a name stands for
    /// the one that it ends.
    ///
    /// # Errors
    ///
    /// What is wrong, and was not before: texts that say nothing, and rules that Azure refuses.
    pub fn read(
        &self,
        was: Option<&SecurityRule>,
        groups: &[Name],
    ) -> Result<ReadRule, Vec<Problem>> {
        let (rule, wrong, mut remarks) = self.understood(groups);
        let before = was.map(Self::of);
        let known = before.as_ref().map(|before| before.understood(groups).1);
        let (old, new): (Vec<_>, Vec<_>) = wrong
            .into_iter()
            .partition(|problem| known.as_ref().is_some_and(|known| known.contains(problem)));
        remarks.extend(old);
        let (Some(mut rule), true) = (rule, new.is_empty()) else {
            return Err(new);
        };
        if let (Some(was), Some(before)) = (was, before) {
            let same = |field: RuleField| before.get(field) == self.get(field);
            keep(&mut rule, was, same);
        }
        Ok(ReadRule { rule, remarks })
    }

    /// The rule, what is wrong with it, and what is worth knowing.
    fn understood(&self, groups: &[Name]) -> (Option<SecurityRule>, Vec<Problem>, Vec<Problem>) {
        let document = crate::read(&self.json(groups));
        let problems = |of: fn(&Diagnostic) -> bool| {
            let problem = |diagnostic: &Diagnostic| Problem {
                field: field_of(diagnostic),
                message: sentence(diagnostic),
            };
            let found = document.diagnostics.iter().filter(|one| of(one));
            found.map(problem).collect()
        };
        let (wrong, remarks) = (problems(is_wrong), problems(is_remark));
        let group = document.groups.into_iter().next();
        let rule = group.and_then(|group| group.security_group.security_rules.into_iter().next());
        (rule, wrong, remarks)
    }

    fn json(&self, known: &[Name]) -> String {
        let mut fields = Vec::new();
        for field in RuleField::ALL {
            let text = self.get(field).trim();
            let [one, many] = field.keys();
            if !field.is_list() {
                fields.push(format!("{}:{}", quoted(one), quoted(text)));
                continue;
            }
            let entries = text.split([',', ';', ' ', '\t', '\n', '\r']);
            let entries = entries.filter(|entry| !entry.is_empty());
            let (groups, plain): (Vec<_>, Vec<_>) =
                entries.partition(|entry| group(entry).is_some());
            let plain: Vec<String> = plain.into_iter().map(quoted).collect();
            match plain.as_slice() {
                // Missing is what the reader would call it, too; unless there are groups.
                [] => {}
                [only] => fields.push(format!("{}:{only}", quoted(one))),
                several => fields.push(format!("{}:[{}]", quoted(many), several.join(","))),
            }
            if let (Some(key), false) = (field.groups(), groups.is_empty()) {
                let groups = groups.into_iter().filter_map(group);
                let groups = groups.map(|name| format!("{{\"id\":{}}}", quoted(&id(name, known))));
                let groups: Vec<String> = groups.collect();
                fields.push(format!("{}:[{}]", quoted(key), groups.join(",")));
            }
        }
        format!("{{\"securityRules\":[{{{}}}]}}", fields.join(","))
    }
}

/// What was not touched stays as it was.
fn keep(rule: &mut SecurityRule, was: &SecurityRule, same: impl Fn(RuleField) -> bool) {
    rule.id.clone_from(&was.id);
    let (new, old) = (&mut rule.conditions, &was.conditions);
    if same(RuleField::Priority) {
        rule.priority.clone_from(&was.priority);
    }
    if same(RuleField::Direction) {
        rule.direction.clone_from(&was.direction);
    }
    if same(RuleField::Access) {
        rule.access.clone_from(&was.access);
    }
    if same(RuleField::Protocol) {
        new.protocol.clone_from(&old.protocol);
    }
    if same(RuleField::Source) {
        new.source.clone_from(&old.source);
    }
    if same(RuleField::SourcePorts) {
        new.source_ports.clone_from(&old.source_ports);
    }
    if same(RuleField::Destination) {
        new.destination.clone_from(&old.destination);
    }
    if same(RuleField::DestinationPorts) {
        new.destination_ports.clone_from(&old.destination_ports);
    }
    if same(RuleField::Description) {
        rule.description.clone_from(&was.description);
    }
}

/// The name after [`GROUP`].
fn group(entry: &str) -> Option<&str> {
    let (start, name) = entry.split_at_checked(GROUP.len())?;
    start.eq_ignore_ascii_case(GROUP).then_some(name)
}

fn id(name: &str, known: &[Name]) -> String {
    let named = known
        .iter()
        .find(|known| known.last_segment().eq_ignore_ascii_case(name));
    named.map_or_else(|| name.to_owned(), ToString::to_string)
}

fn plain(field: &Field<impl Display>) -> String {
    match field {
        Field::Known(value) => value.to_string(),
        Field::Unknown(text) => text.clone(),
    }
}

fn addresses(entries: &[AddressMatch]) -> String {
    let texts = entries.iter().map(|entry| match entry {
        AddressMatch::ApplicationSecurityGroup(_) => format!("{GROUP}{entry}"),
        _ => entry.to_string(),
    });
    texts.collect::<Vec<_>>().join(", ")
}

fn ports(entries: &[PortMatch]) -> String {
    let texts = entries.iter().map(ToString::to_string);
    texts.collect::<Vec<_>>().join(", ")
}

/// As a JSON string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            char if u32::from(char) < 0x20 => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(char)))
            }
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

/// What a form does not take over: what cannot be read, and what Azure refuses.
const REFUSED: &[Code] = &[
    Code::InvalidName,
    Code::MissingName,
    Code::PriorityOutOfRange,
    Code::MixedFamilies,
    Code::AllowPlatformDns,
    Code::LongDescription,
    Code::AnyInPrefixes,
    Code::TagInPrefixes,
    Code::GroupBesideAddress,
    Code::TooManyGroupsInRule,
    Code::MissingField,
    Code::UnresolvedExpression,
];

fn is_wrong(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
        || REFUSED.iter().any(|code| code.as_str() == diagnostic.code)
}

/// That there is no group around the rule is the form's own doing.
fn is_remark(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Warning && !is_wrong(diagnostic)
}

fn field_of(diagnostic: &Diagnostic) -> RuleField {
    let pointer = diagnostic.pointer.as_deref().unwrap_or_default();
    let mut names = pointer.split('/');
    let named = RuleField::ALL.into_iter().find(|field| {
        let keys = field.keys();
        names.clone().any(|name| keys.contains(&name))
    });
    // What is said of the rule as a whole.
    let whole = || match diagnostic.code {
        code if code == Code::LongDescription.as_str() => RuleField::Description,
        code if code == Code::AllowPlatformDns.as_str() => RuleField::Access,
        code if code == Code::MixedFamilies.as_str() => RuleField::Destination,
        code if code == Code::MissingField.as_str()
            || code == Code::GroupBesideAddress.as_str()
            || code == Code::TooManyGroupsInRule.as_str() =>
        {
            let mut fields = RuleField::ALL
                .into_iter()
                .filter(|field| field.is_list() || *field == RuleField::Priority);
            let said = |field: &RuleField| {
                let [one, _] = field.keys();
                diagnostic.field == Some(one)
            };
            fields.find(said).unwrap_or(RuleField::Name)
        }
        _ => RuleField::Name,
    };
    let group = names.find_map(|name| {
        let mut fields = RuleField::ALL.into_iter();
        fields.find(|field| field.groups() == Some(name))
    });
    named.or(group).unwrap_or_else(whole)
}

fn sentence(diagnostic: &Diagnostic) -> String {
    let message = &diagnostic.message;
    match &diagnostic.help {
        Some(help) => text!("rule-problem", message, help),
        None => message.clone(),
    }
}

#[cfg(test)]
mod tests;
