//! The columns of a table: what each is taken for, and a way to say otherwise.

use crate::state::{GroupInput, State};
use leptos::prelude::*;
use nsg_documents::COLUMN_WORDS;
use text::text;

/// The columns of the table in a place, each with what it is taken for. A choice changes the column's name in the text.
#[component]
pub(super) fn TableColumns(state: State, place: GroupInput) -> impl IntoView {
    let reader = move || {
        let part = place.text.with(|text| state.readers.part_for(text));
        part.and_then(|part| part.get())
    };
    let columns = Memo::new(move |_| {
        let found = reader().map(|reader| place.text.with(|text| (reader.columns)(text)));
        let found = found.unwrap_or_default().into_iter();
        let found = found.map(|column| (column.name, column.holds));
        found.enumerate().collect::<Vec<_>>()
    });
    let choose = move |at: usize, word: String| {
        let Some(reader) = untrack(reader) else {
            return;
        };
        let holds = (!word.is_empty()).then_some(word.as_str());
        let renamed = place
            .text
            .with_untracked(|text| (reader.rename_column)(text, at, holds));
        if let Some(text) = renamed {
            state.editing.before_document(place);
            place.put_text(text);
        }
    };
    let row = move |(at, (name, holds)): (usize, (String, Option<&'static str>))| {
        let options = COLUMN_WORDS.into_iter().map(|word| {
            view! { <option value=word selected=holds == Some(word)>{word}</option> }
        });
        view! {
            <label class="inline-field">
                <span>{name}</span>
                <select on:change=move |event| choose(at, event_target_value(&event))>
                    <option value="" selected=holds.is_none()>{text!("place-column-unused")}</option>
                    {options.collect_view()}
                </select>
            </label>
        }
    };
    view! {
        <details class="columns" hidden=move || columns.with(Vec::is_empty)>
            <summary>{text!("place-columns")}</summary>
            <For each=move || columns.get() key=Clone::clone children=row />
            <small>{text!("place-columns-help")}</small>
        </details>
    }
}
