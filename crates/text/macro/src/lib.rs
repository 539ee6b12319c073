//! The macros of the crate `text`, which hands them on.
//!
//! `../languages` has a folder for each language, and in it the messages of each crate. A crate sees its own messages and
//! those that all share. A message or a variable that one language lacks is an error of every build.

mod input;
mod languages;

use proc_macro::TokenStream;

/// The text of a message in the language that is spoken, English where none was chosen.
///
/// `text!("name")` is a `&'static str`; `text!("name", variable = value, other)` is a `String`, where a value is
/// anything that implements `Display`, and `other` alone stands for `other = other`. What stands in a message is made
/// plain: it may come from a document.
///
/// # Errors
///
/// The build fails where the crate has no such message, where a variable is missing or one too many, and where the
/// languages do not have the same messages with the same variables.
#[proc_macro]
pub fn text(tokens: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(tokens as input::MessageInput);
    input
        .expand()
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Says that the crate is built anew when one of its messages changes; once, in its `lib.rs`.
#[proc_macro]
pub fn catalogue(_: TokenStream) -> TokenStream {
    languages::tracked().into()
}
