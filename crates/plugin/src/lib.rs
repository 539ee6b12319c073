//! The npm package `nsg-what-if`: a thin wasm-bindgen face over the engine. It holds no rules.

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the package, as in its `package.json`.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
