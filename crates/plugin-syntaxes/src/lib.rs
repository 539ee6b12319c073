//! The readers of rarer syntaxes, as a module of the npm package that is loaded when they are first needed.
//!
//! It makes the tree of a text, and the package's own module reads the document in it: so neither holds what the other does.

use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the tree of a text, which is UTF-8, for `parse_tree` of the package's module; nothing where no syntax of this module is its own.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn tree(text: &[u8]) -> Option<Vec<u8>> {
    nsg_documents::tree(&String::from_utf8_lossy(text))
}

/// Has the next call start from a fresh instance of the module: whatever ended the last call may have left the memory in any
/// state.
#[wasm_bindgen(skip_typescript)]
pub fn restart() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Does nothing, so that a fresh instance is there before the next text is written into its memory.
#[wasm_bindgen(skip_typescript)]
pub fn touch() {}
