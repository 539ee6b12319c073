//! Fields that somebody types into a form: texts that stand in no document, read by what reads a document's.

use super::fields::{PROTOCOL, RULE_ACCESS, RULE_DIRECTION, SideFields, Words};
use super::{RuleOwner, RuleReader, address, is_of_loop, port, unknown_rule};
use crate::position::Span;
use crate::shapes::expression::expression;
use nsg::{
    Access, AddressMatch, Direction, Field, PortMatch, Priority, RuleProtocol, SecurityRule,
};
use std::str::FromStr;

/// What is typed stands nowhere but in its field.
const HERE: Span = Span { start: 0, end: 0 };

impl RuleReader<'_, '_, '_, '_> {
    /// Reads the name of a rule.
    pub(crate) fn typed_name(&mut self, text: &str) -> String {
        let name = self.scope.text_of(text);
        self.bare_name(name, HERE, 0)
    }

    /// Reads a text that is copied out of a template's loop, where it stands for many rules: nothing is known of any.
    pub(crate) fn typed_loop(&mut self, text: &str, name: &str) -> Option<SecurityRule> {
        is_of_loop(text).then(|| {
            self.of_loop(name, HERE);
            unknown_rule(name.to_owned(), text)
        })
    }

    /// Reads a remark; `None` where there is none.
    pub(crate) fn typed_description(&self, text: &str) -> Option<String> {
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Reads who initiates.
    pub(crate) fn typed_direction(&mut self, text: &str, name: &str) -> Field<Direction> {
        self.typed_word(text, RULE_DIRECTION, name)
    }

    /// Reads what the rule does.
    pub(crate) fn typed_access(&mut self, text: &str, name: &str) -> Field<Access> {
        self.typed_word(text, RULE_ACCESS, name)
    }

    /// Reads a protocol.
    pub(crate) fn typed_protocol(&mut self, text: &str, name: &str) -> Field<RuleProtocol> {
        self.typed_word(text, PROTOCOL, name)
    }

    fn typed_word<T: FromStr>(&mut self, text: &str, words: Words, name: &str) -> Field<T> {
        match self.typed(text, words.key(), name) {
            Ok(text) => self.word_text(text, HERE, words, name),
            Err(unknown) => Field::Unknown(unknown),
        }
    }

    /// Reads a priority.
    pub(crate) fn typed_priority(&mut self, text: &str, name: &str) -> Field<Priority> {
        match self.typed(text, "priority", name) {
            Ok(text) => self.priority_text(text, HERE, name, RuleOwner::User),
            Err(unknown) => Field::Unknown(unknown),
        }
    }

    /// Reads the addresses of one side, and its application security groups by their ids.
    pub(crate) fn typed_addresses(
        &mut self,
        entries: &[&str],
        groups: &[String],
        name: &str,
        side: &SideFields,
    ) -> Vec<AddressMatch> {
        let mut found = Vec::new();
        // One is written in the singular field, which takes more than the plural one.
        let plural = entries.len() > 1;
        for entry in entries {
            match expression(entry) {
                Some(_) => {
                    let unknown = self.unresolved(entry, HERE);
                    address::push(&mut found, AddressMatch::Unknown(unknown));
                }
                None => self.address_text(entry, HERE, plural, &mut found),
            }
        }
        let prefixes = found.len();
        for id in groups {
            let group = self.group_text(id, HERE);
            address::push(&mut found, group);
        }
        self.whole_side(HERE, name, side, &mut found, prefixes);
        found
    }

    /// Reads the ports of one side.
    pub(crate) fn typed_ports(
        &mut self,
        entries: &[&str],
        name: &str,
        side: &SideFields,
    ) -> Vec<PortMatch> {
        let mut ports = Vec::new();
        let plural = entries.len() > 1;
        for entry in entries {
            match expression(entry) {
                Some(_) => {
                    let unknown = self.unresolved(entry, HERE);
                    port::push(&mut ports, PortMatch::Unknown(unknown));
                }
                None => self.port_text(entry, HERE, plural, &mut ports),
            }
        }
        if ports.is_empty() {
            let missing = self.missing(HERE, side.port, name);
            ports.push(PortMatch::Unknown(missing));
        }
        ports
    }

    /// The text of a field that every rule has; what stands for its value where that is not known.
    fn typed<'x>(
        &mut self,
        text: &'x str,
        key: &'static str,
        name: &str,
    ) -> Result<&'x str, String> {
        if text.is_empty() {
            return Err(self.missing(HERE, key, name));
        }
        match expression(text) {
            Some(_) => Err(self.unresolved(text, HERE)),
            None => Ok(text),
        }
    }
}
