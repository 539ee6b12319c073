//! From other tools' words for a rule to Azure's, in the tree.

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use std::borrow::Cow;
use text::text;

/// A member of an object that the text does not have under this name; it points to what it comes from.
pub(super) fn member<'t>(key: &'static str, value: JsonNode<'t>) -> Member<'t> {
    Member {
        key: Cow::Borrowed(key),
        key_span: value.span,
        value,
    }
}

/// A text that stands for what the text leaves to a tool's default.
pub(super) fn default<'t>(key: &'static str, value: &'static str, at: Span) -> Member<'t> {
    member(key, JsonNode::new(Value::String(Cow::Borrowed(value)), at))
}

/// The members of an object; none of any other value.
pub(super) fn members_of(node: JsonNode<'_>) -> Vec<Member<'_>> {
    match node.value {
        Value::Object(members) => members,
        _ => Vec::new(),
    }
}

/// Whether a member has a name, in any case and with or without `_`.
pub(super) fn is(member: &Member<'_>, name: &str) -> bool {
    let letters = member.key.bytes().filter(|byte| *byte != b'_');
    let lower = letters.map(|byte| byte.to_ascii_lowercase());
    lower.eq(name.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// Whether there is such a member with a value.
pub(super) fn has(members: &[Member<'_>], name: &str) -> bool {
    let mut found = members.iter();
    found.any(|member| is(member, name) && !member.value.is_null())
}

/// Takes a value out of an object.
pub(super) fn take<'t>(members: &mut Vec<Member<'t>>, name: &str) -> Option<JsonNode<'t>> {
    let at = members.iter().position(|member| is(member, name))?;
    Some(members.remove(at).value)
}

/// Gives members Azure's names.
pub(super) fn rename(members: &mut [Member<'_>], names: &[(&str, &'static str)]) {
    for member in members {
        let found = names.iter().find(|(from, _)| is(member, from));
        if let Some((_, to)) = found {
            member.key = Cow::Borrowed(to);
        }
    }
}

/// A rule in which the values that a tool fills in are unknown and name themselves: `{{ office }}`, `${OFFICE}`.
pub(super) fn unknown_templates(rule: JsonNode<'_>) -> JsonNode<'_> {
    let span = rule.span;
    let Value::Object(mut members) = rule.value else {
        return rule;
    };
    let fields = members.iter_mut();
    for member in fields.filter(|it| !is(it, "name") && !is(it, "description")) {
        mark_templates(&mut member.value);
    }
    JsonNode::new(Value::Object(members), span)
}

fn mark_templates(node: &mut JsonNode<'_>) {
    match &mut node.value {
        Value::String(text) if text.contains("{{") || text.contains("${") => {
            node.value = Value::Unknown(text.to_string());
        }
        Value::Array(items) => items.iter_mut().for_each(mark_templates),
        Value::Object(members) => members
            .iter_mut()
            .for_each(|member| mark_templates(&mut member.value)),
        _ => {}
    }
}

/// What stands where rules should: a list, or one rule that the text does not tell, which is reported.
pub(super) fn rules_or_unread<'t>(
    rules: JsonNode<'t>,
    sink: &mut DiagnosticSink,
) -> Vec<JsonNode<'t>> {
    let span = rules.span;
    match rules.value {
        Value::Array(rules) => rules,
        Value::Null => Vec::new(),
        _ => {
            let message = text!("document-rules-unresolved");
            let help = text!("document-rules-unresolved-help");
            sink.report_help(DiagnosticCode::UnresolvedExpression, span, message, help);
            vec![JsonNode::new(Value::Unread, span)]
        }
    }
}

/// A group as Azure's command line prints it.
pub(super) fn group<'t>(
    name: Option<JsonNode<'t>>,
    rules: Vec<JsonNode<'t>>,
    span: Span,
) -> JsonNode<'t> {
    let mut members: Vec<_> = name.map(|name| member("name", name)).into_iter().collect();
    let rules = JsonNode::new(Value::Array(rules), span);
    members.push(member("securityRules", rules));
    JsonNode::new(Value::Object(members), span)
}
