//! The page: paste rules, type a flow, read the verdict.
//!
//! # Organization
//!
//! * [`state`]: what the user gave, and what follows from it. Nothing here draws.
//! * [`view`]: one file for each part of the screen. Nothing here decides.
//! * [`samples`]: what a first visit opens on.
//!
//! # Invariants
//!
//! Nothing leaves the browser unless someone asks Azure: the page's other requests are for parts of itself, when they
//! are first wanted. Text from a document is only ever set as text, never as markup.

pub mod samples;
pub mod state;
pub mod view;

use wasm_bindgen::prelude::wasm_bindgen;

/// Puts the page into the document's body. `web/main.ts` calls it once the module is loaded. It knows how the worker of
/// `crates/nsg-worker` is started, how the browser squeezes text, and how the package reads contracts.
#[wasm_bindgen]
pub fn mount(
    start_worker: js_sys::Function,
    pack: js_sys::Function,
    unpack: js_sys::Function,
    read_contracts: js_sys::Function,
) {
    leptos::mount::mount_to_body(move || {
        view::App(view::AppProps {
            start: Some(start_worker),
            scripts: Some(state::Scripts {
                pack,
                unpack,
                read_contracts,
            }),
        })
    });
}
