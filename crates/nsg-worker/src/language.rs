//! The language that a page and its worker speak.

use serde::{Deserialize, Serialize};
use std::sync::{Mutex, PoisonError};
use text::{Language, text};

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
    // A text may be kept for as long as the program runs, so its language is: once, however often it is chosen.
    static KNOWN: Mutex<Vec<(String, &'static Language)>> = Mutex::new(Vec::new());
    let Some(file) = file else {
        text::speak(None);
        return Ok(());
    };
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let language = match known.iter().find(|(tag, _)| *tag == file.tag) {
        Some((_, language)) => language,
        None => {
            let templates = serde_json::from_str(&file.messages);
            let templates =
                templates.map_err(|_| text!("language-of-another-version").to_owned())?;
            let language: &'static Language = Box::leak(Box::new(Language::new(templates)));
            known.push((file.tag.clone(), language));
            language
        }
    };
    text::speak(Some(language));
    Ok(())
}
