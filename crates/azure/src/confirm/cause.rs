//! One cause of a difference.

use serde::Serialize;

/// Why the answers may differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// What it is, in words.
    pub message: String,
    /// The fact that would settle it, or how to get it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Cause {
    /// A cause; without help where that is empty.
    pub(super) fn new(code: &'static str, message: &str, help: &str) -> Self {
        Self {
            code,
            message: message.to_owned(),
            help: (!help.is_empty()).then(|| help.to_owned()),
        }
    }
}
