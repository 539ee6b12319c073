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
mod row_access;
mod rules;
mod slot;
mod verdict;
mod what_if;

use crate::samples;
use crate::state::learn::LearnAddress;
use crate::state::{Keeping, Sharing, State, keep_in_session};
use leptos::prelude::*;
use parts::follows;
use text::text;
use what_if::WhatIfPart;

/// The root of the tool, on its own page and in an element of another one: rules, flow and verdict, side by side where
/// there is room for it, else one below the other.
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
    // Whoever comes back to their rules finds them as they were: it is all in the state.
    let is_learning = Memo::new(move |_| host.is_learning());
    let parts = vec![
        match host.is_page() {
            // There it is in the header.
            true => ().into_any(),
            false => rooms(state),
        },
        what_if.drawn(move |part| (part.strays)(state, azure), Vec::new),
        learn.progress("learn"),
        follows(move || match is_learning.get() {
            false => vec![
                live::azure_card(state, azure),
                columns(state, azure, what_if),
                what_if::what_if_card(state, what_if),
                live::many_card(state, azure),
            ],
            true => {
                learn.want("learn", |_| ());
                vec![learn.drawn(move |part| (part.learn)(state, what_if), Vec::new)]
            }
        }),
    ];
    let class = words(move || {
        let is_readonly = host.is_readonly.get();
        let is_compact = host.is_compact.get();
        let readonly = if is_readonly { " readonly" } else { "" };
        let compact = if is_compact { " compact" } else { "" };
        let room = if is_learning.get() { " learning" } else { "" };
        format!("rooms{readonly}{compact}{room}")
    });
    match kept {
        Some(kept) => page(state, what_if, kept, class, parts),
        None => view! { <div class=class>{parts}</div> }.into_any(),
    }
}

/// Begins with what the session kept, else with a sample; and where the page's address leads.
fn begin(state: State) -> ReadSignal<Keeping> {
    let follow_address = move || {
        if LearnAddress::is_in_address() {
            state.host.learn(true);
        }
    };
    follow_address();
    let follow = window_event_listener(leptos::ev::hashchange, move |_| follow_address());
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
    what_if: WhatIfPart,
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
        <header::Header state kept />
        {what_if.progress("link")}
        {what_if.drawn(link, Vec::new)}
        <main class=class>{parts}</main>
        {follows(move || match state.host.is_learning() {
            false => vec![view! { <verdict::VerdictBar state /> }.into_any()],
            true => Vec::new(),
        })}
    }
    .into_any()
}

/// The choice between one's own rules and the lessons, where there are both.
pub(crate) fn rooms(state: State) -> AnyView {
    let host = state.host;
    let choice = move |learns: bool, label: &'static str| {
        let current = words(move || {
            let is_here = host.is_learning() == learns;
            if is_here { "page" } else { "false" }.to_owned()
        });
        view! {
            <button type="button" aria-current=current on:click=move |_| host.learn(learns)>
                {label}
            </button>
        }
        .into_any()
    };
    let role = host.role().unwrap_or("navigation");
    let alone = when(move || !host.has_both() || host.is_alone.get());
    view! {
        <div class="choice wide" role=role aria-label=text!("room-choice") hidden=alone>
            {choice(false, text!("room-own-rules"))}
            {choice(true, text!("room-learn"))}
        </div>
    }
    .into_any()
}

/// Rules, flow, verdict.
fn columns(state: State, azure: live::AzurePart, what_if: WhatIfPart) -> AnyView {
    let host = state.host;
    let no_verdict = when(move || !host.views.verdict.get());
    let no_rules = when(move || no_verdict.get() || host.is_readonly.get());
    view! {
        <section class="column" part="rules" role=host.role() aria-labelledby="rules-title" hidden=no_rules>
            <h2 id="rules-title">{text!("column-rules")}</h2>
            <rules::PlaceCard state place=state.subnet what_if />
            <rules::PlaceCard state place=state.interface what_if />
            <refers_to::RefersTo state />
        </section>
        <section class="column" part="flow" role=host.role() aria-labelledby="flow-title" hidden=no_verdict>
            <h2 id="flow-title">{text!("column-flow")}</h2>
            <flow::FlowCard state />
        </section>
        <section class="column" part="verdict" role=host.role() aria-labelledby="verdict-title" hidden=no_verdict>
            <h2 id="verdict-title">{text!("column-verdict")}</h2>
            <verdict::VerdictCard state what_if />
            {live::confirm_card(state, azure)}
            <ladder::Ladder state />
        </section>
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
