//! A lesson as the build compiled it: `nsg-lessons` writes the model, and the page reads the same.

use crate::state::State;
use crate::state::scripts::called;
use js_sys::Function;
use leptos::prelude::Set;
use nsg_lessons::lesson::{Lesson, LessonEntry, LessonTask};
use serde::de::DeserializeOwned;
use text::text;

/// Loads the list of lessons.
///
/// # Errors
///
/// Why it did not come.
pub(super) async fn index(load: &Function) -> Result<Vec<LessonEntry>, String> {
    read(&called(load, "index").await?)
}

/// Loads a lesson.
///
/// # Errors
///
/// Why it did not come.
pub(super) async fn lesson(load: &Function, slug: &str) -> Result<Lesson, String> {
    read(&called(load, slug).await?)
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    // Page and lessons are built together: only one that was loaded before an update has others.
    serde_json::from_str(json).map_err(|_| text!("learn-of-another-version").to_owned())
}

impl State {
    /// Puts what is in force at the beginning of a task into the fields, with the contracts that must hold in the end.
    pub fn begin(&self, task: &LessonTask) {
        // What is wrong with a lesson fails the build.
        let _ = self.put_scenario(&task.scenario.as_texts());
        self.contracts.set(task.contracts.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_of_another_build_say_so() {
        assert!(read::<Vec<LessonEntry>>("[{}]").is_err());
    }
}
