//! The lessons as JSON files, for the page and for the documentation.

use crate::failure::{FailureKind, Failures, LessonFailure};
use crate::lesson::{Lesson, LessonEntry};
use crate::{read_folder, read_translations};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Reads the lessons of a folder and writes `index.json` and a `<slug>.json` for each, and the same for each language in a
/// folder of its own. A file that would say the same is
/// left alone, and what belongs to no lesson is removed: whoever watches the folder sees what changed.
///
/// # Errors
///
/// What is wrong with a lesson, or with writing.
pub fn compile(from: &Path, to: &Path) -> Result<(), Failures> {
    let lessons = read_folder(from)?;
    let translated = read_translations(from, &lessons)?;
    let others = translated
        .iter()
        .map(|(tag, lessons)| (to.join(tag), lessons));
    let mut all = std::iter::once((to.to_owned(), &lessons)).chain(others);
    let written = clear(to, translated.keys());
    let written = written.and_then(|()| all.try_for_each(|(to, lessons)| write(lessons, &to)));
    written.map_err(|error| {
        Failures(vec![LessonFailure {
            file: to.display().to_string(),
            line: 0,
            kind: FailureKind::Format,
            message: error.to_string(),
            help: "see whether the folder can be written".to_owned(),
        }])
    })
}

/// Removes the folders of languages that there are no more.
fn clear<'t>(to: &Path, tags: impl Iterator<Item = &'t String>) -> io::Result<()> {
    let tags: Vec<&String> = tags.collect();
    if !to.is_dir() {
        return Ok(());
    }
    for old in fs::read_dir(to)? {
        let old = old?;
        let name = old.file_name();
        let is_known = tags.iter().any(|tag| name.to_str() == Some(tag.as_str()));
        if old.file_type()?.is_dir() && !is_known {
            fs::remove_dir_all(old.path())?;
        }
    }
    Ok(())
}

fn write(lessons: &[Lesson], to: &Path) -> io::Result<()> {
    let entry = |lesson: &'_ Lesson| -> io::Result<(String, String)> {
        Ok((
            format!("{}.json", lesson.slug),
            serde_json::to_string(lesson)?,
        ))
    };
    let mut files: BTreeMap<String, String> =
        lessons.iter().map(entry).collect::<Result<_, _>>()?;
    let index: Vec<LessonEntry> = lessons.iter().map(Lesson::entry).collect();
    files.insert("index.json".to_owned(), serde_json::to_string(&index)?);
    fs::create_dir_all(to)?;
    for old in fs::read_dir(to)? {
        let old = old?;
        let is_file = old.file_type()?.is_file();
        if is_file && !files.contains_key(&*old.file_name().to_string_lossy()) {
            fs::remove_file(old.path())?;
        }
    }
    for (name, text) in files {
        let file = to.join(name);
        if !fs::read_to_string(&file).is_ok_and(|old| old == text) {
            fs::write(file, text)?;
        }
    }
    Ok(())
}
