//! Text to take along, with a button that copies it.

use crate::view::parts::{Hidden, block, fixed, named_button, never};
use crate::view::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use text::text;
use wasm_bindgen_futures::JsFuture;

/// How long the button says what became of the text.
const SAID: Duration = Duration::from_secs(3);

/// A button that copies what is not shown, such as a link.
pub(super) fn copy_button(label: &'static str, text: Signal<String>, hidden: Hidden) -> AnyView {
    let (said, copy) = copying(label, text);
    named_button("", said.into(), said.into(), hidden, copy)
}

/// What a button that copies says, and what it does.
fn copying(label: &'static str, text: Signal<String>) -> (RwSignal<String>, Box<dyn Fn()>) {
    let said = RwSignal::new(label.to_owned());
    let copy = move || {
        let text = text.get_untracked();
        spawn_local(async move {
            let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
            // A page over plain HTTP has none.
            let done = match clipboard.filter(|clipboard| !clipboard.is_undefined()) {
                Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
                None => false,
            };
            // A browser may forbid it; the text is there to be selected, and a link in the address.
            let word = match done {
                true => text!("copy-done"),
                false => text!("copy-by-hand"),
            };
            let _ = said.try_set(word.to_owned());
            let back = move || {
                let _ = said.try_set(label.to_owned());
            };
            set_timeout(back, SAID);
        });
    };
    (said, Box::new(copy))
}

/// A text in full, and a button that copies it. `label` says what it is to those who do not see it.
pub(super) fn copyable(label: &'static str, text: Signal<String>) -> AnyView {
    let (said, copy) = copying(text!("copy"), text);
    let name = words(move || format!("{}: {label}", said.get()));
    let face = view! {
        <pre tabindex="0" role="region" aria-label=label>
            {text}
        </pre>
    };
    let button = named_button("", said.into(), name, never(), copy);
    block("copyable", never(), vec![face.into_any(), button])
}

/// The same for a text that stays.
pub(super) fn copyable_text(label: &'static str, text: impl Into<String>) -> AnyView {
    copyable(label, fixed(text))
}
