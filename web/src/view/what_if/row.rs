//! One rule in the editor: a line, and when it is open its form.

use super::form::RuleFields;
use super::rule_line::{access_class, access_word, conditions};
use super::table::EditorTable;
use crate::state::Shared;
use crate::state::edit::{EditRow, Status};
use crate::view::components::Button;
use leptos::prelude::*;
use nsg::{AppliedTo, SecurityRule};
use nsg_documents::rule_text::{RuleField, RuleText};
use text::text;

/// A row with what it was in the document.
#[derive(Clone, PartialEq)]
pub(super) struct ShownRow {
    /// The row.
    pub(super) row: EditRow,
    /// The rule of the document; none for a new one.
    pub(super) was: Option<Shared<SecurityRule>>,
    /// Whether it is not as the document says.
    is_changed: bool,
}

/// The row of a rule.
#[component]
pub(super) fn EditorRow(table: EditorTable, applied_to: AppliedTo, key: usize) -> impl IntoView {
    let place = if applied_to == AppliedTo::Subnet {
        table.state.subnet
    } else {
        table.state.interface
    };
    let shown = Memo::new(move |_| {
        let original = place.original.get()?;
        let row = match place.rows.get() {
            Some(rows) => rows.get(key)?.clone(),
            None => EditRow {
                key,
                original: Some(key),
                rule: Shared::new(original.security_rules.get(key)?.clone()),
                status: Status::On,
            },
        };
        let was = row.original.and_then(|at| original.security_rules.get(at));
        Some(ShownRow {
            is_changed: row.is_changed(&original),
            was: was.map(|rule| Shared::new(rule.clone())),
            row,
        })
    });
    let is_open = Signal::derive(move || table.open.get() == Some((applied_to, key)));
    let class = Signal::derive(move || {
        let mut class = String::from("edit-row");
        let shown = shown.get();
        if let Some(shown) = &shown {
            let status = match shown.row.status {
                Status::On if shown.is_changed => " changed",
                Status::On => "",
                Status::Off => " off",
                Status::Deleted => " deleted",
            };
            class.push_str(status);
        }
        if is_open.get() {
            class.push_str(" open");
        }
        class
    });
    let name = Signal::derive(move || {
        shown.with(|shown| {
            shown
                .as_ref()
                .map(|it| it.row.rule.name.clone())
                .unwrap_or_default()
        })
    });
    let expanded = Signal::derive(move || is_open.get().to_string());
    view! {
        <li
            class=class
            on:dragover=move |event| {
                if table.dragged.get_untracked().is_some() {
                    event.prevent_default();
                }
            }
            on:drop=move |event| {
                event.prevent_default();
                table.drop_on(key);
            }
        >
            <div class="line">
                <Handle table key name />
                <button
                    type="button"
                    class="face"
                    id=format!("face-{key}")
                    aria-expanded=expanded
                    on:click=move |_| {
                        let this = (applied_to, key);
                        let is_it = table.open.get_untracked() == Some(this);
                        table.open.set((!is_it).then_some(this));
                    }
                >
                    {move || shown.with(|shown| shown.as_ref().map(face))}
                </button>
                <div class="was">
                    {move || shown.with(|shown| shown.as_ref().map(|it| original(table, place, it)))}
                </div>
            </div>
            {move || match is_open.get() {
                true => view! {
                    <RuleFields table place key shown />
                    <RowActions table place key shown />
                }
                .into_any(),
                false => ().into_any(),
            }}
        </li>
    }
}

/// What one drags, or moves with the arrow keys.
#[component]
fn Handle(table: EditorTable, key: usize, name: Signal<String>) -> impl IntoView {
    let label = Signal::derive(move || text!("row-move", rule = name.get()));
    view! {
        <button
            type="button"
            class="handle"
            id=format!("move-{key}")
            draggable="true"
            aria-label=label
            title=text!("row-move-title")
            on:dragstart=move |event: web_sys::DragEvent| {
                table.dragged.set(Some(key));
                // Firefox starts no drag without data.
                if let Some(data) = event.data_transfer() {
                    data.set_effect_allowed("move");
                    let _ = data.set_data("text/plain", &name.get_untracked());
                }
            }
            on:dragend=move |_| table.dragged.set(None)
            on:keydown=move |event: web_sys::KeyboardEvent| {
                let down = match event.key().as_str() {
                    "ArrowDown" => true,
                    "ArrowUp" => false,
                    _ => return,
                };
                event.prevent_default();
                table.step(key, down);
            }
        >
            <span aria-hidden="true">{"⠿"}</span>
        </button>
    }
}

/// The rule in a line.
fn face(shown: &ShownRow) -> AnyView {
    let rule = &shown.row.rule;
    let text = RuleText::of(rule);
    let mark = match shown.row.status {
        Status::Off => text!("row-off"),
        Status::Deleted => text!("row-deleted"),
        Status::On if shown.was.is_none() => text!("row-new"),
        Status::On if shown.is_changed => text!("part-edited"),
        Status::On => "",
    };
    view! {
        <span class="priority">{text.get(RuleField::Priority)}</span>
        <span class=access_class(rule)>{access_word(rule)}</span>
        <span class="name">{rule.name.clone()}</span>
        <span class="conditions">{conditions(&text)}</span>
        {(!mark.is_empty()).then(|| view! { <span class="mark">{mark}</span> })}
    }
    .into_any()
}

/// What the document says, beside what it is now, and the way back.
fn original(table: EditorTable, place: crate::state::GroupInput, shown: &ShownRow) -> AnyView {
    if !shown.is_changed {
        return ().into_any();
    }
    let key = shown.row.key;
    let name = shown.row.rule.name.clone();
    let back = |label: &'static str| {
        view! {
            <Button
                class="link"
                label
                name=format!("{label}: {}", text::plain(&name))
                on_press=move || table.state.editing.reset(place, key)
            />
        }
        .into_any()
    };
    let Some(was) = &shown.was else {
        return view! {
            <small>{text!("row-not-in-original")}</small>
            {back(text!("row-remove"))}
        }
        .into_any();
    };
    let text = RuleText::of(was);
    let (priority, access) = (text.get(RuleField::Priority), access_word(was));
    let conditions = conditions(&text);
    let said = match was.name == shown.row.rule.name {
        true => text!("row-original", priority, access, conditions),
        false => text!(
            "row-original-renamed",
            rule = was.name,
            priority,
            access,
            conditions
        ),
    };
    let is_other = **was != *shown.row.rule;
    view! {
        {is_other.then(|| view! { <small>{said}</small> })}
        {back(text!("back-to-original"))}
    }
    .into_any()
}

/// What can be done with an open row.
#[component]
fn RowActions(
    table: EditorTable,
    place: crate::state::GroupInput,
    key: usize,
    shown: Memo<Option<ShownRow>>,
) -> impl IntoView {
    let editing = table.state.editing;
    let status = move || shown.with(|shown| shown.as_ref().map(|shown| shown.row.status));
    let is = move |wanted: Status| Signal::derive(move || status() != Some(wanted));
    let deleted = Signal::derive(move || status() == Some(Status::Deleted));
    view! {
        <div class="actions">
            <Button
                label=text!("row-duplicate")
                hidden=deleted
                on_press=move || {
                    if let Some(copy) = editing.duplicate(place, key) {
                        table.open.set(Some((place.applied_to, copy)));
                        table.state.host.focus(&format!("edit-{copy}-Name"));
                    }
                }
            />
            <Button
                label=text!("row-switch-off")
                hidden=is(Status::On)
                on_press=move || {
                    editing.switch(place, key, Status::Off);
                }
            />
            <Button
                label=text!("row-switch-on")
                hidden=is(Status::Off)
                on_press=move || {
                    editing.switch(place, key, Status::On);
                }
            />
            <Button
                label=text!("row-delete")
                hidden=deleted
                on_press=move || {
                    table.open.set(None);
                    editing.delete(place, key);
                }
            />
            <Button
                label=text!("row-close")
                on_press=move || {
                    table.open.set(None);
                    table.state.host.focus(&format!("face-{key}"));
                }
            />
        </div>
    }
}
