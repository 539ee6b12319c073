//! What if: rules in edit, what the edits change, what there is to know, and what gives a flow another access.
//!
//! [`entrance`] is on the page from the start and leads to the rest, which is loaded when it is first wanted.

mod contracts;
mod entrance;
mod findings;
mod form;
mod impact;
mod map;
mod map_drawing;
mod map_labels;
mod map_points;
mod mends;
mod opened_link;
mod ready_contracts;
mod row;
mod rule_line;
mod rules;
mod stray;
mod table;
mod take;
mod task;

pub(super) use entrance::{AskWhyNot, WhatIfCard, first_tab};
pub(super) use findings::severity_word;

use super::groups;
use super::live::AzurePart;
use crate::state::part::PagePart;
use crate::state::{Analysis, GroupInput, Questions, State, Tab};
use crate::view::components::{Button, Status};
use leptos::prelude::*;
use nsg::Access;
use std::sync::OnceLock;
use text::text;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The part of the page that edits.
pub(super) type WhatIfPart = PagePart<WhatIfViews>;

/// What the rest of the page calls of it.
#[derive(Clone, Copy)]
pub(super) struct WhatIfViews {
    /// The way back and forth.
    steps: fn(State) -> AnyView,
    /// What is under the tabs.
    panels: fn(State) -> AnyView,
    /// Rules to change until contracts hold; the signal says when they do.
    pub(super) task: fn(State, RwSignal<bool>) -> AnyView,
    /// Questions about the rules, those that the seed picks.
    pub(super) questions: fn(State, Signal<usize>) -> Questions,
    /// Asks what gives the flow on the page an access.
    ask_why_not: fn(State, Access),
    /// The room of many groups.
    pub(super) groups: fn(State) -> AnyView,
    /// Makes the rules of a place an edit of those that were there before.
    pub(super) compare_with_before: fn(State, GroupInput),
    /// What a link holds that the page was opened with.
    pub(super) opened_link: fn(State) -> AnyView,
    /// Fields that hold a token and should not.
    pub(super) strays: fn(State, AzurePart) -> AnyView,
}

/// The part, not loaded yet.
pub(super) fn part() -> WhatIfPart {
    static KEPT: OnceLock<WhatIfViews> = OnceLock::new();
    PagePart::new(&KEPT, || Box::pin(load()))
}

// What is reached from here alone is loaded with it, and not with the page.
#[wasm_split(what_if, fallible)]
fn load() -> Result<WhatIfViews, SplitLoaderError> {
    Ok(WhatIfViews {
        steps,
        panels,
        task: task::task,
        questions: |state, seed| analysis(state).questions(seed),
        ask_why_not: |state, wanted| {
            analysis(state);
            state.ask_why_not(wanted);
        },
        groups: groups::groups,
        compare_with_before: |state, place| {
            state.editing.compare_with_before(place);
            state.what_if.show(Tab::Rules);
        },
        opened_link: opened_link::opened_link,
        strays: stray::strays,
    })
}

/// What follows the edits, started by whoever comes first.
fn analysis(state: State) -> Analysis {
    state.analysis.get_value().unwrap_or_else(|| {
        // It lives as long as the page, not as long as what asks for it first.
        let owner = state.what_if.owner();
        let analysis = owner.with(|| Analysis::new(state));
        state.analysis.set_value(Some(analysis));
        analysis
    })
}

/// What is under the tabs.
fn panels(state: State) -> AnyView {
    let analysis = analysis(state);
    view! {
        <div class="panel">
            <impact::ImpactStrip state analysis />
            {contracts::summary(analysis)}
            <Status class="notice what-if-notice" text=state.editing.notice />
            <div class="panels">
                <Panel state tab=Tab::Rules>{rules::editor(state)}</Panel>
                <Panel state tab=Tab::Findings>
                    <findings::Findings state analysis />
                </Panel>
                <Panel state tab=Tab::WhyNot>
                    <mends::Mends state analysis />
                </Panel>
                <Panel state tab=Tab::Map>
                    <map::Map state analysis />
                </Panel>
                <Panel state tab=Tab::Contracts>
                    <contracts::Contracts state analysis />
                </Panel>
                <Panel state tab=Tab::Take>
                    <take::Take state analysis />
                </Panel>
            </div>
            <impact::RegionTable state analysis />
        </div>
    }
    .into_any()
}

/// What belongs to a tab, to be seen while that is chosen.
#[component]
fn Panel(state: State, tab: Tab, children: Children) -> impl IntoView {
    let chosen = state.what_if.tab;
    view! {
        <div
            role="tabpanel"
            aria-labelledby=tab.id()
            class="panel"
            hidden=move || chosen.get() != Some(tab)
        >
            {children()}
        </div>
    }
}

/// The way back and forth.
fn steps(state: State) -> AnyView {
    let editing = state.editing;
    view! {
        <div class="actions">
            <Button
                label=text!("undo")
                name=move || text!("undo-name", step = editing.undoable())
                hidden=move || editing.undoable().is_empty()
                on_press=move || editing.undo()
            />
            <Button
                label=text!("redo")
                name=move || text!("redo-name", step = editing.redoable())
                hidden=move || editing.redoable().is_empty()
                on_press=move || editing.redo()
            />
            <Button
                label=text!("back-to-original")
                hidden=move || !editing.is_edited()
                on_press=move || editing.reset_all()
            />
        </div>
    }
    .into_any()
}
