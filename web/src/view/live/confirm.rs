//! Asking Azure about the flow on the page.

use super::commands::commands;
use super::compared::compared;
use super::entrance::{card, confirm_title, no_verdict, not_connected};
use super::problem::{problem, shown};
use super::progress::progress;
use super::rule_by_rule::not_askable;
use crate::state::State;
use crate::state::live::Ready;
use crate::view::copy::copyable_text;
use crate::view::folded::drawn_when_open;
use crate::view::parts::{block, button, fixed, follows, line};
use crate::view::{when, words};
use leptos::prelude::*;
use text::text;

/// The card below the verdict.
pub(super) fn confirm_card(state: State) -> AnyView {
    let confirming = state.live.confirming;
    let cannot_ask = when(move || {
        let connected = state.live.connecting.connection.with(Option::is_some);
        let busy = confirming.task.running.get();
        !connected || busy || !matches!(confirming.ready(state), Ready::Question(_))
    });
    let ask = button("primary", fixed(text!("live-ask")), cannot_ask, move || {
        confirming.ask(state)
    });
    let parts = vec![
        line("summary", words(move || waits_for(state))),
        follows(move || match confirming.ready(state) {
            Ready::NoWatcher(problem) => vec![shown(&problem)],
            _ => Vec::new(),
        }),
        preview(state),
        progress(confirming.task),
        problem(confirming.problem),
        follows(move || no_answer(state)),
        answers(state),
        commands(state),
    ];
    card("card confirm", vec![confirm_title(), ask], parts)
}

/// Why IP flow verify has no answer to this flow.
fn no_answer(state: State) -> Vec<AnyView> {
    match state.live.confirming.ready(state) {
        Ready::NotAskable(reason, about) => {
            let (judged, deployed) = *about;
            vec![not_askable(state, reason, judged, deployed)]
        }
        _ => Vec::new(),
    }
}

/// Both answers to the flow that was asked about last.
fn answers(state: State) -> AnyView {
    let confirming = state.live.confirming;
    let other = when(move || {
        let none = confirming.confirmed.with(Option::is_none);
        none || matches!(confirming.ready(state), Ready::NotAskable(..))
    });
    let drawn = follows(move || {
        let confirmed = confirming.confirmed.get();
        confirmed
            .map(|confirmed| compared(state, confirmed))
            .into_iter()
            .collect()
    });
    block("", other, vec![drawn])
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
    let nothing = when(move || !matches!(confirming.ready(state), Ready::Question(_)));
    drawn_when_open(
        "",
        text!("live-preview"),
        nothing,
        move || match confirming.ready(state) {
            Ready::Question(asked) => {
                let request = format!("POST {}\n\n{}", asked.url, asked.request.pretty());
                vec![copyable_text(text!("live-request"), request)]
            }
            _ => Vec::new(),
        },
    )
}
