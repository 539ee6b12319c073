//! The types of variables, of which only the defaults of attributes matter: `optional(string, "*")`.

use super::evaluate::Evaluator;
use super::value::{HclNode, HclResult, HclValue};
use hcl_edit::expr::{Expression, FuncCall, Object, ObjectKey};

/// Fills in the attributes that a value lacks, as its type says.
pub(super) fn with_defaults(
    evaluator: &mut Evaluator<'_>,
    node: HclNode,
    kind: &Expression,
) -> HclResult<HclNode> {
    evaluator.spend(1)?;
    let Expression::FuncCall(call) = kind else {
        return Ok(node);
    };
    let Some(inner) = call.args.iter().next() else {
        return Ok(node);
    };
    let value = match (call.name.name.as_str(), &node.value, inner) {
        ("optional", ..) => return with_defaults(evaluator, node, inner),
        ("object", HclValue::Object(_), Expression::Object(attributes)) => {
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

fn object(evaluator: &mut Evaluator<'_>, node: &HclNode, attributes: &Object) -> HclResult {
    let mut entries = node.value.entries().to_vec();
    for (key, kind) in attributes {
        let key = match key {
            ObjectKey::Ident(name) => name.as_str(),
            ObjectKey::Expression(key) => match key {
                Expression::Variable(name) => name.as_str(),
                Expression::String(text) => text.as_str(),
                _ => continue,
            },
        };
        let given = entries.iter_mut().find(|(known, _)| &**known == key);
        let given = given.filter(|(_, node)| !node.value.is_null());
        if let Some((_, node)) = given {
            *node = with_defaults(evaluator, node.clone(), kind.expr())?;
        } else if let Some(call) = optional(kind.expr()) {
            let default = call.args.iter().nth(1);
            let default = match default {
                Some(default) => evaluator.evaluate(default, None)?,
                None => HclNode::new(HclValue::Null, node.span),
            };
            // What is not in the value stands nowhere in it.
            let default = HclNode::new(default.value, node.span);
            entries.push((key.into(), with_defaults(evaluator, default, kind.expr())?));
        }
    }
    Ok(HclValue::object(entries))
}

/// The call of `optional` that a type is.
fn optional(kind: &Expression) -> Option<&FuncCall> {
    match kind {
        Expression::FuncCall(call) if call.name.name.as_str() == "optional" => Some(call),
        _ => None,
    }
}
