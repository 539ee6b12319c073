//! The messages of the crate that is compiled.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proc_macro2::TokenStream;
use quote::quote;
use text_catalogue::{Catalogue, ENGLISH, SHARED, files, languages};

/// Returns the folder with a folder for each language.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../languages")
}

/// Returns the name of the crate that is compiled.
fn krate() -> String {
    env::var("CARGO_PKG_NAME").unwrap_or_default()
}

/// Returns the English messages of the crate, which every other language has, too.
///
/// The error is what is wrong with a language.
pub(crate) fn english() -> &'static Result<Catalogue, String> {
    static READ: OnceLock<Result<Catalogue, String>> = OnceLock::new();
    READ.get_or_init(|| {
        let (root, krate) = (root(), krate());
        let read = |tag: &str| Catalogue::read(&root.join(tag), &[SHARED, &krate]);
        let english = read(ENGLISH)?;
        let tags = languages(&root).map_err(|error| format!("{}: {error}", root.display()))?;
        for tag in tags.iter().filter(|tag| *tag != ENGLISH) {
            english.agrees(&read(tag)?)?;
        }
        Ok(english)
    })
}

/// Returns an item that names every file of the crate's messages, so that the compiler follows them.
pub(crate) fn tracked() -> TokenStream {
    let root = root();
    let mut paths = Vec::new();
    for tag in languages(&root).unwrap_or_default() {
        for krate in [SHARED, &krate()] {
            let found = files(&root.join(&tag), krate).unwrap_or_default();
            paths.extend(found.iter().map(|path| path.display().to_string()));
        }
    }
    quote!(const _: &[&str] = &[#(::core::include_str!(#paths)),*];)
}
