//! What stands between the brackets of a resource.

use super::cursor::Cursor;
use super::hidden::{self, HiddenParts};
use super::sides::{ListSides, Marker, ObjectSides, PlannedValue, Sides};
use super::values::{self, Literal};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::index::Index;
use crate::json::{JsonNode, MAX_VALUES, Value};
use crate::position::Span;
use std::borrow::Cow;
use text::text;

/// No provider nests deeper, and whatever walks the tree does so within any stack.
const MAX_DEPTH: usize = 48;

/// What a value belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A network security group.
    Group,
    /// The rules inside of one.
    Rules,
    /// A rule, inside of a group or as a resource of its own.
    Rule,
    /// Anything else.
    Other,
}

impl Place {
    /// The place of what stands under a key.
    fn of_key(self, key: &str) -> Self {
        match (self, key) {
            (Self::Group, "security_rule") => Self::Rules,
            _ => Self::Other,
        }
    }

    /// The place of an item of a list, and of a block.
    fn of_item(self) -> Self {
        match self {
            Self::Rules => Self::Rule,
            _ => Self::Other,
        }
    }
}

/// Reads what stands between brackets. Of what decides nothing about flows nothing is said.
pub(super) struct BodyReader<'r, 't> {
    pub(super) cursor: &'r mut Cursor<'t>,
    pub(super) sink: &'r mut DiagnosticSink,
    /// Whether the resource may have to do with rules.
    pub(super) is_relevant: bool,
    /// How many values were read of the whole text.
    pub(super) values: &'r mut usize,
}

impl<'t> BodyReader<'_, 't> {
    /// Reads an object whose opening bracket at `start` was taken.
    pub(super) fn object(&mut self, place: Place, start: usize, depth: usize) -> Sides<'t> {
        let mut all = ObjectSides::default();
        let mut blocks: Vec<(Cow<'t, str>, Span, ListSides<'t>)> = Vec::new();
        let mut names = Index::default();
        let mut parts = HiddenParts::default();
        while self.goes_on() {
            if self.cursor.eat("}") {
                break;
            }
            if self.comment(&mut parts) {
                continue;
            }
            let line = self.cursor.at();
            let marker = values::marker(self.cursor);
            if self.cursor.eat("}") {
                break;
            }
            let at = self.cursor.at();
            let Some(key) = values::key(self.cursor) else {
                self.unexpected(line);
                continue;
            };
            let key_span = self.cursor.since(at);
            let within = place.of_key(&key);
            if self.cursor.eat("=") {
                match self.value(marker, within, depth) {
                    Some(sides) => all.push(key, key_span, sides),
                    None => self.unexpected(line),
                }
            } else if self.block() {
                let start = self.cursor.at();
                let sides = self.nested(within.of_item(), start, depth);
                let block = PlannedValue::Parts(sides).sides(marker);
                let known = names.get(&key).unwrap_or_else(|| {
                    names.insert(&key, blocks.len());
                    blocks.push((key, key_span, ListSides::default()));
                    blocks.len() - 1
                });
                if let Some((_, span, list)) = blocks.get_mut(known) {
                    list.push(block, *span);
                }
            } else {
                self.unexpected(line);
            }
            self.end_of_item();
        }
        for (key, span, list) in blocks {
            all.push(key, span, list.finish(span));
        }
        let span = self.cursor.since(start);
        if self.is_relevant {
            hidden::complete(&mut all, place, &parts, span, self.sink);
        }
        all.finish(span)
    }

    /// Reads the list whose opening bracket at `start` was taken.
    fn list(&mut self, place: Place, start: usize, depth: usize) -> Sides<'t> {
        let mut list = ListSides::default();
        let mut parts = HiddenParts::default();
        while self.goes_on() {
            if self.cursor.eat("]") {
                break;
            }
            if self.comment(&mut parts) {
                continue;
            }
            let at = self.cursor.at();
            let marker = values::marker(self.cursor);
            if self.cursor.eat("]") {
                break;
            }
            match self.value(marker, place.of_item(), depth) {
                Some(item) => list.push(item, self.cursor.since(at)),
                None => self.unexpected(at),
            }
            self.end_of_item();
        }
        if let Some(at) = parts.elements {
            match place {
                Place::Rules => hidden::report_rules(at, self.sink),
                // Those that are not shown stay in the list.
                _ => {
                    let rest = PlannedValue::Value(JsonNode::new(Value::Unread, at));
                    list.push(rest.sides(Marker::Same), at);
                }
            }
        }
        list.finish(self.cursor.since(start))
    }

    /// Reads a value and what an arrow makes of it; `None` where there is none.
    fn value(&mut self, marker: Marker, place: Place, depth: usize) -> Option<Sides<'t>> {
        let first = self.written(place, depth)?;
        if !self.cursor.eat("->") {
            return Some(first.sides(marker));
        }
        let later = self.written(place, depth)?;
        Some(first.becomes(later))
    }

    fn written(&mut self, place: Place, depth: usize) -> Option<PlannedValue<'t>> {
        *self.values += 1;
        let start = {
            self.cursor.rest();
            self.cursor.at()
        };
        if self.cursor.eat("{") {
            return Some(PlannedValue::Parts(self.nested(place, start, depth)));
        }
        if self.cursor.eat("[") {
            if depth >= MAX_DEPTH {
                return Some(self.skipped(start));
            }
            return Some(PlannedValue::Parts(self.list(place, start, depth + 1)));
        }
        match values::literal(self.cursor)? {
            Literal::Value(value) => {
                let node = JsonNode::new(value, self.cursor.since(start));
                Some(PlannedValue::Value(node))
            }
            Literal::Open => Some(PlannedValue::Open(self.cursor.since(start))),
            Literal::Hidden => {
                let span = self.cursor.since(start);
                if self.is_relevant {
                    hidden::report_values(span, self.sink);
                }
                let node = JsonNode::new(Value::Unread, span);
                // Rules that are not shown are one of which nothing is known.
                Some(PlannedValue::Value(match place {
                    Place::Rules => JsonNode::new(Value::Array(vec![node]), span),
                    _ => node,
                }))
            }
            Literal::Call => Some(self.skipped(start)),
        }
    }

    fn nested(&mut self, place: Place, start: usize, depth: usize) -> Sides<'t> {
        if depth >= MAX_DEPTH {
            return self.skipped(start).sides(Marker::Same);
        }
        self.object(place, start, depth + 1)
    }

    /// Leaves out what stands between brackets of which the first was taken.
    fn skipped(&mut self, start: usize) -> PlannedValue<'t> {
        if !values::skip_to_closing(self.cursor) {
            self.truncated();
        }
        let span = self.cursor.since(start);
        PlannedValue::Value(JsonNode::new(Value::Unread, span))
    }

    /// Takes what opens a block: `{`, perhaps after labels.
    fn block(&mut self) -> bool {
        while self.cursor.rest().starts_with('"') {
            if values::string(self.cursor).is_none() {
                return false;
            }
        }
        self.cursor.eat("{")
    }

    /// Goes to the next token, on this line or a later one; `false` at the end of what is read.
    fn goes_on(&mut self) -> bool {
        if *self.values > MAX_VALUES {
            let message = text!("json-too-many-values", most = MAX_VALUES);
            let at = Span::new(self.cursor.at(), self.cursor.at());
            if !self.sink.has(DiagnosticCode::TooManyValues) {
                self.sink.report(DiagnosticCode::TooManyValues, at, message);
            }
            return false;
        }
        while self.cursor.is_at_end() {
            if !self.cursor.next_line() {
                self.truncated();
                return false;
            }
        }
        true
    }

    /// Takes a comment, which may say that something is not shown.
    fn comment(&mut self, parts: &mut HiddenParts) -> bool {
        let start = self.cursor.at();
        if !self.cursor.eat("#") {
            return false;
        }
        let comment = self.cursor.plain_rest();
        parts.note(&comment, self.cursor.since(start));
        true
    }

    fn end_of_item(&mut self) {
        self.cursor.eat(",");
        // `# forces replacement`.
        if self.cursor.rest().starts_with('#') {
            self.cursor.plain_rest();
        }
    }

    /// A line that is no part of a plan.
    fn unexpected(&mut self, start: usize) {
        self.cursor.plain_rest();
        if self.is_relevant {
            let message = text!("plan-unexpected");
            let help = text!("plan-show-json");
            let at = self.cursor.since(start);
            self.sink
                .report_help(DiagnosticCode::UnexpectedToken, at, message, help);
        }
    }

    /// The text ends while brackets are open.
    fn truncated(&mut self) {
        let at = Span::new(self.cursor.at(), self.cursor.at());
        let (message, help) = (text!("plan-truncated"), text!("plan-show-json"));
        self.sink
            .report_once(DiagnosticCode::Truncated, at, message, help);
    }
}
