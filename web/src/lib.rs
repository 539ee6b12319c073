//! The page: paste rules, type a flow, read the verdict.

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Puts the page into the document's body. `web/main.ts` calls it once the module is loaded.
#[wasm_bindgen]
pub fn mount() {
    mount_to_body(App);
}

/// The root of the page.
#[component]
#[must_use]
pub fn App() -> impl IntoView {
    view! {
        <main>
            <h1>"NSG What-If"</h1>
        </main>
    }
}
