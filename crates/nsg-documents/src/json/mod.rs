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
mod typed;

pub use node::JsonNode;
pub(crate) use node::{Member, Value};
pub(crate) use typed::typed;

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::position::{Positions, Span};

/// Deeper nesting is not followed: no document of Azure or Terraform comes near, and a limit keeps
/// everything that walks the tree within any stack.
const MAX_DEPTH: usize = 128;

/// Some 250 MB of memory. A text of 50 MB that describes rules has about two million values.
pub(crate) const MAX_VALUES: usize = 5_000_000;

/// Whether a text is JSON or a piece of it, rather than prose that has some inside.
pub(crate) fn begins_like_json(text: &str) -> bool {
    let start = text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    start.starts_with(['{', '[', '"', '}', ']', ',', '/'])
}

/// Why an answer is no JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJson {
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// Line, 1-based.
    pub line: usize,
    /// Column, 1-based, in UTF-16 code units.
    pub column: usize,
}

/// Reads what a service answered: a whole JSON document and nothing else.
///
/// # Errors
///
/// The first place where it is not JSON. A service that answers half a document has not answered.
pub fn read_answer(text: &str) -> Result<JsonNode<'_>, NotJson> {
    let mut sink = DiagnosticSink::default();
    let root = parse(text, &mut sink);
    // Legal JSON, if not good manners.
    sink.forget(DiagnosticCode::DuplicateKey);
    let problem = sink
        .finish(&Positions::new(text), &|_| None)
        .into_iter()
        .next();
    match (problem, root) {
        (None, Some(root)) => Ok(root),
        (None, None) => Err(NotJson {
            message: ::text::text!("json-nothing").to_owned(),
            line: 1,
            column: 1,
        }),
        (Some(problem), _) => Err(NotJson {
            message: problem.message,
            line: problem.line.unwrap_or(1),
            column: problem.column.unwrap_or(1),
        }),
    }
}

/// Returns what points to the value at a place of the text; nothing where the text is no document of JSON.
pub(crate) fn pointers<'n>(root: Option<&'n JsonNode<'_>>) -> impl Fn(Span) -> Option<String> + 'n {
    move |at| root.map(|root| root.pointer_at(at))
}

/// Reads the whole text. `None` where nothing in it is a value.
pub(crate) fn parse<'t>(text: &'t str, sink: &mut DiagnosticSink) -> Option<JsonNode<'t>> {
    parse_part(text, Span::new(0, text.len()), sink)
}

/// Reads a part of the text; positions are those of the whole.
pub(crate) fn parse_part<'t>(
    text: &'t str,
    part: Span,
    sink: &mut DiagnosticSink,
) -> Option<JsonNode<'t>> {
    parser::Parser::new(text, part, sink).run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_json_from_its_first_to_its_last_byte() {
        for text in ["null", r#"{"value":[{"a":1}],"nextLink":null}"#, " [] "] {
            assert!(read_answer(text).is_ok(), "{text}");
        }
        for (text, line, column) in [
            ("", 1, 1),
            ("<html><body>Service Unavailable</body></html>", 1, 1),
            ("{\"value\":\n[{\"a\":1}", 2, 9),
            ("{'a': 1}", 1, 2),
            ("{\"a\": 1,}", 1, 8),
            ("// a\n{}", 1, 1),
        ] {
            let problem = read_answer(text).unwrap_err();
            assert_eq!(
                (problem.line, problem.column),
                (line, column),
                "{text}: {problem:?}"
            );
        }
    }

    #[test]
    fn a_part_of_an_answer_is_cut_out_as_it_was_written() {
        let text = r#"{ "value": [ {"id": "a b"} ] }"#;
        let root = read_answer(text).unwrap();
        let items = root.get("value").unwrap().items();
        assert_eq!(items[0].source(text), r#"{"id": "a b"}"#);
    }
}
