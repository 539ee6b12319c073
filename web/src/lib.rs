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

text::catalogue!();

pub mod element;
pub mod samples;
pub mod state;
pub mod view;

use wasm_bindgen::prelude::wasm_bindgen;

/// Puts the page into the document's body, in a language with its messages, which are empty for English. `web/main.ts`
/// calls it once both are loaded.
#[wasm_bindgen]
pub fn mount(scripts: state::Scripts, language: String, messages: String) {
    let spoken = state::Spoken::new(language, messages);
    let spoken = spoken.unwrap_or_else(|_| state::Spoken::english());
    let state = move || state::State::new(state::Host::page(scripts, spoken));
    leptos::mount::mount_to_body(move || view::app(state()));
}
