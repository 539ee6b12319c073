//! Template expressions, as far as the text itself tells their value.

use crate::json::{Node, Value};
use std::collections::HashMap;

/// Variables may refer to variables; a circle must end somewhere.
const MAX_STEPS: usize = 16;

/// Names put together from names that are put together: enough for every real one, and an end for those
/// that double at every step.
const MAX_PARTS: usize = 256;

/// Longer texts are no names.
const MAX_NAME: usize = 4096;

/// Names and what they stand for, without regard to case.
pub(crate) type Names<'n, 't> = HashMap<String, &'n Node<'t>>;

/// The members of an object by name: a template may have very many.
pub(crate) fn names<'n, 't>(object: Option<&'n Node<'t>>) -> Names<'n, 't> {
    let members = object.map(Node::members).unwrap_or_default();
    members
        .iter()
        .map(|member| (member.key.to_ascii_lowercase(), &member.value))
        .collect()
}

/// What the names in expressions stand for. Without a template nothing is known.
#[derive(Default)]
pub(crate) struct Scope<'n, 't, 's> {
    /// The template's `parameters`, with default values.
    pub(crate) parameters: Names<'n, 't>,
    /// Values that a deployment gives to the parameters.
    pub(crate) given: Names<'n, 't>,
    /// The scope in which the given values are expressions.
    pub(crate) outer: Option<&'s Scope<'n, 't, 's>>,
    /// The template's `variables`.
    pub(crate) variables: Names<'n, 't>,
}

/// The value of an expression.
#[derive(Clone, Copy)]
pub(crate) enum Resolved<'n, 't> {
    /// A value in the text: the node itself where it was no expression.
    Known(&'n Node<'t>),
    /// An expression whose value the text does not tell.
    Unknown(&'n str),
}

/// The text between the brackets of an expression. `[[` escapes a literal bracket.
pub(crate) fn expression(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    (!inner.starts_with('[')).then_some(inner)
}

/// Whether a text depends on the turn of a loop.
pub(crate) fn mentions_loop(text: &str) -> bool {
    let needle = b"copyindex(";
    text.len() > needle.len()
        && text
            .as_bytes()
            .windows(needle.len())
            .any(|window| window.eq_ignore_ascii_case(needle))
}

impl<'n, 't> Scope<'n, 't, '_> {
    /// The value of a node, which may be an expression.
    pub(crate) fn resolve(&self, node: &'n Node<'t>) -> Resolved<'n, 't> {
        self.resolve_within(node, MAX_STEPS)
    }

    fn resolve_within(&self, node: &'n Node<'t>, steps: usize) -> Resolved<'n, 't> {
        let Value::String(text) = &node.value else {
            return Resolved::Known(node);
        };
        let Some(inner) = expression(text) else {
            return Resolved::Known(node);
        };
        let found = steps
            .checked_sub(1)
            .and_then(|steps| self.lookup(inner, steps));
        found.unwrap_or(Resolved::Unknown(text))
    }

    /// The text of a node that may be an expression; unknown expressions as they are written.
    pub(crate) fn text(&self, node: &'n Node<'t>) -> Option<String> {
        let text = node.as_str()?;
        match expression(text) {
            Some(inner) => Some(self.evaluate(inner).unwrap_or_else(|| text.to_owned())),
            None => Some(text.to_owned()),
        }
    }

    fn lookup(&self, inner: &str, steps: usize) -> Option<Resolved<'n, 't>> {
        let resolved = match self.locate(inner, steps)? {
            Located::Here(node) => self.resolve_within(node, steps),
            Located::Outside(outer, node) => outer.resolve_within(node, steps),
        };
        matches!(resolved, Resolved::Known(_)).then_some(resolved)
    }

    /// `parameters('x')` or `variables('x')`, with `.property` and `[0]` behind it: where the text has
    /// it, which may again be an expression.
    fn locate(&self, inner: &str, steps: usize) -> Option<Located<'n, 't, '_>> {
        let (function, rest) = inner.trim().split_once('(')?;
        let (argument, path) = rest.split_once(')')?;
        let name = literal(argument)?.to_ascii_lowercase();
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

    fn known(&self, node: &'n Node<'t>, steps: usize) -> Option<&'n Node<'t>> {
        match self.resolve_within(node, steps.checked_sub(1)?) {
            Resolved::Known(node) => Some(node),
            Resolved::Unknown(_) => None,
        }
    }

    /// The part of a resource's name before the first slash: the name of the resource that it belongs to.
    /// In a loop the rest of the name is not known, and need not be.
    pub(crate) fn parent(&self, node: &'n Node<'t>) -> Option<String> {
        let text = node.as_str()?;
        let name = match expression(text) {
            None => text.to_owned(),
            Some(inner) => self.evaluate(inner).or_else(|| self.beginning(inner))?,
        };
        let (parent, _) = name.split_once('/')?;
        (!parent.is_empty() && !parent.contains('{')).then(|| parent.to_owned())
    }

    /// The text at the beginning of `concat` or `format`, as far as it is known.
    fn beginning(&self, inner: &str) -> Option<String> {
        let (function, rest) = inner.trim().split_once('(')?;
        let arguments = arguments(rest.strip_suffix(')')?)?;
        let mut texts = arguments.iter().map(|argument| self.evaluate(argument));
        if function.trim().eq_ignore_ascii_case("concat") {
            return Some(texts.map_while(|text| text).collect());
        }
        let mut format = texts
            .next()
            .flatten()
            .filter(|_| function.trim().eq_ignore_ascii_case("format"))?;
        for (index, text) in texts.enumerate() {
            if let Some(text) = text {
                format = format.replace(&format!("{{{index}}}"), &text);
            }
        }
        Some(format)
    }

    /// The text of an expression that is only put together of known texts. Used for names, which
    /// nobody should have to read as expressions; what rules match is never computed.
    fn evaluate(&self, inner: &str) -> Option<String> {
        self.evaluate_within(inner, MAX_STEPS, &mut MAX_PARTS.clone())
    }

    fn evaluate_within(&self, inner: &str, steps: usize, parts: &mut usize) -> Option<String> {
        let inner = inner.trim();
        let steps = steps.checked_sub(1)?;
        *parts = parts.checked_sub(1)?;
        if let Some(text) = literal(inner) {
            return Some(text);
        }
        // What is put together may be a variable that is itself put together.
        if let Some(located) = self.locate(inner, steps) {
            let (scope, node) = match located {
                Located::Here(node) => (self, node),
                Located::Outside(outer, node) => (outer, node),
            };
            return match node.as_str().and_then(expression) {
                Some(inner) => scope.evaluate_within(inner, steps, parts),
                None => node.scalar().map(str::to_owned),
            };
        }
        let (function, rest) = inner.split_once('(')?;
        let arguments = arguments(rest.strip_suffix(')')?)?;
        let mut texts = arguments
            .iter()
            .map(|argument| self.evaluate_within(argument, steps, parts));
        let text = match function.trim().to_ascii_lowercase().as_str() {
            "concat" => texts.collect::<Option<String>>()?,
            "format" => {
                let mut format = texts.next()??;
                for (index, text) in texts.enumerate() {
                    format = format.replace(&format!("{{{index}}}"), &text?);
                }
                format
            }
            "tolower" | "string" => texts.next()??,
            // The last argument is the resource's own name: enough to tell resources apart here.
            "resourceid" => texts.next_back()??,
            _ => return None,
        };
        (text.len() <= MAX_NAME).then_some(text)
    }
}

/// Where the text has a value.
enum Located<'n, 't, 's> {
    /// In this template.
    Here(&'n Node<'t>),
    /// In the template around it, whose names its expressions use.
    Outside(&'s Scope<'n, 't, 's>, &'n Node<'t>),
}

/// The text of a literal in single quotes, in which two quotes stand for one.
fn literal(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    let plain = inner.replace("''", "");
    (!plain.contains('\'')).then(|| inner.replace("''", "'"))
}

/// Follows `.name`, `[0]` and `['name']`.
fn walk<'n, 't>(node: &'n Node<'t>, path: &str) -> Option<&'n Node<'t>> {
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

/// The arguments between the parentheses of a call.
fn arguments(text: &str) -> Option<Vec<&str>> {
    let (mut depth, mut quoted, mut start) = (0_usize, false, 0);
    let mut found = Vec::new();
    for (at, char) in text.char_indices() {
        match char {
            '\'' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth = depth.checked_sub(1)?,
            ',' if !quoted && depth == 0 => {
                found.push(text.get(start..at)?.trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(text.get(start..)?.trim());
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sink;

    fn text(template: &str, expression: &str) -> Option<String> {
        let mut sink = Sink::default();
        let tree = crate::json::parse(template, &mut sink).unwrap();
        let parameters = names(tree.get("parameters"));
        let variables = names(tree.get("variables"));
        let scope = Scope {
            parameters,
            variables,
            ..Scope::default()
        };
        let node = Node::new(Value::String(expression.into()), tree.span);
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
