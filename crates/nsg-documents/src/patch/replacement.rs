//! Parts of a text with what comes in their place.

use crate::position::Span;

/// A part of the text, and what comes in its place; an empty part is a place where something is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replacement {
    pub(super) span: Span,
    pub(super) text: String,
}

impl Replacement {
    pub(super) fn new(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }

    /// Puts something in behind a place.
    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(Span::new(at, at), text)
    }

    /// Takes a part out.
    pub(super) fn remove(start: usize, end: usize) -> Self {
        Self::new(Span::new(start, end), "")
    }
}

/// The text with the replacements in it; `None` where two of them are about one part.
pub(super) fn apply(text: &str, mut replacements: Vec<Replacement>) -> Option<String> {
    nsg::sort::sort_by_key(&mut replacements, |it| (it.span.start, it.span.end));
    let mut patched = String::with_capacity(text.len());
    let mut at = 0;
    for Replacement { span, text: put } in replacements {
        patched.push_str(text.get(at..span.start)?);
        patched.push_str(&put);
        at = span.end;
    }
    patched.push_str(text.get(at..)?);
    Some(patched)
}

/// The replacements within a part of the text, by places in that part.
pub(super) fn within(replacements: Vec<Replacement>, part: Span) -> Vec<Replacement> {
    let moved = replacements.into_iter().map(|replacement| Replacement {
        span: Span::new(
            replacement.span.start.saturating_sub(part.start),
            replacement.span.end.saturating_sub(part.start),
        ),
        ..replacement
    });
    moved.collect()
}

/// Where the line of a place begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

/// Where the next line begins.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    after.find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The blanks at the beginning of a place's line.
pub(super) fn indent_of(text: &str, at: usize) -> &str {
    let line = text.get(line_start(text, at)..).unwrap_or_default();
    let end = line.len() - line.trim_start_matches([' ', '\t']).len();
    line.get(..end).unwrap_or_default()
}

/// What ends the lines of the text.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.contains("\r\n") {
        true => "\r\n",
        false => "\n",
    }
}
