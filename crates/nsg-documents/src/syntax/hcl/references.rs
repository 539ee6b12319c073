//! The variables and local values that something in a text uses.

use super::ast::{Body, BodyItem, Expression, ExpressionKind, LoopHead, Step, TemplatePart};
use super::module::TerraformModule;
use std::collections::BTreeMap;

/// The names that are used, each with its kind: `var.office`.
#[derive(Default)]
pub(super) struct UsedNames(BTreeMap<String, usize>);

impl UsedNames {
    pub(super) fn has(&self, kind: &str, name: &str) -> bool {
        self.0.contains_key(&format!("{kind}.{name}"))
    }

    fn body(&mut self, body: &Body<'_>) {
        for item in &body.items {
            match item {
                BodyItem::Attribute(attribute) => self.expression(&attribute.value),
                BodyItem::Block(block) => self.body(&block.body),
            }
        }
    }

    fn expressions<'e, 't: 'e>(&mut self, all: impl IntoIterator<Item = &'e Expression<'t>>) {
        all.into_iter().for_each(|it| self.expression(it));
    }

    fn expression(&mut self, expression: &Expression<'_>) {
        match &expression.kind {
            ExpressionKind::Access(base, steps) => {
                if let ExpressionKind::Name(root @ ("var" | "local")) = base.kind {
                    let name = steps.first().and_then(Step::attribute);
                    let name = format!("{root}.{}", name.unwrap_or_default());
                    self.0.insert(name, 0);
                }
                self.expression(base);
                for step in steps {
                    if let Step::Index(index) = step {
                        self.expression(index);
                    }
                }
            }
            ExpressionKind::Template(parts) => self.parts(parts),
            ExpressionKind::List(items) => self.expressions(items),
            ExpressionKind::Object(entries) => {
                for (key, value) in entries {
                    self.expressions([key, value]);
                }
            }
            ExpressionKind::Call(call) => self.expressions(&call.arguments),
            ExpressionKind::Not(operand) | ExpressionKind::Negative(operand) => {
                self.expression(operand);
            }
            ExpressionKind::Binary(it) => self.expressions([&it.one, &it.other]),
            ExpressionKind::Conditional(it) => self.expressions([&it.condition, &it.yes, &it.no]),
            ExpressionKind::For(it) => {
                self.head(&it.head);
                self.expressions(it.key.iter().chain([&it.value]).chain(&it.condition));
            }
            ExpressionKind::Null
            | ExpressionKind::Bool(_)
            | ExpressionKind::Number(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Name(_) => {}
        }
    }

    fn head(&mut self, head: &LoopHead<'_>) {
        self.expression(&head.collection);
    }

    fn parts(&mut self, parts: &[TemplatePart<'_>]) {
        for part in parts {
            match part {
                TemplatePart::Text(_) => {}
                TemplatePart::Value(value) => self.expression(value),
                TemplatePart::If { condition, yes, no } => {
                    self.expression(condition);
                    self.parts(yes);
                    self.parts(no);
                }
                TemplatePart::For { head, parts } => {
                    self.head(head);
                    self.parts(parts);
                }
            }
        }
    }
}

/// Returns what resources, modules and local values use.
pub(super) fn of(module: &TerraformModule<'_>) -> UsedNames {
    let mut used = UsedNames::default();
    for resource in &module.resources {
        used.body(resource.body);
    }
    for call in &module.calls {
        used.body(call.body);
    }
    for local in &module.locals {
        used.expression(local.value);
    }
    used
}
