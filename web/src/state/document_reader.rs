//! What reads the documents that are given: JSON at once, every other syntax by a part that is loaded when the first text of
//! one is there.

use super::group_input::GroupInput;
use super::part::PagePart;
use leptos::prelude::untrack;
use nsg_documents::Document;
use std::sync::OnceLock;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Reads a document in any syntax.
pub(crate) type ReadDocument = fn(&str) -> Document;

/// The reader of every syntax, not loaded yet.
pub(super) fn document_reader() -> PagePart<ReadDocument> {
    static KEPT: OnceLock<ReadDocument> = OnceLock::new();
    PagePart::new(&KEPT, || Box::pin(load()))
}

// What is reached from here alone is loaded with it.
#[wasm_split(documents, fallible)]
fn load() -> Result<ReadDocument, SplitLoaderError> {
    Ok(nsg_documents::read)
}

impl PagePart<ReadDocument> {
    /// The document in a text; `None` while what reads its syntax is not there.
    pub(super) fn document(self, text: &str) -> Option<Document> {
        match nsg_documents::is_json(text) {
            true => Some(nsg_documents::read_json(text)),
            false => self.get().map(|read| read(text)),
        }
    }

    /// Does something with a place whose document is read, at once or when what reads it has come; not if something else was
    /// given there meanwhile. Of several with one purpose the last is done.
    pub(super) fn when_read(self, place: GroupInput, purpose: &str, then: impl FnOnce() + 'static) {
        if !untrack(|| place.waits()) {
            return then();
        }
        let given = place.given();
        self.want(&format!("{purpose} {}", place.id()), move |_| {
            if place.given() == given {
                then();
            }
        });
    }
}
