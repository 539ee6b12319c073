//! A message as an expression.
//!
//! Of Fluent's syntax: texts, variables, literals, and choices by a variable. A choice with `[one]` or a number goes by
//! number, where `one` is what Unicode's CLDR has for whole numbers in English, 1 alone, and Korean has no forms; every
//! other choice goes by the very text of the value. Functions, terms and references to other messages are refused.
//! A text with a value in it is made plain: it may be a name of a document.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};

/// The text of a message.
pub(crate) enum Text {
    /// The same at all times.
    Fixed(String),
    /// An expression that makes a `String`.
    Made(TokenStream),
}

impl Text {
    /// The expression: a `&'static str` where the text is always the same.
    pub(crate) fn into_token_stream(self) -> TokenStream {
        match self {
            Self::Fixed(text) => quote!(#text),
            Self::Made(expression) => expression,
        }
    }

    /// The expression as a `String`.
    pub(crate) fn into_string(self) -> TokenStream {
        match self {
            Self::Fixed(text) => quote!(::std::string::String::from(#text)),
            Self::Made(expression) => expression,
        }
    }
}

/// Compiles a text; its variables stand in the expression by their own names.
///
/// # Errors
///
/// What of Fluent is not taken.
pub(crate) fn pattern(pattern: &Pattern<&str>) -> Result<Text, String> {
    let mut fixed = String::new();
    let mut format = String::new();
    let mut values = Vec::new();
    for element in &pattern.elements {
        let expression = match element {
            PatternElement::TextElement { value } => {
                fixed.push_str(value);
                format.push_str(&value.replace('{', "{{").replace('}', "}}"));
                continue;
            }
            PatternElement::Placeable { expression } => expression,
        };
        match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                fixed.push_str(value);
                format.push_str(&value.replace('{', "{{").replace('}', "}}"));
            }
            Expression::Inline(expression) => {
                format.push_str("{}");
                values.push(variable(expression)?);
            }
            Expression::Select { selector, variants } => {
                let selector = variable(selector)?;
                let mut arms = Vec::new();
                let mut otherwise = None;
                for variant in variants {
                    let text = self::pattern(&variant.value)?.into_string();
                    if variant.default {
                        otherwise = Some(text);
                        continue;
                    }
                    let key = match variant.key {
                        VariantKey::Identifier { name: "one" } => "1",
                        VariantKey::Identifier { name } => name,
                        VariantKey::NumberLiteral { value } => value,
                    };
                    arms.push(quote!(#key => #text));
                }
                format.push_str("{}");
                values.push(quote! {
                    match ::std::string::ToString::to_string(#selector).as_str() { #(#arms,)* _ => #otherwise }
                });
            }
        }
    }
    if values.is_empty() {
        return Ok(Text::Fixed(fixed));
    }
    if fixed.chars().any(char::is_control) {
        return Err("a message with variables stands on one line".to_owned());
    }
    Ok(Text::Made(quote!(::text::made(
        ::std::format!(#format, #(#values),*)
    ))))
}

fn variable(expression: &InlineExpression<&str>) -> Result<TokenStream, String> {
    let InlineExpression::VariableReference { id } = expression else {
        return Err("only variables and literals stand in a message".to_owned());
    };
    let name = syn::parse_str::<syn::Ident>(id.name)
        .map_err(|_| format!("`{}` is no name for a variable", id.name))?;
    let name = format_ident!("{name}", span = Span::mixed_site());
    Ok(quote!(#name))
}
