//! The rules of one group and direction, by priority, each of which can be changed.

use super::row::EditorRow;
use super::rule_line::access_word;
use super::table::{EditorTable, PAGE, visible};
use crate::state::{GroupInput, State};
use crate::view::components::{Button, Line};
use leptos::prelude::*;
use nsg::{AppliedTo, Direction, Field, SecurityRule};
use nsg_documents::rule_text::{RuleField, RuleText};
use text::text;

/// The editor.
pub(super) fn editor(state: State) -> AnyView {
    let first = match state.subnet.current.with_untracked(Option::is_some) {
        true => AppliedTo::Subnet,
        false => AppliedTo::NetworkInterface,
    };
    let table = EditorTable {
        state,
        place: RwSignal::new(first),
        direction: RwSignal::new(state.flow.direction.get_untracked()),
        filter: RwSignal::new(String::new()),
        limit: RwSignal::new(PAGE),
        open: RwSignal::new(None),
        dragged: RwSignal::new(None),
    };
    // Who turns the flow round looks at the other rules.
    Effect::new(move |_| table.direction.set(state.flow.direction.get()));
    // A place without a group has nothing to edit.
    Effect::new(move |_| {
        let has = |place: &GroupInput| place.current.with(Option::is_some);
        let places = [state.subnet, state.interface];
        if !has(&table.place()) {
            // Where both are empty, what a change deletes is said of its own place.
            let is_deleted = |place: &&GroupInput| place.is_deleted.get();
            let other = places.iter().find(|place| has(place));
            let other = other.or_else(|| places.iter().find(is_deleted));
            // Setting what is set already would come back here for ever.
            let other = other.filter(|other| other.applied_to != table.place().applied_to);
            if let Some(other) = other {
                table.place.set(other.applied_to);
            }
        }
    });
    let visible = Memo::new(move |_| visible(table));
    let more = Signal::derive(move || match visible.with(|(_, left)| *left) {
        0 => String::new(),
        left => text!("editor-more", left, more = left.min(PAGE)),
    });
    let no_more = Signal::derive(move || more.with(String::is_empty));
    let is_deleted = Signal::derive(move || table.place().is_deleted.get());
    let none = Signal::derive(move || {
        let is_empty = visible.with(|(keys, _)| keys.is_empty());
        match (is_empty, table.filter.with(String::is_empty)) {
            _ if is_deleted.get() => text!("editor-deleted"),
            (true, true) => text!("editor-none"),
            (true, false) => text!("editor-none-found"),
            (false, _) => "",
        }
        .to_owned()
    });
    view! {
        <div class="editor">
            <div hidden=is_deleted>{toolbar(table)}</div>
            <ol class="edit-rows" hidden=is_deleted aria-label=text!("editor-rules")>
                <For
                    each=move || visible.with(|(keys, _)| keys.clone())
                    key=|key| *key
                    children=move |(applied_to, key)| view! { <EditorRow table applied_to key /> }.into_any()
                />
            </ol>
            <Line class="summary" text=none />
            <Button label=more hidden=no_more on_press=move || table.limit.update(|limit| *limit += PAGE) />
            <div hidden=is_deleted>{move || defaults(table)}</div>
        </div>
    }
    .into_any()
}

fn toolbar(table: EditorTable) -> AnyView {
    let state = table.state;
    let place_choice = |place: GroupInput, label: &'static str| {
        let pressed = Signal::derive(move || (table.place.get() == place.applied_to).to_string());
        view! {
            <button
                type="button"
                aria-pressed=pressed
                hidden=move || place.current.with(Option::is_none)
                on:click=move |_| table.place.set(place.applied_to)
            >
                {label}
            </button>
        }
        .into_any()
    };
    let direction_choice = |direction: Direction| {
        let pressed = Signal::derive(move || (table.direction.get() == direction).to_string());
        view! {
            <button
                type="button"
                aria-pressed=pressed
                on:click=move |_| table.direction.set(direction)
            >
                {direction.word()}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="actions toolbar">
            <div class="choice">
                {place_choice(state.subnet, text!("place-subnet"))}
                {place_choice(state.interface, text!("place-nic"))}
            </div>
            <div class="choice">
                {direction_choice(Direction::Inbound)}
                {direction_choice(Direction::Outbound)}
            </div>
            <input
                type="text"
                class="filter"
                aria-label=text!("editor-find")
                placeholder=text!("editor-find-placeholder")
                spellcheck="false"
                autocomplete="off"
                prop:value=table.filter
                on:input=move |event| {
                    table.filter.set(event_target_value(&event));
                    table.limit.set(PAGE);
                }
            />
            <Button label=text!("editor-add") on_press=move || add(table) />
        </div>
    }
    .into_any()
}

/// A new rule for the flow on the page, behind the others.
fn add(table: EditorTable) {
    let place = table.place();
    let direction = table.direction.get_untracked();
    let Some(priority) = table.state.editing.next_priority(place, direction) else {
        let said = text!("editor-full").to_owned();
        table.state.editing.notice.set(said);
        return;
    };
    let rule = SecurityRule {
        name: place.all_rows().free_name("New-Rule"),
        id: None,
        description: None,
        priority: Field::Known(priority),
        direction: Field::Known(direction),
        access: Field::Known(table.state.other_access()),
        conditions: table.state.conditions(direction),
        refusals: Vec::new(),
        spellings: nsg::Spellings::default(),
    };
    table.filter.set(String::new());
    if let Some(key) = table.state.editing.add(place, rule, None) {
        table.open.set(Some((place.applied_to, key)));
        table
            .limit
            .update(|limit| *limit = (*limit).max(place.all_rows().0.len()));
        table.state.host.focus(&format!("edit-{key}-Name"));
    }
}

/// Azure's own rules, which nobody can edit.
fn defaults(table: EditorTable) -> AnyView {
    let (_, original) = table.rows();
    let direction = table.direction.get();
    let Some(original) = original else {
        return ().into_any();
    };
    let of = |rule: &&SecurityRule| rule.direction == Field::Known(direction);
    let rules = original.default_security_rules.iter().filter(of);
    let lines = rules.map(|rule| {
        let text = RuleText::of(rule);
        view! {
            <div class="default-rule">
                <span class="priority">{text.get(RuleField::Priority).to_owned()}</span>
                <span>{rule.name.clone()}</span>
                <small>
                    {text!(
                        "editor-default",
                        access = access_word(rule),
                        source = text.get(RuleField::Source),
                        destination = text.get(RuleField::Destination)
                    )}
                </small>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="defaults">
            <p class="summary">{text!("editor-defaults")}</p>
            {lines.collect_view()}
        </div>
    }
    .into_any()
}
