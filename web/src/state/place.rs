//! One of the two places that hold a group.

use super::saved::SavedPlace;
use super::shared::Shared;
use leptos::prelude::*;
use nsg::{AppliedTo, NetworkSecurityGroup};
use nsg_documents::Document;

/// Longer texts (in bytes) are not put into a text box, which would make the page slow.
pub const LARGE: usize = 1 << 20;

/// Where a group is pasted, and what was understood of it.
#[derive(Clone, Copy)]
pub struct Place {
    /// Subnet or network interface.
    pub applied_to: AppliedTo,
    /// The text as given.
    pub text: RwSignal<String>,
    /// The name of the file that it came from; empty where it was pasted or typed.
    pub file: RwSignal<String>,
    /// Which of the document's groups is meant.
    pub chosen: RwSignal<usize>,
    /// What the page did with the document, where the user would not expect it; else empty.
    pub notice: RwSignal<String>,
    /// Whether a file is being read.
    pub busy: RwSignal<bool>,
    /// What was understood.
    pub document: Memo<Shared<Document>>,
}

impl Place {
    /// An empty place.
    pub fn new(applied_to: AppliedTo) -> Self {
        let text = RwSignal::new(String::new());
        let document = Memo::new(move |_| {
            Shared::new(text.with(|text| match text.trim().is_empty() {
                true => Document::default(),
                false => nsg_documents::read(text),
            }))
        });
        Self {
            applied_to,
            text,
            file: RwSignal::new(String::new()),
            chosen: RwSignal::new(0),
            notice: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
            document,
        }
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.text.with(|text| text.trim().is_empty())
    }

    /// Whether the text is too long for a text box.
    pub fn is_large(&self) -> bool {
        self.text.with(|text| text.len() > LARGE)
    }

    /// The group that is meant, if one was read.
    pub fn group(&self) -> Option<NetworkSecurityGroup> {
        let chosen = self.chosen.get();
        self.document.with(|document| {
            let group = document
                .groups
                .get(chosen)
                .or_else(|| document.groups.first());
            group.map(|group| group.security_group.clone())
        })
    }

    /// Whether a group was read.
    pub fn has_group(&self) -> bool {
        self.document.with(|document| !document.groups.is_empty())
    }

    /// Puts a document here.
    pub fn put(&self, text: String, file: String, chosen: usize) {
        self.text.set(text);
        self.file.set(file);
        self.chosen.set(chosen);
        self.notice.set(String::new());
    }

    /// Tells the user what the page did.
    pub fn note(&self, notice: &str) {
        self.notice.set(notice.to_owned());
    }

    pub(super) fn restore(&self, saved: &SavedPlace) {
        self.put(saved.text.clone(), saved.file.clone(), saved.chosen);
        self.busy.set(false);
    }

    pub(super) fn saved(&self) -> SavedPlace {
        SavedPlace {
            text: self.text.get(),
            file: self.file.get(),
            chosen: self.chosen.get(),
        }
    }
}
