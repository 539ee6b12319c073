//! The parts of the screen.

#![allow(
    unreachable_pub,
    reason = "the component macro makes every properties type public"
)]

mod admin_rules;
mod diagnostics;
mod files;
mod flow;
mod folded;
mod header;
mod ladder;
mod ladder_rows;
mod lazy;
mod live;
mod parts;
mod questions;
mod refers_to;
mod rules;
mod verdict;

use crate::samples;
use crate::state::{State, keep_in_session};
use leptos::prelude::*;

/// The root of the page: rules, flow and verdict, side by side on a desktop, one below the other on a
/// phone.
#[component]
#[must_use]
pub fn App() -> impl IntoView {
    let state = State::new();
    let kept = keep_in_session(state, || {
        if let Some(first) = samples::ALL.first() {
            state.load(first);
        }
    });
    let azure = live::part();
    view! {
        <header::Header state kept />
        <main>
            {live::azure_card(state, azure)}
            <section class="column" aria-labelledby="rules-title">
                <h2 id="rules-title">"Rules"</h2>
                <rules::PlaceCard state place=state.subnet />
                <rules::PlaceCard state place=state.interface />
                <refers_to::RefersTo state />
            </section>
            <section class="column" aria-labelledby="flow-title">
                <h2 id="flow-title">"Flow"</h2>
                <flow::FlowCard state />
            </section>
            <section class="column" aria-labelledby="verdict-title">
                <h2 id="verdict-title">"Verdict"</h2>
                <verdict::VerdictCard state />
                {live::confirm_card(state, azure)}
                <ladder::Ladder state />
            </section>
            {live::many_card(state, azure)}
        </main>
        <verdict::VerdictBar state />
    }
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

/// A count with its noun.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}
