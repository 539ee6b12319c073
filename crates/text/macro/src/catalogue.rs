//! The messages of a language, and whether two languages have the same ones.

use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// A text with its variables.
#[derive(Debug)]
pub(crate) struct Message {
    /// What it says.
    pub(crate) pattern: Pattern<&'static str>,
    /// The names of what stands in it.
    pub(crate) variables: BTreeSet<String>,
    /// The file it is in.
    file: &'static str,
}

/// All messages of a language by name.
#[derive(Debug, Default)]
pub(crate) struct Catalogue(BTreeMap<&'static str, Message>);

impl Catalogue {
    /// Reads the files of a language, each with its name.
    ///
    /// # Errors
    ///
    /// The first thing that is no message, with file and line.
    pub(crate) fn read(files: &[(&'static str, &'static str)]) -> Result<Self, String> {
        let mut catalogue = Self::default();
        for (file, text) in files {
            catalogue.read_file(file, text)?;
        }
        Ok(catalogue)
    }

    fn read_file(&mut self, file: &'static str, text: &'static str) -> Result<(), String> {
        let resource = parser::parse(text).map_err(|(_, errors)| match errors.first() {
            Some(error) => {
                let before = text.get(..error.pos.start).unwrap_or(text);
                let line = before.lines().count().max(1);
                format!("{file}, line {line}: {error}")
            }
            None => format!("{file} cannot be read"),
        })?;
        for entry in resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                Entry::Term(term) => return Err(unsupported(file, term.id.name, "terms")),
                Entry::Junk { content } => return Err(format!("{file}: {content}")),
            };
            let name = message.id.name;
            let (Some(pattern), []) = (message.value, message.attributes.as_slice()) else {
                return Err(unsupported(file, name, "attributes"));
            };
            let mut variables = BTreeSet::new();
            collect(&pattern, &mut variables);
            let message = Message {
                pattern,
                variables,
                file,
            };
            match self.0.entry(name) {
                Slot::Vacant(slot) => slot.insert(message),
                Slot::Occupied(slot) => {
                    return Err(format!("`{name}` is in {} and in {file}", slot.get().file));
                }
            };
        }
        Ok(())
    }

    /// The message of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Message> {
        self.0.get(name)
    }

    /// Every name.
    #[cfg(test)]
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }

    /// Whether a translation has the messages of this one, each with the same variables.
    ///
    /// # Errors
    ///
    /// The first message that one of them lacks, or that has other variables.
    pub(crate) fn agrees(&self, translation: &Self) -> Result<(), String> {
        for (name, message) in &self.0 {
            let translated = translation
                .get(name)
                .ok_or_else(|| format!("`{name}` of {} has no translation", message.file))?;
            if translated.variables != message.variables {
                return Err(format!(
                    "`{name}` has other variables in {} than in {}",
                    translated.file, message.file
                ));
            }
        }
        let extra = translation
            .0
            .iter()
            .find(|(name, _)| self.get(name).is_none());
        extra.map_or(Ok(()), |(name, message)| {
            Err(format!("`{name}` of {} translates nothing", message.file))
        })
    }
}

fn unsupported(file: &str, name: &str, what: &str) -> String {
    format!("{file}: `{name}` uses {what} of Fluent, which `text!` does not compile")
}

/// The variables of a text, those that it only chooses by included.
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

    fn read(text: &'static str) -> Result<Catalogue, String> {
        Catalogue::read(&[("a.ftl", text)])
    }

    fn compared(english: &'static str, other: &'static str) -> Result<(), String> {
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
            "a.ftl: `a` uses attributes of Fluent, which `text!` does not compile"
        );
    }
}
