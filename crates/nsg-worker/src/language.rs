//! The language that a page and its worker speak.

use serde::{Deserialize, Serialize};
use text::text;

/// A language as a file has it: `cargo xtask` writes one for each language but English, which every program has in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageFile {
    /// The tag (BCP 47).
    pub tag: String,
    /// The templates of each crate's messages, as JSON.
    pub messages: String,
}

/// Speaks a language from now on; `None` is English. Texts that were asked for before stay what they are.
///
/// # Errors
///
/// That the file is of another build.
pub fn speak(file: Option<&LanguageFile>) -> Result<(), String> {
    let Some(file) = file else {
        text::speak(None);
        return Ok(());
    };
    let templates = || serde_json::from_str(&file.messages);
    let spoken = text::speak_as(&file.tag, templates);
    spoken.map_err(|_| text!("language-of-another-version").to_owned())
}
