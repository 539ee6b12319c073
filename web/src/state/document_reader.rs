//! What reads the documents that are given: JSON at once, other syntaxes by parts that are loaded when the first text of one is
//! there.

use super::group_input::GroupInput;
use super::part::PagePart;
use leptos::prelude::*;
use nsg_documents::{Document, NeededReader, TableColumn};
use std::sync::OnceLock;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// A reader that is a part of the page, with what else is to be done with its texts.
#[derive(Clone, Copy)]
pub(crate) struct DocumentReader {
    /// Reads a document.
    read: fn(&str) -> Document,
    /// The columns of a table.
    pub(crate) columns: fn(&str) -> Vec<TableColumn>,
    /// The table with another name for a column.
    pub(crate) rename_column: fn(&str, usize, Option<&str>) -> Option<String>,
}

/// The readers that are parts of the page.
#[derive(Clone, Copy)]
pub(crate) struct DocumentReaders {
    source: PagePart<DocumentReader>,
    others: PagePart<DocumentReader>,
}

// What is reached from each of these alone is loaded with it.
#[wasm_split(documents, fallible)]
fn load_others() -> Result<DocumentReader, SplitLoaderError> {
    Ok(DocumentReader {
        read: nsg_documents::read_other,
        columns: nsg_documents::table_columns,
        rename_column: nsg_documents::rename_column,
    })
}

#[wasm_split(terraform, fallible)]
fn load_source() -> Result<DocumentReader, SplitLoaderError> {
    Ok(DocumentReader {
        read: nsg_documents::read_terraform_source,
        columns: |_| Vec::new(),
        rename_column: |_, _, _| None,
    })
}

impl DocumentReaders {
    /// The readers, not loaded yet.
    pub(super) fn new() -> Self {
        static SOURCE: OnceLock<DocumentReader> = OnceLock::new();
        static OTHERS: OnceLock<DocumentReader> = OnceLock::new();
        Self {
            source: PagePart::new(&SOURCE, || Box::pin(load_source())),
            others: PagePart::new(&OTHERS, || Box::pin(load_others())),
        }
    }

    /// The part that reads a text, where it is not read at once.
    pub(crate) fn part_for(self, text: &str) -> Option<PagePart<DocumentReader>> {
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
            Some(part) => part.get().map(|reader| (reader.read)(text)),
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
