//! Fixes that would give the flow the other access.

use super::impact::reach;
use crate::state::{Analysis, Awaited, Outcome, State};
use crate::view::components::{Button, Line};
use leptos::prelude::*;
use nsg::{Access, Decision};
use nsg_analysis::results::Proposal;
use text::text;

/// The ranked fixes.
#[component]
pub(super) fn Mends(state: State, analysis: Analysis) -> impl IntoView {
    let mends = analysis.mends;
    let ask = move |wanted: Access| {
        let hidden = Signal::derive(move || match state.outcome.get() {
            Outcome::Verdict(judged) => judged.verdict.access == Decision::from(wanted),
            _ => true,
        });
        let label = match wanted {
            Access::Allow => text!("mends-ask-allow"),
            Access::Deny => text!("mends-ask-deny"),
        };
        view! {
            <Button class="primary" label hidden on_press=move || state.ask_why_not(wanted) />
        }
        .into_any()
    };
    let no_flow = Signal::derive(move || match state.outcome.get() {
        Outcome::Verdict(judged) => text!(
            "mends-flow",
            flow = judged.flow,
            access = judged.verdict.access.word()
        ),
        _ => text!("mends-no-flow").to_owned(),
    });
    view! {
        <div class="field">
            <Line class="summary" text=no_flow />
            <div class="actions">{ask(Access::Allow)} {ask(Access::Deny)}</div>
            {move || match mends.get() {
                Awaited::Nothing => ().into_any(),
                Awaited::Asked => view! { <p class="summary">{text!("mends-trying")}</p> }.into_any(),
                Awaited::Not(problem) => view! { <Line class="problem" text=problem /> }.into_any(),
                Awaited::Is(found) if found.mends.is_empty() => {
                    view! { <p class="summary">{text!("mends-none")}</p> }.into_any()
                }
                Awaited::Is(found) => {
                    let ranked = text!("mends-ranked", wanted = found.wanted);
                    let items = found.mends.iter().map(|mend| one(state, mend)).collect_view();
                    view! {
                        <Line class="summary" text=ranked />
                        <ul class="mends">{items}</ul>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

fn one(state: State, mend: &Proposal) -> AnyView {
    let edits = mend.edits.clone();
    let apply = move || state.editing.apply(text!("step-fix"), &edits);
    view! {
        <li class="mend">
            <div>
                <div><strong>{mend.summary.clone()}</strong></div>
                <div class="reach">
                    <span class="quiet">{text!("mends-changes")}</span>
                    {reach(&mend.impact)}
                </div>
            </div>
            <Button
                label=text!("mends-apply")
                name=text!("mends-apply-name", fix = mend.summary)
                hidden=state.host.is_readonly
                on_press=apply
            />
        </li>
    }
    .into_any()
}
