//! The declarations for TypeScript, beside the code that they declare.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = include_str!("types.d.ts");
