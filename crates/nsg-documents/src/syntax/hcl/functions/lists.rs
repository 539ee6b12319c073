//! Functions of lists and sets.

use super::CallArguments;
use crate::syntax::hcl::evaluate::Evaluator;
use crate::syntax::hcl::operate::count_value;
use crate::syntax::hcl::value::{HclNode, HclResult, HclValue};

/// The value of a call; `None` where it is no function of this kind.
pub(super) fn call(
    evaluator: &mut Evaluator<'_>,
    call: &CallArguments<'_>,
) -> Option<HclResult<HclNode>> {
    Some(match call.name {
        "concat" => concat(evaluator, call),
        "setunion" => setunion(evaluator, call),
        "setproduct" => setproduct(evaluator, call),
        "flatten" => flatten(evaluator, call),
        "element" => element(call),
        "index" => index(evaluator, call),
        "contains" => contains(evaluator, call),
        "distinct" => distinct(evaluator, call),
        "compact" => compact(evaluator, call),
        "sort" => sort(evaluator, call),
        "reverse" => reverse(evaluator, call),
        "slice" => slice(evaluator, call),
        "range" => range(evaluator, call),
        "one" => one(call),
        _ => return None,
    })
}

fn concat(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let mut items = Vec::new();
    for at in 0..call.arguments.len() {
        let more = call.items(at)?;
        evaluator.spend(more.len())?;
        items.extend(more.iter().cloned());
    }
    Ok(call.node(HclValue::list(items)))
}

fn setunion(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let all = concat(evaluator, call)?;
    let all = [all];
    let all = CallArguments {
        arguments: &all,
        ..*call
    };
    let unique = distinct(evaluator, &all)?;
    let items = unique.value.items().to_vec();
    Ok(match unique.value.unknown_name() {
        Some(_) => unique,
        None => call.node(HclValue::sequence(items, true)),
    })
}

fn setproduct(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let mut rows: Vec<Vec<HclNode>> = vec![Vec::new()];
    for at in 0..call.arguments.len() {
        let items = call.items(at)?;
        let mut longer = Vec::new();
        for row in &rows {
            for item in items {
                evaluator.spend(row.len() + 1)?;
                let mut row = row.clone();
                row.push(item.clone());
                longer.push(row);
            }
        }
        rows = longer;
    }
    let rows = rows.into_iter().map(|row| call.node(HclValue::list(row)));
    Ok(call.node(HclValue::list(rows.collect())))
}

fn flatten(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let mut flat = Vec::new();
    match flatten_into(evaluator, call.items(0)?, &mut flat)? {
        true => Ok(call.node(HclValue::list(flat))),
        false => Ok(call.node(call.unknown())),
    }
}

/// Whether every item is known: one that is not may be a list.
fn flatten_into(
    evaluator: &mut Evaluator<'_>,
    items: &[HclNode],
    flat: &mut Vec<HclNode>,
) -> HclResult<bool> {
    evaluator.spend(items.len())?;
    for item in items {
        match &item.value {
            HclValue::Unknown(_) => return Ok(false),
            HclValue::List(list) => {
                if !flatten_into(evaluator, &list.items, flat)? {
                    return Ok(false);
                }
            }
            _ => flat.push(item.clone()),
        }
    }
    Ok(true)
}

fn element(call: &CallArguments<'_>) -> HclResult<HclNode> {
    let (items, at) = (call.items(0)?, call.count(1)?);
    let at = at.checked_rem(items.len());
    let item = at.and_then(|at| items.get(at));
    item.cloned().ok_or_else(|| call.failure())
}

/// Where a value is among items.
struct FoundIndex {
    place: Option<usize>,
    /// Whether an unknown one before it, or anywhere, may be the value.
    may_be_another: bool,
}

fn find(
    evaluator: &mut Evaluator<'_>,
    items: &[HclNode],
    wanted: &HclValue,
) -> HclResult<FoundIndex> {
    evaluator.spend(items.len())?;
    let mut may_be_another = false;
    for (at, item) in items.iter().enumerate() {
        if item.value.size() > 1 {
            evaluator.spend(item.value.size())?;
        }
        match item.value.equals(wanted) {
            Some(true) => {
                return Ok(FoundIndex {
                    place: Some(at),
                    may_be_another,
                });
            }
            Some(false) => {}
            None => may_be_another = true,
        }
    }
    Ok(FoundIndex {
        place: None,
        may_be_another,
    })
}

fn index(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let found = find(evaluator, call.items(0)?, call.value(1)?)?;
    match (found.place, found.may_be_another) {
        (_, true) => Ok(call.node(call.unknown())),
        (Some(at), false) => Ok(call.node(count_value(at))),
        (None, false) => Err(call.failure()),
    }
}

fn contains(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let (items, wanted) = (call.items(0)?, call.value(1)?);
    let found = find(evaluator, items, wanted)?;
    Ok(call.node(match (found.place, found.may_be_another) {
        (Some(_), _) => HclValue::Bool(true),
        (None, false) => HclValue::Bool(false),
        (None, true) => call.unknown(),
    }))
}

fn distinct(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let mut unique: Vec<HclNode> = Vec::new();
    for item in call.items(0)? {
        let found = find(evaluator, &unique, &item.value)?;
        match (found.place, found.may_be_another) {
            (Some(_), _) => {}
            (None, false) => unique.push(item.clone()),
            (None, true) => return Ok(call.node(call.unknown())),
        }
    }
    Ok(call.node(HclValue::list(unique)))
}

fn compact(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let items = call.items(0)?;
    evaluator.spend(items.len())?;
    if items.iter().any(|item| item.value.unknown_name().is_some()) {
        return Ok(call.node(call.unknown()));
    }
    let is_filled = |item: &&HclNode| {
        let text = item.value.to_text();
        text.is_some_and(|text| !text.is_empty())
    };
    let items = items.iter().filter(is_filled).cloned();
    Ok(call.node(HclValue::list(items.collect())))
}

fn sort(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let mut items = call.items(0)?.to_vec();
    evaluator.spend(items.len())?;
    if items.iter().any(|item| item.value.unknown_name().is_some()) {
        return Ok(call.node(call.unknown()));
    }
    let text = |item: &HclNode| item.value.to_text();
    nsg::sort::sort_by(&mut items, |one, other| text(one).cmp(&text(other)));
    Ok(call.node(HclValue::list(items)))
}

fn reverse(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let items = call.items(0)?;
    evaluator.spend(items.len())?;
    let items = items.iter().rev().cloned();
    Ok(call.node(HclValue::list(items.collect())))
}

fn slice(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let (items, from, to) = (call.items(0)?, call.count(1)?, call.count(2)?);
    evaluator.spend(items.len())?;
    let part = items.get(from..to).ok_or_else(|| call.failure())?;
    Ok(call.node(HclValue::list(part.to_vec())))
}

fn range(evaluator: &mut Evaluator<'_>, call: &CallArguments<'_>) -> HclResult<HclNode> {
    let (start, limit) = match call.arguments.len() {
        1 => (0, call.number(0)?),
        _ => (call.number(0)?, call.number(1)?),
    };
    let step = match call.arguments.len() {
        3 => call.number(2)?,
        _ if limit < start => -1,
        _ => 1,
    };
    let mut items = Vec::new();
    let mut number = start;
    while (step > 0 && number < limit) || (step < 0 && number > limit) {
        evaluator.spend(1)?;
        items.push(call.node(HclValue::Number(number)));
        number = number.saturating_add(step);
    }
    Ok(call.node(HclValue::list(items)))
}

/// The only item of a list, or null of an empty one.
fn one(call: &CallArguments<'_>) -> HclResult<HclNode> {
    match call.value(0)? {
        HclValue::List(list) => match list.items.as_slice() {
            [] => Ok(call.node(HclValue::Null)),
            [only] => Ok(only.clone()),
            _ => Err(call.failure()),
        },
        _ => call.argument(0).cloned(),
    }
}
