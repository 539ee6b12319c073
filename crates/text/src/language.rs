//! The language that is spoken.

use crate::fill::fill;
use crate::plain::in_sentence;
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::sync::{PoisonError, RwLock};

/// The messages of a language that is not English, as templates: `text_catalogue` writes them, and each language has all.
#[derive(Default)]
pub struct Language(BTreeMap<u32, Box<str>>);

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({} messages)", self.0.len())
    }
}

impl<N: AsRef<str>, T: Into<Box<str>>> FromIterator<(N, T)> for Language {
    /// Takes each message's name with its template.
    fn from_iter<I: IntoIterator<Item = (N, T)>>(messages: I) -> Self {
        let messages = messages.into_iter();
        Self(
            messages
                .map(|(name, template)| (key(name.as_ref()), template.into()))
                .collect(),
        )
    }
}

/// One for the whole program: a text is asked for in places that know nothing of who reads it.
static SPOKEN: RwLock<Option<&'static Language>> = RwLock::new(None);

/// Speaks a language from now on; `None` is English. Texts that were asked for before stay what they are.
pub fn speak(language: Option<&'static Language>) {
    *SPOKEN.write().unwrap_or_else(PoisonError::into_inner) = language;
}

fn spoken(key: u32) -> Option<&'static str> {
    let spoken = *SPOKEN.read().unwrap_or_else(PoisonError::into_inner);
    spoken?.0.get(&key).map(AsRef::as_ref)
}

/// Returns what a message's name is known by: FNV-1a. A test holds that no two names have the same.
#[must_use]
pub const fn key(name: &str) -> u32 {
    let mut bytes = name.as_bytes();
    let mut hash: u32 = 0x811c_9dc5;
    while let [first, rest @ ..] = bytes {
        hash = (hash ^ *first as u32).wrapping_mul(0x0100_0193);
        bytes = rest;
    }
    hash
}

/// Returns the text of a message in which nothing stands; `english` is what it says in English.
#[must_use]
pub fn fixed(key: u32, english: &'static str) -> &'static str {
    spoken(key).unwrap_or(english)
}

/// Returns the text of a message with what stands in it; `english` is its template in English.
#[must_use]
pub fn made(key: u32, english: &str, values: &[&dyn Display]) -> String {
    in_sentence(fill(spoken(key).unwrap_or(english), values))
}
