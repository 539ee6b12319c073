//! A handful of texts by name.

/// Texts by name, in the order in which they were given. There are few, and a tree for them would be a
/// fortieth of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(Vec<(String, String)>);

impl Texts {
    /// The text of that name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, text)| text)
    }

    /// Sets the text of that name.
    pub fn set(&mut self, name: String, text: String) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = text,
            None => self.0.push((name, text)),
        }
    }

    /// Whether every name has the same text in both; one that is not there is empty.
    pub fn is_as(&self, other: &Self) -> bool {
        let mut names = self.iter().chain(other.iter());
        names.all(|(name, _)| self.get(name) == other.get(name))
    }

    /// Every name with its text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }
}
