//! The macro `text!`, which the crate `text` hands on.
//!
//! # Organization
//!
//! * `../languages` has a folder for each language and a file for each room, in the syntax of Project Fluent; the
//!   README beside it has the words that a translation uses.
//! * [`catalogue`] reads and compares them: a message or a variable that one language lacks is an error of every build.
//! * [`compile`] turns a message into an expression. What of Fluent it takes is written there; the tests of `text` hold
//!   it equal to what Fluent's own library answers at run time.

mod catalogue;
mod compile;
mod input;
mod languages;

use proc_macro::TokenStream;

/// The text of a message in the language of the build.
///
/// `text!("name")` is a `&'static str`; `text!("name", variable = value, other)` is a `String`, where a value is
/// anything that implements `Display`, and `other` alone stands for `other = other`. What stands in a message is made
/// plain (`text::made`): it may come from a document.
///
/// # Errors
///
/// The build fails where there is no such message, where a variable is missing or one too many, and where the
/// languages do not have the same messages with the same variables.
#[proc_macro]
pub fn text(tokens: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(tokens as input::Input);
    input
        .expand()
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
