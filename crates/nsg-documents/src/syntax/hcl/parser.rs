//! The parser of source: bodies, attributes and blocks. `expressions.rs` and `templates.rs` have the rest.
//!
//! A text is parsed as a whole or not at all. The parser is our own because the library that does it (`hcl-edit`) is 70 KB of a
//! module (brotli), and compares each key of an object with all before it; `tests.rs` holds the two equal.

use super::ast::{Attribute, Body, BodyItem, HclBlock};
use crate::position::Span;
use crate::syntax::begins_with;

/// Expressions, strings and blocks within each other: more would overflow the stack.
const MAX_DEPTH: usize = 64;

/// Where a text stops to be source.
#[derive(Debug)]
pub(super) struct SyntaxFault {
    pub(super) at: usize,
}

pub(super) type HclSyntax<T> = Result<T, SyntaxFault>;

/// Reads a text from its beginning to its end.
pub(super) struct HclParser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    /// Operators that nest in what was parsed of the expression at hand.
    pub(super) operators: usize,
    /// Whether a line's end is a blank: between brackets.
    pub(super) spans_lines: bool,
}

impl<'t> HclParser<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self {
            text,
            at,
            depth: 0,
            operators: 0,
            spans_lines: false,
        }
    }

    /// Parses a file.
    pub(super) fn file(mut self) -> HclSyntax<Body<'t>> {
        let body = self.body()?;
        match self.rest().is_empty() {
            true => Ok(body),
            false => self.fault(),
        }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is not parsed yet.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The first byte of what is not parsed yet.
    pub(super) fn next_byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn part(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    pub(super) fn span_from(&self, start: usize) -> Span {
        Span::new(start, self.at)
    }

    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Goes back to a place.
    pub(super) fn back_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The fault that stands here.
    pub(super) fn fault<T>(&self) -> HclSyntax<T> {
        Err(SyntaxFault { at: self.at })
    }

    /// Takes a sign if it stands here.
    pub(super) fn takes(&mut self, sign: &str) -> bool {
        let is_here = begins_with(self.rest(), sign);
        if is_here {
            self.at += sign.len();
        }
        is_here
    }

    pub(super) fn expect(&mut self, sign: &str) -> HclSyntax<()> {
        self.blanks();
        match self.takes(sign) {
            true => Ok(()),
            false => self.fault(),
        }
    }

    /// Parses something one level deeper.
    pub(super) fn deeper<T>(
        &mut self,
        parse: impl FnOnce(&mut Self) -> HclSyntax<T>,
    ) -> HclSyntax<T> {
        if self.depth >= MAX_DEPTH {
            return self.fault();
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// Parses something in which the ends of lines are blanks, or are not.
    pub(super) fn with_lines<T>(
        &mut self,
        spans_lines: bool,
        parse: impl FnOnce(&mut Self) -> HclSyntax<T>,
    ) -> HclSyntax<T> {
        let before = std::mem::replace(&mut self.spans_lines, spans_lines);
        let parsed = parse(self);
        self.spans_lines = before;
        parsed
    }

    /// Skips blanks and comments, and the ends of lines where they are blanks.
    pub(super) fn blanks(&mut self) {
        loop {
            let is_blank = |byte: &&u8| {
                let is_end = matches!(byte, b'\n' | b'\r');
                matches!(byte, b' ' | b'\t') || (is_end && self.spans_lines)
            };
            self.at += self.rest().as_bytes().iter().take_while(is_blank).count();
            // Most often it is the next token.
            if !matches!(self.next_byte(), Some(b'#' | b'/')) {
                return;
            }
            let rest = self.rest();
            if rest.starts_with('#') || rest.starts_with("//") {
                let line = rest.split('\n').next().unwrap_or_default();
                self.at += line.trim_end_matches('\r').len();
            } else if let Some(comment) = rest.strip_prefix("/*")
                && let Some((comment, _)) = comment.split_once("*/")
            {
                self.at += comment.len() + 4;
            } else {
                return;
            }
        }
    }

    /// Skips blanks, comments and empty lines.
    pub(super) fn lines(&mut self) {
        let before = std::mem::replace(&mut self.spans_lines, true);
        self.blanks();
        self.spans_lines = before;
    }

    /// A name; none where another letter stands here.
    pub(super) fn name(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        if !rest.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
            return None;
        }
        let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
        let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end)
    }

    /// Takes a word if it stands here as a whole.
    pub(super) fn takes_word(&mut self, word: &str) -> bool {
        let start = self.at;
        let is_it = self.name() == Some(word);
        if !is_it {
            self.at = start;
        }
        is_it
    }

    /// The attributes and blocks up to a closing brace or the end.
    fn body(&mut self) -> HclSyntax<Body<'t>> {
        let mut body = Body::default();
        loop {
            self.lines();
            let start = self.at;
            let Some(name) = self.name() else {
                return Ok(body);
            };
            let name_span = self.span_from(start);
            self.blanks();
            let is_attribute = self.next_byte() == Some(b'=') && !self.rest().starts_with("==");
            body.items.push(match is_attribute {
                true => {
                    self.advance(1);
                    let value = self.expression()?;
                    BodyItem::Attribute(Attribute {
                        name,
                        name_span,
                        value,
                    })
                }
                false => BodyItem::Block(self.deeper(|it| it.block(name, start))?),
            });
            // Nothing but a comment stands behind it.
            self.blanks();
            if !matches!(self.next_byte(), None | Some(b'\n' | b'\r' | b'}')) {
                return self.fault();
            }
        }
    }

    fn block(&mut self, word: &'t str, start: usize) -> HclSyntax<HclBlock<'t>> {
        let mut labels = Vec::new();
        loop {
            self.blanks();
            if self.takes("{") {
                break;
            }
            labels.push(match self.takes("\"") {
                true => {
                    let rest = self.rest();
                    let end = rest.find(['"', '\n']);
                    let label = end.and_then(|end| rest.get(..end)).unwrap_or_default();
                    self.advance(label.len());
                    self.expect("\"")?;
                    label
                }
                false => match self.name() {
                    Some(label) => label,
                    None => return self.fault(),
                },
            });
        }
        let body = self.with_lines(false, Self::body)?;
        self.lines();
        if self.rest().is_empty() {
            // Where it begins tells more than where the text ends.
            return Err(SyntaxFault { at: start });
        }
        self.expect("}")?;
        if let Some(at) = twice(&body) {
            return Err(SyntaxFault { at });
        }
        Ok(HclBlock {
            word,
            labels,
            body,
            span: self.span_from(start),
        })
    }
}

/// Where an attribute stands that its block has already.
fn twice(body: &Body<'_>) -> Option<usize> {
    let mut names: Vec<_> = body
        .attributes()
        .map(|it| (it.name, it.name_span.start))
        .collect();
    nsg::sort::sort_by_key(&mut names, |name| *name);
    let mut pairs = names.windows(2);
    pairs.find_map(|pair| match pair {
        [(one, _), (other, at)] if one == other => Some(*at),
        _ => None,
    })
}
