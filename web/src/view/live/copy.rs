//! Text to take along, with a button that copies it.

use crate::view::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// A text in full, and a button that copies it.
#[component]
pub(super) fn Copyable(
    /// What it is, for those who do not see it.
    label: &'static str,
    text: Signal<String>,
) -> impl IntoView {
    let said = RwSignal::new("Copy");
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            let written =
                web_sys::window().map(|window| window.navigator().clipboard().write_text(&text));
            let done = match written {
                Some(writing) => JsFuture::from(writing).await.is_ok(),
                None => false,
            };
            // A browser may forbid it; the text is there to be selected.
            said.set(if done {
                "Copied"
            } else {
                "Select and copy it by hand"
            });
            set_timeout(
                move || {
                    let _ = said.try_set("Copy");
                },
                std::time::Duration::from_secs(3),
            );
        });
    };
    view! {
        <div class="copyable">
            <pre tabindex="0" role="region" aria-label=label>{text}</pre>
            <button type="button" aria-label=words(move || format!("{}: {label}", said.get())) on:click=copy>
                {words(move || said.get().to_owned())}
            </button>
        </div>
    }
}
