//! The page: paste rules, type a flow, read the verdict.
//!
//! # Organization
//!
//! * [`state`]: what the user gave, and what follows from it. Nothing here draws.
//! * [`view`]: one file for each part of the screen. Nothing here decides.
//! * [`element`]: the same as an element of another page.
//! * [`samples`]: what a first visit opens on.
//!
//! # Invariants
//!
//! Nothing leaves the browser unless someone asks Azure: the page's other requests are for parts of itself, when they
//! are first wanted. Text from a document is only ever set as text, never as markup.

pub mod element;
pub mod samples;
pub mod state;
pub mod view;

use wasm_bindgen::prelude::wasm_bindgen;

/// Puts the page into the document's body. `web/main.ts` calls it once the module is loaded.
#[wasm_bindgen]
pub fn mount(scripts: state::Scripts) {
    leptos::mount::mount_to_body(move || view::app(state::State::new(state::Host::page(scripts))));
}
