//! The texts that people read, in every language, as one macro, and how foreign text stands in them.
//!
//! [`text!`] takes the name of a message and what stands in it, and becomes that text in the language of the build:
//! English, or Korean with the feature `korean`. Nothing is looked up while a program runs, and no program has two
//! languages in it: a page is loaded in one, and each is as small as if there were no other.
//!
//! ```
//! # use text::text;
//! let facts = 2;
//! assert_eq!(text!("verdict-facts-missing", facts), "2 facts are missing. Answer here, or fill them in under Rules or Flow.");
//! ```
//!
//! Names come from documents, and a sentence with a name in it is read by people, by terminals and by pipelines. So
//! every message is made [`plain`] with what stands in it, there and nowhere else:
//!
//! ```
//! # use text::text;
//! assert_eq!(text!("write-note-mind", message = "a\u{202e}b\nc"), "Mind: a\u{fffd}b c.");
//! ```

mod plain;

pub use plain::{Plain, acts, made, plain, quote};
pub use text_macro::text;
