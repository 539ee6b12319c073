//! A message as a template, which `text` fills.
//!
//! `{0}` is the first variable; `{0=1:one rule|*:{0} rules}` chooses by its text, the last where none is equal; `\` takes
//! the meaning from the sign behind it. A text without variables is that text and no template.
//!
//! Of Fluent's syntax: texts, variables, literals, and choices by a variable. A choice with `[one]` or a number goes by
//! number, where `one` is what Unicode's CLDR has for whole numbers in English, 1 alone, and Korean has no forms; every
//! other choice goes by the very text of the value. Functions, terms and references to other messages are refused.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, VariantKey};

/// Writes a text as a template; a variable is its place among `variables`.
///
/// # Errors
///
/// What of Fluent is not taken.
pub(crate) fn of(pattern: &Pattern<&str>, variables: &BTreeSet<String>) -> Result<String, String> {
    let mut template = String::new();
    write(pattern, variables, &mut template)?;
    if !variables.is_empty() && template.chars().any(char::is_control) {
        return Err("a message with variables stands on one line".to_owned());
    }
    Ok(template)
}

fn write(
    pattern: &Pattern<&str>,
    variables: &BTreeSet<String>,
    template: &mut String,
) -> Result<(), String> {
    let is_filled = !variables.is_empty();
    for element in &pattern.elements {
        let expression = match element {
            PatternElement::TextElement { value } => {
                literal(value, is_filled, template);
                continue;
            }
            PatternElement::Placeable { expression } => expression,
        };
        match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                literal(value, is_filled, template);
            }
            Expression::Inline(expression) => {
                let place = place(expression, variables)?;
                template.push_str(&format!("{{{place}}}"));
            }
            Expression::Select { selector, variants } => {
                template.push_str(&format!("{{{}=", place(selector, variables)?));
                let (otherwise, chosen): (Vec<_>, Vec<_>) =
                    variants.iter().partition(|variant| variant.default);
                for variant in chosen {
                    let key = match variant.key {
                        VariantKey::Identifier { name: "one" } => "1",
                        VariantKey::Identifier { name } => name,
                        VariantKey::NumberLiteral { value } => value,
                    };
                    template.push_str(key);
                    template.push(':');
                    write(&variant.value, variables, template)?;
                    template.push('|');
                }
                template.push_str("*:");
                for variant in otherwise {
                    write(&variant.value, variables, template)?;
                }
                template.push('}');
            }
        }
    }
    Ok(())
}

fn literal(text: &str, is_filled: bool, template: &mut String) {
    for letter in text.chars() {
        if is_filled && matches!(letter, '{' | '|' | '}' | '\\') {
            template.push('\\');
        }
        template.push(letter);
    }
}

fn place(
    expression: &InlineExpression<&str>,
    variables: &BTreeSet<String>,
) -> Result<usize, String> {
    let InlineExpression::VariableReference { id } = expression else {
        return Err("only variables and literals stand in a message".to_owned());
    };
    let place = variables.iter().position(|name| name == id.name);
    place.ok_or_else(|| format!("`{}` is no variable", id.name))
}
