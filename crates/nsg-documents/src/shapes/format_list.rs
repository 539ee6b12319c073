//! Lists as PowerShell prints them on the screen: `Name : value`, a line each, with lists as JSON, or between braces.
//! A group has its rules in such a list; or each rule is one of the objects.
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

/// The keys that a rule has on the screen.
const OF_RULE: [&str; 4] = ["Access", "Direction", "Priority", "DestinationPortRange"];

/// What `Compare-Object` adds: its rules are those that differ.
const COMPARED: &str = "SideIndicator";

/// What effective rules have beside.
const EXPANDED: &str = "ExpandedSourceAddressPrefix";

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
    if json::begins_like_json(text) {
        return false;
    }
    let entries = entries(text);
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    LISTS.into_iter().any(has) || OF_RULE.into_iter().all(has) && !has(COMPARED)
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
        let node = match braces(trimmed) {
            Some(inner) => Some(list(inner, value)),
            None if trimmed.starts_with(['[', '{']) => json::parse_part(text, value, sink),
            None if key == "Priority" => Some(JsonNode::new(number(trimmed), value)),
            None => Some(JsonNode::new(Value::String(join(trimmed)), value)),
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
    let whole = Span::new(0, text.len());
    let are_effective = objects.iter().any(|object| object.has_key(EXPANDED));
    let objects = JsonNode::new(Value::Array(objects), whole);
    match are_effective {
        true => {
            let rules = Member {
                key: Cow::Borrowed("EffectiveSecurityRules"),
                key_span: whole,
                value: objects,
            };
            JsonNode::new(Value::Object(vec![rules]), whole)
        }
        false => objects,
    }
}

/// What stands between the braces of a list; JSON has quotes between them.
fn braces(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    (!inner.contains('"')).then_some(inner)
}

/// The values of a list. One that the window cut off ends in dots, and an object is printed as its type: both are values that
/// nobody knows.
fn list<'t>(inner: &'t str, at: Span) -> JsonNode<'t> {
    let values = inner
        .split(',')
        .map(str::trim)
        .filter(|value| !value.is_empty());
    let value = |value: &'t str| match value.starts_with("Microsoft.Azure.") {
        true => Value::Object(Vec::new()),
        false => Value::String(join(value)),
    };
    let values = values.map(|text| JsonNode::new(value(text), at));
    JsonNode::new(Value::Array(values.collect()), at)
}

/// A number where it is one.
fn number(text: &str) -> Value<'_> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match is_number {
        true => Value::Number(text),
        false => Value::String(Cow::Borrowed(text)),
    }
}

fn finish<'t>(objects: &mut Vec<JsonNode<'t>>, members: &mut Vec<Member<'t>>) {
    let has = |key: &str| members.iter().any(|member| member.key == key);
    let is_rule = OF_RULE.into_iter().all(has);
    if is_rule || LISTS.into_iter().any(has) {
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

/// The key of a line with the place of its colon. Colons are aligned behind the longest key, so a blank is before each.
fn key(line: &str) -> Option<(&str, usize)> {
    let (before, _) = line.split_once(':')?;
    let key = before.trim();
    let is_word = key.starts_with(|char: char| char.is_ascii_uppercase())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_word && before.ends_with(' ')).then_some((key, before.len()))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Keys stand as far from the start of their line as the first name does.
fn entries(text: &str) -> Vec<ListLine<'_>> {
    let is_name = |line: &&str| key(line).is_some_and(|(key, _)| key == "Name");
    let margin = text.lines().find(is_name).map_or(0, indent);
    let mut found: Vec<ListLine> = Vec::new();
    let (mut at, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match key(line).filter(|_| indent(line) == margin) {
            Some((key, colon)) => {
                is_open = true;
                found.push(ListLine {
                    key,
                    key_span: Span::new(start + margin, start + margin + key.len()),
                    value: Span::new(start + colon + 1, at),
                });
            }
            // Whatever is indented, and the brackets that close a list, belong to the value.
            None if is_open && line.starts_with([' ', '\t', ']', '}']) => {
                if let Some(last) = found.last_mut() {
                    last.value.end = at;
                }
            }
            None => {
                let last = found.last().and_then(|last| text.get(last.value.start..));
                let is_json = last.is_some_and(|value| value.trim_start().starts_with(['[', '{']));
                // An empty line ends an object.
                is_open &= is_json || !line.trim().is_empty();
            }
        }
    }
    found
}
