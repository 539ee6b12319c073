//! From the spans of the parser to those of the text.

use crate::position::Span;

/// Where the parsed part begins in the text: a byte order mark is not parsed.
#[derive(Clone, Copy)]
pub(super) struct SourceSpans {
    pub(super) start: usize,
}

impl SourceSpans {
    /// The part of the text that something was parsed from.
    pub(super) fn of(self, node: &impl hcl_edit::Span) -> Span {
        let span = node.span().unwrap_or_default();
        Span::new(self.start + span.start, self.start + span.end)
    }
}
