//! A value at both ends of a change.

use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use std::borrow::Cow;

/// What a plan puts before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Nothing: it stays as it is.
    Same,
    Added,
    Removed,
    Changed,
}

impl Marker {
    /// Whether what the marker stands before is there before the change.
    fn is_before(self) -> bool {
        self != Self::Added
    }

    fn is_after(self) -> bool {
        self != Self::Removed
    }
}

/// A value before and after, with what is known only after apply, in the form of a plan's `after_unknown`.
#[derive(Clone, Default)]
pub(super) struct Sides<'t> {
    pub(super) before: Option<JsonNode<'t>>,
    pub(super) after: Option<JsonNode<'t>>,
    pub(super) open: Option<JsonNode<'t>>,
}

/// A value as the text writes it, before the marker of its line and an arrow behind it tell to which end it belongs.
pub(super) enum PlannedValue<'t> {
    Value(JsonNode<'t>),
    /// Something whose parts have markers of their own.
    Parts(Sides<'t>),
    /// `(known after apply)`.
    Open(Span),
}

impl<'t> PlannedValue<'t> {
    /// The value where no arrow follows.
    pub(super) fn sides(self, marker: Marker) -> Sides<'t> {
        match self {
            Self::Value(node) => Sides {
                before: marker.is_before().then(|| node.clone()),
                after: marker.is_after().then_some(node),
                open: None,
            },
            Self::Parts(parts) => parts.at(marker),
            Self::Open(span) => Sides {
                before: None,
                after: None,
                open: Some(JsonNode::new(Value::Bool(true), span)),
            },
        }
    }

    /// The value where an arrow points to another one.
    pub(super) fn becomes(self, later: Self) -> Sides<'t> {
        let later = later.sides(Marker::Added);
        Sides {
            before: self.sides(Marker::Removed).before,
            ..later
        }
    }
}

impl<'t> Sides<'t> {
    /// What is left of it behind a marker.
    fn at(self, marker: Marker) -> Self {
        Self {
            before: self.before.filter(|_| marker.is_before()),
            after: self.after.filter(|_| marker.is_after()),
            open: self.open.filter(|_| marker.is_after()),
        }
    }
}

/// An object or a list at both ends, while it is read.
#[derive(Default)]
pub(super) struct ObjectSides<'t> {
    pub(super) before: Vec<Member<'t>>,
    pub(super) after: Vec<Member<'t>>,
    pub(super) open: Vec<Member<'t>>,
}

impl<'t> ObjectSides<'t> {
    /// Adds what stands under a key.
    pub(super) fn push(&mut self, key: Cow<'t, str>, key_span: Span, sides: Sides<'t>) {
        let member = |value| Member {
            key: key.clone(),
            key_span,
            value,
        };
        self.before.extend(sides.before.map(member));
        self.after.extend(sides.after.map(member));
        self.open.extend(sides.open.map(member));
    }

    /// The whole.
    pub(super) fn finish(self, span: Span) -> Sides<'t> {
        let object = |members| JsonNode::new(Value::Object(members), span);
        Sides {
            before: Some(object(self.before)),
            after: Some(object(self.after)),
            open: (!self.open.is_empty()).then(|| object(self.open)),
        }
    }
}

/// A list at both ends, while it is read.
#[derive(Default)]
pub(super) struct ListSides<'t> {
    before: Vec<JsonNode<'t>>,
    after: Vec<JsonNode<'t>>,
    /// As long as `after`.
    open: Vec<JsonNode<'t>>,
}

impl<'t> ListSides<'t> {
    /// Adds an item.
    pub(super) fn push(&mut self, item: Sides<'t>, span: Span) {
        self.before.extend(item.before);
        // A plan has `null` for an item that is known only after apply.
        let after = match (item.after, &item.open) {
            (None, None) => return,
            (Some(after), _) => after,
            (None, Some(_)) => JsonNode::new(Value::Null, span),
        };
        let closed = JsonNode::new(Value::Bool(false), span);
        self.after.push(after);
        self.open.push(item.open.unwrap_or(closed));
    }

    /// The whole.
    pub(super) fn finish(self, span: Span) -> Sides<'t> {
        let list = |items| JsonNode::new(Value::Array(items), span);
        let is_open = |item: &JsonNode| !matches!(item.value, Value::Bool(false));
        Sides {
            before: Some(list(self.before)),
            after: Some(list(self.after)),
            open: self.open.iter().any(is_open).then(|| list(self.open)),
        }
    }
}
