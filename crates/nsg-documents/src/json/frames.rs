//! Frames that are open while a text is read: objects, lists, and the text itself.

use super::node::{JsonNode, Member, Value};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::index::Index;
use crate::position::Span;
use ::text::{quote, text};
use std::borrow::Cow;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameShape {
    Array,
    Object,
    /// The whole text: a list of values and of members without brackets, since fragments are both.
    Root,
}

/// Every missing opening bracket makes the tree one deeper; a fragment lacks a few at most.
const MAX_WRAPS: usize = 8;

/// An open bracket and what was read since.
pub(super) struct Frame<'t> {
    pub(super) shape: FrameShape,
    pub(super) start: usize,
    items: Vec<JsonNode<'t>>,
    members: Vec<Member<'t>>,
    key: Option<(Cow<'t, str>, Span)>,
    colon: bool,
    comma: Option<usize>,
    after_value: bool,
    /// How often the root was put into a bracket.
    wraps: usize,
}

impl<'t> Frame<'t> {
    pub(super) fn new(shape: FrameShape, start: usize) -> Self {
        Self {
            shape,
            start,
            items: Vec::new(),
            members: Vec::new(),
            key: None,
            colon: false,
            comma: None,
            after_value: false,
            wraps: 0,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.members.is_empty() && self.key.is_none()
    }

    /// Whether a word here can be a key.
    pub(super) fn takes_key(&self) -> bool {
        self.shape == FrameShape::Object && self.key.is_none()
    }

    /// Adds a value, or takes a string as a key where one can stand.
    pub(super) fn push(&mut self, node: JsonNode<'t>, sink: &mut DiagnosticSink) {
        if let Some((key, key_span)) = self.key.take() {
            if !self.colon {
                let message = text!("json-missing-colon", key = quote(&key));
                sink.report(DiagnosticCode::MissingColon, key_span, message);
            }
            self.colon = false;
            self.members.push(Member {
                key,
                key_span,
                value: node,
            });
            self.value_done();
            return;
        }
        if self.after_value && self.shape != FrameShape::Root {
            let at = Span::new(node.span.start, node.span.start);
            sink.report(
                DiagnosticCode::MissingComma,
                at,
                text!("json-missing-comma"),
            );
        }
        self.comma = None;
        match (self.shape, node.value) {
            (FrameShape::Object, Value::String(key)) => {
                self.key = Some((key, node.span));
                self.after_value = false;
            }
            (FrameShape::Object, value) => {
                let node = JsonNode::new(value, node.span);
                let message = text!("json-no-key", what = node.kind());
                sink.report(DiagnosticCode::UnexpectedToken, node.span, message);
                self.value_done();
            }
            (_, value) => {
                self.items.push(JsonNode::new(value, node.span));
                self.value_done();
            }
        }
    }

    fn value_done(&mut self) {
        self.after_value = true;
        self.comma = None;
    }

    pub(super) fn comma(&mut self, at: usize, sink: &mut DiagnosticSink) {
        let span = Span::new(at, at + 1);
        if self.key.is_some() {
            self.key_without_value(at, sink);
        } else if !self.after_value && self.shape != FrameShape::Root {
            sink.report(DiagnosticCode::ExtraComma, span, text!("json-extra-comma"));
        }
        self.after_value = false;
        self.comma = Some(at);
    }

    pub(super) fn colon(&mut self, at: usize, sink: &mut DiagnosticSink) {
        // In a fragment a string turns out to be a key only here.
        if self.shape == FrameShape::Root
            && self.key.is_none()
            && self.after_value
            && let Some(JsonNode {
                value: Value::String(key),
                span,
            }) = self
                .items
                .pop_if(|last| matches!(last.value, Value::String(_)))
        {
            self.key = Some((key, span));
            self.after_value = false;
        }
        if self.key.is_some() && !self.colon {
            self.colon = true;
        } else if self.shape != FrameShape::Root {
            let message = text!("json-unexpected-colon");
            sink.report(
                DiagnosticCode::UnexpectedToken,
                Span::new(at, at + 1),
                message,
            );
        }
    }

    fn key_without_value(&mut self, end: usize, sink: &mut DiagnosticSink) {
        if let Some((key, key_span)) = self.key.take() {
            let message = text!("json-missing-value", key = quote(&key));
            sink.report(DiagnosticCode::MissingValue, key_span, message);
            let value = JsonNode::new(Value::Unread, Span::new(end, end));
            self.members.push(Member {
                key,
                key_span,
                value,
            });
            self.colon = false;
            self.value_done();
        }
    }

    /// The value that the bracket and its contents make.
    pub(super) fn close(mut self, end: usize, sink: &mut DiagnosticSink) -> Value<'t> {
        self.key_without_value(end, sink);
        if let Some(comma) = self.comma {
            let span = Span::new(comma, comma + 1);
            let message = text!("json-trailing-comma");
            sink.report_help(
                DiagnosticCode::TrailingComma,
                span,
                message,
                text!("json-trailing-comma-help"),
            );
        }
        if self.shape == FrameShape::Array {
            Value::Array(self.items)
        } else {
            report_duplicates(&self.members, sink);
            Value::Object(self.members)
        }
    }

    /// Puts what was read so far into a bracket whose opening is missing. Tells whether there was any.
    pub(super) fn wrap(&mut self, shape: FrameShape, end: usize) -> bool {
        let start = self.start;
        let value = match shape {
            FrameShape::Object if !self.members.is_empty() => {
                Value::Object(std::mem::take(&mut self.members))
            }
            FrameShape::Array if !self.items.is_empty() && self.wraps < MAX_WRAPS => {
                self.wraps += 1;
                Value::Array(std::mem::take(&mut self.items))
            }
            _ => return false,
        };
        self.items.push(JsonNode::new(value, Span::new(start, end)));
        self.start = end;
        self.value_done();
        true
    }

    /// The document, with the brackets that a fragment lacks.
    pub(super) fn finish(mut self, end: usize, sink: &mut DiagnosticSink) -> Option<JsonNode<'t>> {
        self.key_without_value(end, sink);
        let span = Span::new(self.start, end);
        let help = text!("json-fragment-help");
        if !self.members.is_empty() {
            report_duplicates(&self.members, sink);
            let first = self.members.first().map_or(span, |member| member.key_span);
            let message = text!("json-fragment");
            if !sink.has(DiagnosticCode::Fragment) {
                sink.report_help(DiagnosticCode::Fragment, first, message, help);
            }
            let object = JsonNode::new(Value::Object(self.members), span);
            if self.items.is_empty() {
                return Some(object);
            }
            self.items.push(object);
        }
        if self.items.len() > 1 {
            // Words in quotes around a document are not another document.
            if self.items.iter().filter(|item| item.is_container()).count() == 1 {
                if let Some(prose) = self.items.iter().find(|item| !item.is_container()) {
                    let message = text!("json-text-around");
                    let help = text!("json-text-around-help");
                    sink.report_once(DiagnosticCode::TextAround, prose.span, message, help);
                }
                return self.items.into_iter().find(JsonNode::is_container);
            }
            let second = self.items.get(1).map_or(span, |item| item.span);
            if !sink.has(DiagnosticCode::Fragment) {
                let message = text!("json-several-values");
                sink.report(
                    DiagnosticCode::Fragment,
                    Span::new(second.start, second.start),
                    message,
                );
            }
            return Some(JsonNode::new(Value::Array(self.items), span));
        }
        self.items.pop()
    }
}

fn report_duplicates(members: &[Member], sink: &mut DiagnosticSink) {
    let mut report = |member: &Member| {
        let message = text!("json-duplicate-key", key = quote(&member.key));
        sink.report(DiagnosticCode::DuplicateKey, member.key_span, message);
    };
    // Comparing each with each is fastest for the usual twenty keys, and hopeless for a million.
    if members.len() <= 32 {
        for (index, member) in members.iter().enumerate() {
            let earlier = members.iter().take(index);
            if earlier
                .into_iter()
                .any(|other| other.key.eq_ignore_ascii_case(&member.key))
            {
                report(member);
            }
        }
    } else {
        let mut seen = Index::default();
        for member in members {
            if seen.insert(&member.key, 0).is_some() {
                report(member);
            }
        }
    }
}
