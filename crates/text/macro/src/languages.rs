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
            include_str!(concat!("../../languages/", $language, "/", $room, ".ftl")),
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;
    use std::path::Path;

    use super::all;

    /// Everything that may ask for a message, as one text.
    fn sources(folder: &Path, found: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !["pkg", "languages", "node_modules"].contains(&name.as_str()) {
                sources(&path, found);
            } else if name.ends_with(".rs") || name.ends_with(".ts") {
                found.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn every_message_is_asked_for() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let mut found = String::new();
        sources(&root.join("crates"), &mut found);
        sources(&root.join("web"), &mut found);
        let quoted: HashSet<&str> = found.split('"').collect();
        let languages = all().as_ref().unwrap();
        let unused = languages.english.names();
        let unused: Vec<_> = unused.filter(|name| !quoted.contains(name)).collect();
        assert_eq!(unused, Vec::<&str>::new());
    }
}
