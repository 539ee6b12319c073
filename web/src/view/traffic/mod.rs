//! Recorded traffic: files, whether Azure's record agrees with the rules, what the edits would have done to it, and what each rule
//! was used for.
//!
//! A part of its own: most who come have no flow log.

mod change;
mod denied;
mod files;
mod filter;
mod numbers;
mod parity;
mod query;
mod rows_table;
mod rule_use;
mod time_line;

use crate::state::part::PagePart;
use crate::state::{Awaited, Shared, State, TrafficReading};
use crate::view::components::Line;
use change::ChangeCard;
use denied::DeniedCard;
use files::FilesCard;
use leptos::prelude::*;
use nsg_traffic::TrafficResult;
use parity::ParityCard;
use query::QueryCard;
use rule_use::RuleUseCard;
use std::sync::OnceLock;
use text::text;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The part of the page that replays recorded flows.
pub(super) type TrafficPart = PagePart<TrafficViews>;

/// The calls that the rest of the page makes of it.
#[derive(Clone, Copy)]
pub(super) struct TrafficViews {
    /// The room.
    pub(super) room: fn(State) -> AnyView,
}

/// The part, not loaded yet.
pub(super) fn part() -> TrafficPart {
    static KEPT: OnceLock<TrafficViews> = OnceLock::new();
    PagePart::new(&KEPT, || Box::pin(load()))
}

// What is reached from here alone is loaded with it, and not with the page.
#[wasm_split(traffic, fallible)]
fn load() -> Result<TrafficViews, SplitLoaderError> {
    Ok(TrafficViews { room })
}

fn room(state: State) -> AnyView {
    let reading = reading(state);
    view! { <TrafficView state reading /> }.into_any()
}

/// The reading that follows the files and the rules, started by whoever comes first. It lives as long as the page.
fn reading(state: State) -> TrafficReading {
    state.traffic.get_value().unwrap_or_else(|| {
        let owner = state.what_if.owner();
        let reading = owner.with(|| TrafficReading::new(state));
        state.traffic.set_value(Some(reading));
        reading
    })
}

#[component]
fn TrafficView(state: State, reading: TrafficReading) -> impl IntoView {
    let result = Memo::new(move |_| match reading.result.get() {
        Awaited::Is(result) => Some(result),
        _ => None,
    });
    let problem = Signal::derive(move || match reading.result.get() {
        Awaited::Not(problem) => problem,
        _ => String::new(),
    });
    view! {
        <FilesCard reading />
        <Line class="problem" text=problem />
        {move || result.get().map(|result| view! { <ResultView state reading result /> }.into_any())}
    }
}

#[component]
fn ResultView(
    state: State,
    reading: TrafficReading,
    result: Shared<TrafficResult>,
) -> impl IntoView {
    let (parity, change) = (result.clone(), result.clone());
    let is_edited = result.change.is_some();
    let has_denied = result.evidence.has_denied;
    view! {
        <div class="traffic-result" class:stale=move || reading.is_stale()>
            <ParityCard state result=parity />
            <ChangeCard state reading result=change />
            <RuleUseCard state reading is_edited />
            {has_denied.then(|| view! { <DeniedCard state reading is_edited /> })}
            <QueryCard reading />
            <Limits result />
        </div>
    }
}

/// Shows what the record covers.
#[component]
fn Limits(result: Shared<TrafficResult>) -> impl IntoView {
    let limits = result.evidence.limits.clone();
    (!limits.is_empty()).then(|| {
        let limits = limits.into_iter().map(|limit| view! { <li>{limit}</li> });
        view! {
            <article class="card" aria-labelledby="limits-title">
                <h2 id="limits-title">{text!("traffic-limits")}</h2>
                <ul class="limits">{limits.collect_view()}</ul>
            </article>
        }
    })
}

/// Says which rules an answer is about: those that are proposed for an edit may not be held against the rules before it.
fn of_which_rules(is_edited: bool) -> &'static str {
    match is_edited {
        true => text!("traffic-of-edited"),
        false => "",
    }
}

/// A flow's text, whose lines break between its parts: its arrow is two letters, and an address has points.
fn flow_text(flow: &nsg::Flow) -> AnyView {
    let text = flow.to_string();
    let parts = text.split(' ');
    let parts = parts.map(|part| view! { <span class="whole">{part.to_owned()}</span> " " });
    view! { <code>{parts.collect_view()}</code> }.into_any()
}

/// Puts a recorded flow into the form, and goes where it is checked.
fn check(state: State, flow: &nsg::Flow) {
    state.flow.put(flow);
    state.host.go(crate::state::Room::Check);
    state.host.focus("verdict-title");
}
