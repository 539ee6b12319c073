//! Whether a type's name occurs once among the crates.

#![cfg(test)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where types are defined that a reader may meet.
const FOLDERS: [&str; 3] = ["crates", "web/src", "xtask/src"];

/// What an item that defines a type begins with, at the left margin. Types inside of functions and tests are seen by nobody else.
const KINDS: [&str; 4] = ["struct ", "enum ", "trait ", "type "];

/// The name of what only runs the example of a crate's README.
const OF_EVERY_CRATE: &str = "ReadmeExamples";

/// Every Rust file below a folder, tests aside.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str());
        match (path.is_dir(), name) {
            (true, Some("tests")) => {}
            (true, _) => files(&path, found),
            (false, Some(name)) if name.ends_with(".rs") && name != "tests.rs" => found.push(path),
            (false, _) => {}
        }
    }
}

/// The name of the type that a line defines.
fn defined(line: &str) -> Option<&str> {
    let item = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
        Some(rest) => rest.strip_prefix(' ')?,
        None => line,
    };
    let rest = KINDS.iter().find_map(|kind| item.strip_prefix(kind))?;
    rest.split(|char: char| !char.is_alphanumeric() && char != '_')
        .next()
}

#[test]
fn a_name_is_that_of_one_type() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut sources = Vec::new();
    for folder in FOLDERS {
        files(&root.join(folder), &mut sources);
    }
    assert!(sources.len() > 300, "{} files", sources.len());
    let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for source in sources {
        let text = std::fs::read_to_string(&source).expect("a text");
        for name in text.lines().filter_map(defined) {
            let place = places.entry(name.to_owned()).or_default();
            place.push(source.clone());
        }
    }
    places.retain(|name, places| places.len() > 1 && name != OF_EVERY_CRATE);
    assert!(places.is_empty(), "name one of them otherwise: {places:#?}");
}

#[test]
fn a_definition_is_found_whoever_may_use_it() {
    assert_eq!(defined("pub(crate) struct Found<'a> {"), Some("Found"));
    assert_eq!(defined("pub enum Found {"), Some("Found"));
    assert_eq!(defined("type Found = u8;"), Some("Found"));
    assert_eq!(defined("    type Err = ();"), None);
    assert_eq!(defined("pub use found::Found;"), None);
}
