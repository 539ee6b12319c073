//! The parts of the screen.

#![allow(
    unreachable_pub,
    reason = "the component macro makes every properties type public"
)]

mod admin_rules;
mod columns;
mod components;
mod copy;
mod diagnostics;
mod files;
mod flow;
mod folded;
mod groups;
mod header;
mod ladder;
mod ladder_rows;
mod language;
mod lazy;
mod learn;
mod live;
mod questions;
mod refers_to;
mod rooms;
mod row_access;
mod rules;
mod ruling;
mod slot;
mod traffic;
mod variables;
mod verdict;
mod what_if;
mod wording;

use crate::samples;
use crate::state::{Keeping, Room, Sharing, State, keep_in_session};
use learn::LearnPart;
use leptos::prelude::*;
use live::AzurePart;
use rooms::{CheckRoom, GroupsRoom, Rail, RoomLinks, TrafficRoom, WhatIfRoom};
use traffic::TrafficPart;
use what_if::{WhatIfPart, WhatIfViews};

/// The root of the tool, on its own page and in an element of another one: the rules, and beside them the room that one is
/// in.
#[must_use]
pub fn app(state: State) -> AnyView {
    let host = state.host;
    // First of all: what is drawn looks at what there is.
    let kept = host.is_page().then(|| begin(state));
    Effect::new(move |_| state.load_reader());
    let azure = live::part();
    let what_if = what_if::part();
    let learn = learn::part();
    let traffic = traffic::part();
    Effect::new(move |_| {
        if state.holds_token() {
            what_if.fetch();
        }
    });
    // A browser may keep the page, whole, for whoever presses Back.
    let leave = window_event_listener_untyped("pagehide", move |_| {
        if let Some(azure) = untrack(|| azure.get()) {
            (azure.forget)(state);
        }
    });
    on_cleanup(move || leave.remove());
    // Another language draws everything anew; nothing is lost, since what there is, is in the state.
    view! {
        {move || {
            host.language.track();
            view! { <Tool state kept azure what_if learn traffic /> }
        }}
    }
    .into_any()
}

/// The tool as it is drawn in one language.
#[component]
fn Tool(
    state: State,
    /// What the session keeps, on the page of the tool's own.
    kept: Option<ReadSignal<Keeping>>,
    azure: AzurePart,
    what_if: WhatIfPart,
    learn: LearnPart,
    traffic: TrafficPart,
) -> impl IntoView {
    let host = state.host;
    let is_learning = Memo::new(move |_| host.is_learning());
    let class = Signal::derive(move || {
        let is_readonly = host.is_readonly.get() || !host.views.verdict.get();
        let is_compact = host.is_compact.get();
        let readonly = if is_readonly { " readonly" } else { "" };
        let compact = if is_compact { " compact" } else { "" };
        let learning = if is_learning.get() { " learning" } else { "" };
        format!("rooms{readonly}{compact}{learning}")
    });
    let rooms = view! {
        {what_if.drawn(move |part| (part.strays)(state, azure), Vec::new)}
        {learn.progress("learn")}
        {move || match is_learning.get() {
            false => view! { <Rail state what_if /> }.into_any(),
            true => ().into_any(),
        }}
        <ShownRoom state azure what_if learn traffic />
    };
    match kept {
        Some(kept) => view! {
            <Top state kept azure what_if />
            <main class=class>{rooms}</main>
            {move || match host.room() {
                Room::Check | Room::WhatIf => view! { <verdict::VerdictBar state /> }.into_any(),
                Room::Groups | Room::Traffic | Room::Learn => ().into_any(),
            }}
        }
        .into_any(),
        // On the page the ways to the rooms and to Azure are in the header.
        None => view! {
            <div class=class>
                <RoomLinks state />
                <live::AzureCard state part=azure />
                {rooms}
            </div>
        }
        .into_any(),
    }
}

/// The room that one is in. Whoever comes back to a room finds it as it was: it is all in the state.
#[component]
fn ShownRoom(
    state: State,
    azure: AzurePart,
    what_if: WhatIfPart,
    learn: LearnPart,
    traffic: TrafficPart,
) -> impl IntoView {
    let room = Memo::new(move |_| state.host.room());
    view! {
        {move || match room.get() {
            Room::Check => view! { <CheckRoom state azure what_if /> }.into_any(),
            Room::WhatIf => view! { <WhatIfRoom state what_if /> }.into_any(),
            Room::Groups => view! { <GroupsRoom state what_if /> }.into_any(),
            Room::Traffic => view! { <TrafficRoom state traffic /> }.into_any(),
            Room::Learn => {
                learn.want("learn", |_| ());
                learn.drawn(move |part| (part.learn)(state, what_if), Vec::new)
            }
        }}
    }
}

/// Begins with what the session kept, else with a sample; and where the page's address leads.
fn begin(state: State) -> ReadSignal<Keeping> {
    let host = state.host;
    host.follow_address();
    let follow = window_event_listener_untyped("popstate", move |_| host.follow_address());
    on_cleanup(move || follow.remove());
    keep_in_session(state, || {
        if let Some(first) = samples::ALL.first() {
            state.load(first);
        }
    })
}

/// The top of the tool's own page: its header, and what a link holds that it was opened with.
#[component]
fn Top(
    state: State,
    kept: ReadSignal<Keeping>,
    azure: AzurePart,
    what_if: WhatIfPart,
) -> impl IntoView {
    if Sharing::is_there() {
        what_if.want("link", |_| ());
    }
    let link = move |part: WhatIfViews| match Sharing::is_there() {
        true => (part.opened_link)(state),
        false => ().into_any(),
    };
    view! {
        <header::Header state kept azure />
        {what_if.progress("link")}
        {what_if.drawn(link, Vec::new)}
    }
}
