//! A rule as the texts of a form: one for each field, as people type them.
//!
//! The texts are read by what reads the fields of a document: what a form takes and says is what pasted JSON would.
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

mod understand;

use nsg::{AddressMatch, Field, Name, PortMatch, Refusal, RuleProtocol, SecurityRule};
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use understand::{Understood, compared, understand};

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
        let Understood {
            mut rule,
            wrong,
            mut remarks,
        } = understand(self, groups);
        let before = was.map(Self::of);
        let known = before
            .as_ref()
            .map(|before| understand(before, groups).wrong);
        let (old, new): (Vec<_>, Vec<_>) = wrong
            .into_iter()
            .partition(|problem| known.as_ref().is_some_and(|known| known.contains(problem)));
        remarks.extend(old);
        if !new.is_empty() {
            return Err(new);
        }
        if let (Some(was), Some(before)) = (was, before) {
            let same = |field: RuleField| before.get(field) == self.get(field);
            keep(&mut rule, was, same);
        }
        Ok(ReadRule { rule, remarks })
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
    let is_same = |refusal: &Refusal| {
        let mut fields = RuleField::ALL.into_iter();
        fields.any(|field| compared(field) == Some(refusal.field) && same(field))
    };
    rule.refusals.retain(|refusal| !is_same(refusal));
    let kept = was.refusals.iter().filter(|refusal| is_same(refusal));
    rule.refusals.extend(kept.cloned());
    let untouched = RuleField::ALL.into_iter().filter(|field| same(*field));
    for field in untouched.filter_map(compared) {
        rule.spellings.copy_field(field, &was.spellings);
    }
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

#[cfg(test)]
mod tests;
