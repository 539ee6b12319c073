//! The values of expressions.
//!
//! What the text does not tell is unknown and names itself; nothing is guessed. An expression that Terraform itself would refuse
//! is a failure, which `try` and `can` see; everywhere else it becomes unknown.

use super::ast::{Expression, ExpressionKind};
use super::instances::Instances;
use super::module::TerraformModule;
use super::value::{HclFailure, HclNode, HclResult, HclValue};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Values and kilobytes of text that may be made in all: thousands of rules take a few hundred thousand.
const BUDGET: usize = 2_000_000;

/// Expressions within expressions, through local values: each takes its part of the stack.
const MAX_DEPTH: usize = 128;

/// A name that a loop gives to a value, and the names around it.
#[derive(Clone, Copy)]
pub(super) struct LoopNames<'s> {
    pub(super) outer: Option<&'s LoopNames<'s>>,
    pub(super) name: &'s str,
    pub(super) value: &'s HclNode,
}

/// The names that loops have given around an expression.
pub(super) type Names<'s> = Option<&'s LoopNames<'s>>;

/// How far the value of a name is known.
#[derive(Clone)]
pub(super) enum Memo {
    /// It is being evaluated: whoever asks again goes in a circle.
    Open,
    Known(HclResult<HclNode>),
}

/// Evaluates the expressions of a module.
pub(super) struct Evaluator<'m> {
    pub(super) module: &'m TerraformModule<'m>,
    /// What is left of the work that one text may make.
    budget: usize,
    depth: usize,
    pub(super) variables: BTreeMap<String, Memo>,
    pub(super) locals: BTreeMap<String, Memo>,
    pub(super) instances: BTreeMap<String, Option<Rc<Instances>>>,
    /// The variables whose default was taken, in the order in which they were.
    pub(super) defaults_taken: Vec<String>,
    known_defaults: BTreeMap<String, usize>,
}

/// A value of a name in a circle of names.
fn lookup<'s>(names: Names<'s>, name: &str) -> Option<&'s HclNode> {
    let mut frame = names;
    while let Some(it) = frame {
        if it.name == name {
            return Some(it.value);
        }
        frame = it.outer;
    }
    None
}

impl<'m> Evaluator<'m> {
    pub(super) fn new(module: &'m TerraformModule<'m>) -> Self {
        Self {
            module,
            budget: BUDGET,
            depth: 0,
            variables: BTreeMap::new(),
            locals: BTreeMap::new(),
            instances: BTreeMap::new(),
            defaults_taken: Vec::new(),
            known_defaults: BTreeMap::new(),
        }
    }

    /// Whether the text asked for more work than any configuration makes.
    pub(super) fn is_exhausted(&self) -> bool {
        self.budget == 0
    }

    /// Notes that the default of a variable was taken.
    pub(super) fn take_default(&mut self, name: &str) {
        let place = self.defaults_taken.len();
        if !self.known_defaults.contains_key(name) {
            self.known_defaults.insert(name.to_owned(), place);
            self.defaults_taken.push(name.to_owned());
        }
    }

    /// Forgets the defaults after the first so many: those that matter to no rule are not worth a word.
    pub(super) fn forget_defaults(&mut self, after: usize) {
        while self.defaults_taken.len() > after {
            if let Some(name) = self.defaults_taken.pop() {
                self.known_defaults.remove(&name);
            }
        }
    }

    /// Takes a part of the work that is left.
    pub(super) fn spend(&mut self, values: usize) -> HclResult<()> {
        self.budget = self.budget.saturating_sub(values.max(1));
        match self.budget {
            0 => Err(HclFailure::new("…")),
            _ => Ok(()),
        }
    }

    /// A text as a value, for which work is taken by its length.
    pub(super) fn made_text(&mut self, text: String) -> HclResult {
        self.spend(text.len() / 16)?;
        Ok(HclValue::text(text))
    }

    /// The value that an attribute gets: what fails is unknown by the name of what failed.
    pub(super) fn value(&mut self, expression: &Expression<'_>, names: Names<'_>) -> HclNode {
        match self.evaluate(expression, names) {
            Ok(node) => node,
            Err(failure) => HclNode::new(HclValue::Unknown(failure.0), expression.span),
        }
    }

    /// The value that an attribute gets, of which all will be walked.
    pub(super) fn whole_value(&mut self, expression: &Expression<'_>, names: Names<'_>) -> HclNode {
        let node = self.value(expression, names);
        match self.spend(node.value.size()) {
            Ok(()) => node,
            Err(failure) => HclNode::new(HclValue::Unknown(failure.0), node.span),
        }
    }

    /// The value of an expression.
    pub(super) fn evaluate(
        &mut self,
        expression: &Expression<'_>,
        names: Names<'_>,
    ) -> HclResult<HclNode> {
        self.spend(1)?;
        if self.depth >= MAX_DEPTH {
            // No failure, which `try` would take for one of Terraform's.
            return Ok(HclNode::new(HclValue::unknown("…"), expression.span));
        }
        self.depth += 1;
        let node = self.evaluate_inner(expression, names);
        self.depth -= 1;
        node
    }

    fn evaluate_inner(
        &mut self,
        expression: &Expression<'_>,
        names: Names<'_>,
    ) -> HclResult<HclNode> {
        let value = match &expression.kind {
            ExpressionKind::Null => HclValue::Null,
            ExpressionKind::Bool(value) => HclValue::Bool(*value),
            // Nothing of a rule has a fraction, so that is a text.
            ExpressionKind::Number(digits) => HclValue::number(digits),
            ExpressionKind::Text(text) => HclValue::Text(text.clone()),
            ExpressionKind::List(items) => self.list(items, names)?,
            ExpressionKind::Object(entries) => self.object(entries, names)?,
            ExpressionKind::Template(parts) => self.template(parts, names)?,
            ExpressionKind::Conditional(it) => return self.conditional(it, expression.span, names),
            ExpressionKind::Access(value, steps) => {
                return self.access(value, steps, expression.span, names);
            }
            ExpressionKind::Name(name) => match lookup(names, name) {
                Some(node) => return Ok(node.clone()),
                None => HclValue::unknown(name),
            },
            ExpressionKind::Call(call) => return self.call(call, names, expression.span),
            ExpressionKind::Not(operand) => self.not(operand, names)?,
            ExpressionKind::Negative(operand) => self.negative(operand, names)?,
            ExpressionKind::Binary(operation) => self.binary(operation, names)?,
            ExpressionKind::For(loops) => self.for_expression(loops, names)?,
        };
        Ok(HclNode::new(value, expression.span))
    }

    /// The value that a loop gave to a name.
    pub(super) fn loop_value(&self, names: Names<'_>, name: &str) -> Option<HclNode> {
        lookup(names, name).cloned()
    }

    fn list(&mut self, list: &[Expression<'_>], names: Names<'_>) -> HclResult {
        let mut items = Vec::new();
        for item in list {
            items.push(self.evaluate(item, names)?);
        }
        Ok(HclValue::list(items))
    }

    fn object(
        &mut self,
        object: &[(Expression<'_>, Expression<'_>)],
        names: Names<'_>,
    ) -> HclResult {
        let mut entries = Vec::new();
        for (key, value) in object {
            let key = self.evaluate(key, names)?.value;
            if let Some(name) = key.unknown_name() {
                return Ok(HclValue::Unknown(name.clone()));
            }
            let Some(key) = key.to_text() else {
                return Err(HclFailure::new("{…}"));
            };
            entries.push((key, self.evaluate(value, names)?));
        }
        Ok(HclValue::object(entries))
    }
}
