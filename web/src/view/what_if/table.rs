//! The table of the editor: which rules it shows, and moving them.

use super::rule_line::access_word;
use crate::state::edit::{EditRow, EditRows, Status};
use crate::state::{GroupInput, Shared, State};
use leptos::prelude::*;
use nsg::{AppliedTo, Direction, NetworkSecurityGroup, SecurityRule};
use nsg_documents::rule_text::{RuleField, RuleText};

/// So many rows are drawn at once: more would make every edit slow, and nobody reads them.
pub(super) const PAGE: usize = 60;

/// What the editor shows.
#[derive(Clone, Copy)]
pub(super) struct EditorTable {
    /// Everything.
    pub(super) state: State,
    /// Whose rules.
    pub(super) place: RwSignal<AppliedTo>,
    /// Which of them.
    pub(super) direction: RwSignal<Direction>,
    /// What their texts have to contain.
    pub(super) filter: RwSignal<String>,
    /// How many rows are drawn.
    pub(super) limit: RwSignal<usize>,
    /// The row that is open.
    pub(super) open: RwSignal<Option<(AppliedTo, usize)>>,
    /// The row that is dragged.
    pub(super) dragged: RwSignal<Option<usize>>,
}

impl EditorTable {
    /// Whose rules are shown.
    pub(super) fn place(self) -> GroupInput {
        match self.place.get() {
            AppliedTo::Subnet => self.state.subnet,
            _ => self.state.interface,
        }
    }

    pub(super) fn rows(self) -> (EditRows, Option<Shared<NetworkSecurityGroup>>) {
        let place = self.place();
        let original = place.original.get();
        let rows = match (place.rows.get(), &original) {
            (Some(rows), _) => EditRows::clone(&rows),
            (None, Some(original)) => EditRows::of(original),
            (None, None) => EditRows::default(),
        };
        (rows, original)
    }

    /// Puts the dragged row where it is dropped: behind what it comes from above, before what from below.
    pub(super) fn drop_on(self, key: usize) {
        let Some(dragged) = self.dragged.get_untracked() else {
            return;
        };
        self.dragged.set(None);
        let place = self.place();
        let rows = place.all_rows();
        let order: Vec<usize> = rows
            .sorted(self.direction.get_untracked())
            .iter()
            .filter(|row| row.status != Status::Deleted)
            .map(|row| row.key)
            .collect();
        let at = |key: usize| order.iter().position(|other| *other == key);
        let (Some(from), Some(to)) = (at(dragged), at(key)) else {
            return;
        };
        let before = match from < to {
            true => order.get(to + 1).copied(),
            false => Some(key),
        };
        if from != to {
            self.state.editing.place(place, dragged, before);
        }
    }

    /// Moves a row by one, and keeps the keyboard on it.
    pub(super) fn step(self, key: usize, down: bool) {
        let place = self.place();
        let rows = place.all_rows();
        let sorted = rows.sorted(self.direction.get_untracked());
        let others = sorted.iter().filter(|row| row.status != Status::Deleted);
        let order: Vec<usize> = others.map(|row| row.key).collect();
        let Some(at) = order.iter().position(|other| *other == key) else {
            return;
        };
        let before = match down {
            true if at + 1 >= order.len() => return,
            true => order.get(at + 2).copied(),
            false if at == 0 => return,
            false => order.get(at - 1).copied(),
        };
        self.state.editing.place(place, key, before);
        self.state.host.focus(&format!("move-{key}"));
    }
}

/// The rows that are drawn, and how many more there are.
pub(super) fn visible(table: EditorTable) -> (Vec<(AppliedTo, usize)>, usize) {
    let (rows, _) = table.rows();
    let direction = table.direction.get();
    let filter = table.filter.with(|filter| filter.trim().to_lowercase());
    let matches = |row: &&EditRow| filter.is_empty() || text(&row.rule).contains(&filter);
    let applied_to = table.place.get();
    let sorted = rows.sorted(direction);
    let keys: Vec<_> = sorted
        .into_iter()
        .filter(matches)
        .map(|row| (applied_to, row.key))
        .collect();
    let limit = table.limit.get();
    let open = table.open.get_untracked();
    let left = keys.len().saturating_sub(limit);
    let shown = keys
        .into_iter()
        .enumerate()
        .filter(|(index, key)| *index < limit || open == Some(*key));
    (shown.map(|(_, key)| key).collect(), left)
}

/// What is looked through for a filter: the rule as people read it.
fn text(rule: &SecurityRule) -> String {
    let text = RuleText::of(rule);
    let texts = RuleField::ALL.map(|field| match field {
        RuleField::Access => access_word(rule).to_lowercase(),
        field => text.get(field).to_lowercase(),
    });
    texts.join(" ")
}
