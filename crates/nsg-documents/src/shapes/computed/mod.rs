//! Resources of a template as a deployment would have them: with the values of their expressions, and one for each turn of a
//! loop. That is how Bicep writes `for`.
//!
//! What depends on something that the text does not tell stays as it is written.

mod evaluator;
mod functions;
mod parser;
mod reading;
mod value;
mod writing;

use super::expression::{Resolved, Scope, expression};
use super::groups::is_group_type;
use super::template::{DEPLOYMENT_TYPE, children, has_names_of_its_own};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use evaluator::{EvaluatorWork, LoopTurn, TemplateEvaluator};
use reading::{is_copy, loops};
use std::borrow::Cow;
use text::{quote, text};
use value::has_expression;

/// The types of resources that are looked at besides groups, rules and deployments.
const NETWORK_TYPES: [&str; 3] = [
    "Microsoft.Network/virtualNetworks",
    "Microsoft.Network/virtualNetworks/subnets",
    "Microsoft.Network/networkInterfaces",
];

/// The resources of a template.
pub(super) fn resources<'n, 't>(
    template: &'n JsonNode<'t>,
    scope: &Scope<'n, 't, '_>,
    sink: &mut DiagnosticSink,
) -> Vec<Cow<'n, JsonNode<'t>>> {
    let work = EvaluatorWork::new();
    let mut computer = ResourceComputer { sink };
    let evaluator = TemplateEvaluator::new(scope, &work);
    let resources = template.get("resources").into_iter().flat_map(children);
    resources
        .flat_map(|resource| computer.resource(&evaluator, resource, ""))
        .collect()
}

struct ResourceComputer<'r> {
    sink: &'r mut DiagnosticSink,
}

impl ResourceComputer<'_> {
    /// A resource, or those that its loop makes.
    fn resource<'n, 't, 's>(
        &mut self,
        evaluator: &TemplateEvaluator<'n, 't, 's>,
        node: &'n JsonNode<'t>,
        parent: &str,
    ) -> Vec<Cow<'n, JsonNode<'t>>> {
        let own = node.str("type").unwrap_or_default();
        let kind = match own.contains('/') || parent.is_empty() {
            true => own.to_owned(),
            false => format!("{parent}/{own}"),
        };
        if !has_expression(node) || !is_looked_at(&kind) {
            return vec![Cow::Borrowed(node)];
        }
        let Some(copy) = node.get("copy").filter(|copy| copy.is_object()) else {
            return vec![Cow::Owned(self.one(evaluator, node, &kind))];
        };
        // How many there are may depend on what the text does not tell. A template without names of its own has the turns of
        // the loop around it in all of its expressions; such old ones are left as they are.
        evaluator.work.take_defaults();
        let turns = evaluator.turns_of(copy);
        let turns = turns.filter(|_| {
            let is_deployment = kind.eq_ignore_ascii_case(DEPLOYMENT_TYPE);
            !is_deployment || node.get("properties").is_some_and(has_names_of_its_own)
        });
        let Some((name, turns)) = copy.str("name").zip(turns) else {
            return vec![Cow::Borrowed(node)];
        };
        let turn = |index| LoopTurn {
            name: name.to_owned(),
            index,
            is_of_resources: true,
        };
        let resources = (0..turns)
            .map(|index| Cow::Owned(self.one(&evaluator.in_turn(turn(index)), node, &kind)))
            .collect();
        match evaluator.work.is_exhausted() {
            true => vec![Cow::Borrowed(node)],
            false => resources,
        }
    }

    /// One resource with its values.
    fn one<'n, 't, 's>(
        &mut self,
        evaluator: &TemplateEvaluator<'n, 't, 's>,
        node: &'n JsonNode<'t>,
        kind: &str,
    ) -> JsonNode<'t> {
        let is_deployment = kind.eq_ignore_ascii_case(DEPLOYMENT_TYPE);
        let is_network = NETWORK_TYPES.iter().any(|it| it.eq_ignore_ascii_case(kind));
        let is_loop = |it: &Member<'t>| it.key.eq_ignore_ascii_case("copy") && it.value.is_object();
        let members = node.members().iter().filter(|it| !is_loop(it));
        with_values(node, members, |member| {
            let key = member.key.to_ascii_lowercase();
            // On what a name rests is said of no name.
            let tells_defaults = !is_network && matches!(key.as_str(), "properties" | "condition");
            match key.as_str() {
                "resources" => {
                    let children = children(&member.value);
                    let computed = children.flat_map(|it| self.resource(evaluator, it, kind));
                    let computed = computed.map(Cow::into_owned).collect();
                    JsonNode::new(Value::Array(computed), member.value.span)
                }
                "properties" if is_deployment => self.deployment(evaluator, &member.value),
                "type" | "apiversion" | "dependson" => member.value.clone(),
                _ => self.value(evaluator, &member.value, tells_defaults),
            }
        })
    }

    /// What a deployment in a loop is given depends on the turn. Anything else is computed where its template asks for it, and
    /// the template is for the names of its own.
    fn deployment<'n, 't, 's>(
        &mut self,
        evaluator: &TemplateEvaluator<'n, 't, 's>,
        properties: &'n JsonNode<'t>,
    ) -> JsonNode<'t> {
        if evaluator.turns.is_empty() || !properties.is_object() {
            return properties.clone();
        }
        let members = properties.members().iter();
        with_values(properties, members, |member| {
            match member.key.eq_ignore_ascii_case("parameters") {
                true => self.value(evaluator, &member.value, true),
                false => member.value.clone(),
            }
        })
    }

    /// A value of a resource.
    fn value<'n, 't, 's>(
        &mut self,
        evaluator: &TemplateEvaluator<'n, 't, 's>,
        node: &'n JsonNode<'t>,
        tells_defaults: bool,
    ) -> JsonNode<'t> {
        if !has_expression(node) || evaluator.work.count().is_none() {
            return node.clone();
        }
        let value = match &node.value {
            Value::Array(items) => {
                let items = items.iter();
                let items = items.map(|item| self.value(evaluator, item, tells_defaults));
                Value::Array(items.collect())
            }
            Value::Object(_) => Value::Object(self.members(evaluator, node, tells_defaults)),
            _ => return self.expression(evaluator, node, tells_defaults),
        };
        JsonNode::new(value, node.span)
    }

    /// The members of an object, with those that its loops make.
    fn members<'n, 't, 's>(
        &mut self,
        evaluator: &TemplateEvaluator<'n, 't, 's>,
        node: &'n JsonNode<'t>,
        tells_defaults: bool,
    ) -> Vec<Member<'t>> {
        let mut members = Vec::new();
        for member in node.members() {
            let is_loops = is_copy(member) && loops(node).next().is_some();
            if !is_loops {
                let value = self.value(evaluator, &member.value, tells_defaults);
                members.push(with_value(member, value));
                continue;
            }
            let mut unknown = Vec::new();
            for it in member.value.items() {
                match self.repeated(evaluator, it, tells_defaults) {
                    Some((name, items)) => {
                        let value = JsonNode::new(Value::Array(items), it.span);
                        let key = Cow::Owned(name);
                        let key_span = it.span;
                        members.push(Member {
                            key,
                            key_span,
                            value,
                        });
                    }
                    None => unknown.push(it.clone()),
                }
            }
            if !unknown.is_empty() {
                let unknown = JsonNode::new(Value::Array(unknown), member.value.span);
                members.push(with_value(member, unknown));
            }
        }
        members
    }

    /// The values that a loop of an object makes, and for which key.
    fn repeated<'n, 't, 's>(
        &mut self,
        evaluator: &TemplateEvaluator<'n, 't, 's>,
        it: &'n JsonNode<'t>,
        tells_defaults: bool,
    ) -> Option<(String, Vec<JsonNode<'t>>)> {
        let (name, input) = (it.str("name")?, it.get("input")?);
        evaluator.work.take_defaults();
        let turns = evaluator.turns_of(it)?;
        self.report_defaults(evaluator, it.span, tells_defaults);
        let turn = |index| LoopTurn {
            name: name.to_owned(),
            index,
            is_of_resources: false,
        };
        let items = (0..turns)
            .map(|index| self.value(&evaluator.in_turn(turn(index)), input, tells_defaults))
            .collect();
        (!evaluator.work.is_exhausted()).then(|| (name.to_owned(), items))
    }

    /// The value of an expression; the expression where the text does not tell it.
    fn expression<'n, 't, 's>(
        &mut self,
        evaluator: &TemplateEvaluator<'n, 't, 's>,
        node: &'n JsonNode<'t>,
        tells_defaults: bool,
    ) -> JsonNode<'t> {
        // Whoever reads the resource finds what stands elsewhere in the text, with its place.
        let is_found = |found: Resolved<'n, 't>| match found {
            Resolved::Known(found) => !has_expression(found),
            Resolved::Unknown(_) => false,
        };
        if is_found(evaluator.scope.resolve(node)) {
            return node.clone();
        }
        evaluator.work.take_defaults();
        let value = node.as_str().and_then(expression);
        let value = value.and_then(|inner| evaluator.value_of(inner));
        match value.and_then(|value| evaluator.node(&value, node.span)) {
            Some(value) => {
                self.report_defaults(evaluator, node.span, tells_defaults);
                value
            }
            None => evaluator.unknown(node),
        }
    }

    /// Says which default values were taken.
    fn report_defaults(
        &mut self,
        evaluator: &TemplateEvaluator<'_, '_, '_>,
        at: Span,
        tells: bool,
    ) {
        for name in evaluator.work.take_defaults() {
            if tells {
                let message = text!("document-default-taken", parameter = quote(&name));
                let help = text!("document-default-taken-help");
                self.sink
                    .report_new(DiagnosticCode::DefaultTaken, at, message, help);
            }
        }
    }
}

fn is_looked_at(kind: &str) -> bool {
    let is = |known: &str| kind.eq_ignore_ascii_case(known);
    is_group_type(kind)
        || kind.to_ascii_lowercase().ends_with("/securityrules")
        || is(DEPLOYMENT_TYPE)
        || NETWORK_TYPES.iter().any(|known| is(known))
}

/// An object with other values for some of its members.
fn with_values<'n, 't: 'n>(
    object: &JsonNode<'t>,
    members: impl Iterator<Item = &'n Member<'t>>,
    mut value: impl FnMut(&'n Member<'t>) -> JsonNode<'t>,
) -> JsonNode<'t> {
    let members = members.map(|member| with_value(member, value(member)));
    JsonNode::new(Value::Object(members.collect()), object.span)
}

fn with_value<'t>(member: &Member<'t>, value: JsonNode<'t>) -> Member<'t> {
    Member {
        key: member.key.clone(),
        key_span: member.key_span,
        value,
    }
}
