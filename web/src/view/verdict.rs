//! The answer in words, colour and shape.

use super::components::Evidence;
use super::ladder::stage_title;
use super::questions::Questions;
use super::what_if::{AskWhyNot, WhatIfPart};
use crate::state::{FlowVerdict, GroupInput, Outcome, Room, Shared, State};
use leptos::prelude::*;
use nsg::{AppliedTo, Assumption, Decision};
use nsg_documents::Document;
use text::text;

#[component]
pub(super) fn VerdictCard(state: State, what_if: WhatIfPart) -> impl IntoView {
    // Put together for each part that is drawn: that costs microseconds, a memo costs a kilobyte.
    let shown = move || VerdictContent::of(state);
    view! {
        <article class=move || format!("card verdict {}", shown().class)>
            <div class="answer">
                {move || shape(shown().class)}
                <div>
                    <p class="word">{move || shown().word}</p>
                    <p class="by">{move || shown().by}</p>
                </div>
            </div>
            // Told to those who do not see it, once typing rests for a moment.
            <p class="sentence" role="status">
                {move || shown().sentence}
            </p>
            <ul class="unread" hidden=move || unread(state).is_empty()>
                {move || unread(state).into_iter().map(|said| view! { <li>{said}</li> }).collect_view()}
            </ul>
            <ul class="assumed" hidden=move || shown().assumed.is_empty()>
                {move || shown().assumed.into_iter().map(|one| assumption(state, one)).collect_view()}
            </ul>
            <Questions state />
            <AskWhyNot state part=what_if />
        </article>
    }
}

/// The verdict in a line, with the flow that it is about: what stays in sight while the rules are in edit.
#[component]
pub(super) fn VerdictStrip(state: State, what_if: WhatIfPart) -> impl IntoView {
    let shown = move || VerdictContent::of(state);
    let flow = Signal::derive(move || {
        let flow = state.flow.flow();
        flow.map(|flow| flow.to_string()).unwrap_or_default()
    });
    let change = move |_| {
        state.host.go(Room::Check);
        state.host.focus("remote-address");
    };
    view! {
        <article id="verdict-title" class=move || format!("card verdict strip {}", shown().class)>
            <div class="answer">
                {move || shape(shown().class)}
                <p class="word">{move || shown().word}</p>
                <p class="by">{move || shown().by}</p>
                <code class="flow-text">{flow}</code>
                <button type="button" class="link" on:click=change>
                    {text!("verdict-change-flow")}
                </button>
                <AskWhyNot state part=what_if />
            </div>
            <p class="sentence" role="status">
                {move || shown().sentence}
            </p>
        </article>
    }
}

/// On a phone the verdict scrolls away: this stays in sight while one types, and leads there.
#[component]
pub(super) fn VerdictBar(state: State) -> impl IntoView {
    let shown = move || VerdictContent::of(state);
    let text = move || {
        let shown = shown();
        match shown.by.split('·').next().map(str::trim_end) {
            Some("") | None => shown.word,
            Some(rule) => format!("{}: {rule}", shown.word),
        }
    };
    view! {
        <nav class="to-verdict" aria-label=text!("verdict-bar")>
            <a class=move || format!("verdict-bar {}", shown().class) href="#verdict-title">
                {move || text()}
            </a>
        </nav>
    }
}

/// What the card says.
struct VerdictContent {
    class: &'static str,
    word: String,
    by: String,
    sentence: String,
    /// What the verdict takes for granted.
    assumed: Vec<Assumption>,
}

impl VerdictContent {
    fn of(state: State) -> Self {
        let waiting = |word: &str, sentence: &str| Self {
            class: "waiting",
            word: word.to_owned(),
            by: String::new(),
            sentence: sentence.to_owned(),
            assumed: Vec::new(),
        };
        state.outcome.with(|outcome| match outcome {
            Outcome::NoRules if state.host.is_page() => {
                waiting(text!("verdict-no-rules"), text!("verdict-no-rules-page"))
            }
            Outcome::NoRules => {
                waiting(text!("verdict-no-rules"), text!("verdict-no-rules-element"))
            }
            Outcome::Reading => waiting(text!("verdict-none"), text!("verdict-reading")),
            Outcome::Unreadable(place) => {
                let place = match place {
                    AppliedTo::Subnet => "subnet",
                    _ => "nic",
                };
                waiting(text!("verdict-none"), &text!("verdict-unreadable", place))
            }
            Outcome::FlowIncomplete => {
                waiting(text!("verdict-no-flow"), text!("verdict-no-flow-help"))
            }
            Outcome::FlowError(sentence) => waiting(text!("verdict-none"), sentence),
            Outcome::Verdict(judged) => Self::verdict(state, judged),
        })
    }

    fn verdict(state: State, judged: &FlowVerdict) -> Self {
        let verdict = &judged.verdict;
        let class = match verdict.access {
            Decision::Allow => "allow",
            Decision::Deny => "deny",
            Decision::Depends => "depends",
        };
        let group = verdict
            .evaluated_network_security_groups
            .iter()
            .rev()
            .find(|stage| stage.matched_rule.is_some())
            .filter(|_| verdict.access != Decision::Depends)
            .map(|stage| {
                state
                    .scenario
                    .with(|scenario| stage_title(scenario, stage.applied_to))
            });
        // The questions stand below in full.
        let sentence = match verdict.depends_on.as_slice() {
            [] => verdict.summary.clone(),
            [only] if only.leads_nowhere() => text!("verdict-too-much-unknown").to_owned(),
            facts => text!("verdict-facts-missing", facts = facts.len()),
        };
        let by = match (&verdict.rule_name, group) {
            (Some(rule), Some(group)) => text::plain(&format!("{rule} · {group}")),
            (Some(rule), None) => text::plain(rule),
            (None, _) => String::new(),
        };
        Self {
            class,
            word: verdict.access.word().to_owned(),
            by,
            sentence,
            assumed: verdict.assumptions.clone(),
        }
    }
}

/// Where rules may be missing from what was read, and so from every verdict.
fn unread(state: State) -> Vec<String> {
    if !state
        .outcome
        .with(|outcome| matches!(outcome, Outcome::Verdict(_)))
    {
        return Vec::new();
    }
    let of_place = |place: GroupInput| {
        let hidden = |document: &Shared<Document>| {
            let mut diagnostics = document.diagnostics.iter();
            let what = &diagnostics
                .find(|diagnostic| diagnostic.hides_rules)?
                .message;
            Some(text!("verdict-rules-hidden", what))
        };
        place.document.with(hidden)
    };
    let places = [state.subnet, state.interface];
    places.into_iter().filter_map(of_place).collect()
}

fn assumption(state: State, assumption: Assumption) -> impl IntoView {
    let text = text!("verdict-assumed", assumption = assumption.text);
    view! { <li>{text} " " <Evidence state entry=assumption.entry /></li> }
}

/// A shape for each answer, so that it does not hang on colour: tick in a circle, cross in an octagon,
/// question mark in a diamond, dots while there is no answer.
fn shape(class: &'static str) -> impl IntoView {
    let (outline, mark) = match class {
        "allow" => (
            "M24 3a21 21 0 1 0 0 42a21 21 0 1 0 0-42z",
            "M14 25l7 7l13-15",
        ),
        "deny" => (
            "M15.5 3.5h17l12 12v17l-12 12h-17l-12-12v-17z",
            "M16 16l16 16M32 16l-16 16",
        ),
        "depends" => (
            "M24 2.5l21.5 21.5l-21.5 21.5l-21.5-21.5z",
            "M18.5 19.5c0-8 11-8 11-1c0 5-5.5 4.500-5.500 9.500M24 33v1",
        ),
        _ => (
            "M24 3a21 21 0 1 0 0 42a21 21 0 1 0 0-42z",
            "M14 24h1M23.500 24h1M33 24h1",
        ),
    };
    view! {
        <svg class="shape" viewBox="0 0 48 48" aria-hidden="true">
            <path class="outline" d=outline />
            <path class="mark" d=mark />
        </svg>
    }
}
