//! What names stand for: variables, local values, resources, and what is inside them.

use super::ast::{Expression, ExpressionKind, Step};
use super::evaluate::{Evaluator, LoopNames, Memo, Names};
use super::operate::count_value;
use super::types;
use super::value::{HclFailure, HclNode, HclResult, HclValue};
use crate::position::Span;

/// The type of application security groups, whose name is as good as their id: rules name them by either.
const APPLICATION_GROUP: &str = "azurerm_application_security_group";

impl Evaluator<'_> {
    /// The value of `name.attribute[index]`.
    pub(super) fn access(
        &mut self,
        base: &Expression<'_>,
        steps: &[Step<'_>],
        span: Span,
        names: Names<'_>,
    ) -> HclResult<HclNode> {
        let ExpressionKind::Name(root) = base.kind else {
            let node = self.evaluate(base, names)?;
            return self.walk(node, steps, names, span);
        };
        if let Some(node) = self.loop_value(names, root) {
            return self.walk(node, steps, names, span);
        }
        let (first, rest) = match steps.split_first() {
            Some((first, rest)) => (first.attribute(), rest),
            None => (None, steps),
        };
        let node = match (root, first) {
            ("var", Some(name)) => self.variable(name, span),
            ("local", Some(name)) => self.local(name, span),
            ("data", Some(kind)) => match rest.split_first() {
                Some((name, rest)) => {
                    let name = name.attribute().unwrap_or_default();
                    return self.resource(&format!("data.{kind}.{name}"), rest, names, span);
                }
                None => Ok(HclNode::new(
                    HclValue::unknown(&format!("data.{kind}")),
                    span,
                )),
            },
            ("module" | "path" | "terraform" | "each" | "count" | "self", Some(name)) => {
                let node = HclValue::unknown(&format!("{root}.{name}"));
                Ok(HclNode::new(node, span))
            }
            (kind, Some(name)) => {
                return self.resource(&format!("{kind}.{name}"), rest, names, span);
            }
            (root, None) => {
                let node = HclNode::new(HclValue::unknown(root), span);
                return self.walk(node, steps, names, span);
            }
        };
        let node = node?;
        self.walk(node, rest, names, span)
    }

    /// The value of a variable: what is given outside of all blocks, else its default.
    pub(super) fn variable(&mut self, name: &str, at: Span) -> HclResult<HclNode> {
        self.note_default(name);
        match self.variables.get(name) {
            Some(Memo::Known(known)) => return known.clone(),
            Some(Memo::Open) => {
                let circle = HclValue::unknown(&format!("var.{name}"));
                return Ok(HclNode::new(circle, at));
            }
            None => {}
        }
        self.variables.insert(name.to_owned(), Memo::Open);
        let node = self.variable_anew(name, at);
        let memo = Memo::Known(node.clone());
        self.variables.insert(name.to_owned(), memo);
        node
    }

    /// Notes that a variable has its default, where it has.
    fn note_default(&mut self, name: &str) {
        let block = self.module.variable(name);
        let has_default = block.is_some_and(|block| block.body.attribute("default").is_some());
        let is_default = has_default && self.module.given(name).is_none();
        if is_default {
            self.take_default(name);
        }
    }

    fn variable_anew(&mut self, name: &str, at: Span) -> HclResult<HclNode> {
        let block = self.module.variable(name);
        let given = self.module.given(name).map(|given| given.value);
        let default = block.and_then(|block| block.body.attribute("default"));
        let node = match (given, default) {
            (Some(given), _) => self.evaluate(given, None)?,
            (None, Some(default)) => self.evaluate(default, None)?,
            (None, None) => {
                let value = HclValue::unknown(&format!("var.{name}"));
                return Ok(HclNode::new(value, at));
            }
        };
        let kind = block.and_then(|block| block.body.attribute("type"));
        match kind {
            Some(kind) => types::with_defaults(self, node, kind),
            None => Ok(node),
        }
    }

    /// The value of a local value; one that refers to itself has none.
    pub(super) fn local(&mut self, name: &str, at: Span) -> HclResult<HclNode> {
        match self.locals.get(name) {
            Some(Memo::Known(known)) => return known.clone(),
            Some(Memo::Open) => {
                let circle = HclValue::unknown(&format!("local.{name}"));
                return Ok(HclNode::new(circle, at));
            }
            None => {}
        }
        let place = self.module.local(name);
        let Some(local) = place.and_then(|place| self.module.locals.get(place)) else {
            let value = HclValue::unknown(&format!("local.{name}"));
            return Ok(HclNode::new(value, at));
        };
        self.locals.insert(name.to_owned(), Memo::Open);
        let node = self.evaluate(local.value, None);
        let memo = Memo::Known(node.clone());
        self.locals.insert(name.to_owned(), memo);
        node
    }

    /// The value of an attribute of a resource or data source, which the text tells where the block sets it.
    fn resource(
        &mut self,
        address: &str,
        steps: &[Step<'_>],
        names: Names<'_>,
        span: Span,
    ) -> HclResult<HclNode> {
        let unknown = HclNode::new(HclValue::unknown(address), span);
        let Some(place) = self.module.resource(address) else {
            return self.walk(unknown, steps, names, span);
        };
        let (key, rest) = self.instance_key(steps, names)?;
        let Some((last, rest)) = rest.split_first() else {
            return self.walk(unknown, steps, names, span);
        };
        let (Some(block), Some(name)) = (self.module.resources.get(place), last.attribute()) else {
            return self.walk(unknown, steps, names, span);
        };
        let instances = self.instances_of(address, block.body)?;
        let number = instances.as_ref().map_or(0, |it| it.items.len());
        self.spend(number / 64)?;
        let instance = instances.and_then(|it| it.of_key(key.as_deref()).cloned());
        let Some(instance) = instance else {
            return self.walk(unknown, steps, names, span);
        };
        let address = format!("{address}{}", instance.key);
        let frame = instance.names.as_ref().map(|(name, value)| LoopNames {
            outer: None,
            name,
            value,
        });
        let node = match block.body.attribute(name) {
            Some(value) => self.evaluate(value, frame.as_ref())?,
            None if name == "id" && block.kind == APPLICATION_GROUP => {
                let own = block.body.attribute("name");
                let own = own.map(|own| self.value(own, frame.as_ref()).value);
                let own = own.as_ref().and_then(HclValue::as_text);
                // Brackets stand around what is no name.
                let name = own.map_or_else(|| format!("({address})"), |own| own.to_string());
                HclNode::new(HclValue::text(name), span)
            }
            None => HclNode::new(HclValue::unknown(&format!("{address}.{name}")), span),
        };
        self.walk(node, rest, names, span)
    }

    /// The key of an instance at the beginning of steps, as addresses write it, and the steps after it.
    pub(super) fn instance_key<'o, 't>(
        &mut self,
        steps: &'o [Step<'t>],
        names: Names<'_>,
    ) -> HclResult<(Option<String>, &'o [Step<'t>])> {
        let Some((first, rest)) = steps.split_first() else {
            return Ok((None, steps));
        };
        let Step::Index(index) = first else {
            return Ok((None, steps));
        };
        let key = self.evaluate(index, names)?.value;
        Ok((Some(key_text(&key)), rest))
    }

    /// Follows steps from a value.
    fn walk(
        &mut self,
        node: HclNode,
        steps: &[Step<'_>],
        names: Names<'_>,
        span: Span,
    ) -> HclResult<HclNode> {
        let mut node = node;
        let mut rest = steps;
        while let Some((step, after)) = rest.split_first() {
            self.spend(1)?;
            rest = after;
            node = match step {
                Step::Attribute(name) => {
                    let key = HclValue::text(*name);
                    enter(&node, &key, span, &|base, _| format!("{base}.{name}"))?
                }
                Step::Index(index) => {
                    let key = self.evaluate(index, names)?.value;
                    let named = |base: &str, key: &HclValue| format!("{base}{}", key_text(key));
                    enter(&node, &key, span, &named)?
                }
                Step::AttributeSplat => {
                    let is_attribute = |step: &&Step<'_>| step.attribute().is_some();
                    let taken = rest.iter().take_while(is_attribute).count();
                    let (inner, after) = rest.split_at_checked(taken).unwrap_or((rest, &[]));
                    rest = after;
                    self.splat(node, inner, names, span)?
                }
                Step::Splat => return self.splat(node, rest, names, span),
            };
        }
        Ok(node)
    }

    /// The value of `list[*].attribute`: a list of the values of each item.
    fn splat(
        &mut self,
        node: HclNode,
        steps: &[Step<'_>],
        names: Names<'_>,
        span: Span,
    ) -> HclResult<HclNode> {
        let items = match &node.value {
            HclValue::Unknown(name) => {
                let node = HclNode::new(HclValue::unknown(&format!("{name}[*]")), span);
                return self.walk(node, steps, names, span);
            }
            HclValue::Null => Vec::new(),
            HclValue::List(list) => list.items.clone(),
            _ => vec![node.clone()],
        };
        let mut found = Vec::new();
        for item in items {
            found.push(self.walk(item, steps, names, span)?);
        }
        Ok(HclNode::new(HclValue::list(found), span))
    }
}

/// The value of a step into another one. `named` is what an unknown value is called after the step.
fn enter(
    node: &HclNode,
    step: &HclValue,
    span: Span,
    named: &dyn Fn(&str, &HclValue) -> String,
) -> HclResult<HclNode> {
    if let Some(name) = node.value.unknown_name() {
        return Ok(HclNode::new(HclValue::unknown(&named(name, step)), span));
    }
    if let Some(name) = step.unknown_name() {
        return Ok(HclNode::new(HclValue::unknown(&format!("[{name}]")), span));
    }
    let found = match &node.value {
        HclValue::List(list) => step.to_count().and_then(|at| list.items.get(at)),
        value => step.to_text().and_then(|key| value.get(&key)),
    };
    let base = || node.value.shown();
    found
        .cloned()
        .ok_or_else(|| HclFailure::new(&named(&base(), step)))
}

/// The key of an instance as addresses write it: `["web"]`, `[0]`.
pub(super) fn key_text(key: &HclValue) -> String {
    match key {
        // As Terraform writes it: a string of JSON, for all names that occur.
        HclValue::Text(text) => {
            let quoted = serde_json::to_string(&**text).unwrap_or_default();
            format!("[{quoted}]")
        }
        other => format!("[{}]", other.shown()),
    }
}

/// The key of an instance that `count` makes.
pub(super) fn count_key(index: usize) -> String {
    key_text(&count_value(index))
}
