//! A lesson in another language: prose beside the same blocks.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

use nsg_lessons::{
    FailureKind, Failures, Lesson, LessonPart, compile, read, read_folder, read_translations, run,
    translate,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/lessons");
const LANGUAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../text/languages");

/// A lesson with a block of each kind, and its translation.
const LESSON: &str = include_str!("translations/lesson.md");
const TRANSLATION: &str = include_str!("translations/translation.md");

fn lesson() -> Lesson {
    read("lesson.md", "lesson", LESSON).unwrap_or_else(|failures| panic!("\n{failures}"))
}

fn translated(text: &str) -> Result<Lesson, Failures> {
    translate(&lesson(), "de", "de/lesson.md", text)
}

/// What is wrong with the translation, with one text in place of another.
#[track_caller]
fn fails(old: &str, new: &str, kind: FailureKind, said: &str) {
    assert!(TRANSLATION.contains(old), "{old}");
    let failures = translated(&TRANSLATION.replacen(old, new, 1)).unwrap_err();
    let as_wanted =
        |one: &nsg_lessons::LessonFailure| one.kind == kind && one.message.contains(said);
    assert!(failures.0.iter().any(as_wanted), "{failures}");
}

#[test]
fn a_translation_has_the_blocks_of_its_lesson_and_words_of_its_own() {
    let (lesson, translated) = (lesson(), translated(TRANSLATION).unwrap());
    assert_eq!(translated.language, "de");
    assert_eq!(translated.title, "Die erste Regel entscheidet");
    assert_eq!((translated.slug.as_str(), translated.order), ("lesson", 1));
    assert_eq!(run(&translated), []);
    let tasks = [&lesson, &translated].map(|lesson| {
        let task = lesson.parts.iter().find_map(|part| match part {
            LessonPart::Task(task) => Some(task),
            _ => None,
        });
        task.unwrap()
    });
    assert_eq!(tasks[1].todo, "Sperre SSH.");
    assert!(tasks[1].contracts.contains("SSH ist gesperrt"));
    assert_eq!(tasks[1].mistakes[0].breaks, "SSH ist gesperrt");
    assert_eq!(tasks[0].scenario, tasks[1].scenario);
    for (one, other) in tasks[0].solutions.iter().zip(&tasks[1].solutions) {
        assert_eq!(one.scenario, other.scenario);
        assert_ne!(one.why, other.why);
    }
}

#[test]
fn a_block_that_differs_is_told() {
    use FailureKind::OtherBlock;

    fails(
        "```flow\n```",
        "```flow\nInbound\n```",
        OtherBlock,
        "filled",
    );
    fails(
        "```flow\n```\n",
        "",
        OtherBlock,
        "the block `flow` stands here",
    );
    fails(
        "json subnet",
        "json network",
        OtherBlock,
        "the block `json subnet`",
    );
    fails("Ein Paket:", "", OtherBlock, "prose stands here");
    fails("Quelle: ", "```flow\n```\n\nQuelle: ", OtherBlock, "prose");
}

#[test]
fn a_link_that_differs_is_told() {
    use FailureKind::OtherLink;

    fails("/overview", "/uebersicht", OtherLink, "/overview");
    fails(
        "https://learn.microsoft.com/overview",
        "https://example.com",
        OtherLink,
        "links",
    );
}

#[test]
fn texts_of_a_task_are_as_many_as_the_lessons() {
    use FailureKind::Format;

    fails(
        "  - \"Keine Regel.\"\n",
        "",
        Format,
        "solutions or mistakes",
    );
    fails("  - \"SSH ist gesperrt\"\n", "", Format, "other contracts");
    fails("do: ", "tu: ", Format, "cannot be read");
    fails("title: ", "titel: ", Format, "cannot be read");
    fails("---\ntitle", "title", Format, "nothing stands above");
}

#[test]
fn a_lesson_without_a_translation_fails_and_a_translation_without_a_lesson() {
    let folder = std::env::temp_dir().join(format!("nsg-translations-{}", std::process::id()));
    let language = folder.join("de");
    fs::create_dir_all(&language).unwrap();
    fs::write(folder.join("01-lesson.md"), LESSON).unwrap();
    fs::write(language.join("other.md"), TRANSLATION).unwrap();
    let lessons = read_folder(&folder).unwrap();
    let failures = read_translations(&folder, &lessons).unwrap_err();
    let files: BTreeSet<&str> = failures
        .0
        .iter()
        .filter(|failure| failure.kind == FailureKind::Untranslated)
        .filter_map(|failure| failure.file.rsplit(['/', '\\']).next())
        .collect();
    assert_eq!(files, BTreeSet::from(["lesson.md", "other.md"]));

    fs::rename(language.join("other.md"), language.join("lesson.md")).unwrap();
    let to = folder.with_extension("compiled");
    compile(&folder, &to).unwrap_or_else(|failures| panic!("\n{failures}"));
    assert!(to.join("lesson.json").exists() && to.join("de/lesson.json").exists());
    let index = fs::read_to_string(to.join("de/index.json")).unwrap();
    assert!(index.contains("Die erste Regel entscheidet"), "{index}");
    fs::remove_dir_all(&language).unwrap();
    compile(&folder, &to).unwrap();
    assert!(!to.join("de").exists());
    fs::remove_dir_all(&folder).unwrap();
    fs::remove_dir_all(&to).unwrap();
}

#[test]
fn every_lesson_is_told_in_every_language_of_the_page() {
    let folder = Path::new(FOLDER);
    let lessons = read_folder(folder).unwrap();
    let translations = read_translations(folder, &lessons);
    let translations = translations.unwrap_or_else(|failures| panic!("\n{failures}"));
    let tags = fs::read_dir(LANGUAGES).unwrap();
    let tags = tags.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let tags: BTreeSet<String> = tags.filter(|tag| tag != "en").collect();
    assert_eq!(translations.keys().cloned().collect::<BTreeSet<_>>(), tags);
    let failures = translations.values().flatten().flat_map(run).collect();
    let failures = Failures(failures);
    assert!(failures.0.is_empty(), "\n{failures}");
}
