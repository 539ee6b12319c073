//! Progress in the lessons, kept in this browser and nowhere else.

use super::version_1;
use crate::state::storage::of_the_browser;
use crate::state::versioned::{self, Unreadable};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Its key in the browser's storage.
const KEY: &str = "nsg-what-if/lessons";

/// Which parts of which lessons are done, and how many each has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    lessons: Lessons,
    /// Whether a newer version of the page keeps what is done: that stays, and this page keeps nothing.
    pub is_newer: bool,
}

/// The parts of each lesson, by its name.
pub(super) type Lessons = BTreeMap<String, LessonParts>;

/// The parts of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LessonParts {
    /// Those that are done.
    pub(super) done: BTreeSet<usize>,
    /// How many there are.
    pub(super) all: usize,
}

impl Progress {
    /// What the browser kept.
    pub fn kept() -> Self {
        let text = of_the_browser().and_then(|storage| storage.get_item(KEY).ok()?);
        text.map(|text| Self::read(&text)).unwrap_or_default()
    }

    /// Whether a lesson is done.
    pub fn is_done(&self, slug: &str) -> bool {
        let parts = self.lessons.get(slug);
        parts.is_some_and(|parts| parts.all > 0 && parts.done.len() >= parts.all)
    }

    /// Whether a part of it is.
    pub fn is_part_done(&self, slug: &str, part: usize) -> bool {
        let parts = self.lessons.get(slug);
        parts.is_some_and(|parts| parts.done.contains(&part))
    }

    /// Whether there is anything to wipe.
    pub fn is_empty(&self) -> bool {
        !self.is_newer && self.lessons.values().all(|parts| parts.done.is_empty())
    }

    pub(super) fn add(&mut self, slug: &str, part: usize) {
        let parts = self.lessons.entry(slug.to_owned()).or_default();
        if parts.done.insert(part) {
            self.keep();
        }
    }

    pub(super) fn has_parts(&mut self, slug: &str, all: usize) {
        self.lessons.entry(slug.to_owned()).or_default().all = all;
    }

    /// Forgets everything, in the browser, too.
    pub fn wipe(&mut self) {
        self.lessons
            .values_mut()
            .for_each(|parts| parts.done.clear());
        if let Some(storage) = of_the_browser() {
            let _ = storage.remove_item(KEY);
        }
        self.is_newer = false;
    }

    fn keep(&self) {
        if let (Some(storage), Some(text), false) = (
            of_the_browser(),
            versioned::write(&self.lessons),
            self.is_newer,
        ) {
            // A browser that keeps nothing forgets it with the page.
            let _ = storage.set_item(KEY, &text);
        }
    }

    /// What cannot be read is not done.
    fn read(text: &str) -> Self {
        let read = versioned::read(text, version_1::read);
        Self {
            is_newer: read == Err(Unreadable::Newer),
            lessons: read.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(done: &[usize], all: usize) -> LessonParts {
        LessonParts {
            done: done.iter().copied().collect(),
            all,
        }
    }

    fn progress() -> Progress {
        let lessons = [("a", parts(&[0, 2], 2)), ("b", parts(&[1], 3))];
        let named = lessons.map(|(slug, parts)| (slug.to_owned(), parts));
        Progress {
            lessons: named.into(),
            is_newer: false,
        }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let text = versioned::write(&progress().lessons).unwrap();
        let back = Progress::read(&text);
        assert_eq!(back, progress());
        assert!(back.is_done("a") && !back.is_done("b") && back.is_part_done("b", 1));
    }

    #[test]
    fn what_the_page_before_kept_is_done() {
        // By its own code at commit 95b0153.
        assert_eq!(Progress::read("a 2 0,2\nb 3 1"), progress());
    }

    #[test]
    fn what_a_newer_page_kept_is_left_to_it() {
        let read = Progress::read(r#"{"version":3,"content":["a"]}"#);
        assert!(read.is_newer && !read.is_done("a"));
    }

    #[test]
    fn what_cannot_be_read_is_not_done() {
        assert_eq!(Progress::read("nonsense\n\na b c"), Progress::default());
    }
}
