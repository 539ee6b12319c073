//! A value that the input may leave unknown.

use serde::{Deserialize, Serialize};

/// A rule's field: its value, or the text that stands where a value should be.
///
/// A template's `[parameters('x')]` without a default, a protocol nobody knows or a missing key is kept
/// as [`Field::Unknown`], so that a verdict that hangs on it says `Depends` instead of guessing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field<T> {
    /// The value is known.
    Known(T),
    /// The text as given, or a few words (`missing`) where there is none.
    Unknown(String),
}

impl<T> Field<T> {
    /// The value, where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}
