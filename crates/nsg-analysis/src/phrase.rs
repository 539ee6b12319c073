//! Phrases: the parts of a few words for a set of addresses.

use std::fmt;
use text::{Plain, text};

/// A set in a few words, for a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// What is named.
    pub(crate) named: Named,
    /// What of it is not in the set, as a list.
    pub(crate) except: Option<String>,
}

/// What a phrase names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// Every address.
    Anywhere,
    /// A tag, or what may be in it, or a group.
    Whole(String),
    /// Prefixes and addresses.
    Listed(String),
    /// So many ranges.
    Counted(usize),
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.except {
            Some(missing) => f.write_str(&text!("analysis-except", named = self.named, missing)),
            None => self.named.fmt(f),
        }
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anywhere => f.write_str(text!("analysis-anywhere")),
            Self::Whole(text) | Self::Listed(text) => Plain(text).fmt(f),
            Self::Counted(count) => f.write_str(&text!("analysis-address-ranges", count)),
        }
    }
}

impl From<Named> for Phrase {
    fn from(named: Named) -> Self {
        Self {
            named,
            except: None,
        }
    }
}
