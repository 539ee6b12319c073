//! The files of messages: a folder for each language, and in it a file or a folder of files for each crate.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The language that every program has in it.
pub const ENGLISH: &str = "en";

/// The crate whose messages every other one may use, too.
pub const SHARED: &str = "text";

/// The crates that say something, in the order in which a language's file has their messages.
pub const CRATES: [&str; 8] = [
    SHARED,
    "nsg",
    "nsg-documents",
    "nsg-analysis",
    "nsg-traffic",
    "nsg-worker",
    "azure",
    "web",
];

/// Returns the tags of all languages in the folder: its folders' names, English first.
///
/// # Errors
///
/// That the folder cannot be read.
pub fn languages(root: &Path) -> io::Result<Vec<String>> {
    let mut tags = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            tags.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    tags.sort_by_key(|tag| (tag != ENGLISH, tag.clone()));
    Ok(tags)
}

/// Returns the files of a crate in a language, in the order of their names: `nsg.ftl`, or what is in the folder `web`.
///
/// # Errors
///
/// That a folder cannot be read.
pub fn files(language: &Path, krate: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let file = language.join(format!("{krate}.ftl"));
    if file.is_file() {
        found.push(file);
    }
    let folder = language.join(krate);
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            found.push(entry?.path());
        }
    }
    found.sort();
    Ok(found)
}
