//! The lessons as JSON files, for the page and for the documentation.

use crate::failure::{FailureKind, Failures, LessonFailure};
use crate::lesson::{Lesson, LessonEntry};
use crate::read_folder;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Reads the lessons of a folder and writes `index.json` and a `<slug>.json` for each. A file that would say the same is
/// left alone, and what belongs to no lesson is removed: whoever watches the folder sees what changed.
///
/// # Errors
///
/// What is wrong with a lesson, or with writing.
pub fn compile(from: &Path, to: &Path) -> Result<(), Failures> {
    let lessons = read_folder(from)?;
    write(&lessons, to).map_err(|error| {
        Failures(vec![LessonFailure {
            file: to.display().to_string(),
            line: 0,
            kind: FailureKind::Format,
            message: error.to_string(),
            help: "see whether the folder can be written".to_owned(),
        }])
    })
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
        if !files.contains_key(&*old.file_name().to_string_lossy()) {
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
