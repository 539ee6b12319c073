//! A message with something in it that is no text, such as a link.

use leptos::prelude::*;

/// Stands in a message for what is no text. Unicode has it for just that: the object replacement character.
pub(super) const SLOT: char = '\u{fffc}';

/// The message with a part of the screen where [`SLOT`] stands.
pub(super) fn filled(message: &str, part: AnyView) -> AnyView {
    let (before, after) = message.split_once(SLOT).unwrap_or((message, ""));
    (before.to_owned(), part, after.to_owned()).into_any()
}
