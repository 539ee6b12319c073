//! Progress as the page before kept it: a line for each lesson with its name, how many parts it has, and those that are done.

use super::progress::{LessonParts, Lessons};

/// Reads such lines; `None` where one of them is none.
pub(super) fn read(text: &str) -> Option<Lessons> {
    let read = |line: &str| {
        let mut words = line.split(' ');
        let slug = words.next()?.to_owned();
        let all = words.next()?.parse().ok()?;
        let done = words.next()?.split(',').filter(|part| !part.is_empty());
        let done = done.map(|part| part.parse().ok()).collect::<Option<_>>()?;
        Some((slug, LessonParts { done, all }))
    };
    text.lines().map(read).collect()
}
