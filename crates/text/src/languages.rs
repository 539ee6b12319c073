//! The languages, and the one of this build.

use std::sync::OnceLock;

use crate::catalogue::{Catalogue, Message};

/// The language of this build.
pub(crate) const BUILT: &str = if cfg!(feature = "korean") { "ko" } else { "en" };

/// The files of a language. They are part of this crate: what is built with it is built anew when one changes.
macro_rules! files {
    ($language:literal) => {
        files!($language, "engine", "documents", "analysis", "azure", "page", "rules", "what-if", "live", "learn", "start")
    };
    ($language:literal, $($room:literal),*) => {
        [$((
            concat!($language, "/", $room, ".ftl"),
            include_str!(concat!("../languages/", $language, "/", $room, ".ftl")),
        )),*]
    };
}

/// Every language, complete.
pub(crate) struct Languages {
    english: Catalogue,
    korean: Catalogue,
}

impl Languages {
    /// The message of a name in a language.
    pub(crate) fn message(&self, language: &str, name: &str) -> Option<&Message> {
        match language {
            "ko" => self.korean.get(name),
            _ => self.english.get(name),
        }
    }

    fn read() -> Result<Self, String> {
        let english = Catalogue::read(&files!("en"))?;
        let korean = Catalogue::read(&files!("ko"))?;
        english.agrees(&korean)?;
        Ok(Self { english, korean })
    }
}

/// All languages; read once for each crate that is compiled.
///
/// The error is what is wrong with a catalogue.
pub(crate) fn all() -> &'static Result<Languages, String> {
    static ALL: OnceLock<Result<Languages, String>> = OnceLock::new();
    ALL.get_or_init(Languages::read)
}
