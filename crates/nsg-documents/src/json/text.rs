//! Strings, words, blanks and comments.

use super::parser::Parser;
use crate::codes::DiagnosticCode;
use crate::position::Span;
use ::text::text;
use std::borrow::Cow;

impl<'t> Parser<'t, '_> {
    /// Skips blanks, comments and the invisible characters that come along with pasted text.
    pub(super) fn skip_blanks(&mut self) {
        loop {
            let blank = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
            self.at += self.bytes(self.at).iter().take_while(blank).count();
            let Some(byte) = self.peek() else {
                return;
            };
            match byte {
                b'/' if matches!(self.byte(self.at + 1), Some(b'/' | b'*')) => self.skip_comment(),
                0x00..=0x1f => self.at += 1,
                0x80.. => match self.rest().chars().next() {
                    Some(char) if is_blank(char) => self.at += char.len_utf8(),
                    _ => return,
                },
                _ => return,
            }
        }
    }

    fn skip_comment(&mut self) {
        let start = self.at;
        let block = self.byte(start + 1) == Some(b'*');
        let rest = self.rest();
        let length = if block {
            // `/*/` opens a comment and does not close it.
            let inside = rest.get(2..).unwrap_or_default();
            crate::index::find(inside, "*/").map(|end| end + 4)
        } else {
            rest.find('\n')
        };
        self.at += length.unwrap_or(rest.len());
        let message = text!("json-comment");
        self.sink.report_once(
            DiagnosticCode::Comment,
            Span::new(start, self.at),
            message,
            text!("json-comment-help"),
        );
    }

    /// Reads a string. The quote is at the current position.
    pub(super) fn string(&mut self, close: char) -> Cow<'t, str> {
        let open = self.rest().chars().next().map_or(1, char::len_utf8);
        let start = self.at + open;
        let from = self.at;
        self.at = start;
        let mut owned: Option<String> = None;
        let mut plain = start;
        loop {
            let rest = self.bytes(self.at);
            let stop = if close == '"' {
                rest.iter()
                    .position(|byte| matches!(byte, b'"' | b'\\' | b'\n' | b'\r'))
            } else {
                let stop = |char: char| char == close || matches!(char, '\\' | '\n' | '\r');
                self.rest().find(stop)
            };
            let Some(stop) = stop else {
                self.at = self.end;
                let message = text!("json-truncated-string");
                self.sink.report(
                    DiagnosticCode::Truncated,
                    Span::new(from, self.end),
                    message,
                );
                return self.finish_string(owned, plain, self.end);
            };
            self.at += stop;
            match self.peek() {
                Some(b'\\') => {
                    let mut text = owned.unwrap_or_default();
                    text.push_str(self.slice(plain, self.at));
                    self.escape(&mut text);
                    owned = Some(text);
                    plain = self.at;
                }
                Some(b'\n' | b'\r') if self.wraps(close) => {
                    let mut text = owned.unwrap_or_default();
                    text.push_str(self.slice(plain, self.at));
                    owned = Some(text);
                    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
                    let rest = self.bytes(self.at).iter();
                    self.at += rest.take_while(|byte| blank(byte)).count();
                    plain = self.at;
                    let message = text!("json-wrapped-string");
                    let help = text!("json-wrapped-string-help");
                    self.sink.report_once(
                        DiagnosticCode::WrappedString,
                        Span::new(from, self.at),
                        message,
                        help,
                    );
                }
                Some(b'\n' | b'\r') => {
                    let message = text!("json-unclosed-string");
                    let help = text!("json-unclosed-string-help");
                    self.sink.report_help(
                        DiagnosticCode::UnclosedString,
                        Span::new(from, self.at),
                        message,
                        help,
                    );
                    return self.finish_string(owned, plain, self.at);
                }
                _ => {
                    let end = self.at;
                    self.at += close.len_utf8();
                    return self.finish_string(owned, plain, end);
                }
            }
        }
    }

    fn finish_string(&self, owned: Option<String>, plain: usize, end: usize) -> Cow<'t, str> {
        let last = self.slice(plain, end);
        match owned {
            Some(mut text) => {
                text.push_str(last);
                Cow::Owned(text)
            }
            None => Cow::Borrowed(last),
        }
    }

    /// Whether a line end inside a string was put there by a terminal: then the next quote closes the
    /// string, and what follows it cannot follow an opening quote.
    fn wraps(&self, close: char) -> bool {
        // A quote much further on belongs to something else; the limit keeps this linear.
        const WITHIN: usize = 4096;
        let rest = self.bytes(self.at);
        let mut bytes = rest.iter().take(WITHIN).enumerate();
        while let Some((at, byte)) = bytes.next() {
            if *byte == b'\\' {
                bytes.next();
            } else if char::from(*byte) == close {
                let after = rest
                    .iter()
                    .skip(at + 1)
                    .find(|byte| !byte.is_ascii_whitespace());
                return matches!(after, None | Some(b',' | b':' | b'}' | b']'));
            }
        }
        false
    }

    /// Reads an escape sequence. The backslash is at the current position.
    fn escape(&mut self, text: &mut String) {
        let start = self.at;
        self.at += 1;
        let Some(escaped) = self.rest().chars().next() else {
            return;
        };
        self.at += escaped.len_utf8();
        match escaped {
            '"' | '\\' | '/' | '\'' => text.push(escaped),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'u' => match self.unicode_escape() {
                Some(char) => text.push(char),
                None => {
                    text.push(char::REPLACEMENT_CHARACTER);
                    let message = text!("json-escape-digits");
                    self.sink.report(
                        DiagnosticCode::InvalidEscape,
                        Span::new(start, self.at),
                        message,
                    );
                }
            },
            _ => {
                // A Windows path or a regular expression, most likely: keep both characters.
                text.push('\\');
                text.push(escaped);
                let message = text!("json-escape");
                let help = text!("json-escape-help");
                self.sink.report_help(
                    DiagnosticCode::InvalidEscape,
                    Span::new(start, self.at),
                    message,
                    help,
                );
            }
        }
    }

    fn unicode_escape(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if !(0xd800..0xe000).contains(&first) {
            return char::from_u32(first);
        }
        let pair = self.rest().starts_with("\\u") && first < 0xdc00;
        if !pair {
            return None;
        }
        let before = self.at;
        self.at += 2;
        match self.four_digits() {
            Some(second) if (0xdc00..0xe000).contains(&second) => {
                char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
            }
            _ => {
                self.at = before;
                None
            }
        }
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    /// Reads everything up to the next blank, bracket, comma, colon or quote.
    pub(super) fn word(&mut self) -> &'t str {
        let start = self.at;
        let ends = |char: char| {
            char.is_whitespace() || matches!(char, ',' | ':' | '{' | '}' | '[' | ']' | '"')
        };
        let rest = self.rest();
        let length = rest.find(ends).unwrap_or(rest.len());
        // A stray character that ends a word must be consumed nevertheless.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        self.at += length.max(first);
        self.slice(start, self.at)
    }
}

/// Blanks that are not ASCII, a byte order mark and zero-width characters: web pages are full of them.
fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}
