//! Operators and conditionals.

use super::ast::{Binary, Conditional, Expression, ExpressionKind, Operator};
use super::evaluate::{Evaluator, Names};
use super::value::{HclFailure, HclNode, HclResult, HclValue};
use crate::position::Span;

impl Evaluator<'_> {
    /// The value of `condition ? yes : no`. Where the condition is unknown, and both are the same, that is the value.
    pub(super) fn conditional(
        &mut self,
        it: &Conditional<'_>,
        span: Span,
        names: Names<'_>,
    ) -> HclResult<HclNode> {
        let condition = self.evaluate(&it.condition, names)?.value;
        if let Some(name) = condition.unknown_name() {
            let yes = self.evaluate(&it.yes, names)?;
            let no = self.evaluate(&it.no, names)?;
            self.spend(yes.value.size())?;
            if yes.value.equals(&no.value) == Some(true) {
                return Ok(yes);
            }
            let (yes, no) = (yes.value.shown(), no.value.shown());
            let value = HclValue::unknown(&format!("{name} ? {yes} : {no}"));
            return Ok(HclNode::new(value, span));
        }
        match condition.to_bool() {
            Some(true) => self.evaluate(&it.yes, names),
            Some(false) => self.evaluate(&it.no, names),
            None => Err(HclFailure::new(&condition.shown())),
        }
    }

    pub(super) fn not(&mut self, operand: &Expression<'_>, names: Names<'_>) -> HclResult {
        let operand = self.evaluate(operand, names)?.value;
        match (operand.unknown_name(), operand.to_bool()) {
            (Some(name), _) => Ok(HclValue::unknown(&format!("!{name}"))),
            (None, Some(value)) => Ok(HclValue::Bool(!value)),
            (None, None) => Err(HclFailure::new(&operand.shown())),
        }
    }

    pub(super) fn negative(&mut self, operand: &Expression<'_>, names: Names<'_>) -> HclResult {
        let operand = self.evaluate(operand, names)?.value;
        let number = operand.to_number().and_then(i64::checked_neg);
        match (operand.unknown_name(), number) {
            (Some(name), _) => Ok(HclValue::unknown(&format!("-{name}"))),
            (None, Some(number)) => Ok(HclValue::Number(number)),
            (None, None) if operand.is_numeric() => {
                Ok(HclValue::unknown(&format!("-{}", operand.shown())))
            }
            (None, None) => Err(HclFailure::new(&operand.shown())),
        }
    }

    pub(super) fn binary(&mut self, operation: &Binary<'_>, names: Names<'_>) -> HclResult {
        let operator = operation.operator;
        // One side can be enough, whatever the other is.
        let decides = |value: &HclValue| match (operator, value.to_bool()) {
            (Operator::And, Some(false)) => Some(HclValue::Bool(false)),
            (Operator::Or, Some(true)) => Some(HclValue::Bool(true)),
            _ => None,
        };
        let one = self.evaluate(&operation.one, names)?.value;
        if let Some(decided) = decides(&one) {
            return Ok(decided);
        }
        let other = self.evaluate(&operation.other, names)?.value;
        if let Some(decided) = decides(&other) {
            return Ok(decided);
        }
        let shown = || format!("{} {} {}", one.shown(), operator.as_str(), other.shown());
        if let Operator::Equal | Operator::NotEqual = operator {
            self.spend(one.size())?;
            return Ok(match one.equals(&other) {
                Some(equal) => HclValue::Bool(equal == (operator == Operator::Equal)),
                None => HclValue::unknown(&shown()),
            });
        }
        if one.unknown_name().is_some() || other.unknown_name().is_some() {
            return Ok(HclValue::unknown(&shown()));
        }
        let value = match operator {
            // What decides alone has decided: both are true of `and`, both false of `or`.
            Operator::And | Operator::Or => {
                let both = one.to_bool().zip(other.to_bool());
                both.map(|(value, _)| HclValue::Bool(value))
            }
            _ => {
                let numbers = one.to_number().zip(other.to_number());
                numbers.and_then(|(one, other)| of_numbers(one, operator, other))
            }
        };
        match value {
            Some(value) => Ok(value),
            // Terraform has larger numbers and fractions: that is no failure.
            None if one.is_numeric() && other.is_numeric() => Ok(HclValue::unknown(&shown())),
            None => Err(HclFailure::new(&shown())),
        }
    }
}

/// The value of an operator between numbers; `None` where it is no whole number.
fn of_numbers(one: i64, operator: Operator, other: i64) -> Option<HclValue> {
    let number = match operator {
        Operator::Plus => one.checked_add(other),
        Operator::Minus => one.checked_sub(other),
        Operator::Times => one.checked_mul(other),
        Operator::Divide => {
            let is_whole = one.checked_rem(other) == Some(0);
            one.checked_div(other).filter(|_| is_whole)
        }
        Operator::Remainder => one.checked_rem(other),
        Operator::Less => return Some(HclValue::Bool(one < other)),
        Operator::LessOrEqual => return Some(HclValue::Bool(one <= other)),
        Operator::Greater => return Some(HclValue::Bool(one > other)),
        Operator::GreaterOrEqual => return Some(HclValue::Bool(one >= other)),
        _ => None,
    };
    number.map(HclValue::Number)
}

/// Whether an expression stands for no value at all: `[]`, `{}`, `0`.
pub(super) fn is_empty(expression: &Expression<'_>) -> bool {
    match &expression.kind {
        ExpressionKind::List(items) => items.is_empty(),
        ExpressionKind::Object(entries) => entries.is_empty(),
        ExpressionKind::Number(digits) => *digits == "0",
        ExpressionKind::Call(call) => {
            let is_conversion = ["toset", "tomap", "tolist"].contains(&call.name);
            is_conversion && call.arguments.iter().all(is_empty)
        }
        _ => false,
    }
}

/// A number of items, or a place in a list, as a value.
pub(super) fn count_value(count: usize) -> HclValue {
    HclValue::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
