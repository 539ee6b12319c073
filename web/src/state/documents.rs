//! What reads the documents that are given: groups as Azure and its tools print them at once, and every other form by a
//! part that is loaded when the first of them is there. Most never paste one, and it is a twentieth of the tool.

use super::part::Part;
use leptos::prelude::untrack;
use nsg_documents::{Document, read_plain};
use std::sync::OnceLock;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Reads a document of any form.
pub(crate) type Read = fn(&str) -> Document;

/// The reader, not loaded yet.
pub(super) fn reader() -> Part<Read> {
    static KEPT: OnceLock<Read> = OnceLock::new();
    Part::new(&KEPT, || Box::pin(load()))
}

// What is reached from here alone is loaded with it.
#[wasm_split(documents, fallible)]
fn load() -> Result<Read, SplitLoaderError> {
    Ok(nsg_documents::read)
}

impl Part<Read> {
    /// The document in a text; `None` while what reads its form is not there.
    pub(super) fn document(self, text: &str) -> Option<Document> {
        if let Some(read) = untrack(|| self.get()) {
            return Some(read(text));
        }
        // Asked for once more, so that the text is read again when it comes.
        read_plain(text).or_else(|| self.get().map(|read| read(text)))
    }
}
