//! Which of a document's groups is meant.

use super::GroupInput;
use leptos::prelude::*;
use nsg_documents::{Document, DocumentGroup, PairedGroup, assemble};

/// A group of the document that one can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedGroup {
    /// Its name, where the text tells it.
    pub name: Option<String>,
    /// The number of its custom rules.
    pub rules: usize,
    /// Whether the change that the document tells deletes it.
    pub is_deleted: bool,
}

/// The group of a document that is meant, before and after the change where the document tells one. Groups that the change
/// deletes follow the others.
pub(super) fn chosen_group(document: &Document, chosen: usize) -> Option<PairedGroup<'_>> {
    let kept = |number: usize| {
        let after = document.groups.get(number)?;
        Some(PairedGroup {
            before: document.before(after),
            after: Some(after),
        })
    };
    let deleted = |number: usize| {
        let before = document.deleted().get(number).copied()?;
        Some(PairedGroup {
            before: Some(before),
            after: None,
        })
    };
    let count = document.groups.len();
    kept(chosen)
        .or_else(|| deleted(chosen.checked_sub(count)?))
        .or_else(|| kept(0))
        .or_else(|| deleted(0))
}

impl GroupInput {
    /// The groups of the document that one can choose, by their numbers.
    pub fn choices(&self) -> Vec<OfferedGroup> {
        let choice = |is_deleted: bool| {
            move |group: &DocumentGroup| OfferedGroup {
                name: group.security_group.display_name().map(str::to_owned),
                rules: group.security_group.security_rules.len(),
                is_deleted,
            }
        };
        self.document.with(|document| {
            let kept = document.groups.iter().map(choice(false));
            let deleted = document.deleted().into_iter().map(choice(true));
            kept.chain(deleted).collect()
        })
    }

    /// The number of the first group that a document associates with such a place.
    pub fn belonging(&self, document: &Document) -> Option<usize> {
        let mut groups = assemble::belonging(document, self.applied_to);
        groups.next().map(|(number, _)| number)
    }

    /// Chooses the group of the document that belongs here, else the first.
    pub fn choose(&self) {
        let number = self
            .document
            .with_untracked(|document| self.belonging(document));
        self.choose_group(number.unwrap_or(0));
    }

    /// Chooses a group of the document, without any edits but those that the document tells.
    pub fn choose_group(&self, number: usize) {
        self.forget_edits();
        self.chosen.set(number);
        self.take_told_change();
    }
}
