//! The loop over the tokens of a text.

use super::frames::{Frame, FrameShape};
use super::node::{JsonNode, Value};
use super::{MAX_DEPTH, MAX_VALUES};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::position::Span;
use ::text::{quote, text};
use std::borrow::Cow;

/// Reads one text. The open brackets are a list, not the call stack: hostile nesting costs memory, not
/// the process.
pub(super) struct Parser<'t, 's> {
    text: &'t str,
    pub(super) sink: &'s mut DiagnosticSink,
    pub(super) at: usize,
    pub(super) end: usize,
    values: usize,
    /// Behind the last `”` and the last `’`: looked for once, and not at every quote that is opened.
    last_quotes: [usize; 2],
    frames: Vec<Frame<'t>>,
    root: Frame<'t>,
}

impl<'t, 's> Parser<'t, 's> {
    pub(super) fn new(text: &'t str, part: Span, sink: &'s mut DiagnosticSink) -> Self {
        let end = part.end.min(text.len());
        let of_part = text.get(part.start..end).unwrap_or_default();
        let behind = |quote| of_part.rfind(quote).map_or(0, |at| part.start + at + 1);
        Self {
            text,
            sink,
            at: part.start,
            end,
            values: 0,
            last_quotes: ['”', '’'].map(behind),
            frames: Vec::new(),
            root: Frame::new(FrameShape::Root, part.start),
        }
    }

    pub(super) fn run(mut self) -> Option<JsonNode<'t>> {
        loop {
            self.skip_blanks();
            let start = self.at;
            let Some(byte) = self.peek() else {
                break;
            };
            if self.values > MAX_VALUES {
                let message = text!("json-too-many-values", most = MAX_VALUES);
                self.sink.report(
                    DiagnosticCode::TooManyValues,
                    Span::new(start, self.end),
                    message,
                );
                self.at = self.end;
                break;
            }
            match byte {
                b'{' => self.open(FrameShape::Object),
                b'[' => self.open(FrameShape::Array),
                b'}' => self.close(FrameShape::Object),
                b']' => self.close(FrameShape::Array),
                b',' => self.comma(),
                b':' => self.colon(),
                b'"' => {
                    let text = self.string('"');
                    self.push(Value::String(text), start);
                }
                b'-' | b'+' | b'0'..=b'9' => self.number(),
                _ => self.other(),
            }
        }
        self.finish()
    }

    fn open(&mut self, shape: FrameShape) {
        let start = self.at;
        if self.frames.len() >= MAX_DEPTH {
            self.skip_nested();
            let message = text!("json-too-deep", most = MAX_DEPTH);
            self.sink
                .report(DiagnosticCode::TooDeep, Span::new(start, self.at), message);
            self.push(Value::Unread, start);
        } else {
            self.at += 1;
            self.frames.push(Frame::new(shape, start));
        }
    }

    /// Skips to the bracket that closes the one at the current position.
    fn skip_nested(&mut self) {
        let mut depth = 0_usize;
        let mut in_string = false;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' if in_string => self.at = (self.at + 1).min(self.end),
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        // An escape may have jumped into the middle of a character.
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    fn close(&mut self, shape: FrameShape) {
        let here = Span::new(self.at, self.at + 1);
        if !self.frames.iter().rev().any(|frame| frame.shape == shape) {
            self.at += 1;
            if !self.root.wrap(shape, self.at) {
                let message = text!("json-unexpected-closing");
                self.sink
                    .report(DiagnosticCode::UnexpectedClosing, here, message);
            } else {
                let message = text!("json-missing-opening");
                self.sink.report_help(
                    DiagnosticCode::Fragment,
                    here,
                    message,
                    text!("json-paste-whole"),
                );
            }
            return;
        }
        while let Some(frame) = self.frames.pop() {
            let matches = frame.shape == shape;
            if matches {
                self.at += 1;
            } else {
                let message = text!("json-unclosed");
                self.sink.report(
                    DiagnosticCode::Unclosed,
                    Span::new(frame.start, frame.start + 1),
                    message,
                );
            }
            self.close_frame(frame);
            if matches {
                break;
            }
        }
    }

    fn close_frame(&mut self, frame: Frame<'t>) {
        let start = frame.start;
        let value = frame.close(self.at, self.sink);
        self.push(value, start);
    }

    /// Adds a value that starts at `start` and ends at the current position.
    fn push(&mut self, value: Value<'t>, start: usize) {
        self.values += 1;
        let node = JsonNode::new(value, Span::new(start, self.at));
        let sink = &mut *self.sink;
        match self.frames.last_mut() {
            Some(frame) => frame.push(node, sink),
            None => self.root.push(node, sink),
        }
    }

    fn comma(&mut self) {
        let at = self.at;
        self.at += 1;
        let frame = self.frames.last_mut().unwrap_or(&mut self.root);
        frame.comma(at, self.sink);
    }

    fn colon(&mut self) {
        let at = self.at;
        self.at += 1;
        let frame = self.frames.last_mut().unwrap_or(&mut self.root);
        frame.colon(at, self.sink);
    }

    fn number(&mut self) {
        let start = self.at;
        let text = self.word();
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let numeric = digits.starts_with(|char: char| char.is_ascii_digit())
            && digits
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
        if numeric {
            self.push(Value::Number(text), start);
        } else {
            self.bare(text, start);
        }
    }

    fn other(&mut self) {
        let start = self.at;
        let [double, single] = self.last_quotes.map(|behind| behind > start);
        let quotes = match self.rest().chars().next() {
            Some('\'') => Some('\''),
            Some('“' | '„' | '”') if double => Some('”'),
            Some('‘' | '’') if single => Some('’'),
            _ => None,
        };
        if let Some(close) = quotes {
            if self.frames.is_empty() && close != '"' && self.root.is_empty() {
                // An apostrophe in the prose around a document, not a string.
                let word = self.word();
                return self.bare(word, start);
            }
            let text = self.string(close);
            let message = text!("json-quote-style");
            let help = text!("json-quote-style-help");
            self.sink.report_once(
                DiagnosticCode::QuoteStyle,
                Span::new(start, self.at),
                message,
                help,
            );
            return self.push(Value::String(text), start);
        }
        let word = self.word();
        self.bare(word, start);
    }

    /// A word without quotes: a literal, a key, an ellipsis, or the prose around a document.
    fn bare(&mut self, word: &'t str, start: usize) {
        let span = Span::new(start, self.at);
        match word {
            "null" => return self.push(Value::Null, start),
            "true" => return self.push(Value::Bool(true), start),
            "false" => return self.push(Value::Bool(false), start),
            _ => {}
        }
        self.skip_blanks();
        let is_key = self.peek() == Some(b':');
        let Some(frame) = self.frames.last_mut() else {
            let message = text!("json-text-around");
            let help = text!("json-text-around-help");
            return self
                .sink
                .report_once(DiagnosticCode::TextAround, span, message, help);
        };
        if is_key && frame.takes_key() {
            let message = text!("json-unquoted-key");
            self.sink.report_once(
                DiagnosticCode::UnquotedKey,
                span,
                message,
                text!("json-unquoted-key-help"),
            );
            let node = JsonNode::new(Value::String(Cow::Borrowed(word)), span);
            return frame.push(node, self.sink);
        }
        let value = match word {
            "None" | "undefined" | "NULL" | "Null" => Value::Null,
            "True" | "TRUE" => Value::Bool(true),
            "False" | "FALSE" => Value::Bool(false),
            _ => Value::Word(word),
        };
        if word.starts_with("...") || word.starts_with('…') {
            let message = text!("json-elided", word = quote(word));
            self.sink.report_help(
                DiagnosticCode::Elided,
                span,
                message,
                text!("json-paste-whole"),
            );
            if frame.takes_key() {
                return;
            }
        } else {
            let message = text!("json-bare-word", word = quote(word));
            self.sink.report(DiagnosticCode::BareWord, span, message);
        }
        self.values += 1;
        frame.push(JsonNode::new(value, span), self.sink);
    }

    fn finish(mut self) -> Option<JsonNode<'t>> {
        // Where the limit of values ended the reading, the brackets are not to blame.
        if !self.frames.is_empty() && !self.sink.has(DiagnosticCode::TooManyValues) {
            let message = text!("json-truncated", count = self.frames.len());
            let help = text!("json-truncated-help");
            let end = Span::new(self.end, self.end);
            self.sink
                .report_help(DiagnosticCode::Truncated, end, message, help);
        }
        while let Some(frame) = self.frames.pop() {
            self.close_frame(frame);
        }
        let end = self.end;
        self.root.finish(end, self.sink)
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text
            .as_bytes()
            .get(at)
            .copied()
            .filter(|_| at < self.end)
    }

    pub(super) fn bytes(&self, from: usize) -> &'t [u8] {
        self.text.as_bytes().get(from..self.end).unwrap_or_default()
    }

    pub(super) fn rest(&self) -> &'t str {
        self.slice(self.at, self.end)
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }
}
