//! Functions of texts.

use super::CallArguments;
use crate::diagnostic::DiagnosticSink;
use crate::json::{self, JsonNode, Member, Value};
use crate::position::Span;
use crate::syntax::hcl::evaluate::Evaluator;
use crate::syntax::hcl::value::{HclNode, HclResult, HclValue};

/// The value of a call; `None` where it is no function of this kind.
pub(super) fn call(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> Option<HclResult> {
    Some(match call.name {
        "join" => join(evaluator, call),
        "split" => split(evaluator, call),
        "format" => format(evaluator, call),
        "replace" => replace(evaluator, call),
        "lower" => map(evaluator, call, |text| text.to_ascii_lowercase()),
        "upper" => map(evaluator, call, |text| text.to_ascii_uppercase()),
        "title" => map(evaluator, call, title),
        "trimspace" => map(evaluator, call, |text| text.trim().to_owned()),
        "trimprefix" => trimmed(call, |text, part| text.strip_prefix(part)),
        "trimsuffix" => trimmed(call, |text, part| text.strip_suffix(part)),
        "startswith" => test(call, |text, part| text.starts_with(part)),
        "endswith" => test(call, |text, part| text.ends_with(part)),
        "strcontains" => test(call, |text, part| text.contains(part)),
        "jsondecode" => decode(evaluator, call),
        "jsonencode" => encode(evaluator, call),
        _ => return None,
    })
}

fn map(
    evaluator: &mut Evaluator<'_>,
    call: &CallArguments<'_>,
    change: fn(&str) -> String,
) -> HclResult {
    let text = call.text(0)?;
    // Names of Azure's are ASCII, and the tables of all other letters are larger than all of this.
    match text.is_ascii() {
        true => evaluator.made_text(change(&text)),
        false => Ok(call.unknown()),
    }
}

/// Each word with a capital at its beginning.
fn title(text: &str) -> String {
    let (mut title, mut is_first) = (String::new(), true);
    for letter in text.chars() {
        match is_first {
            true => title.push(letter.to_ascii_uppercase()),
            false => title.push(letter),
        }
        is_first = !letter.is_ascii_alphanumeric();
    }
    title
}

fn trimmed(
    call: &CallArguments<'_>,
    strip: for<'t> fn(&'t str, &str) -> Option<&'t str>,
) -> HclResult {
    let (text, part) = (call.text(0)?, call.text(1)?);
    let rest = strip(&text, &part);
    Ok(HclValue::text(rest.unwrap_or(&text)))
}

fn test(call: &CallArguments<'_>, holds: fn(&str, &str) -> bool) -> HclResult {
    let (text, part) = (call.text(0)?, call.text(1)?);
    Ok(HclValue::Bool(holds(&text, &part)))
}

fn join(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult {
    let (between, items) = (call.text(0)?, call.items(1)?);
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        if item.value.unknown_name().is_some() {
            return Ok(call.unknown());
        }
        let part = item.value.to_text().ok_or_else(|| call.failure())?;
        if at > 0 {
            text.push_str(&between);
        }
        text.push_str(&part);
        evaluator.spend((between.len() + part.len()) / 16)?;
    }
    Ok(HclValue::text(text))
}

fn split(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult {
    let (separator, text) = (call.text(0)?, call.text(1)?);
    evaluator.spend(text.len() / 8)?;
    if separator.is_empty() {
        let letters = text
            .chars()
            .map(|letter| call.node(HclValue::text(letter.to_string())));
        return Ok(HclValue::list(letters.collect()));
    }
    if text.is_empty() {
        return Ok(HclValue::list(Vec::new()));
    }
    let parts = text.split(&*separator);
    let parts = parts.map(|part| call.node(HclValue::text(part)));
    Ok(HclValue::list(parts.collect()))
}

fn replace(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult {
    let (text, from, to) = (call.text(0)?, call.text(1)?, call.text(2)?);
    // Between slashes it is a regular expression.
    if from.len() > 1 && from.starts_with('/') && from.ends_with('/') {
        return Ok(call.unknown());
    }
    let times = text.matches(&*from).count();
    evaluator.spend((text.len() + times.saturating_mul(to.len())) / 16)?;
    evaluator.made_text(text.replace(&*from, &to))
}

/// The text of a format with the verbs that names and addresses need; any other leaves it unknown.
fn format(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult {
    let format = call.text(0)?;
    let (mut text, mut next) = (String::new(), 1);
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        if letters.next_if_eq(&'%').is_some() {
            text.push('%');
            continue;
        }
        let is_padded = letters.next_if_eq(&'0').is_some();
        let mut width = String::new();
        while let Some(digit) = letters.next_if(char::is_ascii_digit) {
            width.push(digit);
        }
        let part = match letters.next() {
            Some('s' | 'v') => call.text(next)?,
            Some('d') => {
                let given = call.value(next)?;
                if given.to_number().is_none() && given.is_numeric() {
                    return Ok(call.unknown());
                }
                let number = call.number(next)?;
                HclValue::Number(number).to_text().unwrap_or_default()
            }
            _ => return Ok(call.unknown()),
        };
        next += 1;
        let width: usize = width.parse().unwrap_or_default();
        let missing = width.saturating_sub(part.chars().count()).min(1_000);
        let fill = if is_padded { "0" } else { " " };
        text.push_str(&fill.repeat(missing));
        text.push_str(&part);
        evaluator.spend(part.len() / 16)?;
    }
    evaluator.made_text(text)
}

fn decode(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult {
    let text = call.text(0)?;
    evaluator.spend(text.len() / 4)?;
    json_value(&text, call.span).ok_or_else(|| call.failure())
}

/// The value that a text of JSON tells; unknown where it is none.
pub(in crate::syntax::hcl) fn decoded(text: &str, span: Span) -> HclValue {
    json_value(text, span).unwrap_or_else(|| HclValue::unknown("body"))
}

/// The value of JSON in which nothing is to complain about.
fn json_value(text: &str, span: Span) -> Option<HclValue> {
    let mut sink = DiagnosticSink::default();
    let root = json::parse(text, &mut sink)?;
    let is_valid = sink.problems().next().is_none();
    is_valid.then(|| of_json(&root, span))
}

/// The value of JSON. It nests at most 128 levels, and deeper values than ours are unknown.
fn of_json(node: &JsonNode<'_>, span: Span) -> HclValue {
    match &node.value {
        Value::Null => HclValue::Null,
        Value::Bool(value) => HclValue::Bool(*value),
        Value::Number(digits) => HclValue::number(digits),
        Value::Array(items) => {
            let items = items
                .iter()
                .map(|item| HclNode::new(of_json(item, span), span));
            HclValue::list(items.collect())
        }
        Value::Object(members) => {
            let entry = |member: &Member<'_>| {
                let value = HclNode::new(of_json(&member.value, span), span);
                (member.key.as_ref().into(), value)
            };
            HclValue::object(members.iter().map(entry).collect())
        }
        _ => match node.as_str() {
            Some(text) => HclValue::text(text),
            None => HclValue::unknown("body"),
        },
    }
}

fn encode(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult {
    let value = call.value(0)?;
    evaluator.spend(value.size())?;
    if value.unknown_inside().is_some() {
        return Ok(call.unknown());
    }
    let mut text = String::new();
    encode_into(evaluator, value, &mut text)?;
    Ok(HclValue::text(text))
}

fn encode_into(
    evaluator: &mut Evaluator<'_>,
    value: &HclValue,
    text: &mut String,
) -> HclResult<()> {
    let before = text.len();
    match value {
        HclValue::Text(it) => text.push_str(&quoted(it)),
        HclValue::List(list) => {
            text.push('[');
            for (at, item) in list.items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                encode_into(evaluator, &item.value, text)?;
            }
            text.push(']');
        }
        HclValue::Object(object) => {
            text.push('{');
            for (at, (key, node)) in object.entries.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                text.push_str(&quoted(key));
                text.push(':');
                encode_into(evaluator, &node.value, text)?;
            }
            text.push('}');
        }
        other => text.push_str(other.to_text().as_deref().unwrap_or("null")),
    }
    evaluator.spend((text.len() - before) / 16)
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
