//! The parts of the screen.

#![allow(
    unreachable_pub,
    reason = "the component macro makes every properties type public"
)]

mod admin_rules;
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
mod parts;
mod questions;
mod refers_to;
mod rooms;
mod row_access;
mod rules;
mod slot;
mod verdict;
mod what_if;

use crate::samples;
use crate::state::{Keeping, Room, Sharing, State, keep_in_session};
use leptos::prelude::*;
use parts::follows;
use rooms::{CheckRoom, GroupsRoom, Rail, RoomLinks, WhatIfRoom};
use what_if::WhatIfPart;

/// The root of the tool, on its own page and in an element of another one: the rules, and beside them the room that one is
/// in.
#[must_use]
pub fn app(state: State) -> AnyView {
    let host = state.host;
    // First of all: what is drawn looks at what there is.
    let kept = host.is_page().then(|| begin(state));
    let azure = live::part();
    let what_if = what_if::part();
    let learn = learn::part();
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
    follows(move || {
        host.language.track();
        vec![drawn(state, kept, (azure, what_if, learn))]
    })
    .into_any()
}

/// The tool as it is drawn in one language.
fn drawn(
    state: State,
    kept: Option<ReadSignal<Keeping>>,
    (azure, what_if, learn): (live::AzurePart, WhatIfPart, learn::LearnPart),
) -> AnyView {
    let host = state.host;
    // Whoever comes back to a room finds it as it was: it is all in the state.
    let room = Memo::new(move |_| host.room());
    let is_page = host.is_page();
    let shown = follows(move || match room.get() {
        Room::Check => vec![view! { <CheckRoom state azure what_if /> }.into_any()],
        Room::WhatIf => vec![view! { <WhatIfRoom state what_if /> }.into_any()],
        Room::Groups => vec![view! { <GroupsRoom state what_if /> }.into_any()],
        Room::Learn => {
            learn.want("learn", |_| ());
            vec![learn.drawn(move |part| (part.learn)(state, what_if), Vec::new)]
        }
    });
    let is_learning = Memo::new(move |_| room.get() == Room::Learn);
    let rail = follows(move || match is_learning.get() {
        false => vec![view! { <Rail state what_if /> }.into_any()],
        true => Vec::new(),
    });
    let parts = vec![
        match is_page {
            // There they are in the header.
            true => ().into_any(),
            false => view! { <RoomLinks state /> }.into_any(),
        },
        match is_page {
            true => ().into_any(),
            false => live::azure_card(state, azure),
        },
        what_if.drawn(move |part| (part.strays)(state, azure), Vec::new),
        learn.progress("learn"),
        rail,
        shown,
    ];
    let class = words(move || {
        let is_readonly = host.is_readonly.get() || !host.views.verdict.get();
        let is_compact = host.is_compact.get();
        let readonly = if is_readonly { " readonly" } else { "" };
        let compact = if is_compact { " compact" } else { "" };
        let learning = if is_learning.get() { " learning" } else { "" };
        format!("rooms{readonly}{compact}{learning}")
    });
    match kept {
        Some(kept) => page(state, (azure, what_if), kept, class, parts),
        None => view! { <div class=class>{parts}</div> }.into_any(),
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

/// The page of the tool's own: what is around the rest.
fn page(
    state: State,
    (azure, what_if): (live::AzurePart, WhatIfPart),
    kept: ReadSignal<Keeping>,
    class: Signal<String>,
    parts: Vec<AnyView>,
) -> AnyView {
    if Sharing::is_there() {
        what_if.want("link", |_| ());
    }
    let link = move |part: what_if::WhatIfViews| match Sharing::is_there() {
        true => (part.opened_link)(state),
        false => ().into_any(),
    };
    view! {
        <header::Header state kept azure />
        {what_if.progress("link")}
        {what_if.drawn(link, Vec::new)}
        <main class=class>{parts}</main>
        {follows(move || match state.host.room() {
            Room::Check | Room::WhatIf => vec![view! { <verdict::VerdictBar state /> }.into_any()],
            Room::Groups | Room::Learn => Vec::new(),
        })}
    }
    .into_any()
}

/// Text that follows its inputs. One type for all such text: every closure type of its own would bring
/// two kilobytes of rendering code with it.
pub(crate) fn words(text: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    let text: Box<dyn Fn() -> String + Send + Sync> = Box::new(text);
    Signal::derive(text)
}

/// Whether something is so, in one type for the same reason.
pub(crate) fn when(is_so: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    let is_so: Box<dyn Fn() -> bool + Send + Sync> = Box::new(is_so);
    Signal::derive(is_so)
}
