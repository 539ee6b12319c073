//! The input of `text!`.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, Ident, LitStr, Token};
use text_catalogue::Message;

use crate::languages;

/// A message's name and its variables.
pub(crate) struct MessageInput {
    name: LitStr,
    variables: Vec<(Ident, Expr)>,
}

impl Parse for MessageInput {
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

impl MessageInput {
    /// Returns the expression that is the text.
    pub(crate) fn expand(&self) -> syn::Result<TokenStream> {
        let at_name = |message: &str| Error::new(self.name.span(), message);
        let english = languages::english()
            .as_ref()
            .map_err(|error| at_name(error))?;
        let name = self.name.value();
        let message = english
            .get(&name)
            .ok_or_else(|| at_name(&format!("this crate has no message `{name}` in English")))?;
        self.check(message)?;
        let template = &message.template;
        let number = english.number(&name);
        let number = number
            .ok_or_else(|| at_name("`text_catalogue` does not count this crate's messages"))?;
        if self.variables.is_empty() {
            return Ok(quote!(::text::fixed(#number, #template)));
        }
        let local = |name: &str| format_ident!("{name}", span = proc_macro2::Span::mixed_site());
        let names = self
            .variables
            .iter()
            .map(|(name, _)| local(&name.to_string()));
        let values = self.variables.iter().map(|(_, value)| value);
        // In the order in which a template counts them.
        let ordered = message.variables.iter().map(|name| local(name));
        // A match keeps what its values borrow from until the text is made.
        Ok(quote!(match (#(&(#values),)*) {
            (#(#names,)*) => ::text::made(#number, #template, &[#(#ordered as &dyn ::core::fmt::Display),*]),
        }))
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
