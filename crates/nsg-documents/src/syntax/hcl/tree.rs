//! From values to the tree that everything is read from, as `terraform show -json` prints resources.

use super::value::{HclNode, HclValue};
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use std::borrow::Cow;
use text::text;

/// The members of an object that is put together.
pub(super) type Members = Vec<Member<'static>>;

/// A value as a node of the tree. Terraform converts numbers to strings where a field is one, so they are strings here.
pub(super) fn json(node: &HclNode) -> JsonNode<'static> {
    let value = match &node.value {
        HclValue::Null => Value::Null,
        HclValue::Bool(value) => Value::Bool(*value),
        HclValue::Number(_) | HclValue::Text(_) => {
            let text = node.value.to_text().unwrap_or_default();
            Value::String(Cow::Owned(text.to_string()))
        }
        HclValue::List(list) => Value::Array(list.items.iter().map(json).collect()),
        HclValue::Object(object) => {
            let members = object.entries.iter();
            let members = members.map(|(key, node)| member(key, json(node)));
            Value::Object(members.collect())
        }
        HclValue::Unknown(name) => Value::Unknown(name.to_string()),
    };
    JsonNode::new(value, node.span)
}

/// A member that stands where its value does.
pub(super) fn member(key: &str, value: JsonNode<'static>) -> Member<'static> {
    Member {
        key: Cow::Owned(key.to_owned()),
        key_span: value.span,
        value,
    }
}

pub(super) fn string(text: &str, span: Span) -> JsonNode<'static> {
    JsonNode::new(Value::String(Cow::Owned(text.to_owned())), span)
}

pub(super) fn array(items: Vec<JsonNode<'static>>, span: Span) -> JsonNode<'static> {
    JsonNode::new(Value::Array(items), span)
}

pub(super) fn object(members: Members, span: Span) -> JsonNode<'static> {
    JsonNode::new(Value::Object(members), span)
}

/// A rule that stands for all those whose number depends on an unknown value.
pub(super) fn unknown_rules(name: &str, span: Span) -> Members {
    let unknown = JsonNode::new(Value::Unknown(name.to_owned()), span);
    vec![
        member("name", string(text!("document-rules-of-loop"), span)),
        member("properties", unknown),
    ]
}

/// A rule that may not be there at all: then it matches nothing. One unknown field says so, and the others can still rule it
/// out.
pub(super) fn depend_on(members: &mut Members, condition: Option<&str>, span: Span) {
    let Some(condition) = condition else { return };
    members.retain(|member| member.key != "protocol");
    let unknown = JsonNode::new(Value::Unknown(condition.to_owned()), span);
    members.push(member("protocol", unknown));
}

/// A resource as `terraform show -json` lists it.
pub(super) fn resource(
    kind: &'static str,
    address: &str,
    values: Members,
    span: Span,
) -> JsonNode<'static> {
    let members = vec![
        member("address", string(address, span)),
        member("mode", string("managed", span)),
        member("type", string(kind, span)),
        member("values", object(values, span)),
    ];
    object(members, span)
}

/// A state with these resources.
pub(super) fn state(resources: Vec<JsonNode<'static>>, span: Span) -> JsonNode<'static> {
    let resources = member("resources", array(resources, span));
    let module = member("root_module", object(vec![resources], span));
    let values = member("values", object(vec![module], span));
    object(vec![values], span)
}
