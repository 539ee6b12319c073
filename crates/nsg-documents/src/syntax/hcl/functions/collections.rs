//! Functions of maps, and conversions.

use super::CallArguments;
use crate::syntax::hcl::evaluate::Evaluator;
use crate::syntax::hcl::operate::count_value;
use crate::syntax::hcl::value::{HclNode, HclResult, HclValue};
use std::rc::Rc;

/// The value of a call; `None` where it is no function of this kind.
pub(super) fn call(
    evaluator: &mut Evaluator<'_>,
    call: &CallArguments<'_>,
) -> Option<HclResult<HclNode>> {
    Some(match call.name {
        "merge" => merge(evaluator, call),
        "lookup" => lookup(call),
        "keys" => keys(evaluator, call),
        "values" => values(evaluator, call),
        "zipmap" => zipmap(evaluator, call),
        "coalesce" => coalesce(call),
        "length" => length(call),
        "tomap" | "nonsensitive" | "sensitive" => call.argument(0).cloned(),
        "tolist" => sequence(evaluator, call, false),
        "toset" => sequence(evaluator, call, true),
        "tostring" => convert(call, |value| value.to_text().map(HclValue::Text)),
        "tonumber" => convert(call, |value| value.to_number().map(HclValue::Number)),
        "tobool" => convert(call, |value| value.to_bool().map(HclValue::Bool)),
        "min" => extreme(call, i64::min),
        "max" => extreme(call, i64::max),
        _ => return None,
    })
}

fn merge(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let mut entries = Vec::new();
    for argument in call.arguments {
        match &argument.value {
            HclValue::Object(object) => {
                evaluator.spend(object.entries.len())?;
                entries.extend(object.entries.iter().cloned());
            }
            HclValue::Null => {}
            _ => return Err(call.failure()),
        }
    }
    Ok(call.node(HclValue::object(entries)))
}

fn lookup(call: &CallArguments<'_>) -> HclResult<HclNode> {
    let key = call.text(1)?;
    match call.value(0)?.get(&key) {
        Some(found) => Ok(found.clone()),
        None => call.argument(2).cloned(),
    }
}

fn keys(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let entries = call.value(0)?.entries();
    evaluator.spend(entries.len())?;
    let key =
        |(key, node): &(Rc<str>, HclNode)| HclNode::new(HclValue::Text(key.clone()), node.span);
    Ok(call.node(HclValue::list(entries.iter().map(key).collect())))
}

fn values(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let entries = call.value(0)?.entries();
    evaluator.spend(entries.len())?;
    let values = entries.iter().map(|(_, node)| node.clone());
    Ok(call.node(HclValue::list(values.collect())))
}

fn zipmap(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let (keys, values) = (call.items(0)?, call.items(1)?);
    evaluator.spend(keys.len())?;
    if keys.len() != values.len() {
        return Err(call.failure());
    }
    let mut entries = Vec::new();
    for (key, value) in keys.iter().zip(values) {
        match (key.value.unknown_name(), key.value.to_text()) {
            (Some(_), _) => return Ok(call.node(call.unknown())),
            (None, Some(key)) => entries.push((key, value.clone())),
            (None, None) => return Err(call.failure()),
        }
    }
    Ok(call.node(HclValue::object(entries)))
}

/// The first argument that is neither null nor an empty text.
fn coalesce(call: &CallArguments<'_>) -> HclResult<HclNode> {
    for argument in call.arguments {
        match &argument.value {
            HclValue::Unknown(_) => return Ok(call.node(call.unknown())),
            HclValue::Null => {}
            HclValue::Text(text) if text.is_empty() => {}
            _ => return Ok(argument.clone()),
        }
    }
    Err(call.failure())
}

fn length(call: &CallArguments<'_>) -> HclResult<HclNode> {
    let length = match call.value(0)? {
        HclValue::List(list) => list.items.len(),
        HclValue::Object(object) => object.entries.len(),
        HclValue::Text(text) => text.chars().count(),
        _ => return Err(call.failure()),
    };
    Ok(call.node(count_value(length)))
}

/// A list or set of the items. A set of texts is in their order, each once.
fn sequence(
    evaluator: &mut Evaluator<'_>,
    call: &CallArguments<'_>,
    is_set: bool,
) -> HclResult<HclNode> {
    let mut items = call.items(0)?.to_vec();
    evaluator.spend(items.len())?;
    let are_texts = items.iter().all(|item| item.value.to_text().is_some());
    if is_set && are_texts {
        let text = |item: &HclNode| item.value.to_text();
        nsg::sort::sort_by(&mut items, |one, other| text(one).cmp(&text(other)));
        items.dedup_by(|one, other| text(one) == text(other));
    }
    Ok(call.node(HclValue::sequence(items, is_set)))
}

fn convert(
    call: &CallArguments<'_>,
    to: impl Fn(&HclValue) -> Option<HclValue>,
) -> HclResult<HclNode> {
    let given = call.argument(0)?;
    if given.value.is_null() {
        return Ok(given.clone());
    }
    let converted = to(&given.value).ok_or_else(|| call.failure())?;
    Ok(HclNode::new(converted, given.span))
}

fn extreme(call: &CallArguments<'_>, better: fn(i64, i64) -> i64) -> HclResult<HclNode> {
    let mut found = call.number(0)?;
    for at in 1..call.arguments.len() {
        found = better(found, call.number(at)?);
    }
    Ok(call.node(HclValue::Number(found)))
}
