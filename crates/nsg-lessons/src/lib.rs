//! Lessons on what network security groups do, as executable Markdown.
//!
//! A lesson is a file of `tests/lessons`: prose, groups, flows with the expected answer and its reasons, and often a
//! task. `tests/lessons/README.md` documents the format. This crate reads them, runs them against the engine, and
//! compiles them for the page.
//!
//! # Organization
//!
//! * [`read()`] and [`read_folder`]: from text to [`Lesson`]; [`translate`] and [`read_translations`]: to one in another language.
//! * [`lesson`]: what a lesson is made of; it serialises to what the page gets.
//! * [`run()`]: executes every block. A lesson that says something wrong is a [`LessonFailure`].
//! * [`compile`]: the lessons as JSON files, and [`write_recorded_week`] a flow log to try with: what the program of this crate does.

#[cfg(feature = "compile")]
mod compile;
#[cfg(feature = "compile")]
mod failure;
pub mod lesson;
#[cfg(feature = "compile")]
mod read;
#[cfg(feature = "compile")]
mod recorded_week;
#[cfg(feature = "compile")]
mod run;

#[cfg(feature = "compile")]
pub use compile::compile;
#[cfg(feature = "compile")]
pub use failure::{FailureKind, Failures, LessonFailure};
pub use lesson::{Lesson, LessonPart};
#[cfg(feature = "compile")]
pub use read::folder::{read_folder, read_translations};
#[cfg(feature = "compile")]
pub use read::read;
#[cfg(feature = "compile")]
pub use read::translation::translate;
#[cfg(feature = "compile")]
pub use recorded_week::write_recorded_week;
#[cfg(feature = "compile")]
pub use run::run;

// Has `cargo test` run the example of the README.
#[cfg(all(doctest, feature = "compile"))]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
