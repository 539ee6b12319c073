//! Adding a language is adding a folder: one that nobody speaks, added here.

#![allow(
    clippy::unwrap_used,
    reason = "a test says best what is wrong by failing"
)]

use std::fs;
use std::path::Path;
use text::Language;
use text_catalogue::{Catalogue, languages};

/// Writes the messages of a crate in a language of one folder.
fn write(root: &Path, tag: &str, text: &str) {
    fs::create_dir_all(root.join(tag)).unwrap();
    fs::write(root.join(tag).join("web.ftl"), text).unwrap();
}

#[test]
fn a_made_up_language_is_spoken_when_it_has_a_folder() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("languages");
    let english = "paste = Paste\nrules = { $count ->\n    [one] 1 rule of { $name }\n   *[other] { $count } rules of { $name }\n }\n";
    write(&root, "en", english);
    write(
        &root,
        "x-mirror",
        "paste = etsaP\nrules = { $name } fo selur { $count }\n",
    );
    assert_eq!(languages(&root).unwrap(), ["en", "x-mirror"]);
    let read = |tag| Catalogue::read(&root.join(tag), &["web"]).unwrap();
    let (english, mirror) = (read("en"), read("x-mirror"));
    assert_eq!(english.agrees(&mirror), Ok(()));

    let template = |name: &str| english.get(name).unwrap().template.as_str();
    let number = |name: &str| english.number(name).unwrap();
    let paste: &'static str = template("paste").to_owned().leak();
    let say = || {
        let rules = text::made(number("rules"), template("rules"), &[&2, &"web"]);
        (text::fixed(number("paste"), paste), rules)
    };
    assert_eq!(say(), ("Paste", "2 rules of web".to_owned()));
    let templates = mirror.templates();
    let language = templates.map(|all| all.into_iter().map(str::to_owned).collect());
    text::speak(Some(Box::leak(Box::new(Language::new(language.into())))));
    assert_eq!(say(), ("etsaP", "web fo selur 2".to_owned()));
    text::speak(None);
    assert_eq!(say(), ("Paste", "2 rules of web".to_owned()));
}

#[test]
fn a_language_that_lacks_a_message_is_refused() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lacking");
    write(&root, "en", "paste = Paste\nclear = Clear\n");
    write(&root, "x-half", "paste = etsaP\n");
    let read = |tag| Catalogue::read(&root.join(tag), &["web"]).unwrap();
    let error = read("en").agrees(&read("x-half")).unwrap_err();
    assert!(error.starts_with("`clear` of ") && error.ends_with(" has no translation"));
}
