//! How a text spells the entries of a rule.

use super::compared_field::ComparedField;
use serde::{Deserialize, Serialize};
use std::fmt::Display;

/// The entries of a rule that its text spells otherwise than they are written here: `10.0.0.4/32` is written `10.0.0.4`.
///
/// They are kept for whoever writes the rule again: Terraform shows another spelling as a change. What a rule means does
/// not hang on them, so two rules that differ in spelling alone are equal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Spellings(Vec<Spelling>);

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Spelling {
    field: ComparedField,
    /// The entry as it is written here.
    entry: String,
    /// The entry as the text spells it.
    text: String,
}

impl PartialEq for Spellings {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Spellings {}

impl Spellings {
    /// Notes how the text spells an entry of a field.
    pub fn insert(&mut self, field: ComparedField, entry: String, text: String) {
        self.0.push(Spelling { field, entry, text });
    }

    /// The entry as the text spells it; as it is written here where the text says nothing else.
    pub fn of(&self, field: ComparedField, entry: &impl Display) -> String {
        let entry = entry.to_string();
        let spelt = |spelling: &&Spelling| spelling.field == field && spelling.entry == entry;
        match self.0.iter().find(spelt) {
            Some(spelling) => spelling.text.clone(),
            None => entry,
        }
    }

    /// Takes the spellings of a field from another rule, whose field it is.
    pub fn copy_field(&mut self, field: ComparedField, other: &Self) {
        self.0.retain(|spelling| spelling.field != field);
        let copied = other.0.iter().filter(|spelling| spelling.field == field);
        self.0.extend(copied.cloned());
    }
}
