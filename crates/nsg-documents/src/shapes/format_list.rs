//! Lists as PowerShell prints them on the screen: `Name : value`, a line each, with lists as JSON.
//!
//! Lines are as wide as the window was, so the JSON is broken inside its texts; the reader of JSON joins
//! them again.

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{self, JsonNode, Member, Value};
use crate::position::Span;
use std::borrow::Cow;

/// The keys whose values are JSON.
const LISTS: [&str; 4] = [
    "SecurityRules",
    "DefaultSecurityRules",
    "EffectiveSecurityRules",
    "NetworkInterfaces",
];

/// A group has a dozen; more are no list of PowerShell.
const MAX_KEYS: usize = 64;

/// A line that begins a value.
struct ListLine<'t> {
    key: &'t str,
    key_span: Span,
    value: Span,
}

/// Whether the text is such a list rather than JSON.
pub(crate) fn is_list(text: &str) -> bool {
    !json::begins_like_json(text) && entries(text).iter().any(|entry| LISTS.contains(&entry.key))
}

/// The objects that were printed, with their positions in the text.
pub(crate) fn read<'t>(text: &'t str, sink: &mut DiagnosticSink) -> JsonNode<'t> {
    let mut objects: Vec<JsonNode<'t>> = Vec::new();
    let mut members: Vec<Member<'t>> = Vec::new();
    for ListLine {
        key,
        key_span,
        value,
    } in entries(text)
    {
        // Every object begins with the same key.
        if members.len() >= MAX_KEYS || members.iter().any(|member| member.key == key) {
            finish(&mut objects, &mut members);
        }
        let given = text.get(value.start..value.end).unwrap_or_default();
        let trimmed = given.trim();
        let node = if trimmed.starts_with(['[', '{']) {
            json::parse_part(text, value, sink)
        } else {
            Some(JsonNode::new(Value::String(join(trimmed)), value))
        };
        if let Some(value) = node {
            members.push(Member {
                key: Cow::Borrowed(key),
                key_span,
                value,
            });
        }
    }
    finish(&mut objects, &mut members);
    sink.forget(DiagnosticCode::WrappedString);
    JsonNode::new(Value::Array(objects), Span::new(0, text.len()))
}

fn finish<'t>(objects: &mut Vec<JsonNode<'t>>, members: &mut Vec<Member<'t>>) {
    let holds_rules = |member: &Member| LISTS.iter().any(|list| *list == member.key);
    if members.iter().any(holds_rules) {
        let start = members.first().map_or(0, |member| member.key_span.start);
        let end = members.last().map_or(start, |member| member.value.span.end);
        let object = Value::Object(std::mem::take(members));
        objects.push(JsonNode::new(object, Span::new(start, end)));
    } else {
        members.clear();
    }
}

/// A text that was wrapped, in one piece again.
fn join(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        Cow::Owned(text.lines().map(str::trim).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Keys stand at the start of their line, and a colon behind blanks.
fn entries(text: &str) -> Vec<ListLine<'_>> {
    let mut found: Vec<ListLine> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let entry = line.split_once(':').and_then(|(before, _)| {
            let key = before.trim_end();
            let word = key.starts_with(|char: char| char.is_ascii_uppercase())
                && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
            // The colons are aligned behind the longest key, so at least one blank is before each.
            (word && key.len() < before.len()).then_some((key, before.len()))
        });
        match entry {
            Some((key, colon)) => found.push(ListLine {
                key,
                key_span: Span::new(start, start + key.len()),
                value: Span::new(start + colon + 1, at),
            }),
            // Whatever is indented, and the brackets that close a list, belong to the value.
            None if line.starts_with([' ', '\t', ']', '}']) => {
                if let Some(last) = found.last_mut() {
                    last.value.end = at;
                }
            }
            None => {}
        }
    }
    found
}
