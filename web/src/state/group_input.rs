//! One of the two places that hold a group.

mod choice;
mod told_change;

pub use choice::OfferedGroup;

use self::choice::chosen_group;
use super::document_reader::DocumentReaders;
use super::edit::{EditRows, SavedRow, from_rows, to_rows};
use super::saved::SavedPlace;
use super::shared::Shared;
use super::spoken::Spoken;
use leptos::prelude::*;
use nsg::{AppliedTo, Mentions, Name, NetworkSecurityGroup};
use nsg_documents::Document;
use text::text;

/// Longer texts (in bytes) are not put into a text box, which would make the page slow.
pub const LARGE: usize = 1 << 20;

/// More than these nobody types at once.
const FEW_LETTERS: usize = 40;

/// A document as it was given: its text, the file that it came from, and which of its groups is meant.
pub type Given = (String, String, usize);

/// What the rules of a place come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesSource {
    /// The text as given.
    pub text: String,
    /// The edits of its rules.
    pub edits: Vec<SavedRow>,
}

/// Where a group is pasted, and what was understood of it.
#[derive(Clone, Copy)]
pub struct GroupInput {
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
    /// The document that another one took the place of: the two can be compared.
    pub before: RwSignal<Option<Given>>,
    /// Whether a file is being read.
    pub busy: RwSignal<bool>,
    /// Whether the text is shown: it is folded away once a group was read.
    pub is_open: RwSignal<bool>,
    /// What was understood.
    pub document: Memo<Shared<Document>>,
    /// The rules in edit; none while all are as the document says.
    pub rows: RwSignal<Option<Shared<EditRows>>>,
    /// The same as the session and links keep it. What a session kept is read when the editor is there.
    pub edits: RwSignal<Vec<SavedRow>>,
    /// The group that is meant as the document says, if one was read; where the document tells a change, as it is before that.
    pub original: Memo<Option<Shared<NetworkSecurityGroup>>>,
    /// Whether the change that the document tells deletes the group: then there is an original, and nothing to edit.
    pub is_deleted: Memo<bool>,
    /// The group that is meant with the edits; none where the change deletes it.
    pub current: Memo<Option<Shared<NetworkSecurityGroup>>>,
}

impl GroupInput {
    /// An empty place; parts read what is not JSON.
    pub(super) fn new(
        applied_to: AppliedTo,
        language: RwSignal<Spoken>,
        readers: DocumentReaders,
    ) -> Self {
        let text = RwSignal::new(String::new());
        let document = Memo::new(move |_| {
            // What is wrong with it is said in sentences.
            language.track();
            Shared::new(text.with(|text| match text.trim().is_empty() {
                true => Document::default(),
                // What waits for its reader holds nothing yet, and says nothing.
                false => readers.document(text).unwrap_or_default(),
            }))
        });
        let chosen = RwSignal::new(0);
        let original = Memo::new(move |_| {
            let chosen = chosen.get();
            document.with(|document| {
                let meant = chosen_group(document, chosen)?;
                let original = meant.before.or(meant.after)?;
                Some(Shared::new(original.security_group.clone()))
            })
        });
        let is_deleted = Memo::new(move |_| {
            let chosen = chosen.get();
            document.with(|document| {
                chosen_group(document, chosen).is_some_and(|meant| meant.after.is_none())
            })
        });
        let rows = RwSignal::new(None::<Shared<EditRows>>);
        let current = Memo::new(move |_| {
            let original = original.get().filter(|_| !is_deleted.get())?;
            Some(match rows.get() {
                None => original,
                Some(rows) => Shared::new(rows.group(&original)),
            })
        });
        Self {
            applied_to,
            text,
            file: RwSignal::new(String::new()),
            chosen,
            notice: RwSignal::new(String::new()),
            before: RwSignal::new(None),
            busy: RwSignal::new(false),
            is_open: RwSignal::new(true),
            document,
            rows,
            edits: RwSignal::new(Vec::new()),
            original,
            is_deleted,
            current,
        }
    }

    /// What the place is called in the page's markup.
    pub fn id(&self) -> &'static str {
        match self.applied_to {
            AppliedTo::Subnet => "subnet",
            _ => "nic",
        }
    }

    /// What it is called on the page.
    pub fn title(&self) -> &'static str {
        match self.applied_to {
            AppliedTo::Subnet => text!("place-subnet"),
            _ => text!("place-nic"),
        }
    }

    /// Whether what reads the document is on its way: one that was read holds a group, or says why it holds none.
    pub fn waits(&self) -> bool {
        let is_silent = |document: &Shared<Document>| document.diagnostics.is_empty();
        !self.is_empty() && !self.has_group() && self.document.with(is_silent)
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.text.with(|text| text.trim().is_empty())
    }

    /// Whether anything is not as before: rules are edited, or the change that the document tells deletes the group.
    pub fn is_changed(&self) -> bool {
        self.rows.with(Option::is_some) || self.is_deleted.get()
    }

    /// The group that is meant, with its edits, if one was read.
    pub fn group(&self) -> Option<Shared<NetworkSecurityGroup>> {
        self.current.get()
    }

    /// The rows of the editor, edited or not.
    pub fn all_rows(&self) -> EditRows {
        let edited = self.rows.get_untracked();
        let original = || self.original.get_untracked();
        match edited {
            Some(rows) => EditRows::clone(&rows),
            None => original().map_or_else(EditRows::default, |group| EditRows::of(&group)),
        }
    }

    /// Puts the rows in place; what is as the document says is no edit.
    pub fn set_rows(&self, rows: EditRows, original: &NetworkSecurityGroup) {
        match rows.is_as(original) {
            true => self.forget_edits(),
            false => {
                self.edits.set(to_rows(&rows, original));
                self.rows.set(Some(Shared::new(rows)));
            }
        }
    }

    /// Puts rows back that were here before.
    pub fn put_rows(&self, rows: Option<Shared<EditRows>>) {
        match (rows, self.original.get_untracked()) {
            (Some(rows), Some(original)) => self.set_rows(EditRows::clone(&rows), &original),
            _ => self.forget_edits(),
        }
    }

    /// Makes everything what the document says.
    pub fn forget_edits(&self) {
        self.edits.set(Vec::new());
        self.rows.set(None);
    }

    /// Reads the edits that a session or a link kept.
    pub fn read_edits(&self) {
        let saved = self.edits.get();
        if saved.is_empty() || self.rows.with_untracked(Option::is_some) || self.waits() {
            return;
        }
        let rows = self.original.get_untracked().and_then(|original| {
            let groups = self.application_security_groups();
            from_rows(&saved, &original, &groups)
        });
        match rows {
            Some(rows) => self.rows.set(Some(Shared::new(rows))),
            None => {
                self.edits.set(Vec::new());
                self.note(text!("place-note-edits-of-another"));
            }
        }
    }

    /// What the rules come from.
    pub fn source(&self) -> RulesSource {
        RulesSource {
            text: self.text.get(),
            edits: self.edits.get(),
        }
    }

    /// The application security groups that the document names: a form's short names stand for these.
    pub fn application_security_groups(&self) -> Vec<Name> {
        let mut mentions = Mentions::default();
        if let Some(original) = self.original.get_untracked() {
            mentions.add(&original);
        }
        mentions.application_security_groups.into_iter().collect()
    }

    /// Whether a group was read, be it one that is deleted.
    pub fn has_group(&self) -> bool {
        self.original.with(Option::is_some)
    }

    /// Puts a document here, in place of what was there and its edits.
    pub fn put(&self, text: String, file: String, chosen: usize) {
        self.before.set(None);
        self.text.set(text);
        self.file.set(file);
        self.notice.set(String::new());
        self.choose_group(chosen);
    }

    /// Puts a text in place of the one that was there, without its edits: a letter more is another document.
    pub fn put_text(&self, text: String) {
        self.text.set(text);
        self.notice.set(String::new());
        self.choose_group(self.chosen.get_untracked());
    }

    /// The document as it was given.
    pub fn given(&self) -> Given {
        (
            self.text.get_untracked(),
            self.file.get_untracked(),
            self.chosen.get_untracked(),
        )
    }

    /// Puts a document in place of another, which stays to be compared with.
    pub fn put_over(&self, text: String, file: String, chosen: usize) {
        let has_group = self.original.with_untracked(Option::is_some);
        let before =
            (has_group && !self.text.with_untracked(|old| *old == text)).then(|| self.given());
        self.put(text, file, chosen);
        self.before.set(before);
    }

    /// Whether a text is another document, and not this one with a few letters typed.
    pub fn is_another(&self, text: &str) -> bool {
        self.text.with_untracked(|old| {
            let alike = |(a, b): &(char, char)| a == b;
            let start = old.chars().zip(text.chars()).take_while(alike).count();
            let end = old
                .chars()
                .rev()
                .zip(text.chars().rev())
                .take_while(alike)
                .count();
            let longer = old.chars().count().max(text.chars().count());
            longer.saturating_sub(start + end) > FEW_LETTERS
        })
    }

    /// Tells the user what the page did.
    pub fn note(&self, notice: &str) {
        self.notice.set(notice.to_owned());
    }

    pub(super) fn restore(&self, saved: &SavedPlace) {
        self.put(saved.text.clone(), saved.file.clone(), saved.chosen);
        if !saved.edits.is_empty() {
            // Those count, and not what the text says.
            self.rows.set(None);
            self.edits.set(saved.edits.clone());
        }
        self.busy.set(false);
    }

    pub(super) fn saved(&self) -> SavedPlace {
        SavedPlace {
            text: self.text.get(),
            file: self.file.get(),
            chosen: self.chosen.get(),
            edits: self.edits.get(),
        }
    }
}
