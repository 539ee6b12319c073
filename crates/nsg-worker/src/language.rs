//! The language that a page and its worker speak.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use text::{Language, text};

/// A language as a file has it: `cargo xtask` writes one for each language but English, which every program has in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageFile {
    /// The tag (BCP 47).
    pub tag: String,
    /// Every message's name with its template, as JSON.
    pub messages: String,
}

/// Speaks a language from now on; `None` is English. Texts that were asked for before stay what they are.
///
/// # Errors
///
/// That the file is of another build.
pub fn speak(file: Option<&LanguageFile>) -> Result<(), String> {
    // A text may be kept for as long as the program runs, so its language is: once, however often it is chosen.
    static KNOWN: Mutex<BTreeMap<String, &'static Language>> = Mutex::new(BTreeMap::new());
    let Some(file) = file else {
        text::speak(None);
        return Ok(());
    };
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let language = match known.get(&file.tag) {
        Some(language) => language,
        None => {
            let messages: Result<BTreeMap<String, String>, _> =
                serde_json::from_str(&file.messages);
            let messages = messages.map_err(|_| text!("language-of-another-version").to_owned())?;
            let language: &'static Language = Box::leak(Box::new(messages.into_iter().collect()));
            known.insert(file.tag.clone(), language);
            language
        }
    };
    text::speak(Some(language));
    Ok(())
}
