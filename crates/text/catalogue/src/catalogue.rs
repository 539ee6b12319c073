//! The messages of a language, and whether two languages have the same ones.

use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::files::{CRATES, files};
use crate::template;

/// A crate has fewer messages than two to this power. `text` has the same number.
const PLACE_BITS: u32 = 11;

/// A text with its variables.
#[derive(Debug)]
pub struct Message {
    /// The text with its variables as a template, which `text` fills; without variables the text itself.
    pub template: String,
    /// The names of what stands in it: a template has each by its place in this order.
    pub variables: BTreeSet<String>,
    krate: String,
    file: PathBuf,
}

/// Messages of a language by name.
#[derive(Debug, Default)]
pub struct Catalogue(BTreeMap<String, Message>);

impl Catalogue {
    /// Reads the messages of several crates. `language` is the language's folder.
    ///
    /// # Errors
    ///
    /// The first thing that is no message, with file and line.
    pub fn read(language: &Path, crates: &[&str]) -> Result<Self, String> {
        let mut catalogue = Self::default();
        for krate in crates {
            catalogue.add(language, krate)?;
        }
        Ok(catalogue)
    }

    fn add(&mut self, language: &Path, krate: &str) -> Result<(), String> {
        let unread = |error| format!("{}: {error}", language.display());
        for file in files(language, krate).map_err(unread)? {
            let text = fs::read_to_string(&file).map_err(unread)?;
            self.read_file(krate, &file, &text)?;
        }
        Ok(())
    }

    fn read_file(&mut self, krate: &str, file: &Path, text: &str) -> Result<(), String> {
        let name_of_file = file.display();
        let resource = parser::parse(text).map_err(|(_, errors)| match errors.first() {
            Some(error) => {
                let before = text.get(..error.pos.start).unwrap_or(text);
                let line = before.lines().count().max(1);
                format!("{name_of_file}, line {line}: {error}")
            }
            None => format!("{name_of_file} cannot be read"),
        })?;
        let unsupported = |name: &str, what: &str| {
            format!("{name_of_file}: `{name}` uses {what} of Fluent, which `text!` does not take")
        };
        for entry in resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                Entry::Term(term) => return Err(unsupported(term.id.name, "terms")),
                Entry::Junk { content } => return Err(format!("{name_of_file}: {content}")),
            };
            let name = message.id.name;
            let (Some(pattern), []) = (message.value, message.attributes.as_slice()) else {
                return Err(unsupported(name, "attributes"));
            };
            let mut variables = BTreeSet::new();
            collect(&pattern, &mut variables);
            let template = template::of(&pattern, &variables)
                .map_err(|error| format!("{name_of_file}: `{name}`: {error}"))?;
            let message = Message {
                template,
                variables,
                krate: krate.to_owned(),
                file: file.to_owned(),
            };
            match self.0.entry(name.to_owned()) {
                Slot::Vacant(slot) => slot.insert(message),
                Slot::Occupied(slot) => {
                    let first = slot.get().file.display();
                    return Err(format!("`{name}` is in {first} and in {name_of_file}"));
                }
            };
        }
        Ok(())
    }

    /// Returns the message of a name.
    pub fn get(&self, name: &str) -> Option<&Message> {
        self.0.get(name)
    }

    /// Returns every message with its name, in the order of the names.
    pub fn messages(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.0
            .iter()
            .map(|(name, message)| (name.as_str(), message))
    }

    /// Returns the number by which a program knows a message: its crate's place among [`CRATES`] in the highest bits, and its
    /// own among the names of its crate. It stays what it is when another crate's messages change.
    pub fn number(&self, name: &str) -> Option<u16> {
        let krate = &self.get(name)?.krate;
        let krates = CRATES.iter().position(|known| known == krate)?;
        let of_crate = self.0.iter().filter(|(_, message)| message.krate == *krate);
        let place = { of_crate }.position(|(known, _)| known == name)?;
        let place = u16::try_from(place)
            .ok()
            .filter(|place| *place < 1 << PLACE_BITS)?;
        Some(u16::try_from(krates).ok()? << PLACE_BITS | place)
    }

    /// Returns the templates of each of [`CRATES`], in the order of the messages' names: a language's file.
    pub fn templates(&self) -> [Vec<&str>; CRATES.len()] {
        CRATES.map(|krate| {
            let of_crate = self.0.values().filter(|message| message.krate == krate);
            of_crate.map(|message| message.template.as_str()).collect()
        })
    }

    /// Whether a translation has the messages of this one, each with the same variables.
    ///
    /// # Errors
    ///
    /// The first message that one of them lacks, or that has other variables.
    pub fn agrees(&self, translation: &Self) -> Result<(), String> {
        for (name, message) in &self.0 {
            let translated = translation.get(name).ok_or_else(|| {
                format!("`{name}` of {} has no translation", message.file.display())
            })?;
            if translated.variables != message.variables {
                return Err(format!(
                    "`{name}` has other variables in {} than in {}",
                    translated.file.display(),
                    message.file.display()
                ));
            }
        }
        let mut extra = translation.0.iter();
        let extra = extra.find(|(name, _)| self.get(name).is_none());
        extra.map_or(Ok(()), |(name, message)| {
            Err(format!(
                "`{name}` of {} translates nothing",
                message.file.display()
            ))
        })
    }
}

/// Adds the variables of a text, those that it only chooses by included.
fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    let inline = |expression: &InlineExpression<&str>, variables: &mut BTreeSet<String>| {
        if let InlineExpression::VariableReference { id } = expression {
            variables.insert(id.name.to_owned());
        }
    };
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(expression) => inline(expression, variables),
                Expression::Select { selector, variants } => {
                    inline(selector, variables);
                    for variant in variants {
                        collect(&variant.value, variables);
                    }
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Catalogue;
    use std::path::Path;

    fn read(text: &str) -> Result<Catalogue, String> {
        let mut catalogue = Catalogue::default();
        catalogue.read_file("nsg", Path::new("a.ftl"), text)?;
        Ok(catalogue)
    }

    fn compared(english: &str, other: &str) -> Result<(), String> {
        read(english)?.agrees(&read(other)?)
    }

    #[test]
    fn a_message_without_a_translation_fails_the_build() {
        let error = compared("a = A\nb = B\n", "a = 가\n").unwrap_err();
        assert_eq!(error, "`b` of a.ftl has no translation");
        let error = compared("a = A\n", "a = 가\nb = 나\n").unwrap_err();
        assert_eq!(error, "`b` of a.ftl translates nothing");
    }

    #[test]
    fn a_variable_that_a_translation_loses_fails_the_build() {
        let error = compared("a = { $n } rules\n", "a = 규칙\n").unwrap_err();
        assert_eq!(error, "`a` has other variables in a.ftl than in a.ftl");
        let chosen = "a = { $n ->\n    [one] one rule\n   *[other] { $n } rules\n }\n";
        assert_eq!(compared(chosen, "a = 규칙 { $n }개\n"), Ok(()));
    }

    #[test]
    fn what_is_no_message_is_told_with_its_line() {
        let error = read("a = A\nb\n").unwrap_err();
        assert!(error.starts_with("a.ftl, line 2: "), "{error}");
        let error = read("a = A\na = B\n").unwrap_err();
        assert_eq!(error, "`a` is in a.ftl and in a.ftl");
        let error = read("a = A\n    .title = B\n").unwrap_err();
        assert_eq!(
            error,
            "a.ftl: `a` uses attributes of Fluent, which `text!` does not take"
        );
    }
}
