//! What stands between the brackets of `text!`.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, Ident, LitStr, Token};

use crate::catalogue::Message;
use crate::compile;
use crate::languages::{self, BUILT};

/// A message's name and its variables.
pub(crate) struct Input {
    name: LitStr,
    variables: Vec<(Ident, Expr)>,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        let mut variables = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let variable: Ident = input.parse()?;
            let value = if input.parse::<Option<Token![=]>>()?.is_some() {
                input.parse()?
            } else {
                syn::parse_quote!(#variable)
            };
            variables.push((variable, value));
        }
        Ok(Self { name, variables })
    }
}

impl Input {
    /// The expression that is the text.
    pub(crate) fn expand(&self) -> syn::Result<TokenStream> {
        let at_name = |message: &str| Error::new(self.name.span(), message);
        let languages = languages::all().as_ref().map_err(|error| at_name(error))?;
        let name = self.name.value();
        let message = languages.message(BUILT, &name).ok_or_else(|| {
            at_name(&format!(
                "no file of crates/text/languages/{BUILT} has a message `{name}`"
            ))
        })?;
        self.check(message)?;
        let text = compile::pattern(&message.pattern).map_err(|error| at_name(&error))?;
        if self.variables.is_empty() {
            return Ok(text.into_token_stream());
        }
        let names = self
            .variables
            .iter()
            .map(|(name, _)| format_ident!("{name}", span = proc_macro2::Span::mixed_site()));
        let values = self.variables.iter().map(|(_, value)| value);
        let text = text.into_string();
        // A match keeps what its values borrow from until the text is made.
        Ok(quote!(match (#(&(#values),)*) { (#(#names,)*) => #text }))
    }

    /// Each variable of the message once, and no other.
    fn check(&self, message: &Message) -> syn::Result<()> {
        let mut given = BTreeSet::new();
        for (name, _) in &self.variables {
            let text = name.to_string();
            if !message.variables.contains(&text) {
                let says = format!("the message has no variable `{text}`");
                return Err(Error::new(name.span(), says));
            }
            if !given.insert(text) {
                return Err(Error::new(name.span(), "it is given twice"));
            }
        }
        match message.variables.difference(&given).next() {
            Some(missing) => Err(Error::new(
                self.name.span(),
                format!("the message needs `{missing}`"),
            )),
            None => Ok(()),
        }
    }
}
