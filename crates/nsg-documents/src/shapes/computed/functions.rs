//! Functions of templates whose answers depend on nothing but what they are given (AD:
//! `azure-resource-manager/templates/template-functions-*.md`).

use super::evaluator::TemplateEvaluator;
use super::value::Computed;

/// Longer texts are no part of a rule.
const MAX_TEXT: usize = 1 << 16;

/// The answer of a function, whose name is in small letters; `None` where it is not known here.
pub(super) fn call<'n, 't, 's>(
    evaluator: &TemplateEvaluator<'n, 't, 's>,
    name: &str,
    given: &[Computed<'n, 't, 's>],
) -> Option<Computed<'n, 't, 's>> {
    let text = |at: usize| given.get(at).and_then(Computed::text);
    Some(match (name, given) {
        ("null", []) => Computed::Null,
        ("true", []) => Computed::Bool(true),
        ("false", []) => Computed::Bool(false),
        ("not", [value]) => Computed::Bool(!value.bool()?),
        ("and" | "or", _) => {
            let values: Vec<bool> = given.iter().map(Computed::bool).collect::<Option<_>>()?;
            Computed::Bool(match name {
                "and" => values.into_iter().all(|value| value),
                _ => values.into_iter().any(|value| value),
            })
        }
        ("equals", [one, other]) => Computed::Bool(are_equal(evaluator, one, other)?),
        ("int", [Computed::Number(value)]) => Computed::Number(*value),
        ("int", [Computed::Text(digits)]) => Computed::Number(digits.parse().ok()?),
        ("string", [value]) => Computed::Text(shown(value)?),
        ("createarray", _) => Computed::list(given.to_vec()),
        ("createobject", _) => {
            let (pairs, []) = given.as_chunks::<2>() else {
                return None;
            };
            let entry = |[key, value]: &[Computed<'n, 't, 's>; 2]| {
                Some((key.text()?.to_owned(), value.clone()))
            };
            let entries: Vec<_> = pairs.iter().map(entry).collect::<Option<_>>()?;
            Computed::Object(entries.into())
        }
        ("length", [Computed::Text(text)]) => {
            Computed::Number(i64::try_from(text.encode_utf16().count()).ok()?)
        }
        ("length", [value]) => Computed::Number(i64::try_from(length(value)?).ok()?),
        ("empty", [Computed::Null]) => Computed::Bool(true),
        ("empty", [Computed::Text(text)]) => Computed::Bool(text.is_empty()),
        ("empty", [value]) => Computed::Bool(length(value)? == 0),
        ("contains", [of, wanted]) => Computed::Bool(contains(evaluator, of, wanted)?),
        ("tryget", [of, keys @ ..]) => {
            let mut value = of.clone();
            for key in keys {
                value = match value {
                    Computed::Null => Computed::Null,
                    value => evaluator.item(&value, key)?.unwrap_or(Computed::Null),
                };
            }
            value
        }
        ("concat", [first, ..]) => match evaluator.items(first) {
            Some(_) => {
                let lists = given.iter().map(|list| evaluator.items(list));
                let lists: Vec<_> = lists.collect::<Option<_>>()?;
                Computed::list(lists.concat())
            }
            None => made(given.iter().map(shown).collect::<Option<String>>()?)?,
        },
        ("union", [first, rest @ ..]) => {
            let mut whole = first.clone();
            for more in rest {
                whole = union(evaluator, &whole, more)?;
            }
            whole
        }
        ("first", [list]) => evaluator.item(list, &Computed::Number(0))??,
        ("last", [list]) => evaluator.items(list)?.last()?.clone(),
        (
            "range",
            [
                Computed::Number(start),
                Computed::Number(count @ 0..=10_000),
            ],
        ) => {
            let end = start.checked_add(*count)?;
            Computed::list((*start..end).map(Computed::Number).collect())
        }
        ("items", [object]) => {
            let mut entries = evaluator.entries(object)?;
            nsg::sort::sort_by(&mut entries, |(one, _), (other, _)| one.cmp(other));
            // Whether capitals come first is not documented.
            let lower: Vec<_> = entries
                .iter()
                .map(|(key, _)| key.to_ascii_lowercase())
                .collect();
            if !lower.is_sorted() {
                return None;
            }
            let item = |(key, value): (String, Computed<'n, 't, 's>)| {
                let key = ("key".to_owned(), Computed::Text(key));
                Computed::Object([key, ("value".to_owned(), value)].into())
            };
            Computed::list(entries.into_iter().map(item).collect())
        }
        (_, [Computed::Number(one), Computed::Number(other)]) => calculated(name, *one, *other)?,
        ("tolower", [_]) => Computed::Text(plain(text(0)?)?.to_ascii_lowercase()),
        ("toupper", [_]) => Computed::Text(plain(text(0)?)?.to_ascii_uppercase()),
        ("split", [_, Computed::Text(sign)]) if !sign.is_empty() => {
            let parts = text(0)?.split(sign.as_str());
            Computed::list(parts.map(|part| Computed::Text(part.to_owned())).collect())
        }
        ("format", [Computed::Text(form), rest @ ..]) => made(formatted(form, rest)?)?,
        ("json", [Computed::Text(text)]) => match text.trim() {
            "null" => Computed::Null,
            "[]" => Computed::list(Vec::new()),
            _ => return None,
        },
        _ => return None,
    })
}

/// Arithmetic and comparisons of whole numbers.
fn calculated<'n, 't, 's>(name: &str, one: i64, other: i64) -> Option<Computed<'n, 't, 's>> {
    Some(match name {
        "add" => Computed::Number(one.checked_add(other)?),
        "sub" => Computed::Number(one.checked_sub(other)?),
        "mul" => Computed::Number(one.checked_mul(other)?),
        "less" => Computed::Bool(one < other),
        "lessorequals" => Computed::Bool(one <= other),
        "greater" => Computed::Bool(one > other),
        "greaterorequals" => Computed::Bool(one >= other),
        _ => return None,
    })
}

fn made<'n, 't, 's>(text: String) -> Option<Computed<'n, 't, 's>> {
    (text.len() <= MAX_TEXT).then_some(Computed::Text(text))
}

/// A text whose letters have capitals in every language alike.
fn plain(text: &str) -> Option<&str> {
    text.is_ascii().then_some(text)
}

/// How many items a list has, or how many keys an object.
fn length(value: &Computed<'_, '_, '_>) -> Option<usize> {
    match value {
        Computed::List(items) => Some(items.len()),
        Computed::Object(entries) => Some(entries.len()),
        Computed::Written(node, _) => Some(node.items().len() + node.members().len()),
        _ => None,
    }
}

/// A value in a text.
fn shown(value: &Computed<'_, '_, '_>) -> Option<String> {
    match value {
        Computed::Text(text) => Some(text.clone()),
        Computed::Number(number) => Some(number.to_string()),
        Computed::Bool(true) => Some("True".to_owned()),
        Computed::Bool(false) => Some("False".to_owned()),
        _ => None,
    }
}

fn are_equal<'n, 't, 's>(
    evaluator: &TemplateEvaluator<'n, 't, 's>,
    one: &Computed<'n, 't, 's>,
    other: &Computed<'n, 't, 's>,
) -> Option<bool> {
    evaluator.work.count()?;
    Some(match (one, other) {
        (Computed::Unknown(_), _) | (_, Computed::Unknown(_)) => return None,
        (Computed::Text(one), Computed::Text(other)) => one == other,
        (Computed::Number(one), Computed::Number(other)) => one == other,
        (Computed::Bool(one), Computed::Bool(other)) => one == other,
        (Computed::Null, Computed::Null) => true,
        _ => {
            if let (Some(one), Some(other)) = (evaluator.items(one), evaluator.items(other)) {
                let mut pairs = one.iter().zip(&other);
                let is_equal = pairs.try_fold(true, |is, (one, other)| {
                    Some(is && are_equal(evaluator, one, other)?)
                })?;
                return Some(is_equal && one.len() == other.len());
            }
            if let (Some(one), Some(_)) = (evaluator.entries(one), evaluator.entries(other)) {
                let is_equal = one.iter().try_fold(true, |is, (key, value)| {
                    Some(match evaluator.key(other, key)? {
                        Some(found) => is && are_equal(evaluator, value, &found)?,
                        None => false,
                    })
                })?;
                return Some(is_equal && length(other)? == one.len());
            }
            // In a list or an object something is not known.
            let are_known = length(one).is_none() || length(other).is_none();
            return are_known.then_some(false);
        }
    })
}

/// Whether a list has an item, an object a key, or a text a part. Capitals count but in keys.
fn contains<'n, 't, 's>(
    evaluator: &TemplateEvaluator<'n, 't, 's>,
    of: &Computed<'n, 't, 's>,
    wanted: &Computed<'n, 't, 's>,
) -> Option<bool> {
    if let Computed::Text(text) = of {
        return Some(text.contains(&shown(wanted)?));
    }
    if let Some(items) = evaluator.items(of) {
        return items.iter().try_fold(false, |is, item| {
            Some(is || are_equal(evaluator, item, wanted)?)
        });
    }
    Some(evaluator.key(of, wanted.text()?)?.is_some())
}

/// Two lists without what is in both twice, or two objects of which the second wins.
fn union<'n, 't, 's>(
    evaluator: &TemplateEvaluator<'n, 't, 's>,
    one: &Computed<'n, 't, 's>,
    other: &Computed<'n, 't, 's>,
) -> Option<Computed<'n, 't, 's>> {
    evaluator.work.count()?;
    if let (Some(one), Some(other)) = (evaluator.items(one), evaluator.items(other)) {
        let mut whole: Vec<Computed<'n, 't, 's>> = Vec::new();
        for item in one.into_iter().chain(other) {
            let is_known = whole.iter().try_fold(false, |is, known| {
                Some(is || are_equal(evaluator, known, &item)?)
            });
            if !is_known? {
                whole.push(item);
            }
        }
        return Some(Computed::list(whole));
    }
    let mut entries = evaluator.entries(one)?;
    for (key, value) in evaluator.entries(other)? {
        let known = entries
            .iter_mut()
            .find(|(known, _)| known.eq_ignore_ascii_case(&key));
        match known {
            Some((_, known)) => {
                let are_objects = [&*known, &value]
                    .iter()
                    .all(|it| evaluator.entries(it).is_some());
                *known = match are_objects {
                    true => union(evaluator, known, &value)?,
                    false => value,
                };
            }
            None => entries.push((key, value)),
        }
    }
    Some(Computed::Object(entries.into()))
}

/// Puts values into the places `{0}` of a form; what is to be done with a value besides is not computed.
fn formatted(form: &str, values: &[Computed<'_, '_, '_>]) -> Option<String> {
    let mut text = String::new();
    let mut rest = form;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, after) = rest.split_at_checked(at)?;
        text.push_str(before);
        if let Some(after) = after.strip_prefix("{{") {
            text.push('{');
            rest = after;
        } else if let Some(after) = after.strip_prefix("}}") {
            text.push('}');
            rest = after;
        } else {
            let (place, after) = after.strip_prefix('{')?.split_once('}')?;
            text.push_str(&shown(values.get(place.parse::<usize>().ok()?)?)?);
            rest = after;
        }
        if text.len() > MAX_TEXT {
            return None;
        }
    }
    text.push_str(rest);
    Some(text)
}
