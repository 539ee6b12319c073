//! Evaluates the expressions of a template, as far as the text tells their values.
//!
//! Only functions that Azure documents to be the same wherever and whenever they are asked are computed (AD:
//! `azure-resource-manager/templates/template-functions.md`); where one depends on what Azure alone knows, nothing is.

use super::functions;
use super::parser::{self, TemplateExpression};
use super::value::Computed;
use crate::json::JsonNode;
use crate::shapes::expression::Scope;
use std::cell::{Cell, RefCell};

/// Expressions whose values are expressions, and calls within them: an end for circles, within any stack.
const MAX_DEPTH: usize = 48;

/// Values that are computed for one template: an end for loops in loops, and for texts that double at every step.
const MAX_VALUES: usize = 1_000_000;

/// As many bytes of text count as one value.
const BYTES_OF_VALUE: usize = 64;

/// What all evaluators of a template have in common.
pub(super) struct EvaluatorWork {
    depth: Cell<usize>,
    values: Cell<usize>,
    /// The parameters whose default values were taken.
    defaults: RefCell<Vec<String>>,
    /// Whether one of them is of a template that is deployed with values that nobody tells.
    pub(super) is_assumed: Cell<bool>,
}

impl EvaluatorWork {
    pub(super) fn new() -> Self {
        Self {
            depth: Cell::new(0),
            values: Cell::new(0),
            defaults: RefCell::default(),
            is_assumed: Cell::new(false),
        }
    }

    /// The parameters whose default values were taken since this was asked last.
    pub(super) fn take_defaults(&self) -> Vec<String> {
        self.is_assumed.set(false);
        self.defaults.take()
    }

    /// Whether more is to be computed than is: then what was computed is a part, and parts tell nothing.
    pub(super) fn is_exhausted(&self) -> bool {
        self.values.get() > MAX_VALUES
    }

    /// Counts a value; `None` where there are too many.
    pub(super) fn count(&self) -> Option<()> {
        self.count_text("")
    }

    pub(super) fn count_text(&self, text: &str) -> Option<()> {
        let values = self.values.get() + 1 + text.len() / BYTES_OF_VALUE;
        self.values.set(values);
        (!self.is_exhausted()).then_some(())
    }
}

/// Where a loop is.
#[derive(Clone)]
pub(super) struct LoopTurn {
    pub(super) name: String,
    pub(super) index: i64,
    /// Whether resources are repeated: the others must be named.
    pub(super) is_of_resources: bool,
}

/// Computes expressions of one template.
pub(super) struct TemplateEvaluator<'n, 't, 's> {
    pub(super) scope: &'s Scope<'n, 't, 's>,
    pub(super) work: &'s EvaluatorWork,
    pub(super) turns: Vec<LoopTurn>,
    /// The variables of lambdas around the expression, the innermost last.
    pub(super) variables: Vec<(String, Computed<'n, 't, 's>)>,
}

impl<'n, 't, 's> TemplateEvaluator<'n, 't, 's> {
    pub(super) fn new(scope: &'s Scope<'n, 't, 's>, work: &'s EvaluatorWork) -> Self {
        let (turns, variables) = (Vec::new(), Vec::new());
        Self {
            scope,
            work,
            turns,
            variables,
        }
    }

    /// The same in a turn of a loop.
    pub(super) fn in_turn(&self, turn: LoopTurn) -> Self {
        let turns = self.turns.iter().cloned().chain([turn]).collect();
        Self {
            turns,
            variables: self.variables.clone(),
            ..*self
        }
    }

    /// The value of an expression without its brackets.
    pub(super) fn value_of(&self, inner: &str) -> Option<Computed<'n, 't, 's>> {
        self.evaluate(&parser::parse(inner)?)
    }

    pub(super) fn evaluate(
        &self,
        expression: &TemplateExpression<'_>,
    ) -> Option<Computed<'n, 't, 's>> {
        self.work.count()?;
        let depth = self.work.depth.get();
        if depth >= MAX_DEPTH {
            return None;
        }
        self.work.depth.set(depth + 1);
        let value = self.evaluate_within(expression);
        self.work.depth.set(depth);
        value
    }

    fn evaluate_within(&self, expression: &TemplateExpression<'_>) -> Option<Computed<'n, 't, 's>> {
        match expression {
            TemplateExpression::Text(text) => Some(Computed::Text(text.clone())),
            TemplateExpression::Number(number) => Some(Computed::Number(*number)),
            // A value without such a key is an error of the deployment.
            TemplateExpression::Property(of, name) => self.key(&self.evaluate(of)?, name)?,
            TemplateExpression::Index(of, index) => {
                self.item(&self.evaluate(of)?, &self.evaluate(index)?)?
            }
            TemplateExpression::Call(name, given) => self.call(name, given),
        }
    }

    fn call(&self, name: &str, given: &[TemplateExpression<'_>]) -> Option<Computed<'n, 't, 's>> {
        let text = |at: usize| match given.get(at) {
            Some(TemplateExpression::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        match (name.to_ascii_lowercase().as_str(), given) {
            ("parameters", [_]) => self.parameter(text(0)?),
            ("variables", [_]) => self.variable(text(0)?),
            ("lambdavariables", [_]) => {
                let name = text(0)?;
                let mut variables = self.variables.iter().rev();
                let found = variables.find(|(known, _)| known.eq_ignore_ascii_case(name));
                found.map(|(_, value)| value.clone())
            }
            ("copyindex", _) => self.copy_index(given),
            // Only what is taken is computed.
            ("if", [condition, yes, no]) => match self.evaluate(condition)?.bool()? {
                true => self.evaluate(yes),
                false => self.evaluate(no),
            },
            ("coalesce", _) => {
                for expression in given {
                    let value = self.evaluate(expression)?;
                    if !matches!(value, Computed::Null) {
                        return Some(value);
                    }
                }
                Some(Computed::Null)
            }
            // The last part is the resource's own name: enough to tell resources apart here.
            ("resourceid", [.., last]) => {
                let name = self.evaluate(last)?;
                let name = name.text()?.replace('\'', "''");
                Some(Computed::Unknown(format!("[resourceId('{name}')]")))
            }
            ("map" | "filter", [list, TemplateExpression::Call("lambda", lambda)]) => {
                self.for_each(&self.evaluate(list)?, lambda, name)
            }
            (lower, _) => {
                let values = given.iter().map(|expression| self.evaluate(expression));
                let values: Vec<_> = values.collect::<Option<_>>()?;
                functions::call(self, lower, &values)
            }
        }
    }

    /// The value of a parameter: what the deployment gives it, else its default.
    fn parameter(&self, name: &str) -> Option<Computed<'n, 't, 's>> {
        let given = self.scope.given.get(name).and_then(|it| it.get("value"));
        if let Some(value) = given {
            return self.read(value, self.scope.outer.unwrap_or(self.scope));
        }
        let parameter = self.scope.parameters.get(name)?;
        // Whoever gives some parameters a value leaves the others to their defaults.
        let is_told = self.scope.outer.is_some() || !self.scope.given.is_empty();
        match parameter.get("defaultValue") {
            Some(value) => {
                self.work.defaults.borrow_mut().push(name.to_owned());
                self.work
                    .is_assumed
                    .set(self.work.is_assumed.get() || !is_told);
                self.read(value, self.scope)
            }
            // What is given to it in a way of its own is not told.
            None if self.scope.given.get(name).is_some() => None,
            None => {
                let is_nullable = parameter.get("nullable").is_some_and(JsonNode::is_true);
                (is_nullable && is_told).then_some(Computed::Null)
            }
        }
    }

    fn variable(&self, name: &str) -> Option<Computed<'n, 't, 's>> {
        if let Some(value) = self.scope.variables.get(name) {
            return self.read(value, self.scope);
        }
        let loops = self.scope.variables.get("copy")?;
        let is_it = |it: &&JsonNode<'t>| {
            it.str("name")
                .is_some_and(|it| it.eq_ignore_ascii_case(name))
        };
        self.repeated(loops.items().iter().find(is_it)?)
    }

    fn copy_index(&self, given: &[TemplateExpression<'_>]) -> Option<Computed<'n, 't, 's>> {
        let (name, offset) = match given {
            [] => (None, 0),
            [TemplateExpression::Number(offset)] => (None, *offset),
            [TemplateExpression::Text(name)] => (Some(name), 0),
            [TemplateExpression::Text(name), offset] => {
                (Some(name), self.evaluate(offset)?.number()?)
            }
            _ => return None,
        };
        let mut turns = self.turns.iter().rev();
        let turn = turns.find(|turn| match name {
            Some(name) => turn.name.eq_ignore_ascii_case(name),
            None => turn.is_of_resources,
        });
        Some(Computed::Number(turn?.index.checked_add(offset)?))
    }

    /// `map` and `filter`.
    fn for_each(
        &self,
        list: &Computed<'n, 't, 's>,
        lambda: &[TemplateExpression<'_>],
        function: &str,
    ) -> Option<Computed<'n, 't, 's>> {
        let (TemplateExpression::Text(name), index, body) = (match lambda {
            [name, body] => (name, None, body),
            [name, TemplateExpression::Text(index), body] => (name, Some(index), body),
            _ => return None,
        }) else {
            return None;
        };
        let mut results = Vec::new();
        for (place, item) in (0..).zip(self.items(list)?) {
            let mut variables = self.variables.clone();
            variables.push((name.clone(), item.clone()));
            variables.extend(index.map(|index| (index.clone(), Computed::Number(place))));
            let inside = Self {
                variables,
                turns: self.turns.clone(),
                ..*self
            };
            let result = inside.evaluate(body)?;
            match function.eq_ignore_ascii_case("map") {
                true => results.push(result),
                false if result.bool()? => results.push(item),
                false => {}
            }
        }
        Some(Computed::list(results))
    }
}
