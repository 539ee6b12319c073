//! The documents that somebody gave for the list of groups: many files, or one text with many groups.

use super::shared::Shared;
use azure::secret::has_token;
use leptos::prelude::*;
use nsg_worker::GivenDocument;
use text::text;

/// The documents, and how reading them goes.
#[derive(Clone, Copy)]
pub struct GivenDocuments {
    /// Every one, in the order in which they came.
    pub all: RwSignal<Shared<Vec<GivenDocument>>>,
    /// How many files are read, and of how many; of none while nothing is being read.
    pub reading: RwSignal<(usize, usize)>,
    /// What was left out; else empty.
    pub notice: RwSignal<String>,
}

impl GivenDocuments {
    pub(super) fn new() -> Self {
        Self {
            all: RwSignal::new(Shared::new(Vec::new())),
            reading: RwSignal::new((0, 0)),
            notice: RwSignal::new(String::new()),
        }
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.all.with(|all| all.is_empty())
    }

    /// Adds documents. One that is there already, or that is empty, is not added again; one with a token in it not at all.
    pub fn add(self, documents: Vec<GivenDocument>) {
        let mut all = self.all.with_untracked(|all| Vec::clone(all));
        let mut with_token = Vec::new();
        for document in documents {
            let is_known = all.iter().any(|known| known.text == document.text);
            if has_token(&document.text) || has_token(&document.file) {
                with_token.push(document.file);
            } else if !is_known && !document.text.trim().is_empty() {
                all.push(document);
            }
        }
        self.notice.set(match with_token.as_slice() {
            [] => String::new(),
            // A name may be the token.
            files => text!("groups-with-token", files = files.len()),
        });
        self.all.set(Shared::new(all));
    }

    /// Takes one out.
    pub fn remove(self, index: usize) {
        let mut all = self.all.with_untracked(|all| Vec::clone(all));
        if index < all.len() {
            all.remove(index);
        }
        self.notice.set(String::new());
        self.all.set(Shared::new(all));
    }

    /// Takes all of them out.
    pub fn clear(self) {
        self.stop_reading();
        self.notice.set(String::new());
        self.all.set(Shared::new(Vec::new()));
    }

    /// Reads no further file.
    pub fn stop_reading(self) {
        self.reading.set((0, 0));
    }
}
