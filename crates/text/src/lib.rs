//! The texts that people read, in every language, as one macro, and how foreign text stands in them.
//!
//! [`text!`] takes the name of a message and what stands in it, and becomes that text in the language that is spoken. Every
//! program speaks English. A page that is told another [`Language`] speaks that one from then on: [`speak`].
//!
//! ```ignore (a message belongs to the crate that says it)
//! let facts = 2;
//! assert_eq!(text!("verdict-facts-missing", facts), "2 facts are missing. Answer here, or fill them in under Rules or Flow.");
//! ```
//!
//! Names come from documents, and a sentence with a name in it is read by people, by terminals and by pipelines. So
//! every message is made [`plain`] with what stands in it, there and nowhere else:
//!
//! ```
//! let values: [&dyn std::fmt::Display; 1] = [&"a\u{202e}b\nc"];
//! assert_eq!(text::made(0, "Mind: {0}.", &values), "Mind: a\u{fffd}b c.");
//! ```
//!
//! # Organization
//!
//! * [`Language`], [`speak`], [`speak_as`], [`fixed`], [`made`]: what a message says; the macro calls the last two.
//! * [`plain`], [`quote`], [`acts`], [`Plain`]: foreign text.

mod fill;
mod language;
mod plain;

pub use language::{Language, fixed, made, speak, speak_as};
pub use plain::{Plain, acts, plain, quote};
pub use text_macro::{catalogue, text};
