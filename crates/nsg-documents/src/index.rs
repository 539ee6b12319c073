//! Names and texts without regard to ASCII case.

use std::collections::BTreeMap;

/// Where in a list the thing of a name is.
#[derive(Debug, Default)]
pub(crate) struct Index(BTreeMap<String, usize>);

impl Index {
    /// The names of a list, in its order; of several the last counts.
    pub(crate) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut index = Self::default();
        for (at, name) in names.enumerate() {
            index.insert(name, at);
        }
        index
    }

    /// Adds a name, and tells where it was before.
    pub(crate) fn insert(&mut self, name: &str, at: usize) -> Option<usize> {
        self.0.insert(name.to_ascii_lowercase(), at)
    }

    /// Where the thing of that name is.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.0.get(&name.to_ascii_lowercase()).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Where one text begins in another, without regard to ASCII case.
pub(crate) fn find(text: &str, wanted: &str) -> Option<usize> {
    let windows = text.as_bytes().windows(wanted.len().max(1));
    windows
        .into_iter()
        .position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// Whether one text is in another, without regard to ASCII case.
pub(crate) fn holds(text: &str, wanted: &str) -> bool {
    find(text, wanted).is_some()
}
