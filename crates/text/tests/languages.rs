//! Every message of every language: complete, asked for, and said as Fluent's own library says it.

#![allow(
    clippy::unwrap_used,
    reason = "a test says best what is wrong by failing"
)]

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use std::collections::HashSet;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use text::Language;
use text_catalogue::{CRATES, Catalogue, ENGLISH, files, languages};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("languages")
}

fn catalogue(tag: &str) -> Catalogue {
    let crates = [&CRATES[..], &["start"]].concat();
    Catalogue::read(&root().join(tag), &crates).unwrap()
}

/// What Fluent's library makes of the messages of a language.
fn library(tag: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![tag.parse().unwrap()]);
    bundle.set_use_isolating(false);
    for krate in CRATES.iter().chain(&["start"]) {
        for file in files(&root().join(tag), krate).unwrap() {
            let text = fs::read_to_string(file).unwrap();
            let resource = FluentResource::try_new(text).unwrap();
            bundle.add_resource(resource).unwrap();
        }
    }
    bundle
}

#[test]
fn every_language_has_every_message() {
    let english = catalogue(ENGLISH);
    for tag in languages(&root()).unwrap() {
        assert_eq!(english.agrees(&catalogue(&tag)), Ok(()), "{tag}");
    }
}

#[test]
fn a_message_is_found_by_its_number_in_the_file_of_a_language() {
    for tag in languages(&root()).unwrap() {
        let catalogue = Catalogue::read(&root().join(&tag), &CRATES).unwrap();
        let templates = catalogue.templates();
        let language = templates.map(|all| all.into_iter().map(str::to_owned).collect());
        text::speak(Some(Box::leak(Box::new(Language::new(language.into())))));
        for (name, message) in catalogue.messages() {
            let number = catalogue.number(name).unwrap();
            assert_eq!(
                text::fixed(number, "English"),
                message.template,
                "{tag}: {name}"
            );
        }
    }
    text::speak(None);
}

/// What chooses a sentence in any message, counts, and a name that is none of these.
fn values(tag: &str) -> Vec<String> {
    let mut values: HashSet<String> = ["0", "1", "2", "11", "4096", "web {x}", "a|b"]
        .map(str::to_owned)
        .into();
    for krate in CRATES {
        for file in files(&root().join(tag), krate).unwrap() {
            let text = fs::read_to_string(file).unwrap();
            let keys = text
                .split('[')
                .skip(1)
                .filter_map(|rest| rest.split(']').next());
            // Categories of numbers are no words.
            let words = keys.filter(|key| !["one", "other"].contains(key));
            values.extend(words.map(str::to_owned));
        }
    }
    values.into_iter().collect()
}

#[test]
fn a_message_says_what_the_library_of_fluent_says() {
    for tag in languages(&root()).unwrap() {
        let (library, values) = (library(&tag), values(&tag));
        for (name, message) in catalogue(&tag).messages() {
            let pattern = library.get_message(name).unwrap().value().unwrap();
            if message.variables.is_empty() {
                let said = library.format_pattern(pattern, None, &mut Vec::new());
                assert_eq!(message.template, said, "{tag}: {name}");
                continue;
            }
            for value in &values {
                let mut arguments = FluentArgs::new();
                for variable in &message.variables {
                    match value.parse::<f64>() {
                        Ok(number) => arguments.set(variable.clone(), number),
                        Err(_) => arguments.set(variable.clone(), value.clone()),
                    }
                }
                let mut errors = Vec::new();
                let said = library.format_pattern(pattern, Some(&arguments), &mut errors);
                assert!(errors.is_empty(), "{tag}: {name}: {errors:?}");
                let given = vec![value as &dyn Display; message.variables.len()];
                let ours = text::made(u16::MAX, &message.template, &given);
                assert_eq!(ours, said, "{tag}: {name}");
            }
        }
    }
}

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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = String::new();
    sources(&root.join("crates"), &mut found);
    sources(&root.join("web"), &mut found);
    let quoted: HashSet<&str> = found.split('"').collect();
    let english = catalogue(ENGLISH);
    let unused = english.messages().map(|(name, _)| name);
    let unused: Vec<_> = unused.filter(|name| !quoted.contains(name)).collect();
    assert_eq!(unused, Vec::<&str>::new());
}
