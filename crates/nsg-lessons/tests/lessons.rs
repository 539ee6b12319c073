//! Runs every lesson of `tests/lessons`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may end in a panic: that is how it fails"
)]

use nsg_lessons::{Failures, Lesson, LessonPart, read_folder, run};
use std::collections::BTreeSet;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/lessons");

/// The rows of the list of what people get wrong: every one has its lesson.
const CASES: u32 = 24;

/// Orders without gaps, names and sources are what reading asks for.
fn lessons() -> Vec<Lesson> {
    read_folder(Path::new(FOLDER)).unwrap_or_else(|failures| panic!("\n{failures}"))
}

#[test]
fn every_block_of_every_lesson_says_what_is_so() {
    let failures = lessons().iter().flat_map(run).collect();
    let failures = Failures(failures);
    assert!(failures.0.is_empty(), "\n{failures}");
}

#[test]
fn every_case_has_its_lesson() {
    let lessons = lessons();
    let covered: Vec<u32> = lessons.iter().filter_map(|lesson| lesson.case).collect();
    let once: BTreeSet<u32> = covered.iter().copied().collect();
    assert_eq!(once, (1..=CASES).collect());
    assert_eq!(once.len(), covered.len(), "a case has two lessons");
}

#[test]
fn the_readmes_say_how_many_lessons_there_are() {
    let count = lessons().len();
    let told = [
        ("README.md", format!("[{count} lessons]")),
        ("README.md", format!("Press *Learn*: {count} lessons")),
        ("README.ko.md", format!("[단원 {count}개]")),
    ];
    for (file, words) in told {
        let path = Path::new(FOLDER).join("../..").join(file);
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.contains(&words), "{file} does not say {words}");
    }
}

/// "Now change it" is how one learns.
#[test]
fn every_lesson_has_a_task() {
    let is_task = |part: &LessonPart| matches!(part, LessonPart::Task(_));
    for lesson in lessons() {
        assert!(lesson.parts.iter().any(is_task), "{}", lesson.file);
    }
}

#[test]
fn the_readme_lists_them_all() {
    let readme = std::fs::read_to_string(Path::new(FOLDER).join("README.md")).unwrap();
    for lesson in lessons() {
        let file = Path::new(&lesson.file)
            .file_name()
            .unwrap()
            .to_str()
            .unwrap();
        let line = format!("{}. [{}]({file})\n", lesson.order, lesson.title);
        assert!(readme.contains(&line), "the README has no line {line}");
    }
}

#[test]
fn where_the_projects_readme_counts_them_it_is_right() {
    let root = Path::new(FOLDER).join("../../README.md");
    let readme = std::fs::read_to_string(root).unwrap();
    let before = readme.split(" lessons").map(|text| {
        let word = text.rsplit([' ', '[', '\n']).next();
        word.unwrap_or_default().parse::<usize>()
    });
    for count in before.flatten() {
        assert_eq!(count, lessons().len());
    }
}
