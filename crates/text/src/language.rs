//! The language that is spoken.

use crate::fill::fill;
use crate::plain::in_sentence;
use std::fmt::{self, Display};
use std::sync::{Mutex, PoisonError, RwLock};

/// The messages of a language that is not English, as templates: those of each crate, in the order that `text_catalogue`
/// writes them.
pub struct Language(Vec<Vec<String>>);

/// So many bits of a message's number say which one of its crate it is.
const PLACE_BITS: u32 = 11;

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count: usize = self.0.iter().map(Vec::len).sum();
        write!(f, "Language({count} messages)")
    }
}

impl Language {
    /// Takes the templates of each crate.
    #[must_use]
    pub fn new(templates: Vec<Vec<String>>) -> Self {
        Self(templates)
    }
}

/// One for the whole program: a text is asked for in places that know nothing of who reads it.
static SPOKEN: RwLock<Option<&'static Language>> = RwLock::new(None);

/// Speaks a language from now on; `None` is English. Texts that were asked for before stay what they are.
pub fn speak(language: Option<&'static Language>) {
    *SPOKEN.write().unwrap_or_else(PoisonError::into_inner) = language;
}

/// Speaks the language of a tag (BCP 47) from now on. Its templates are asked for when it is spoken for the first time.
///
/// # Errors
///
/// Those of the templates: then what was spoken before goes on.
pub fn speak_as<E>(
    tag: &str,
    templates: impl FnOnce() -> Result<Vec<Vec<String>>, E>,
) -> Result<(), E> {
    // A text may be kept for as long as the program runs, so its language is: once, however often it is chosen.
    static KNOWN: Mutex<Vec<(String, &'static Language)>> = Mutex::new(Vec::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let language = match known.iter().find(|(known, _)| known == tag) {
        Some((_, language)) => language,
        None => {
            let language: &'static Language = Box::leak(Box::new(Language::new(templates()?)));
            known.push((tag.to_owned(), language));
            language
        }
    };
    speak(Some(language));
    Ok(())
}

fn spoken(message: u16) -> Option<&'static str> {
    let spoken = *SPOKEN.read().unwrap_or_else(PoisonError::into_inner);
    let (krate, place) = (message >> PLACE_BITS, message & ((1 << PLACE_BITS) - 1));
    let of_crate = spoken?.0.get(usize::from(krate))?;
    of_crate.get(usize::from(place)).map(String::as_str)
}

/// Returns the text of a message in which nothing stands; `english` is what it says in English.
#[must_use]
pub fn fixed(message: u16, english: &'static str) -> &'static str {
    spoken(message).unwrap_or(english)
}

/// Returns the text of a message with what stands in it; `english` is its template in English.
#[must_use]
pub fn made(message: u16, english: &str, values: &[&dyn Display]) -> String {
    in_sentence(fill(spoken(message).unwrap_or(english), values))
}
