//! The form of what lasts: JSON with the version of its form, for the session, for links and for what this browser keeps.
//!
//! The version before had no number. What it wrote is read by `version_1.rs` here and in `learn/`, and never written again.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The version that this page writes.
pub(crate) const VERSION: u32 = 2;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Versioned<T> {
    version: u32,
    content: T,
}

/// The reason why a text that was kept or sent cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A newer version of the page wrote it.
    Newer,
    /// It is cut off, or nothing that a page wrote.
    Damaged,
}

/// Writes a value; `None` where it cannot be said as JSON, which no value of ours is.
pub(crate) fn write<T: Serialize>(content: &T) -> Option<String> {
    let version = VERSION;
    serde_json::to_string(&Versioned { version, content }).ok()
}

/// Reads what [`write()`] wrote. `before` reads a text without a version: that of the page before.
///
/// # Errors
///
/// The text is read as a whole or not at all: a field that this version does not know may change what the others mean.
pub(crate) fn read<T: DeserializeOwned>(
    text: &str,
    before: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Unreadable> {
    match version(text) {
        None => before(text).ok_or(Unreadable::Damaged),
        Some(version) if version > VERSION => Err(Unreadable::Newer),
        Some(_) => match serde_json::from_str(text) {
            Ok(Versioned {
                version: VERSION,
                content,
            }) => Ok(content),
            _ => Err(Unreadable::Damaged),
        },
    }
}

/// The version that a text says it has, whatever else is in it.
fn version(text: &str) -> Option<u32> {
    #[derive(Deserialize)]
    struct Said {
        version: u32,
    }
    let said = serde_json::from_str::<Said>(text).ok()?;
    Some(said.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<u8, Unreadable> {
        read(text, |text| text.strip_prefix("before ")?.parse().ok())
    }

    #[test]
    fn what_is_written_is_read_and_what_came_before_too() {
        assert_eq!(write(&7u8).as_deref(), Some(r#"{"version":2,"content":7}"#));
        assert_eq!(number(r#"{"version":2,"content":7}"#), Ok(7));
        assert_eq!(number("before 7"), Ok(7));
    }

    #[test]
    fn what_a_newer_page_wrote_is_refused_whatever_it_holds() {
        for text in [
            r#"{"version":3,"content":7}"#,
            r#"{"form":"other","version":40}"#,
        ] {
            assert_eq!(number(text), Err(Unreadable::Newer), "{text}");
        }
    }

    #[test]
    fn nothing_is_read_by_halves() {
        for text in [
            "",
            "{}",
            r#"{"version":2,"content":7"#,
            r#"{"version":2}"#,
            r#"{"version":2,"content":"7"}"#,
            r#"{"version":2,"content":7,"more":1}"#,
            r#"{"version":2,"version":2,"content":7}"#,
            r#"{"version":1,"content":7}"#,
            r#"{"version":-1,"content":7}"#,
        ] {
            assert_eq!(number(text), Err(Unreadable::Damaged), "{text}");
        }
    }
}
