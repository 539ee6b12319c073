//! Operators, conditionals, templates and `for`.

use super::evaluate::{Evaluator, LoopNames, Names};
use super::value::{HclFailure, HclNode, HclResult, HclValue};
use hcl_edit::expr::{
    BinaryOp, BinaryOperator, Conditional, Expression, ForExpr, UnaryOp, UnaryOperator,
};
use hcl_edit::template::{Directive, Element, ForDirective, IfDirective, Strip};
use std::rc::Rc;

/// The keys and values that a loop goes over, or the name of what they hang on.
pub(super) type Turns = Result<Vec<(HclNode, HclNode)>, Rc<str>>;

impl Evaluator<'_> {
    /// The value of `condition ? one : other`. Where the condition is unknown, and both are the same, that is the value.
    pub(super) fn conditional(&mut self, it: &Conditional, names: Names<'_>) -> HclResult<HclNode> {
        let condition = self.evaluate(&it.cond_expr, names)?.value;
        if let Some(name) = condition.unknown_name() {
            let one = self.evaluate(&it.true_expr, names)?;
            let other = self.evaluate(&it.false_expr, names)?;
            self.spend(one.value.size())?;
            if one.value.equals(&other.value) == Some(true) {
                return Ok(one);
            }
            let (yes, no) = (one.value.shown(), other.value.shown());
            let value = HclValue::unknown(&format!("{name} ? {yes} : {no}"));
            return Ok(HclNode::new(value, self.module.spans.of(it)));
        }
        match condition.to_bool() {
            Some(true) => self.evaluate(&it.true_expr, names),
            Some(false) => self.evaluate(&it.false_expr, names),
            None => Err(HclFailure::new(&condition.shown())),
        }
    }

    pub(super) fn unary(&mut self, operation: &UnaryOp, names: Names<'_>) -> HclResult {
        let operand = self.evaluate(&operation.expr, names)?.value;
        let is_not = matches!(*operation.operator, UnaryOperator::Not);
        if let Some(name) = operand.unknown_name() {
            let sign = if is_not { "!" } else { "-" };
            return Ok(HclValue::unknown(&format!("{sign}{name}")));
        }
        let value = match is_not {
            true => operand.to_bool().map(|value| HclValue::Bool(!value)),
            false => operand.to_number().map(|value| HclValue::Number(-value)),
        };
        value.ok_or_else(|| HclFailure::new(&operand.shown()))
    }

    pub(super) fn binary(&mut self, operation: &BinaryOp, names: Names<'_>) -> HclResult {
        let one = self.evaluate(&operation.lhs_expr, names)?.value;
        let operator = *operation.operator;
        // One side can be enough, whatever the other is.
        match (operator, one.to_bool()) {
            (BinaryOperator::And, Some(false)) => return Ok(HclValue::Bool(false)),
            (BinaryOperator::Or, Some(true)) => return Ok(HclValue::Bool(true)),
            _ => {}
        }
        let other = self.evaluate(&operation.rhs_expr, names)?.value;
        match (operator, other.to_bool()) {
            (BinaryOperator::And, Some(false)) => return Ok(HclValue::Bool(false)),
            (BinaryOperator::Or, Some(true)) => return Ok(HclValue::Bool(true)),
            _ => {}
        }
        let unknown = || {
            let text = format!("{} {} {}", one.shown(), operator.as_str(), other.shown());
            HclValue::unknown(&text)
        };
        if let BinaryOperator::Eq | BinaryOperator::NotEq = operator {
            self.spend(one.size())?;
            let is_equality = operator == BinaryOperator::Eq;
            let equal = one.equals(&other);
            return Ok(equal.map_or_else(unknown, |equal| HclValue::Bool(equal == is_equality)));
        }
        if one.unknown_name().is_some() || other.unknown_name().is_some() {
            return Ok(unknown());
        }
        let failure = || {
            HclFailure::new(&format!(
                "{} {} {}",
                one.shown(),
                operator.as_str(),
                other.shown()
            ))
        };
        if let BinaryOperator::And | BinaryOperator::Or = operator {
            // What decides alone has decided: both are true of `and`, both false of `or`.
            let (one, other) = (one.to_bool(), other.to_bool());
            let both = one.zip(other).ok_or_else(failure)?;
            return Ok(HclValue::Bool(match operator {
                BinaryOperator::And => both.0 && both.1,
                _ => both.0 || both.1,
            }));
        }
        let numbers = one.to_number().zip(other.to_number());
        let (one, other) = numbers.ok_or_else(failure)?;
        let number = match operator {
            BinaryOperator::Plus => one + other,
            BinaryOperator::Minus => one - other,
            BinaryOperator::Mul => one * other,
            BinaryOperator::Div => one / other,
            BinaryOperator::Mod => one % other,
            BinaryOperator::Less => return Ok(HclValue::Bool(one < other)),
            BinaryOperator::LessEq => return Ok(HclValue::Bool(one <= other)),
            BinaryOperator::Greater => return Ok(HclValue::Bool(one > other)),
            _ => return Ok(HclValue::Bool(one >= other)),
        };
        match number.is_finite() {
            true => Ok(HclValue::Number(number)),
            false => Err(failure()),
        }
    }

    /// The value of a template: a string, or that of its only `${…}`. One that is unknown in part names itself as it is
    /// written, with what is known filled in.
    pub(super) fn template<'e>(
        &mut self,
        elements: impl Iterator<Item = &'e Element>,
        names: Names<'_>,
    ) -> HclResult {
        let mut elements = elements.peekable();
        let (mut text, mut is_known, mut is_only) = (String::new(), true, true);
        // `${x ~}` takes the blanks away that come after it.
        let mut strips = false;
        while let Some(element) = elements.next() {
            match element {
                Element::Literal(literal) => text.push_str(match strips {
                    true => literal.trim_start(),
                    false => literal.as_str(),
                }),
                Element::Interpolation(it) => {
                    if it.strip.strip_start() {
                        text.truncate(text.trim_end().len());
                    }
                    let node = self.evaluate(&it.expr, names)?;
                    if is_only && elements.peek().is_none() {
                        return Ok(node.value);
                    }
                    match (&node.value, node.value.to_text()) {
                        (HclValue::Unknown(name), _) => {
                            is_known = false;
                            text.push_str(&format!("${{{name}}}"));
                        }
                        (_, Some(part)) => text.push_str(&part),
                        (value, None) => return Err(HclFailure::new(&value.shown())),
                    }
                }
                Element::Directive(directive) => match self.directive(directive, names)? {
                    HclValue::Unknown(name) => {
                        is_known = false;
                        text.push_str(&format!("%{{{name}}}"));
                    }
                    value => text.push_str(&value.to_text().unwrap_or_default()),
                },
            }
            strips = matches!(element, Element::Interpolation(it) if it.strip.strip_end());
            is_only = false;
            self.spend(1)?;
        }
        match is_known {
            true => self.made_text(text),
            false => Ok(HclValue::unknown(&text)),
        }
    }

    fn directive(&mut self, directive: &Directive, names: Names<'_>) -> HclResult {
        match directive {
            Directive::If(it) => self.if_directive(it, names),
            Directive::For(it) => self.for_directive(it, names),
        }
    }

    fn if_directive(&mut self, it: &IfDirective, names: Names<'_>) -> HclResult {
        let condition = self.evaluate(&it.if_expr.cond_expr, names)?.value;
        if let Some(name) = condition.unknown_name() {
            return Ok(HclValue::unknown(&format!("if {name}")));
        }
        let strips = [it.if_expr.strip, it.endif_expr.strip];
        if strips.iter().any(|strip| *strip != Strip::None) {
            return Ok(HclValue::unknown("if ~"));
        }
        match (condition.to_bool(), &it.else_expr) {
            (Some(true), _) => self.template(it.if_expr.template.iter(), names),
            (Some(false), Some(other)) => self.template(other.template.iter(), names),
            (Some(false), None) => Ok(HclValue::text("")),
            (None, _) => Err(HclFailure::new(&condition.shown())),
        }
    }

    fn for_directive(&mut self, it: &ForDirective, names: Names<'_>) -> HclResult {
        let loops = &it.for_expr;
        let collection = self.evaluate(&loops.collection_expr, names)?.value;
        let turns = match self.turns(&collection)? {
            Ok(turns) => turns,
            Err(name) => return Ok(HclValue::unknown(&format!("for {name}"))),
        };
        if loops.strip != Strip::None || it.endfor_expr.strip != Strip::None {
            return Ok(HclValue::unknown("for ~"));
        }
        let mut text = String::new();
        for (key, value) in &turns {
            let key_name = loops.key_var.as_ref().map(|name| name.as_str());
            let outer = LoopNames {
                outer: names,
                name: key_name.unwrap_or_default(),
                value: key,
            };
            let inner = LoopNames {
                outer: Some(&outer),
                name: loops.value_var.as_str(),
                value,
            };
            match self.template(loops.template.iter(), Some(&inner))? {
                HclValue::Unknown(name) => return Ok(HclValue::Unknown(name)),
                value => text.push_str(&value.to_text().unwrap_or_default()),
            }
        }
        self.made_text(text)
    }

    /// The turns of a loop over a collection, each with its key and its value; else the name of what is unknown.
    pub(super) fn turns(&mut self, collection: &HclValue) -> HclResult<Turns> {
        let turns = match collection {
            HclValue::Unknown(name) => return Ok(Err(name.clone())),
            HclValue::List(list) => {
                self.spend(list.items.len())?;
                let key = |(index, item): (usize, &HclNode)| {
                    let key = match list.is_set {
                        true => item.value.clone(),
                        false => count_value(index),
                    };
                    (HclNode::new(key, item.span), item.clone())
                };
                list.items.iter().enumerate().map(key).collect()
            }
            HclValue::Object(object) => {
                self.spend(object.entries.len())?;
                let entry = |(key, node): &(Rc<str>, HclNode)| {
                    (
                        HclNode::new(HclValue::Text(key.clone()), node.span),
                        node.clone(),
                    )
                };
                object.entries.iter().map(entry).collect()
            }
            other => return Err(HclFailure::new(&other.shown())),
        };
        Ok(Ok(turns))
    }

    /// The value of `[for …]` or `{for …}`. A condition or key that is unknown in one turn leaves the whole unknown.
    pub(super) fn for_expression(&mut self, it: &ForExpr, names: Names<'_>) -> HclResult {
        let collection = self.evaluate(&it.intro.collection_expr, names)?.value;
        let turns = match self.turns(&collection)? {
            Ok(turns) => turns,
            Err(name) => return Ok(HclValue::Unknown(name)),
        };
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        for (key, value) in &turns {
            let key_name = it.intro.key_var.as_ref().map(|name| name.as_str());
            let outer = LoopNames {
                outer: names,
                name: key_name.unwrap_or_default(),
                value: key,
            };
            let inner = LoopNames {
                outer: Some(&outer),
                name: it.intro.value_var.as_str(),
                value,
            };
            let names = Some(&inner);
            if let Some(condition) = &it.cond {
                let condition = self.evaluate(&condition.expr, names)?.value;
                match (condition.unknown_name(), condition.to_bool()) {
                    (Some(name), _) => return Ok(HclValue::Unknown(name.clone())),
                    (None, Some(true)) => {}
                    (None, Some(false)) => continue,
                    (None, None) => return Err(HclFailure::new(&condition.shown())),
                }
            }
            let made = self.evaluate(&it.value_expr, names)?;
            let Some(key) = &it.key_expr else {
                items.push(made);
                continue;
            };
            let key = self.evaluate(key, names)?.value;
            match (key.unknown_name(), key.to_text()) {
                (Some(name), _) => return Ok(HclValue::Unknown(name.clone())),
                (None, Some(key)) => entries.push((key, made)),
                (None, None) => return Err(HclFailure::new(&key.shown())),
            }
        }
        match (&it.key_expr, it.grouping) {
            (None, _) => Ok(HclValue::list(items)),
            (Some(_), false) => Ok(HclValue::object(entries)),
            (Some(_), true) => Ok(grouped(entries)),
        }
    }

    /// Whether an expression stands for no value at all: `[]`, `{}`, `0`.
    pub(super) fn is_empty_expression(expression: &Expression) -> bool {
        match expression {
            Expression::Array(array) => array.is_empty(),
            Expression::Object(object) => object.is_empty(),
            Expression::Number(number) => number.as_f64() == Some(0.0),
            Expression::Parenthesis(inner) => Self::is_empty_expression(inner.inner()),
            Expression::FuncCall(call) if !call.name.is_namespaced() => {
                let is_conversion = ["toset", "tomap", "tolist"].contains(&call.name.name.as_str());
                is_conversion && call.args.iter().all(Self::is_empty_expression)
            }
            _ => false,
        }
    }
}

/// The entries of `{for … : key => value...}`: a list for each key.
fn grouped(mut entries: Vec<(Rc<str>, HclNode)>) -> HclValue {
    nsg::sort::sort_by(&mut entries, |(one, _), (other, _)| one.cmp(other));
    let mut groups: Vec<(Rc<str>, Vec<HclNode>)> = Vec::new();
    for (key, node) in entries {
        match groups.last_mut() {
            Some((known, items)) if *known == key => items.push(node),
            _ => groups.push((key, vec![node])),
        }
    }
    let groups = groups.into_iter().filter_map(|(key, items)| {
        let span = items.first()?.span;
        Some((key, HclNode::new(HclValue::list(items), span)))
    });
    HclValue::object(groups.collect())
}

/// A number of items, or a place in a list, as a value.
pub(super) fn count_value(count: usize) -> HclValue {
    // A list has at most a few million items.
    HclValue::Number(u32::try_from(count).map_or(f64::MAX, f64::from))
}
