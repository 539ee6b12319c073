//! What is done, kept in this browser and nowhere else.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use web_sys::Storage;

/// Its key in the browser's storage.
const KEY: &str = "nsg-what-if/lessons";

/// Which parts of which lessons are done, and how many each has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress(BTreeMap<String, Parts>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parts {
    done: BTreeSet<usize>,
    all: usize,
}

impl Progress {
    /// What the browser kept.
    pub fn kept() -> Self {
        let text = storage().and_then(|storage| storage.get_item(KEY).ok()?);
        text.map(|text| Self::read(&text)).unwrap_or_default()
    }

    /// Whether a lesson is done.
    pub fn is_done(&self, slug: &str) -> bool {
        let parts = self.0.get(slug);
        parts.is_some_and(|parts| parts.all > 0 && parts.done.len() >= parts.all)
    }

    /// Whether a part of it is.
    pub fn is_part_done(&self, slug: &str, part: usize) -> bool {
        let parts = self.0.get(slug);
        parts.is_some_and(|parts| parts.done.contains(&part))
    }

    /// Whether there is anything to wipe.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|parts| parts.done.is_empty())
    }

    pub(super) fn add(&mut self, slug: &str, part: usize) {
        let parts = self.0.entry(slug.to_owned()).or_default();
        if parts.done.insert(part) {
            self.keep();
        }
    }

    pub(super) fn has_parts(&mut self, slug: &str, all: usize) {
        self.0.entry(slug.to_owned()).or_default().all = all;
    }

    /// Forgets everything, in the browser, too.
    pub fn wipe(&mut self) {
        self.0.values_mut().for_each(|parts| parts.done.clear());
        if let Some(storage) = storage() {
            let _ = storage.remove_item(KEY);
        }
    }

    fn keep(&self) {
        if let Some(storage) = storage() {
            // A browser that keeps nothing forgets it with the page.
            let _ = storage.set_item(KEY, &self.text());
        }
    }

    /// A line for each lesson: its name, how many parts it has, those that are done.
    fn text(&self) -> String {
        let line = |(slug, parts): (&String, &Parts)| {
            let done: Vec<String> = parts.done.iter().map(ToString::to_string).collect();
            format!("{slug} {} {}", parts.all, done.join(","))
        };
        let lines: Vec<String> = self.0.iter().map(line).collect();
        lines.join("\n")
    }

    /// What cannot be read is not done.
    fn read(text: &str) -> Self {
        let read = |line: &str| {
            let mut words = line.split(' ');
            let slug = words.next()?.to_owned();
            let all = words.next()?.parse().ok()?;
            let done = words
                .next()?
                .split(',')
                .filter_map(|part| part.parse().ok());
            let done = done.collect();
            Some((slug, Parts { done, all }))
        };
        Self(text.lines().filter_map(read).collect())
    }
}

fn storage() -> Option<Storage> {
    // A browser may forbid storage.
    web_sys::window()?.local_storage().ok()?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let mut progress = Progress::default();
        progress.0.insert(
            "a".to_owned(),
            Parts {
                done: [0, 2].into(),
                all: 2,
            },
        );
        progress.0.insert(
            "b".to_owned(),
            Parts {
                done: [1].into(),
                all: 3,
            },
        );
        let back = Progress::read(&progress.text());
        assert_eq!(back, progress);
        assert!(back.is_done("a") && !back.is_done("b") && back.is_part_done("b", 1));
    }

    #[test]
    fn what_cannot_be_read_is_not_done() {
        assert_eq!(Progress::read("nonsense\n\na b c"), Progress::default());
    }
}
