//! All lessons of a folder.

use crate::failure::{Failure, Failures, Kind};
use crate::lesson::Lesson;
use std::fs;
use std::path::Path;

/// Reads every `NN-kebab-name.md` of the folder, in their order.
///
/// # Errors
///
/// Whatever cannot be read, and orders that have a gap, occur twice or are not the file's number.
pub fn read_folder(folder: &Path) -> Result<Vec<Lesson>, Failures> {
    let mut failures = Vec::new();
    let mut fail = |file: &Path, message: String, help: &str| {
        failures.push(Failure {
            file: file.display().to_string(),
            line: 0,
            kind: Kind::Format,
            message,
            help: help.to_owned(),
        });
    };
    let mut files = Vec::new();
    match fs::read_dir(folder) {
        Ok(entries) => files.extend(entries.filter_map(Result::ok).map(|entry| entry.path())),
        Err(error) => fail(folder, error.to_string(), "name the folder of the lessons"),
    }
    files.sort();
    let mut lessons: Vec<Lesson> = Vec::new();
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let Some(stem) = name.strip_suffix(".md").filter(|stem| *stem != "README") else {
            continue;
        };
        let named = stem.split_once('-').and_then(|(number, slug)| {
            let number: u32 = number.parse().ok()?;
            is_kebab(slug).then_some((number, slug))
        });
        let Some((number, slug)) = named else {
            let help = "call it `07-kebab-name.md`";
            fail(&file, "the file's name is no lesson's".to_owned(), help);
            continue;
        };
        let read = fs::read_to_string(&file).map_err(|error| error.to_string());
        let text = match read {
            Ok(text) => text,
            Err(error) => {
                fail(&file, error, "save it as UTF-8");
                continue;
            }
        };
        match super::read(&file.display().to_string(), slug, &text) {
            Err(Failures(more)) => wrong.extend(more),
            Ok(lesson) => {
                let next = lessons.last().map_or(1, |last| last.order + 1);
                // After a lesson that cannot be read the count is off: that one is reported already.
                let counts = wrong.is_empty() && lesson.order != next;
                if lesson.order != number || counts {
                    let order = lesson.order;
                    let message = format!("the order is {order}, and {next} comes next");
                    fail(
                        &file,
                        message,
                        "number the files and their `order` from 1, without gaps",
                    );
                }
                if lessons.iter().any(|other| other.slug == lesson.slug) {
                    fail(
                        &file,
                        "another lesson has this name".to_owned(),
                        "give it another",
                    );
                }
                lessons.push(lesson);
            }
        }
    }
    failures.extend(wrong);
    if failures.is_empty() {
        Ok(lessons)
    } else {
        Err(Failures(failures))
    }
}

fn is_kebab(slug: &str) -> bool {
    let simple = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    // `index.json` is the list.
    !slug.is_empty() && slug != "index" && slug.chars().all(simple)
}
