//! Template expressions, as far as the text itself tells their value.

use super::rule_keys::RuleKeys;
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::index::{Index, holds};
use crate::json::{JsonNode, Member, Value};
use text::{quote, text};

/// Variables may refer to variables; a circle must end somewhere.
pub(super) const MAX_STEPS: usize = 16;

/// Names and what they stand for: a template may have very many.
#[derive(Default)]
pub(crate) struct TemplateNames<'n, 't> {
    members: &'n [Member<'t>],
    index: Index,
}

impl<'n, 't> TemplateNames<'n, 't> {
    /// The members of an object by name.
    pub(crate) fn of(object: Option<&'n JsonNode<'t>>) -> Self {
        let members = object.map(JsonNode::members).unwrap_or_default();
        Self {
            members,
            index: Index::of(members.iter().map(|member| member.key.as_ref())),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    pub(super) fn get(&self, name: &str) -> Option<&'n JsonNode<'t>> {
        self.members
            .get(self.index.get(name)?)
            .map(|member| &member.value)
    }
}

/// What the names in expressions stand for. Without a template nothing is known.
#[derive(Default)]
pub(crate) struct Scope<'n, 't, 's> {
    /// The template's `parameters`, with default values.
    pub(crate) parameters: TemplateNames<'n, 't>,
    /// Values that a deployment gives to the parameters.
    pub(crate) given: TemplateNames<'n, 't>,
    /// The scope in which the given values are expressions.
    pub(crate) outer: Option<&'s Scope<'n, 't, 's>>,
    /// The template's `variables`.
    pub(crate) variables: TemplateNames<'n, 't>,
    /// The names that rules have by where they stand.
    pub(crate) keys: RuleKeys<'n>,
    /// Whether the text is a template or a part of one, in which brackets hold an expression.
    pub(crate) is_template: bool,
}

/// The value of an expression.
#[derive(Clone, Copy)]
pub(crate) enum Resolved<'n, 't> {
    /// A value in the text: the node itself where it was no expression.
    Known(&'n JsonNode<'t>),
    /// An expression whose value the text does not tell.
    Unknown(&'n str),
}

/// The text between the brackets of an expression. `[[` escapes a literal bracket.
pub(crate) fn expression(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    (!inner.starts_with('[')).then_some(inner)
}

/// The text that two brackets at its beginning keep from being an expression (AD:
/// `azure-resource-manager/templates/template-expressions.md`).
pub(super) fn escaped(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?;
    (inner.starts_with('[') && inner.ends_with(']')).then_some(inner)
}

/// Whether a text depends on the turn of a loop.
pub(crate) fn mentions_loop(text: &str) -> bool {
    holds(text, "copyIndex(")
}

impl<'n, 't> Scope<'n, 't, '_> {
    /// The value of a node, which may be an expression.
    pub(crate) fn resolve(&self, node: &'n JsonNode<'t>) -> Resolved<'n, 't> {
        self.resolve_within(node, MAX_STEPS)
    }

    fn resolve_within(&self, node: &'n JsonNode<'t>, steps: usize) -> Resolved<'n, 't> {
        let text = match &node.value {
            Value::String(text) => text,
            Value::Unknown(name) => return Resolved::Unknown(name),
            _ => return Resolved::Known(node),
        };
        let Some(inner) = expression(text) else {
            return Resolved::Known(node);
        };
        let found = steps
            .checked_sub(1)
            .and_then(|steps| self.lookup(inner, steps));
        found.unwrap_or(Resolved::Unknown(text))
    }

    /// What an expression stands for, if the text tells.
    fn lookup(&self, inner: &str, steps: usize) -> Option<Resolved<'n, 't>> {
        let resolved = match self.locate(inner, steps)? {
            Located::Here(node) => self.resolve_within(node, steps),
            Located::Outside(outer, node) => outer.resolve_within(node, steps),
        };
        matches!(resolved, Resolved::Known(_)).then_some(resolved)
    }

    /// `parameters('x')` or `variables('x')`, with `.property` and `[0]` behind it: where the text has
    /// it, which may again be an expression.
    pub(super) fn locate(&self, inner: &str, steps: usize) -> Option<Located<'n, 't, '_>> {
        let (function, rest) = inner.trim().split_once('(')?;
        let (argument, path) = rest.split_once(')')?;
        let name = literal(argument)?;
        let function = function.trim();
        let located = if function.eq_ignore_ascii_case("parameters") {
            match self.given.get(&name).and_then(|given| given.get("value")) {
                Some(value) => match self.outer {
                    Some(outer) => Located::Outside(outer, value),
                    None => Located::Here(value),
                },
                None => Located::Here(self.parameters.get(&name)?.get("defaultValue")?),
            }
        } else if function.eq_ignore_ascii_case("variables") {
            Located::Here(self.variables.get(&name)?)
        } else {
            return None;
        };
        if path.trim().is_empty() {
            return Some(located);
        }
        // The object may itself be an expression. What is inside it belongs to the same scope.
        Some(match located {
            Located::Here(node) => Located::Here(walk(self.known(node, steps)?, path)?),
            Located::Outside(outer, node) => {
                Located::Outside(outer, walk(outer.known(node, steps)?, path)?)
            }
        })
    }

    /// Says that the default value of a parameter was taken, where the value of a node rests on one.
    pub(crate) fn report_default(&self, node: &'n JsonNode<'t>, sink: &mut DiagnosticSink) {
        if let Some(name) = self.default_taken(node, MAX_STEPS) {
            let message = text!("document-default-taken", parameter = quote(&name));
            let help = text!("document-default-taken-help");
            sink.report_new(DiagnosticCode::DefaultTaken, node.span, message, help);
        }
    }

    /// The parameter on whose default value that of the node rests.
    fn default_taken(&self, node: &'n JsonNode<'t>, steps: usize) -> Option<String> {
        let steps = steps.checked_sub(1)?;
        let inner = expression(node.as_str()?)?;
        let (function, rest) = inner.trim().split_once('(')?;
        let name = literal(rest.split_once(')')?.0)?;
        let is_parameter = function.trim().eq_ignore_ascii_case("parameters");
        if is_parameter && self.given.get(&name).is_none() {
            return self
                .parameters
                .get(&name)?
                .get("defaultValue")
                .map(|_| name);
        }
        match self.locate(inner, steps)? {
            Located::Here(node) => self.default_taken(node, steps),
            Located::Outside(outer, node) => outer.default_taken(node, steps),
        }
    }

    fn known(&self, node: &'n JsonNode<'t>, steps: usize) -> Option<&'n JsonNode<'t>> {
        match self.resolve_within(node, steps.checked_sub(1)?) {
            Resolved::Known(node) => Some(node),
            Resolved::Unknown(_) => None,
        }
    }
}

/// Where the text has a value.
pub(super) enum Located<'n, 't, 's> {
    /// In this template.
    Here(&'n JsonNode<'t>),
    /// In the template around it, whose names its expressions use.
    Outside(&'s Scope<'n, 't, 's>, &'n JsonNode<'t>),
}

/// The text of a literal in single quotes, in which two quotes stand for one.
pub(super) fn literal(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(char) = chars.next() {
        if char == '\'' && chars.next() != Some('\'') {
            return None;
        }
        text.push(char);
    }
    Some(text)
}

/// Follows `.name`, `[0]` and `['name']`.
fn walk<'n, 't>(node: &'n JsonNode<'t>, path: &str) -> Option<&'n JsonNode<'t>> {
    let mut node = node;
    let mut path = path.trim();
    while !path.is_empty() {
        if let Some(rest) = path.strip_prefix('.') {
            let end = rest.find(['.', '[', '(', ' ', ',']).unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end)?;
            node = node.get(name)?;
            path = after;
        } else {
            let (index, after) = path.strip_prefix('[')?.split_once(']')?;
            node = match literal(index) {
                Some(name) => node.get(&name)?,
                None => node.items().get(index.trim().parse::<usize>().ok()?)?,
            };
            path = after;
        }
    }
    Some(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(template: &str, expression: &str) -> Option<String> {
        let mut sink = DiagnosticSink::default();
        let tree = crate::json::parse(template, &mut sink).unwrap();
        let parameters = TemplateNames::of(tree.get("parameters"));
        let variables = TemplateNames::of(tree.get("variables"));
        let scope = Scope {
            parameters,
            variables,
            ..Scope::default()
        };
        let node = JsonNode::new(Value::String(expression.into()), tree.span);
        match scope.resolve(&node) {
            Resolved::Known(node) => node.scalar().map(str::to_owned),
            Resolved::Unknown(_) => None,
        }
    }

    const TEMPLATE: &str = r#"{
        "parameters": {"port": {"defaultValue": 443}, "none": {"type": "string"}},
        "variables": {"nsg": {"name": "web", "ports": ["80", "[parameters('port')]"]},
                      "alias": "[variables('nsg').name]", "a": "[variables('b')]", "b": "[variables('a')]"}
    }"#;

    #[test]
    fn parameters_and_variables_are_resolved() {
        assert_eq!(
            text(TEMPLATE, "[parameters('port')]").as_deref(),
            Some("443")
        );
        assert_eq!(
            text(TEMPLATE, "[Variables('nsg').name]").as_deref(),
            Some("web")
        );
        assert_eq!(
            text(TEMPLATE, "[variables('nsg').ports[1]]").as_deref(),
            Some("443")
        );
        assert_eq!(
            text(TEMPLATE, "[variables('alias')]").as_deref(),
            Some("web")
        );
    }

    #[test]
    fn everything_else_is_unknown() {
        for expression in [
            "[parameters('none')]",
            "[parameters('absent')]",
            "[concat(parameters('port'), 'x')]",
            "[variables('a')]",
            "[variables('nsg').ports[9]]",
            "[resourceGroup().location]",
            "[]",
            "[(]",
        ] {
            assert_eq!(text(TEMPLATE, expression), None, "{expression}");
        }
    }

    #[test]
    fn what_is_no_expression_stands_for_itself() {
        assert_eq!(text("{}", "10.0.0.0/8").as_deref(), Some("10.0.0.0/8"));
        assert_eq!(text("{}", "[[x]").as_deref(), Some("[[x]"));
    }
}
