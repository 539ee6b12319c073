//! Names that expressions put together.
//!
//! Nobody should have to read a group's name as an expression, and rules find their group by it. So a name is put together
//! as far as it is known, which is enough to tell it from others; what rules match is computed exactly, or not at all
//! (`computed`).

use super::expression::{Located, MAX_STEPS, Scope, escaped, expression, literal};
use crate::json::JsonNode;

/// Names put together from names that are put together: enough for every real one, and an end for those
/// that double at every step.
const MAX_PARTS: usize = 256;

/// Longer texts are no names.
const MAX_NAME: usize = 4096;

impl<'n, 't> Scope<'n, 't, '_> {
    /// The text of a node that may be an expression; unknown expressions as they are written.
    pub(crate) fn text(&self, node: &'n JsonNode<'t>) -> Option<String> {
        node.as_str().map(|text| self.text_of(text))
    }

    /// The same for a text that stands in no document.
    pub(crate) fn text_of(&self, text: &str) -> String {
        let known = expression(text).and_then(|inner| self.evaluate(inner));
        let plain = escaped(text).filter(|_| self.is_template).unwrap_or(text);
        known.unwrap_or_else(|| plain.to_owned())
    }

    /// The part of a resource's name before the first slash: the name of the resource that it belongs to.
    /// In a loop the rest of the name is not known, and need not be.
    pub(crate) fn parent(&self, node: &'n JsonNode<'t>) -> Option<String> {
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
        let format = texts
            .next()
            .flatten()
            .filter(|_| function.trim().eq_ignore_ascii_case("format"))?;
        Some(fill(&format, &texts.collect::<Vec<_>>()))
    }

    /// The text of an expression that is only put together of known texts. Used for names.
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
                let format = texts.next()??;
                let texts: Vec<_> = texts.collect();
                texts
                    .iter()
                    .all(Option::is_some)
                    .then(|| fill(&format, &texts))?
            }
            "tolower" | "string" => texts.next()??,
            // The last argument is the resource's own name: enough to tell resources apart here.
            "resourceid" => texts.next_back()??,
            _ => return None,
        };
        (text.len() <= MAX_NAME).then_some(text)
    }
}

/// Puts texts into the places `{0}`, `{1}` of a format. Unknown ones stay as they are.
fn fill(format: &str, texts: &[Option<String>]) -> String {
    let mut filled = String::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after.split_once('}');
        let text = place.and_then(|(index, _)| texts.get(index.parse::<usize>().ok()?)?.as_deref());
        match (text, place) {
            (Some(text), Some((_, after))) if filled.len() <= MAX_NAME => {
                filled.push_str(text);
                rest = after;
            }
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
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
