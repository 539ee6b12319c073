//! The language of the page.

use super::scripts::{Scripts, called};
use super::shared::Shared;
use nsg_worker::{LanguageFile, speak};

/// The language that every module has in it.
const ENGLISH: &str = "en";

/// The language that is spoken.
#[derive(Clone, PartialEq)]
pub struct Spoken {
    /// Its tag.
    pub tag: String,
    /// Its file, for the worker; English has none.
    pub file: Option<Shared<LanguageFile>>,
}

impl Spoken {
    /// Speaks a language whose file is there; the messages of English are empty.
    ///
    /// # Errors
    ///
    /// That the file is of another build. Then nothing changes.
    pub fn new(tag: String, messages: String) -> Result<Self, String> {
        let file = (tag != ENGLISH).then(|| LanguageFile {
            tag: tag.clone(),
            messages,
        });
        speak(file.as_ref())?;
        Ok(Self {
            tag,
            file: file.map(Shared::new),
        })
    }

    /// Loads a language and speaks it.
    ///
    /// # Errors
    ///
    /// Why it did not come. Then nothing changes.
    pub async fn load(scripts: &Scripts, tag: String) -> Result<Self, String> {
        let messages = called(&scripts.load_language(), &tag).await?;
        Self::new(tag, messages)
    }

    /// English.
    pub fn english() -> Self {
        Self {
            tag: ENGLISH.to_owned(),
            file: None,
        }
    }
}
