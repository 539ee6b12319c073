//! The messages of a language: read from files of Project Fluent, compared with those of another language, and written as
//! the templates that `text` fills while a program runs.
//!
//! # Organization
//!
//! * [`Catalogue`]: the messages of one crate, or of all crates, in one language.
//! * `template`: a message as a template.
//! * [`files`], [`languages`]: where the files are.

mod catalogue;
mod files;
mod template;

pub use catalogue::{Catalogue, Message};
pub use files::{CRATES, ENGLISH, SHARED, files, languages};
