//! All lessons of a folder.

use super::translation::translate;
use crate::failure::{FailureKind, Failures, LessonFailure};
use crate::lesson::Lesson;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads every `NN-kebab-name.md` of the folder, in their order.
///
/// # Errors
///
/// Whatever cannot be read, and orders that have a gap, occur twice or are not the file's number.
pub fn read_folder(folder: &Path) -> Result<Vec<Lesson>, Failures> {
    let mut lessons: Vec<Lesson> = Vec::new();
    let mut failures = Vec::new();
    for file in markdown_files(folder)? {
        match read_file(&file) {
            Ok((number, lesson)) => {
                // After one that cannot be read the count is off: that one is reported already.
                let next = lessons.last().map_or(1, |last| last.order + 1);
                let is_next = !failures.is_empty() || lesson.order == next;
                if lesson.order != number || !is_next {
                    let message = format!("the order is {}, and {next} comes next", lesson.order);
                    let help = "number the files and their `order` from 1, without gaps";
                    failures.push(failure(&file, message, help));
                }
                if lessons.iter().any(|other| other.slug == lesson.slug) {
                    let message = format!("another lesson is called `{}`", lesson.slug);
                    failures.push(failure(&file, message, "give it another name"));
                }
                lessons.push(lesson);
            }
            Err(Failures(more)) => failures.extend(more),
        }
    }
    if failures.is_empty() {
        Ok(lessons)
    } else {
        Err(Failures(failures))
    }
}

/// Reads the translations of all lessons: a folder for each language, named by its tag, with a `kebab-name.md` for each
/// lesson.
///
/// # Errors
///
/// Whatever cannot be read, a lesson without translation, and a translation without lesson.
pub fn read_translations(
    folder: &Path,
    lessons: &[Lesson],
) -> Result<BTreeMap<String, Vec<Lesson>>, Failures> {
    let mut all = BTreeMap::new();
    let mut failures = Vec::new();
    for place in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        let tag = place.file_name().unwrap_or_default().to_string_lossy();
        let mut left = markdown_files(&place)?;
        let mut translated = Vec::new();
        for lesson in lessons {
            let file = place.join(format!("{}.md", lesson.slug));
            left.retain(|other| *other != file);
            match read_translation(lesson, &tag, &file) {
                Ok(lesson) => translated.push(lesson),
                Err(Failures(more)) => failures.extend(more),
            }
        }
        failures.extend(left.iter().map(|file| LessonFailure {
            kind: FailureKind::Untranslated,
            ..failure(
                file,
                "it is the translation of no lesson".to_owned(),
                "call it as the lesson, without the number",
            )
        }));
        all.insert(tag.into_owned(), translated);
    }
    if failures.is_empty() {
        Ok(all)
    } else {
        Err(Failures(failures))
    }
}

fn read_translation(lesson: &Lesson, language: &str, file: &Path) -> Result<Lesson, Failures> {
    let text = fs::read_to_string(file).map_err(|error| {
        let help = "write the lesson's translation, in UTF-8";
        Failures(vec![LessonFailure {
            kind: FailureKind::Untranslated,
            ..failure(file, error.to_string(), help)
        }])
    })?;
    translate(lesson, language, &file.display().to_string(), &text)
}

/// The files that are lessons, in the order of their numbers.
fn markdown_files(folder: &Path) -> Result<Vec<PathBuf>, Failures> {
    let mut files = entries(folder)?;
    files.retain(|file| {
        let is_markdown = file.extension().is_some_and(|ending| ending == "md");
        is_markdown && file.file_stem().is_some_and(|stem| stem != "README")
    });
    Ok(files)
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failures> {
    let entries = fs::read_dir(folder).and_then(|entries| {
        let files = entries.map(|entry| entry.map(|entry| entry.path()));
        files.collect::<Result<Vec<_>, _>>()
    });
    let mut entries = entries.map_err(|error| {
        let help = "name the folder of the lessons";
        Failures(vec![failure(folder, error.to_string(), help)])
    })?;
    entries.sort();
    Ok(entries)
}

/// The number in the file's name, and the lesson.
fn read_file(file: &Path) -> Result<(u32, Lesson), Failures> {
    let fail = |message: String, help| Failures(vec![failure(file, message, help)]);
    let stem = file.file_stem().and_then(|stem| stem.to_str());
    let named = stem.and_then(|stem| stem.split_once('-'));
    let named = named.and_then(|(number, slug)| Some((number.parse().ok()?, slug)));
    let Some((number, slug)) = named.filter(|(_, slug)| is_kebab(slug)) else {
        let message = "the file is not called as a lesson is".to_owned();
        return Err(fail(message, "call it `07-kebab-name.md`"));
    };
    let text = fs::read_to_string(file);
    let text = text.map_err(|error| fail(error.to_string(), "save it as UTF-8"))?;
    let lesson = super::read(&file.display().to_string(), slug, &text)?;
    Ok((number, lesson))
}

fn is_kebab(slug: &str) -> bool {
    let simple = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    // `index.json` is the list.
    !slug.is_empty() && slug != "index" && slug.chars().all(simple)
}

fn failure(file: &Path, message: String, help: &str) -> LessonFailure {
    LessonFailure {
        file: file.display().to_string(),
        line: 0,
        kind: FailureKind::Format,
        message,
        help: help.to_owned(),
    }
}
