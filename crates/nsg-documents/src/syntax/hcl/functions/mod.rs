//! Terraform's functions: those that rules are made with. A call of any other is unknown and names itself.

mod addresses;
mod collections;
mod lists;
mod texts;

pub(super) use texts::decoded;

use super::ast;
use super::evaluate::{Evaluator, Names};
use super::value::{HclFailure, HclNode, HclResult, HclValue};
use crate::position::Span;

/// The arguments of a call, with where it stands.
pub(super) struct CallArguments<'a> {
    name: &'a str,
    arguments: &'a [HclNode],
    span: Span,
}

impl<'a> CallArguments<'a> {
    fn argument(&self, at: usize) -> HclResult<&'a HclNode> {
        self.arguments.get(at).ok_or_else(|| self.failure())
    }

    fn value(&self, at: usize) -> HclResult<&'a HclValue> {
        self.argument(at).map(|node| &node.value)
    }

    fn text(&self, at: usize) -> HclResult<std::rc::Rc<str>> {
        self.value(at)?.to_text().ok_or_else(|| self.failure())
    }

    fn number(&self, at: usize) -> HclResult<i64> {
        self.value(at)?.to_number().ok_or_else(|| self.failure())
    }

    /// Whether an argument is a number that is too large for us, or has a fraction.
    fn has_other_numbers(&self) -> bool {
        let mut values = self.arguments.iter().map(|node| &node.value);
        let takes_numbers = ["tonumber", "min", "max", "range", "element", "slice"];
        takes_numbers.contains(&self.name)
            && values.any(|value| value.is_numeric() && value.to_number().is_none())
    }

    fn count(&self, at: usize) -> HclResult<usize> {
        self.value(at)?.to_count().ok_or_else(|| self.failure())
    }

    /// The items of a list. Anything else fails, as it does in Terraform.
    fn items(&self, at: usize) -> HclResult<&'a [HclNode]> {
        match self.value(at)? {
            HclValue::List(list) => Ok(&list.items),
            _ => Err(self.failure()),
        }
    }

    /// The call as it is shown, where Terraform refuses it.
    fn failure(&self) -> HclFailure {
        HclFailure::new(&self.shown())
    }

    /// An unknown value that the call stands for.
    fn unknown(&self) -> HclValue {
        HclValue::unknown(&self.shown())
    }

    fn shown(&self) -> String {
        let arguments = self.arguments.iter().take(6);
        let arguments: Vec<_> = arguments.map(|node| node.value.shown()).collect();
        format!("{}({})", self.name, arguments.join(", "))
    }

    fn node(&self, value: HclValue) -> HclNode {
        HclNode::new(value, self.span)
    }
}

impl Evaluator<'_> {
    /// The value of a call.
    pub(super) fn call(
        &mut self,
        call: &ast::FunctionCall<'_>,
        names: Names<'_>,
        span: Span,
    ) -> HclResult<HclNode> {
        let name = call.name;
        match name {
            "try" => return self.first_that_succeeds(call, names),
            "can" => {
                let argument = call.arguments.first();
                let value = argument.map(|argument| self.evaluate(argument, names));
                self.spend(1)?;
                let value = match value {
                    Some(Ok(node)) => match node.value.unknown_name() {
                        Some(name) => HclValue::unknown(&format!("can({name})")),
                        None => HclValue::Bool(true),
                    },
                    _ => HclValue::Bool(false),
                };
                return Ok(HclNode::new(value, span));
            }
            _ => {}
        }
        let mut arguments = Vec::new();
        for argument in &call.arguments {
            arguments.push(self.evaluate(argument, names)?);
        }
        if call.expands
            && let Some(last) = arguments.pop()
        {
            match &last.value {
                HclValue::List(list) => {
                    self.spend(list.items.len())?;
                    arguments.extend(list.items.iter().cloned());
                }
                // How many arguments there are is unknown.
                _ => {
                    let name = format!("{name}({}...)", last.value.shown());
                    return Ok(HclNode::new(HclValue::unknown(&name), span));
                }
            }
        }
        let call = CallArguments {
            name,
            arguments: &arguments,
            span,
        };
        let is_lazy = name == "coalesce";
        let is_unknown = |node: &HclNode| node.value.unknown_name().is_some();
        if (!is_lazy && arguments.iter().any(is_unknown)) || call.has_other_numbers() {
            return Ok(call.node(call.unknown()));
        }
        self.function(&call)
    }

    /// The value of `try(…)`: the first argument that Terraform does not refuse.
    fn first_that_succeeds(
        &mut self,
        call: &ast::FunctionCall<'_>,
        names: Names<'_>,
    ) -> HclResult<HclNode> {
        let mut failure = HclFailure::new("try()");
        for argument in &call.arguments {
            match self.evaluate(argument, names) {
                Ok(node) => return Ok(node),
                Err(failed) => failure = failed,
            }
            // A text that asks for too much has no value at all.
            self.spend(1)?;
        }
        Err(failure)
    }

    fn function(&mut self, call: &CallArguments<'_>) -> HclResult<HclNode> {
        if let Some(found) = collections::call(self, call).transpose()? {
            return Ok(found);
        }
        if let Some(found) = lists::call(self, call).transpose()? {
            return Ok(found);
        }
        let value = match texts::call(self, call).transpose()? {
            Some(value) => value,
            None => match addresses::call(call).transpose()? {
                Some(value) => value,
                None => call.unknown(),
            },
        };
        Ok(call.node(value))
    }
}
