//! Every change of the rules as a step that can be undone.

use super::rows::{EditRows, Status};
use super::spacing::Renumbered;
use crate::state::{Given, GroupInput, Shared};
use leptos::prelude::*;
use nsg::{AppliedTo, Direction, NetworkSecurityGroup, Priority, SecurityRule};
use nsg_analysis::Edit;
use nsg_documents::rule_text::RuleField;
use text::text;

/// What is typed on in one step: whoever undoes a word does not mean a letter.
pub type TypedField = (AppliedTo, usize, RuleField);

/// Both groups in edit.
#[derive(Clone, Copy)]
pub struct Editing {
    places: [GroupInput; 2],
    past: RwSignal<Vec<HistoryStep>>,
    future: RwSignal<Vec<HistoryStep>>,
    /// What the page did besides what it was told: numbers that made room. Else empty.
    pub notice: RwSignal<String>,
}

/// The way back, or forth again.
#[derive(Clone)]
struct HistoryStep {
    label: String,
    what: Option<TypedField>,
    states: Vec<Kept>,
}

/// A place as it was.
#[derive(Clone)]
struct Kept {
    place: GroupInput,
    rows: Option<Shared<EditRows>>,
    /// The document, where the step put another one there: text, file and which of its groups.
    document: Option<Given>,
}

impl Editing {
    /// Nothing is changed yet.
    pub fn new(places: [GroupInput; 2]) -> Self {
        Self {
            places,
            past: RwSignal::new(Vec::new()),
            future: RwSignal::new(Vec::new()),
            notice: RwSignal::new(String::new()),
        }
    }

    /// Whether any rule is not as its document says.
    pub fn is_edited(&self) -> bool {
        self.places
            .iter()
            .any(|place| place.rows.with(Option::is_some))
    }

    /// What undo would take back; empty where there is nothing.
    pub fn undoable(&self) -> String {
        self.past.with(|past| {
            past.last()
                .map(|step| step.label.clone())
                .unwrap_or_default()
        })
    }

    /// What redo would do again; empty where there is nothing.
    pub fn redoable(&self) -> String {
        self.future.with(|future| {
            future
                .last()
                .map(|step| step.label.clone())
                .unwrap_or_default()
        })
    }

    /// Takes the last step back.
    pub fn undo(&self) {
        self.turn(self.past, self.future);
    }

    /// Makes the step again that was taken back last.
    pub fn redo(&self) {
        self.turn(self.future, self.past);
    }

    fn turn(&self, from: RwSignal<Vec<HistoryStep>>, to: RwSignal<Vec<HistoryStep>>) {
        let Some(step) = from.try_update(Vec::pop).flatten() else {
            return;
        };
        let now = step
            .states
            .iter()
            .map(|kept| Kept::of(kept.place, kept.document.is_some()));
        let back = HistoryStep {
            label: step.label.clone(),
            what: None,
            states: now.collect(),
        };
        to.update(|steps| steps.push(back));
        self.notice.set(String::new());
        for kept in step.states {
            if let Some((text, file, chosen)) = kept.document {
                kept.place.put(text, file, chosen);
            }
            kept.place.put_rows(kept.rows);
        }
    }

    /// Forgets every step: another document has taken the place of both.
    pub fn forget(&self) {
        self.past.set(Vec::new());
        self.future.set(Vec::new());
        self.notice.set(String::new());
    }

    /// Remembers the edits of a place before another document takes it; without edits there is nothing to lose.
    pub fn before_document(&self, place: GroupInput) {
        if place.rows.with_untracked(Option::is_some) {
            self.remember(text!("step-new-text"), None, vec![Kept::of(place, true)]);
        }
    }

    /// Makes the document that a place holds an edit of the one that was there before.
    pub fn compare_with_before(&self, place: GroupInput) {
        let (Some(before), Some(edited)) =
            (place.before.get_untracked(), place.current.get_untracked())
        else {
            return;
        };
        self.remember(text!("step-comparison"), None, vec![Kept::of(place, true)]);
        let (text, file, chosen) = before;
        place.put(text, file, chosen);
        if let Some(original) = place.original.get_untracked() {
            place.set_rows(EditRows::between(&original, &edited), &original);
        }
    }

    fn remember(&self, label: &str, what: Option<TypedField>, states: Vec<Kept>) {
        self.notice.set(String::new());
        let goes_on = self.future.with_untracked(Vec::is_empty)
            && what.is_some()
            && self
                .past
                .with_untracked(|past| past.last().is_some_and(|last| last.what == what));
        self.future.set(Vec::new());
        if !goes_on {
            let step = HistoryStep {
                label: label.to_owned(),
                what,
                states,
            };
            self.past.update(|past| past.push(step));
        }
    }

    /// Changes the rows of a place in one step.
    pub fn change<T>(
        &self,
        place: GroupInput,
        label: &str,
        what: Option<TypedField>,
        edit: impl FnOnce(&mut EditRows, &NetworkSecurityGroup) -> T,
    ) -> Option<T> {
        // A group that the change of its document deletes has no rules to edit.
        place.current.get_untracked()?;
        let original = place.original.get_untracked()?;
        let mut rows = place.all_rows();
        let result = edit(&mut rows, &original);
        if rows != place.all_rows() {
            self.remember(label, what, vec![Kept::of(place, false)]);
            place.set_rows(rows, &original);
        }
        Some(result)
    }

    /// Puts another rule into a row; what is typed into one field is one step.
    pub fn set_rule(&self, place: GroupInput, key: usize, field: RuleField, rule: SecurityRule) {
        let what = Some((place.applied_to, key, field));
        let label = text!("step-edit", rule = rule.name);
        self.change(place, &label, what, |rows, _| rows.replace(key, rule));
    }

    /// Puts a row before another of its direction, or last, and says which numbers made room.
    pub fn place(&self, place: GroupInput, key: usize, before: Option<usize>) {
        let label = text!("step-move", rule = self.name(place, key));
        let changed = self.change(place, &label, None, |rows, _| rows.place(key, before));
        let Some(changed) = changed else {
            return;
        };
        let own = changed.iter().find(|one| one.key == key);
        let own = own.map(|one| text!("renumbered", rule = one.name, priority = one.to));
        let said = match changed.is_empty() {
            true => text!("renumbered-no-room").to_owned(),
            false => format!("{} {}", own.unwrap_or_default(), made_room(&changed, key)),
        };
        self.notice.set(said.trim().to_owned());
    }

    /// Adds a rule behind the others of its direction; its key.
    pub fn add(
        &self,
        place: GroupInput,
        rule: SecurityRule,
        before: Option<usize>,
    ) -> Option<usize> {
        let label = text!("step-new-rule", rule = rule.name);
        let added = self.change(place, &label, None, |rows, _| {
            let key = rows.add(rule);
            let changed = match before {
                Some(_) => rows.place(key, before),
                None => Vec::new(),
            };
            (key, changed)
        });
        let (key, changed) = added?;
        self.notice.set(made_room(&changed, key));
        Some(key)
    }

    /// Adds a copy of a row right behind it; its key.
    pub fn duplicate(&self, place: GroupInput, key: usize) -> Option<usize> {
        let rows = place.all_rows();
        let row = rows.get(key)?;
        let direction = row.direction()?;
        let rule = SecurityRule {
            name: rows.free_name(&format!("{}-copy", row.rule.name)),
            id: None,
            ..SecurityRule::clone(&row.rule)
        };
        let label = text!("step-copy", rule = row.rule.name);
        let added = self.change(place, &label, None, |rows, _| {
            let sorted = rows.sorted(direction);
            let mut after = sorted.iter().skip_while(|row| row.key != key).skip(1);
            let next = after.find(|row| row.status != Status::Deleted);
            let next = next.map(|row| row.key);
            let copy = rows.add(rule);
            (copy, rows.place(copy, next))
        });
        let (copy, changed) = added?;
        self.notice.set(made_room(&changed, copy));
        Some(copy)
    }

    /// Deletes a row.
    pub fn delete(&self, place: GroupInput, key: usize) {
        let label = text!("step-deletion", rule = self.name(place, key));
        self.change(place, &label, None, |rows, _| rows.delete(key));
    }

    /// Switches a row off, or on again.
    pub fn switch(&self, place: GroupInput, key: usize, status: Status) {
        let label = text!("step-switch", rule = self.name(place, key));
        self.settled(place, key, &label, |rows, _| rows.set_status(key, status));
    }

    /// Makes a row what the document says.
    pub fn reset(&self, place: GroupInput, key: usize) {
        let label = text!("step-original", rule = self.name(place, key));
        self.settled(place, key, &label, |rows, original| {
            rows.reset(key, original)
        });
    }

    /// A change after which a row may count again.
    fn settled(
        &self,
        place: GroupInput,
        key: usize,
        label: &str,
        edit: impl FnOnce(&mut EditRows, &NetworkSecurityGroup),
    ) {
        let changed = self.change(place, label, None, |rows, original| {
            edit(rows, original);
            rows.settle(key)
        });
        self.notice
            .set(made_room(&changed.unwrap_or_default(), key));
    }

    /// Makes everything what the documents say.
    pub fn reset_all(&self) {
        let edited = self
            .places
            .iter()
            .filter(|place| place.rows.with_untracked(Option::is_some));
        let edited: Vec<GroupInput> = edited.copied().collect();
        if edited.is_empty() {
            return;
        }
        let states = edited.iter().map(|place| Kept::of(*place, false)).collect();
        self.remember(text!("step-all-original"), None, states);
        edited.iter().for_each(GroupInput::forget_edits);
    }

    /// Makes proposed edits, in one step.
    pub fn apply(&self, label: &str, edits: &[Edit]) {
        let of = |place: &GroupInput| {
            let applied_to = place.applied_to;
            let mine = edits.iter().filter(|edit| edit.applied_to() == applied_to);
            mine.collect::<Vec<_>>()
        };
        let touched = self.places.iter().filter(|place| !of(place).is_empty());
        let touched: Vec<GroupInput> = touched.copied().collect();
        let states = touched
            .iter()
            .map(|place| Kept::of(*place, false))
            .collect();
        self.remember(label, None, states);
        for place in touched {
            if let Some(original) = place.original.get_untracked() {
                let mut rows = place.all_rows();
                rows.apply(&of(&place));
                place.set_rows(rows, &original);
            }
        }
    }

    /// The priority that a new rule gets.
    pub fn next_priority(&self, place: GroupInput, direction: Direction) -> Option<Priority> {
        place.all_rows().next_priority(direction)
    }

    fn name(&self, place: GroupInput, key: usize) -> String {
        let rows = place.all_rows();
        rows.get(key)
            .map(|row| row.rule.name.clone())
            .unwrap_or_default()
    }
}

impl Kept {
    fn of(place: GroupInput, document: bool) -> Self {
        Self {
            place,
            rows: place.rows.get_untracked(),
            document: document.then(|| place.given()),
        }
    }
}

/// Which others got a new number, in a sentence; empty where none did.
fn made_room(changed: &[Renumbered], key: usize) -> String {
    let others = changed
        .iter()
        .filter(|one| one.key != key && one.from.is_some());
    let others: Vec<String> = others
        .map(|one| text!("renumbered-other", rule = one.name, priority = one.to))
        .collect();
    match others.len() {
        0 => String::new(),
        1..=3 => text!("renumbered-others", rules = others.join(", ")),
        many => text!("renumbered-many", rules = many),
    }
}
