//! Values that expressions have.

use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use crate::shapes::expression::{Scope, expression};
use std::rc::Rc;

/// The value of an expression.
#[derive(Clone)]
pub(super) enum Computed<'n, 't, 's> {
    /// A list or an object of the text. There may be expressions in it, which are those of a template.
    Written(&'n JsonNode<'t>, &'s Scope<'n, 't, 's>),
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Rc<[Self]>),
    Object(Rc<[(String, Self)]>),
    /// Something that Azure alone knows, in words that are an expression of their own: the id of a resource.
    Unknown(String),
}

impl Computed<'_, '_, '_> {
    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::List(items.into())
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }
}

/// Whether an expression stands anywhere in a value.
pub(super) fn has_expression(node: &JsonNode<'_>) -> bool {
    match &node.value {
        Value::String(text) => expression(text).is_some(),
        Value::Array(items) => items.iter().any(has_expression),
        Value::Object(members) => members.iter().any(|member| has_expression(&member.value)),
        _ => false,
    }
}

/// A text as a template writes it: one in brackets would be an expression.
pub(super) fn written(text: String) -> Value<'static> {
    let looks_computed = expression(&text).is_some();
    Value::String(match looks_computed {
        true => format!("[{text}").into(),
        false => text.into(),
    })
}

/// An object whose members stand nowhere of their own in the text.
pub(super) fn object<'t>(
    members: impl Iterator<Item = (String, JsonNode<'t>)>,
    span: Span,
) -> JsonNode<'t> {
    let member = |(key, value): (String, JsonNode<'t>)| Member {
        key: key.into(),
        key_span: span,
        value,
    };
    JsonNode::new(Value::Object(members.map(member).collect()), span)
}
