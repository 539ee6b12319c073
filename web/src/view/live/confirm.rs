//! Asking Azure about the flow on the page.

use super::commands::Commands;
use super::compared::compared;
use super::copy::Copyable;
use super::problem::{Problem, shown};
use super::progress::Progress;
use crate::state::State;
use crate::state::live::{Asked, Ready};
use crate::view::{when, words};
use leptos::prelude::*;

#[component]
pub(in crate::view) fn ConfirmCard(state: State) -> impl IntoView {
    let confirming = state.live.confirming;
    let ready = move || confirming.ready(state);
    let connected = move || state.live.connecting.connection.with(Option::is_some);
    let busy = move || confirming.task.running.get();
    let can_ask = move || connected() && !busy() && matches!(ready(), Ready::Question(_));
    view! {
        <article class="card confirm">
            <header>
                <h3>"Confirm with Azure"</h3>
                <button
                    type="button"
                    class="primary"
                    hidden=when(move || !can_ask())
                    on:click=move |_| confirming.ask(state)
                >
                    "Ask Azure"
                </button>
            </header>
            <p class="summary" hidden=when(can_ask)>
                {words(move || if busy() { String::new() } else { waits_for(&ready(), connected()) })}
            </p>
            {move || match ready() {
                Ready::NoWatcher(problem) => Some(shown(&problem)),
                Ready::Question(asked) => Some(preview(&asked)),
                _ => None,
            }}
            <Progress task=confirming.task />
            <Problem problem=confirming.problem />
            {move || {
                confirming.confirmed.get().map(|confirmed| compared(state, confirmed))
            }}
            <Commands state />
        </article>
    }
}

/// What is missing before one can ask.
fn waits_for(ready: &Ready, connected: bool) -> String {
    match ready {
        Ready::NoVerdict => "There is no verdict yet to compare.".to_owned(),
        Ready::NotAskable(reason) => format!("IP flow verify cannot be asked: {reason}."),
        Ready::NoWatcher(_) => String::new(),
        Ready::NoMachine if connected => {
            "Pick a virtual machine above: Azure answers for machines that exist and run."
                .to_owned()
        }
        _ => "Connect to Azure above, and see whether its IP flow verify agrees.".to_owned(),
    }
}

/// The request, before it is sent.
fn preview(asked: &Asked) -> AnyView {
    let request = format!("POST {}\n\n{}", asked.url, asked.request.pretty(),);
    view! {
        <details>
            <summary>"What will be sent"</summary>
            <Copyable label="Request" text=Signal::stored(request) />
        </details>
    }
    .into_any()
}
