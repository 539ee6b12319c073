//! Asking Azure about the flow on the page.

use super::commands::commands;
use super::compared::Compared;
use super::entrance::{no_verdict, not_connected};
use super::problem::{Problem, shown};
use super::progress::Progress;
use super::rule_by_rule::CannotAsk;
use crate::state::State;
use crate::state::live::Ready;
use crate::view::components::{Button, Line};
use crate::view::copy::Copyable;
use crate::view::folded::DrawnWhenOpen;
use leptos::prelude::*;
use text::text;

/// The card below the verdict.
pub(super) fn confirm_card(state: State) -> AnyView {
    let confirming = state.live.confirming;
    let cannot_ask = Signal::derive(move || {
        let connected = state.live.connecting.connection.with(Option::is_some);
        let busy = confirming.task.running.get();
        !connected || busy || !matches!(confirming.ready(state), Ready::Question(_))
    });
    view! {
        <article class="card confirm">
            <header>
                <h3>{text!("live-confirm-title")}</h3>
                <Button
                    class="primary"
                    label=text!("live-ask")
                    hidden=cannot_ask
                    on_press=move || confirming.ask(state)
                />
            </header>
            <Line class="summary" text=move || waits_for(state) />
            {move || match confirming.ready(state) {
                Ready::NoWatcher(problem) => shown(&problem),
                _ => ().into_any(),
            }}
            {preview(state)}
            <Progress task=confirming.task />
            <Problem problem=confirming.problem />
            {move || no_answer(state)}
            {answers(state)}
            {commands(state)}
        </article>
    }
    .into_any()
}

/// Why IP flow verify has no answer to this flow.
fn no_answer(state: State) -> AnyView {
    match state.live.confirming.ready(state) {
        Ready::NotAskable(reason, about) => {
            let (judged, deployed) = *about;
            view! { <CannotAsk state reason judged deployed /> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// Both answers to the flow that was asked about last.
fn answers(state: State) -> AnyView {
    let confirming = state.live.confirming;
    let other = Signal::derive(move || {
        let none = confirming.confirmed.with(Option::is_none);
        none || matches!(confirming.ready(state), Ready::NotAskable(..))
    });
    view! {
        <div hidden=other>
            {move || {
                let confirmed = confirming.confirmed.get();
                confirmed.map(|confirmed| view! { <Compared state confirmed /> }.into_any())
            }}
        </div>
    }
    .into_any()
}

/// What is missing before one can ask; nothing where nothing is.
fn waits_for(state: State) -> String {
    let confirming = state.live.confirming;
    let connected = state.live.connecting.connection.with(Option::is_some);
    match confirming.ready(state) {
        Ready::NoVerdict => no_verdict(),
        Ready::NoMachine if connected => text!("live-pick-first").to_owned(),
        Ready::Question(_) if connected => String::new(),
        Ready::NoWatcher(_) | Ready::NotAskable(..) => String::new(),
        Ready::NoMachine | Ready::Question(_) => not_connected(),
    }
}

/// The request, before it is sent.
fn preview(state: State) -> AnyView {
    let confirming = state.live.confirming;
    let request = move || match confirming.ready(state) {
        Ready::Question(asked) => {
            let request = format!("POST {}\n\n{}", asked.url, asked.request.pretty());
            view! { <Copyable label=text!("live-request") text=request /> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <DrawnWhenOpen
            class=""
            title=text!("live-preview")
            hidden=move || !matches!(confirming.ready(state), Ready::Question(_))
        >
            {move || request()}
        </DrawnWhenOpen>
    }
    .into_any()
}
