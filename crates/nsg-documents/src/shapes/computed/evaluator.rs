//! What an expression of a template is, as far as the text tells.
//!
//! Only functions that Azure documents to be the same wherever and whenever they are asked are computed (AD:
//! `azure-resource-manager/templates/template-functions.md`); where one hangs on what Azure alone knows, nothing is.

use super::functions;
use super::parser::{self, TemplateExpression};
use super::value::{Computed, has_expression, object, written};
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use crate::shapes::expression::{Scope, escaped, expression, mentions_loop};
use std::cell::{Cell, RefCell};

/// Expressions whose values are expressions, and calls within them: an end for circles, within any stack.
const MAX_DEPTH: usize = 48;

/// Values that are computed for one template: an end for loops in loops, and for texts that double at every step.
const MAX_VALUES: usize = 1_000_000;

/// As many bytes of text count as one value.
const BYTES_OF_VALUE: usize = 64;

/// The largest count of a loop (AD: `azure-resource-manager/templates/copy-resources.md`).
const MAX_TURNS: i64 = 800;

/// What all evaluators of a template have in common.
pub(super) struct EvaluatorWork {
    depth: Cell<usize>,
    values: Cell<usize>,
    /// The parameters whose default values were taken.
    defaults: RefCell<Vec<String>>,
    /// Whether one of them is of a template that is deployed with values that nobody tells.
    is_assumed: Cell<bool>,
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

    /// Counts a value; `None` where there are too many.
    pub(super) fn count(&self) -> Option<()> {
        self.count_text("")
    }

    fn count_text(&self, text: &str) -> Option<()> {
        let values = self.values.get() + 1 + text.len() / BYTES_OF_VALUE;
        self.values.set(values);
        (values <= MAX_VALUES).then_some(())
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
pub(super) struct Evaluator<'n, 't, 's> {
    pub(super) scope: &'s Scope<'n, 't, 's>,
    pub(super) work: &'s EvaluatorWork,
    pub(super) turns: Vec<LoopTurn>,
    /// The variables of lambdas around the expression, the innermost last.
    pub(super) variables: Vec<(String, Computed<'n, 't, 's>)>,
}

impl<'n, 't, 's> Evaluator<'n, 't, 's> {
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

    /// The value of what stands in the text, in a template.
    pub(super) fn read(
        &self,
        node: &'n JsonNode<'t>,
        scope: &'s Scope<'n, 't, 's>,
    ) -> Option<Computed<'n, 't, 's>> {
        match &node.value {
            Value::Null => Some(Computed::Null),
            Value::Bool(value) => Some(Computed::Bool(*value)),
            Value::Number(digits) => digits.parse().ok().map(Computed::Number),
            Value::String(text) => {
                self.work.count_text(text)?;
                match expression(text) {
                    Some(inner) => Self::new(scope, self.work).value_of(inner),
                    None => Some(Computed::Text(escaped(text).unwrap_or(text).to_owned())),
                }
            }
            Value::Object(_) if loops(node).next().is_some() => {
                Self::new(scope, self.work).here(node)
            }
            Value::Array(_) | Value::Object(_) => Some(Computed::Written(node, scope)),
            Value::Word(_) | Value::Unknown(_) | Value::Unread => None,
        }
    }

    /// What a loop of a variable or of an object makes.
    fn repeated(&self, it: &'n JsonNode<'t>) -> Option<Computed<'n, 't, 's>> {
        let (name, input) = (it.str("name")?, it.get("input")?);
        let turns = (0..self.turns_of(it)?).map(|index| {
            let turn = LoopTurn {
                name: name.to_owned(),
                index,
                is_of_resources: false,
            };
            self.in_turn(turn).here(input)
        });
        Some(Computed::list(turns.collect::<Option<_>>()?))
    }

    /// How many turns a loop has. An empty default is that of a parameter which everybody gives a value, so it tells nothing.
    pub(super) fn turns_of(&self, it: &'n JsonNode<'t>) -> Option<i64> {
        self.work.take_defaults();
        let count = match self.here(it.get("count")?)? {
            Computed::Text(digits) => digits.parse().ok()?,
            other => other.number()?,
        };
        let least = i64::from(self.work.is_assumed.get());
        (least..=MAX_TURNS).contains(&count).then_some(count)
    }

    /// The value of what stands in the text in the same loops.
    fn here(&self, node: &'n JsonNode<'t>) -> Option<Computed<'n, 't, 's>> {
        match &node.value {
            Value::String(text) => match expression(text) {
                Some(inner) => self.value_of(inner),
                None => self.read(node, self.scope),
            },
            Value::Array(items) if has_expression(node) => {
                let items = items.iter().map(|item| self.here(item));
                Some(Computed::list(items.collect::<Option<_>>()?))
            }
            Value::Object(members) if has_expression(node) => {
                let mut entries = Vec::new();
                for member in members.iter().filter(|it| !is_copy(it)) {
                    entries.push((member.key.to_string(), self.here(&member.value)?));
                }
                for it in loops(node) {
                    entries.push((it.str("name")?.to_owned(), self.repeated(it)?));
                }
                Some(Computed::Object(entries.into()))
            }
            _ => self.read(node, self.scope),
        }
    }

    /// The items of a list.
    pub(super) fn items(&self, list: &Computed<'n, 't, 's>) -> Option<Vec<Computed<'n, 't, 's>>> {
        match list {
            Computed::List(items) => Some(items.to_vec()),
            Computed::Written(node, scope) if node.is_array() => {
                let items = node.items().iter();
                items.map(|item| self.read(item, scope)).collect()
            }
            _ => None,
        }
    }

    /// The entries of an object.
    pub(super) fn entries(
        &self,
        value: &Computed<'n, 't, 's>,
    ) -> Option<Vec<(String, Computed<'n, 't, 's>)>> {
        match value {
            Computed::Object(entries) => Some(entries.to_vec()),
            Computed::Written(node, scope) if node.is_object() => {
                let entry = |member: &'n Member<'t>| {
                    Some((member.key.to_string(), self.read(&member.value, scope)?))
                };
                node.members().iter().map(entry).collect()
            }
            _ => None,
        }
    }

    /// The value of a key; `Some(None)` where there is no such key, `None` where that is not known.
    pub(super) fn key(
        &self,
        of: &Computed<'n, 't, 's>,
        key: &str,
    ) -> Option<Option<Computed<'n, 't, 's>>> {
        match of {
            Computed::Object(entries) => {
                let mut entries = entries.iter();
                let found = entries.find(|(known, _)| known.eq_ignore_ascii_case(key));
                Some(found.map(|(_, value)| value.clone()))
            }
            Computed::Written(node, scope) if node.is_object() => {
                let mut members = node.members().iter();
                let found = members.find(|member| member.key.eq_ignore_ascii_case(key));
                match found {
                    Some(member) => self.read(&member.value, scope).map(Some),
                    None => Some(None),
                }
            }
            _ => None,
        }
    }

    /// The value at a place of a list, or under a key.
    pub(super) fn item(
        &self,
        of: &Computed<'n, 't, 's>,
        index: &Computed<'n, 't, 's>,
    ) -> Option<Option<Computed<'n, 't, 's>>> {
        if let Some(key) = index.text() {
            return self.key(of, key);
        }
        let place = usize::try_from(index.number()?).ok()?;
        match of {
            Computed::List(items) => Some(items.get(place).cloned()),
            Computed::Written(node, scope) if node.is_array() => match node.items().get(place) {
                Some(item) => self.read(item, scope).map(Some),
                None => Some(None),
            },
            _ => None,
        }
    }

    /// An expression whose value is not told. That of a turn is not that of another one, so it has the turn's number.
    pub(super) fn unknown(&self, node: &JsonNode<'t>) -> JsonNode<'t> {
        let mut text = node.as_str().unwrap_or_default().to_owned();
        if !mentions_loop(&text) {
            return node.clone();
        }
        for turn in self.turns.iter().rev() {
            let (name, index) = (&turn.name, turn.index.to_string());
            text = text.replace(&format!("copyIndex('{name}')"), &index);
            if turn.is_of_resources {
                text = text.replace("copyIndex()", &index);
            }
        }
        match mentions_loop(&text) {
            true => node.clone(),
            false => JsonNode::new(Value::Unknown(text), node.span),
        }
    }

    /// A value as it would stand in the text; what is not known in it is so by its expression.
    pub(super) fn node(&self, value: &Computed<'n, 't, 's>, span: Span) -> Option<JsonNode<'t>> {
        self.work.count()?;
        Some(match value {
            Computed::Written(node, scope) => self.copied(node, scope)?,
            Computed::Null => JsonNode::new(Value::Null, span),
            Computed::Bool(value) => JsonNode::new(Value::Bool(*value), span),
            Computed::Number(number) => {
                JsonNode::new(Value::String(number.to_string().into()), span)
            }
            Computed::Text(text) => JsonNode::new(written(text.clone()), span),
            Computed::Unknown(text) => JsonNode::new(Value::String(text.clone().into()), span),
            Computed::List(items) => {
                let items = items.iter().map(|item| self.node(item, span));
                JsonNode::new(Value::Array(items.collect::<Option<_>>()?), span)
            }
            Computed::Object(entries) => {
                let entry = |(key, value): &(String, Computed<'n, 't, 's>)| {
                    Some((key.clone(), self.node(value, span)?))
                };
                let entries: Vec<_> = entries.iter().map(entry).collect::<Option<_>>()?;
                object(entries.into_iter(), span)
            }
        })
    }

    /// A part of the text with the values of the expressions in it.
    fn copied(&self, node: &'n JsonNode<'t>, scope: &'s Scope<'n, 't, 's>) -> Option<JsonNode<'t>> {
        self.work.count()?;
        if !has_expression(node) {
            return Some(node.clone());
        }
        let value = match &node.value {
            Value::Array(items) => {
                let items = items.iter().map(|item| self.copied(item, scope));
                Value::Array(items.collect::<Option<_>>()?)
            }
            Value::Object(members) if loops(node).next().is_none() => {
                let member = |member: &'n Member<'t>| {
                    Some(Member {
                        key: member.key.clone(),
                        key_span: member.key_span,
                        value: self.copied(&member.value, scope)?,
                    })
                };
                Value::Object(members.iter().map(member).collect::<Option<_>>()?)
            }
            _ => {
                let known = self.read(node, scope);
                let made = known.and_then(|value| self.node(&value, node.span));
                return Some(made.unwrap_or_else(|| {
                    let name = node.as_str().unwrap_or("copy").to_owned();
                    JsonNode::new(Value::Unknown(name), node.span)
                }));
            }
        };
        Some(JsonNode::new(value, node.span))
    }
}

/// Whether a member holds the loops of its object, and is none itself.
pub(super) fn is_copy(member: &Member<'_>) -> bool {
    member.key.eq_ignore_ascii_case("copy") && member.value.is_array()
}

/// The loops of an object, each of which makes the values of a property (AD:
/// `azure-resource-manager/templates/copy-properties.md`).
pub(super) fn loops<'n, 't>(object: &'n JsonNode<'t>) -> impl Iterator<Item = &'n JsonNode<'t>> {
    let copy = object.get("copy").map(JsonNode::items).unwrap_or_default();
    let is_loop = |it: &&JsonNode<'t>| ["name", "count", "input"].iter().all(|key| it.has(key));
    copy.iter().filter(is_loop)
}
