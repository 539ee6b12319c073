//! Text to take along, with a button that copies it.

use crate::view::components::Button;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use text::text;
use wasm_bindgen_futures::JsFuture;

/// How long the button says what became of the text.
const SAID: Duration = Duration::from_secs(3);

/// A button that copies what is not shown, such as a link.
#[component]
pub(super) fn CopyButton(
    label: &'static str,
    #[prop(into)] text: Signal<String>,
    #[prop(into, optional)] hidden: Signal<bool>,
) -> impl IntoView {
    let (said, copy) = copying(label, text);
    view! { <Button label=said hidden on_press=copy /> }
}

/// What a button that copies says, and what it does.
fn copying(label: &'static str, text: Signal<String>) -> (RwSignal<String>, impl Fn()) {
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
    (said, copy)
}

/// A text in full, and a button that copies it.
#[component]
pub(super) fn Copyable(
    /// What it is to those who do not see it.
    label: &'static str,
    #[prop(into)] text: Signal<String>,
) -> impl IntoView {
    let (said, copy) = copying(text!("copy"), text);
    view! {
        <div class="copyable">
            <pre tabindex="0" role="region" aria-label=label>
                {text}
            </pre>
            <Button label=said name=move || format!("{}: {label}", said.get()) on_press=copy />
        </div>
    }
}
