//! What reads the documents that are given: JSON at once, other syntaxes by parts that are loaded when the first text of one is
//! there.

use super::group_input::GroupInput;
use super::part::PagePart;
use leptos::prelude::*;
use nsg_documents::{Document, NeededReader};
use std::sync::OnceLock;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Reads a document.
pub(crate) type ReadDocument = fn(&str) -> Document;

/// The readers that are parts of the page.
#[derive(Clone, Copy)]
pub(crate) struct DocumentReaders {
    source: PagePart<ReadDocument>,
    others: PagePart<ReadDocument>,
}

// What is reached from each of these alone is loaded with it.
#[wasm_split(documents, fallible)]
fn load_others() -> Result<ReadDocument, SplitLoaderError> {
    Ok(nsg_documents::read_other)
}

#[wasm_split(terraform, fallible)]
fn load_source() -> Result<ReadDocument, SplitLoaderError> {
    Ok(nsg_documents::read_terraform_source)
}

impl DocumentReaders {
    /// The readers, not loaded yet.
    pub(super) fn new() -> Self {
        static SOURCE: OnceLock<ReadDocument> = OnceLock::new();
        static OTHERS: OnceLock<ReadDocument> = OnceLock::new();
        Self {
            source: PagePart::new(&SOURCE, || Box::pin(load_source())),
            others: PagePart::new(&OTHERS, || Box::pin(load_others())),
        }
    }

    /// The part that reads a text, where it is not read at once.
    pub(crate) fn part_for(self, text: &str) -> Option<PagePart<ReadDocument>> {
        match NeededReader::of(text) {
            NeededReader::Json => None,
            NeededReader::TerraformSource => Some(self.source),
            NeededReader::Other => Some(self.others),
        }
    }

    /// Whether loading one of them went wrong the last time.
    pub(crate) fn have_failed(self) -> bool {
        self.source.stage.has_failed.get() || self.others.stage.has_failed.get()
    }

    /// The document in a text; `None` while what reads its syntax is not there.
    pub(super) fn document(self, text: &str) -> Option<Document> {
        match self.part_for(text) {
            None => Some(nsg_documents::read_json(text)),
            Some(part) => part.get().map(|read| read(text)),
        }
    }

    /// Does something with a place whose document is read, at once or when what reads it has come; not if something else was
    /// given there meanwhile. Of several with one purpose the last is done.
    pub(super) fn when_read(self, place: GroupInput, purpose: &str, then: impl FnOnce() + 'static) {
        let part = place.text.with_untracked(|text| self.part_for(text));
        let Some(part) = part.filter(|_| untrack(|| place.waits())) else {
            return then();
        };
        let given = place.given();
        part.want(&format!("{purpose} {}", place.id()), move |_| {
            if place.given() == given {
                then();
            }
        });
    }
}
