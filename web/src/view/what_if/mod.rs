//! What if: rules in edit, what the edits change, what there is to know, and what gives a flow another access.

mod findings;
mod form;
mod impact;
mod map;
pub(super) mod mends;
mod row;
mod rules;
mod take;

use super::parts::{block, button, fixed, named_button, never, spoken};
use super::{when, words};
use crate::state::{State, Tab};
use leptos::prelude::*;

/// The card under the three columns.
pub(super) fn what_if_card(state: State) -> AnyView {
    let tab = state.what_if.tab;
    let panel = move |which: Tab, parts: Vec<AnyView>| {
        let hidden = when(move || tab.get() != which);
        view! {
            <div
                role="tabpanel"
                id=which.panel()
                aria-labelledby=which.id()
                class="panel"
                hidden=hidden
            >
                {parts}
            </div>
        }
        .into_any()
    };
    let no_rules = when(move || {
        let places = [state.subnet, state.interface];
        places
            .iter()
            .all(|place| place.current.with(Option::is_none))
    });
    let head = vec![tabs(state), steps(state)];
    let panels = vec![
        panel(Tab::Rules, vec![rules::editor(state)]),
        panel(Tab::Findings, vec![findings::findings(state)]),
        panel(Tab::WhyNot, vec![mends::mends(state)]),
        panel(Tab::Map, vec![map::map(state)]),
        panel(Tab::Take, vec![take::take(state)]),
    ];
    let empty = when(move || !no_rules.get());
    let hint = "Paste a group above: its rules can be changed here, and what the change lets in or shuts out shows at once.";
    view! {
        <section class="wide" aria-labelledby="what-if-title">
            <h2 id="what-if-title">"What if"</h2>
            <article class="card what-if">
                <p class="summary" hidden=empty>
                    {hint}
                </p>
                {block(
                    "field",
                    no_rules,
                    vec![
                        block("what-if-head", never(), head),
                        impact::strip(state),
                        spoken("notice what-if-notice", state.editing.notice.into()),
                        block("panels", never(), panels),
                        impact::table(state),
                    ],
                )}
            </article>
        </section>
    }
    .into_any()
}

/// What the panel shows.
fn tabs(state: State) -> AnyView {
    let chosen = state.what_if.tab;
    let tabs = Tab::ALL.map(|tab| {
        let selected = words(move || (chosen.get() == tab).to_string());
        let reached = words(move || if chosen.get() == tab { "0" } else { "-1" }.to_owned());
        view! {
            <button
                type="button"
                role="tab"
                id=tab.id()
                aria-controls=tab.panel()
                aria-selected=selected
                tabindex=reached
                on:click=move |_| state.what_if.show(tab)
            >
                {tab.label()}
            </button>
        }
        .into_any()
    });
    let arrows = move |event: web_sys::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => Tab::ALL.len() - 1,
            _ => return,
        };
        event.prevent_default();
        let next = Tab::ALL
            .iter()
            .cycle()
            .skip_while(|tab| **tab != chosen.get_untracked());
        let mut next = next;
        if let Some(next) = next.nth(step) {
            state.what_if.show(*next);
            super::focus(next.id());
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label="What if" on:keydown=arrows>
            {tabs.into_iter().collect_view()}
        </div>
    }
    .into_any()
}

/// The way back and forth.
fn steps(state: State) -> AnyView {
    let editing = state.editing;
    let step = |label: &'static str, what: Signal<String>, press: fn(State)| {
        let hidden = when(move || what.with(String::is_empty));
        let name = words(move || format!("{label} {}", what.get()));
        let press = Box::new(move || press(state));
        named_button("", fixed(label), name, hidden, press)
    };
    let undo = step("Undo", words(move || editing.undoable()), |state| {
        state.editing.undo();
    });
    let redo = step("Redo", words(move || editing.redoable()), |state| {
        state.editing.redo();
    });
    let unedited = when(move || !editing.is_edited());
    let reset = button("", fixed("Back to original"), unedited, move || {
        editing.reset_all()
    });
    block("actions", never(), vec![undo, redo, reset])
}
