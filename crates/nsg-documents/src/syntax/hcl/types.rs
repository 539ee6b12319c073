//! The types of variables, of which only the defaults of attributes matter: `optional(string, "*")`.

use super::ast::{Expression, ExpressionKind, FunctionCall};
use super::evaluate::Evaluator;
use super::value::{HclNode, HclResult, HclValue};

/// Fills in the attributes that a value lacks, as its type says.
pub(super) fn with_defaults(
    evaluator: &mut Evaluator<'_>,
    node: HclNode,
    kind: &Expression<'_>,
) -> HclResult<HclNode> {
    evaluator.spend(1)?;
    let ExpressionKind::Call(call) = &kind.kind else {
        return Ok(node);
    };
    let Some(inner) = call.arguments.first() else {
        return Ok(node);
    };
    let value = match (call.name, &node.value, &inner.kind) {
        ("optional", ..) => return with_defaults(evaluator, node, inner),
        ("object", HclValue::Object(_), ExpressionKind::Object(attributes)) => {
            object(evaluator, &node, attributes)?
        }
        (word @ ("list" | "set"), HclValue::List(list), _) => {
            let mut items = Vec::new();
            for item in &list.items {
                items.push(with_defaults(evaluator, item.clone(), inner)?);
            }
            HclValue::sequence(items, word == "set")
        }
        ("map", HclValue::Object(object), _) => {
            let mut entries = Vec::new();
            for (key, item) in &object.entries {
                entries.push((key.clone(), with_defaults(evaluator, item.clone(), inner)?));
            }
            HclValue::object(entries)
        }
        _ => return Ok(node),
    };
    Ok(HclNode::new(value, node.span))
}

fn object(
    evaluator: &mut Evaluator<'_>,
    node: &HclNode,
    attributes: &[(Expression<'_>, Expression<'_>)],
) -> HclResult {
    let mut entries = node.value.entries().to_vec();
    for (key, kind) in attributes {
        let ExpressionKind::Text(key) = &key.kind else {
            continue;
        };
        let given = entries.iter_mut().find(|(known, _)| known == key);
        let given = given.filter(|(_, node)| !node.value.is_null());
        if let Some((_, node)) = given {
            *node = with_defaults(evaluator, node.clone(), kind)?;
        } else if let Some(call) = optional(kind) {
            let default = call.arguments.get(1);
            let default = match default {
                Some(default) => evaluator.evaluate(default, None)?,
                None => HclNode::new(HclValue::Null, node.span),
            };
            // What is not in the value stands nowhere in it.
            let default = HclNode::new(default.value, node.span);
            entries.push((key.clone(), with_defaults(evaluator, default, kind)?));
        }
    }
    Ok(HclValue::object(entries))
}

/// The call of `optional` that a type is.
fn optional<'e, 't>(kind: &'e Expression<'t>) -> Option<&'e FunctionCall<'t>> {
    match &kind.kind {
        ExpressionKind::Call(call) if call.name == "optional" => Some(call),
        _ => None,
    }
}
