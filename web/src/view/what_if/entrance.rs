//! The entrance to the editor, which is there before it was loaded.

use super::WhatIfPart;
use crate::state::{Outcome, Room, State, Tab};
use crate::view::components::{Button, Line};
use leptos::prelude::*;
use nsg::{Access, Decision};
use text::text;

/// The card under the three columns.
#[component]
pub(in crate::view) fn WhatIfCard(state: State, part: WhatIfPart) -> impl IntoView {
    let no_rules = Signal::derive(move || {
        let places = [state.subnet, state.interface];
        // One that a change deletes has an original: there is a change to see.
        let mut groups = places
            .iter()
            .map(|place| place.original.with(Option::is_none));
        groups.all(|is_empty| is_empty)
    });
    let hint = Signal::derive(move || {
        match no_rules.get() {
            true => text!("what-if-hint-no-rules"),
            false => text!("what-if-hint"),
        }
        .to_owned()
    });
    let is_there = Signal::derive(move || part.get().is_some() && !no_rules.get());
    // Edits that the session kept count at once.
    Effect::new(move |_| {
        let is_kept = [state.subnet, state.interface]
            .iter()
            .any(|place| place.edits.with(|edits| !edits.is_empty()));
        if is_kept && state.what_if.tab.with_untracked(Option::is_none) {
            state.what_if.show(Tab::Rules);
        }
        if is_kept && part.get().is_none() {
            part.want("what-if", |_| ());
        }
    });
    let host = state.host;
    // There is nothing to choose where the findings are all that is wanted.
    Effect::new(move |_| {
        if host.views.findings.get() && !host.views.what_if.get() {
            state.what_if.show(Tab::Findings);
            part.want("what-if", |_| ());
        }
    });
    view! {
        <section
            class="wide"
            part="what-if"
            role=host.role()
            aria-labelledby="what-if-title"
            hidden=move || !host.views.what_if.get() && !host.views.findings.get()
        >
            <article class="card what-if">
                <div class="what-if-head">
                    <h2 id="what-if-title">{text!("what-if-title")}</h2>
                    <Tabs state part />
                    {part.drawn(move |what_if| (what_if.steps)(state), Vec::new)}
                </div>
                <div hidden=is_there>
                    <Line class="summary" text=hint />
                </div>
                {part.progress("what-if")}
                <div class="field" hidden=no_rules>
                    {part.drawn(move |what_if| (what_if.panels)(state), Vec::new)}
                </div>
            </article>
        </section>
    }
}

/// What the panel shows.
#[component]
fn Tabs(state: State, part: WhatIfPart) -> impl IntoView {
    let chosen = state.what_if.tab;
    let show = move |tab: Tab| {
        state.what_if.show(tab);
        part.want("what-if", |_| ());
    };
    let tabs = Tab::ALL.map(|tab| {
        let selected = Signal::derive(move || (chosen.get() == Some(tab)).to_string());
        // One of them is reached with the tab key, the others with the arrows.
        let reached = Signal::derive(move || {
            let is_it = chosen.get().unwrap_or_else(|| first_tab(state)) == tab;
            if is_it { "0" } else { "-1" }.to_owned()
        });
        let hidden = Signal::derive(move || !is_offered(state, tab));
        view! {
            <button
                type="button"
                role="tab"
                id=tab.id()
                aria-selected=selected
                tabindex=reached
                hidden=hidden
                on:click=move |_| show(tab)
            >
                {tab.label()}
            </button>
        }
        .into_any()
    });
    let arrows = move |event: web_sys::KeyboardEvent| {
        let offered = untrack(|| Tab::ALL.into_iter().filter(|tab| is_offered(state, *tab)));
        let offered: Vec<Tab> = offered.collect();
        let step = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => offered.len().saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        let now = untrack(|| chosen.get().unwrap_or_else(|| first_tab(state)));
        let mut next = offered.iter().cycle().skip_while(|tab| **tab != now);
        if let Some(next) = next.nth(step) {
            show(*next);
            state.host.focus(next.id());
        }
    };
    view! {
        <div
            class="tabs"
            role="tablist"
            aria-label=text!("what-if-title")
            hidden=move || !state.host.views.what_if.get()
            on:keydown=arrows
        >
            {tabs.into_iter().collect_view()}
        </div>
    }
}

/// Whether a tab can be chosen: where rules are only looked at, nothing is edited and nothing taken away.
fn is_offered(state: State, tab: Tab) -> bool {
    let edits = matches!(tab, Tab::Rules | Tab::Take);
    !(edits && state.host.is_readonly.get())
}

/// The tab that comes first.
pub(in crate::view) fn first_tab(state: State) -> Tab {
    match untrack(|| is_offered(state, Tab::Rules)) {
        true => Tab::Rules,
        false => Tab::Findings,
    }
}

/// The press that asks what gives the flow the access that it does not have, and shows the answer.
#[component]
pub(in crate::view) fn AskWhyNot(state: State, part: WhatIfPart) -> impl IntoView {
    let press = |wanted: Access, label: &'static str| {
        let hidden = Signal::derive(move || match state.outcome.get() {
            Outcome::Verdict(judged) => judged.verdict.access == Decision::from(wanted),
            _ => true,
        });
        view! {
            <Button
                label
                hidden
                on_press=move || {
                    state.host.go(Room::WhatIf);
                    state.what_if.show(Tab::WhyNot);
                    // A name of its own: the room wants the part, too, and of each name the last wish counts.
                    part.want("why-not", move |what_if| {
                        (what_if.ask_why_not)(state, wanted)
                    });
                    state.host.focus(Tab::WhyNot.id());
                }
            />
        }
        .into_any()
    };
    view! {
        <div class="actions" hidden=move || !state.host.views.what_if.get()>
            {press(Access::Allow, text!("mends-ask-allow"))}
            {press(Access::Deny, text!("mends-ask-deny"))}
        </div>
    }
}
