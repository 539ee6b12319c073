//! Computed values as they would stand in the text.

use super::evaluator::TemplateEvaluator;
use super::reading::loops;
use super::value::{Computed, has_expression, object, written};
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use crate::shapes::expression::{Scope, mentions_loop};

impl<'n, 't, 's> TemplateEvaluator<'n, 't, 's> {
    /// An expression whose value is not told. That of a turn is not that of another one, so it has the turn's number.
    pub(super) fn unknown(&self, node: &JsonNode<'t>) -> JsonNode<'t> {
        let mut text = node.as_str().unwrap_or_default().to_owned();
        if !mentions_loop(&text) {
            return node.clone();
        }
        for turn in self.turns.iter().rev() {
            let (name, index) = (&turn.name, turn.index.to_string());
            text = text.replace(&format!("copyIndex('{name}')"), &index);
            if turn.is_of_resources {
                text = text.replace("copyIndex()", &index);
            }
        }
        match mentions_loop(&text) {
            true => node.clone(),
            false => JsonNode::new(Value::Unknown(text), node.span),
        }
    }

    /// A value as it would stand in the text; what is not known in it is so by its expression.
    pub(super) fn node(&self, value: &Computed<'n, 't, 's>, span: Span) -> Option<JsonNode<'t>> {
        self.work.count()?;
        Some(match value {
            Computed::Written(node, scope) => self.copied(node, scope)?,
            Computed::Null => JsonNode::new(Value::Null, span),
            Computed::Bool(value) => JsonNode::new(Value::Bool(*value), span),
            Computed::Number(number) => {
                JsonNode::new(Value::String(number.to_string().into()), span)
            }
            Computed::Text(text) => JsonNode::new(written(text.clone()), span),
            Computed::Unknown(text) => JsonNode::new(Value::String(text.clone().into()), span),
            Computed::List(items) => {
                let items = items.iter().map(|item| self.node(item, span));
                JsonNode::new(Value::Array(items.collect::<Option<_>>()?), span)
            }
            Computed::Object(entries) => {
                let entry = |(key, value): &(String, Computed<'n, 't, 's>)| {
                    Some((key.clone(), self.node(value, span)?))
                };
                let entries: Vec<_> = entries.iter().map(entry).collect::<Option<_>>()?;
                object(entries.into_iter(), span)
            }
        })
    }

    /// A part of the text with the values of the expressions in it.
    fn copied(&self, node: &'n JsonNode<'t>, scope: &'s Scope<'n, 't, 's>) -> Option<JsonNode<'t>> {
        self.work.count()?;
        if !has_expression(node) {
            return Some(node.clone());
        }
        let value = match &node.value {
            Value::Array(items) => {
                let items = items.iter().map(|item| self.copied(item, scope));
                Value::Array(items.collect::<Option<_>>()?)
            }
            Value::Object(members) if loops(node).next().is_none() => {
                let member = |member: &'n Member<'t>| {
                    Some(Member {
                        key: member.key.clone(),
                        key_span: member.key_span,
                        value: self.copied(&member.value, scope)?,
                    })
                };
                Value::Object(members.iter().map(member).collect::<Option<_>>()?)
            }
            _ => {
                let known = self.read(node, scope);
                let made = known.and_then(|value| self.node(&value, node.span));
                return Some(made.unwrap_or_else(|| {
                    let name = node.as_str().unwrap_or("copy").to_owned();
                    JsonNode::new(Value::Unknown(name), node.span)
                }));
            }
        };
        Some(JsonNode::new(value, node.span))
    }
}
