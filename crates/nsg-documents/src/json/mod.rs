//! A JSON reader that keeps positions and goes on after mistakes.
//!
//! People paste half a document, with comments, with a `...` where the boring part was, or straight
//! from a terminal that wrapped the lines. `serde_json` and `jsonc-parser` stop at the first mistake and
//! know no fragments, so this is a small reader of our own: one pass, no recursion, strings borrowed
//! from the text where they have no escapes.

mod frames;
mod node;
mod parser;
mod text;

pub(crate) use node::{Member, Node, Value};

use crate::diagnostic::Sink;
use crate::position::Span;

/// Deeper nesting is not followed: no document of Azure or Terraform comes near, and a limit keeps
/// everything that walks the tree within any stack.
const MAX_DEPTH: usize = 128;

/// Some 250 MB of memory. A text of 50 MB that describes rules has about two million values.
const MAX_VALUES: usize = 5_000_000;

/// Whether a text is JSON or a piece of it, rather than prose that has some inside.
pub(crate) fn begins_like_json(text: &str) -> bool {
    let start = text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    start.starts_with(['{', '[', '"', '}', ']', ',', '/'])
}

/// Reads the whole text. `None` where nothing in it is a value.
pub(crate) fn parse<'t>(text: &'t str, sink: &mut Sink) -> Option<Node<'t>> {
    parse_part(text, Span::new(0, text.len()), sink)
}

/// Reads a part of the text; positions are those of the whole.
pub(crate) fn parse_part<'t>(text: &'t str, part: Span, sink: &mut Sink) -> Option<Node<'t>> {
    parser::Parser::new(text, part, sink).run()
}
