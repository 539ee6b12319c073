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
mod lazy;
mod live;
mod parts;
mod questions;
mod refers_to;
mod rules;
mod verdict;
mod what_if;

use crate::samples;
use crate::state::{Scripts, Sharing, StartWorker, State, keep_in_session};
use leptos::prelude::*;

/// The root of the page: rules, flow and verdict, side by side on a desktop, one below the other on a
/// phone.
#[component]
#[must_use]
pub fn App(
    /// Starts the worker that analyses rules beside the page.
    start: StartWorker,
    /// What JavaScript does besides.
    scripts: Option<Scripts>,
) -> impl IntoView {
    let state = State::new(start, scripts);
    let kept = keep_in_session(state, || {
        if let Some(first) = samples::ALL.first() {
            state.load(first);
        }
    });
    let azure = live::part();
    let what_if = what_if::part();
    if Sharing::is_there() {
        what_if.want("link", |_| ());
    }
    let link = move |part: what_if::WhatIf| match Sharing::is_there() {
        true => (part.opened_link)(state),
        false => ().into_any(),
    };
    view! {
        <header::Header state kept />
        {what_if.progress("link")}
        {what_if.drawn(link, Vec::new)}
        <main>
            {live::azure_card(state, azure)}
            <section class="column" aria-labelledby="rules-title">
                <h2 id="rules-title">"Rules"</h2>
                <rules::PlaceCard state place=state.subnet what_if />
                <rules::PlaceCard state place=state.interface what_if />
                <refers_to::RefersTo state />
            </section>
            <section class="column" aria-labelledby="flow-title">
                <h2 id="flow-title">"Flow"</h2>
                <flow::FlowCard state />
            </section>
            <section class="column" aria-labelledby="verdict-title">
                <h2 id="verdict-title">"Verdict"</h2>
                <verdict::VerdictCard state what_if />
                {live::confirm_card(state, azure)}
                <ladder::Ladder state />
            </section>
            {what_if::what_if_card(state, what_if)}
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

/// Puts the keyboard on an element, once the page has drawn it.
pub(crate) fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let id = id.to_owned();
    // Two frames: one for what changes, one for what is drawn because of it.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let element = document().get_element_by_id(&id);
            if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok())
            {
                let _ = element.focus();
            }
        });
    });
}
