//! The impact of the edits: the flow on the page, one sentence, and every region.

use crate::state::{Analysis, Awaited, FlowVerdict, Outcome, State};
use crate::view::components::{Button, Line};
use crate::view::ruling::{chip, ruling};
use leptos::prelude::*;
use nsg_analysis::results::{Compared, Region};
use text::text;

/// Always in sight: the verdict before and after, and what else changes, in one sentence.
#[component]
pub(super) fn ImpactStrip(state: State, analysis: Analysis) -> impl IntoView {
    let impact = analysis.impact;
    let sentence = Signal::derive(move || match impact.get() {
        Awaited::Nothing => text!("impact-no-edits").to_owned(),
        Awaited::Asked => text!("impact-working").to_owned(),
        Awaited::Is(impact) => impact.summary.clone(),
        Awaited::Not(problem) => problem,
    });
    // What is on its way for a moment is not worth a flicker.
    let steady = Memo::new(
        move |before: Option<&String>| match (before, impact.get()) {
            (Some(before), Awaited::Asked) if !analysis.worker.is_long.get() => before.clone(),
            _ => sentence.get(),
        },
    );
    view! {
        <div class="impact" id="impact">
            {move || verdicts(state, analysis)}
            <p class="impact-sentence" role="status">
                {steady}
            </p>
            <div class="progress" hidden=move || !analysis.worker.is_long.get()>
                <span class={"spinner"}></span>
                <Button label=text!("impact-cancel") on_press=move || analysis.cancel() />
            </div>
        </div>
    }
}

/// The verdict of the flow in the form, before and after.
fn verdicts(state: State, analysis: Analysis) -> AnyView {
    let before = analysis.before.get();
    let after = state.outcome.get();
    let access = |outcome: &Outcome| match outcome {
        Outcome::Verdict(judged) => Some(judged.verdict.access),
        _ => None,
    };
    let rule = |outcome: &Outcome| match outcome {
        Outcome::Verdict(judged) => FlowVerdict::rule_name(judged).unwrap_or_default(),
        _ => String::new(),
    };
    let (Some(old), Some(new)) = (before.as_ref().and_then(access), access(&after)) else {
        return ().into_any();
    };
    let old_rule = before.as_ref().map(rule).unwrap_or_default();
    let same = old == new && old_rule == rule(&after);
    let outcome = match same {
        true => view! { <small>{text!("impact-same")}</small> }.into_any(),
        false => {
            let by = match rule(&after) {
                rule if rule.is_empty() => String::new(),
                rule => text!("impact-by", rule),
            };
            view! {
                <span class="arrow">{"→"}</span>
                {chip(new)}
                <small>{by}</small>
            }
            .into_any()
        }
    };
    view! {
        <div class="before-after">
            <span class="quiet">{text!("impact-this-flow")}</span>
            {chip(old)}
            {outcome}
        </div>
    }
    .into_any()
}

/// Every region whose access changes.
#[component]
pub(super) fn RegionTable(state: State, analysis: Analysis) -> impl IntoView {
    let impact = analysis.impact;
    let known = Memo::new(
        move |before: Option<&Option<crate::state::Shared<Compared>>>| {
            match (impact.get(), before) {
                (Awaited::Is(impact), _) => Some(impact),
                // Until the answer is there the old one stands, greyed.
                (Awaited::Asked, Some(before)) => before.clone(),
                _ => None,
            }
        },
    );
    let none = Signal::derive(move || {
        known.with(|known| known.as_ref().is_none_or(|it| it.regions.is_empty()))
    });
    let class = Signal::derive(move || match impact.get() {
        Awaited::Asked => "regions stale".to_owned(),
        _ => "regions".to_owned(),
    });
    let more = Signal::derive(move || match known.get() {
        Some(impact) if impact.count > impact.regions.len() => text!(
            "impact-largest",
            shown = impact.regions.len(),
            regions = impact.count
        ),
        _ => String::new(),
    });
    view! {
        <section class=class hidden=none aria-labelledby="regions-title">
            <h3 id="regions-title">{text!("impact-title")}</h3>
            <div class="rows" tabindex="0" role="region" aria-label=text!("impact-regions")>
                <table class="wraps">
                    <thead>
                        <tr>
                            <th scope="col">{text!("impact-column-flows")}</th>
                            <th scope="col">{text!("impact-from")}</th>
                            <th scope="col">{text!("impact-to")}</th>
                            <th scope="col">{text!("impact-before")}</th>
                            <th scope="col">{text!("impact-after")}</th>
                            <th scope="col">{text!("impact-how-many")}</th>
                            <th scope="col">{text!("impact-example")}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            let impact = known.get();
                            let regions = impact.iter().flat_map(|impact| &impact.regions);
                            regions.map(|region| row(state, region)).collect_view()
                        }}
                    </tbody>
                </table>
            </div>
            <Line class="summary" text=more />
        </section>
    }
}

fn row(state: State, region: &Region) -> AnyView {
    let service = format!(
        "{} {}{}",
        region.direction.word(),
        region.words.service,
        region.words.besides
    );
    let example = region.witness.map(|flow| {
        let name = text!("impact-show-name", service, source = region.words.source);
        let press = move || {
            state.flow.put(&flow);
            state.editing.notice.set(text!("impact-shown").to_owned());
        };
        view! { <Button class="link" label=text!("show") name on_press=press /> }.into_any()
    });
    view! {
        <tr>
            <td>{service.clone()}</td>
            <td data-label=text!("impact-from")>{region.words.source.clone()}</td>
            <td data-label=text!("impact-to")>{region.words.destination.clone()}</td>
            <td data-label=text!("impact-before")>{region.before.as_ref().map(ruling)}</td>
            <td data-label=text!("impact-after")>{region.after.as_ref().map(ruling)}</td>
            <td data-label=text!("impact-how-many")>{region.words.count.clone()}</td>
            <td>{example}</td>
        </tr>
    }
    .into_any()
}

/// A sentence that says how far an edit reaches.
pub(super) fn reach(impact: &Compared) -> AnyView {
    view! { <strong>{impact.summary.clone()}</strong> }.into_any()
}
