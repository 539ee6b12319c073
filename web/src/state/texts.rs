//! A handful of texts by name.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Texts by name. One that is empty is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NamedTexts(BTreeMap<String, String>);

impl NamedTexts {
    /// Returns the text of that name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Sets the text of that name.
    pub fn set(&mut self, name: String, text: String) {
        match text.is_empty() {
            true => self.0.remove(&name),
            false => self.0.insert(name, text),
        };
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes out the texts of which something is so, and says whether there was one.
    pub fn leave_out(&mut self, is_so: fn(&str) -> bool) -> bool {
        let count = self.0.len();
        self.0.retain(|_, text| !is_so(text));
        self.0.len() < count
    }

    /// Returns every name with its text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }
}
