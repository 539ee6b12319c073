//! What the edits change: the flow on the page, one sentence, and every region.

use crate::state::{Analysis, Judged, Known, Outcome, State};
use crate::view::parts::{block, button, fixed, follows, line, never, small, strong, word};
use crate::view::{count, when, words};
use leptos::prelude::*;
use nsg::Decision;
use nsg_worker::{Decided, Impact, Region};

/// Always in sight: the verdict before and after, and what else changes, in one sentence.
pub(super) fn strip(state: State, analysis: Analysis) -> AnyView {
    let impact = analysis.impact;
    let verdict = follows(move || verdicts(state, analysis));
    let sentence = words(move || {
        match impact.get() {
        Known::Nothing => {
            "No edits yet. Drag a rule or open one to change it: what that lets in and shuts out shows here.".to_owned()
        }
        Known::Asked => "Working it out…".to_owned(),
        Known::Is(impact) => impact.sentence.clone(),
        Known::Not(problem) => problem,
    }
    });
    // What is on its way for a moment is not worth a flicker.
    let steady = Memo::new(
        move |before: Option<&String>| match (before, impact.get()) {
            (Some(before), Known::Asked) if !analysis.beside.is_long.get() => before.clone(),
            _ => sentence.get(),
        },
    );
    let long = when(move || !analysis.beside.is_long.get());
    let waits = vec![
        view! { <span class="spinner" aria-hidden="true"></span> }.into_any(),
        button("", fixed("Cancel"), never(), move || analysis.cancel()),
    ];
    view! {
        <div class="impact" id="impact">
            {verdict}
            <p class="impact-sentence" role="status">
                {steady}
            </p>
            {block("progress", long, waits)}
        </div>
    }
    .into_any()
}

/// The verdict of the flow in the form, before and after.
fn verdicts(state: State, analysis: Analysis) -> Vec<AnyView> {
    let before = analysis.before.get();
    let after = state.outcome.get();
    let access = |outcome: &Outcome| match outcome {
        Outcome::Verdict(judged) => Some(judged.verdict.access),
        _ => None,
    };
    let rule = |outcome: &Outcome| match outcome {
        Outcome::Verdict(judged) => Judged::rule_name(judged).unwrap_or_default(),
        _ => String::new(),
    };
    let (Some(old), Some(new)) = (before.as_ref().and_then(access), access(&after)) else {
        return Vec::new();
    };
    let old_rule = before.as_ref().map(rule).unwrap_or_default();
    let same = old == new && old_rule == rule(&after);
    let chip = |access: Decision| word(chip_class(access), access.as_str());
    let mut parts = vec![word("quiet", "This flow: "), chip(old)];
    if !same {
        parts.push(word("arrow", "→"));
        parts.push(chip(new));
        parts.push(small(match rule(&after) {
            rule if rule.is_empty() => String::new(),
            rule => format!("by {rule}"),
        }));
    } else {
        parts.push(small("stays as it is"));
    }
    vec![block("before-after", never(), parts)]
}

pub(super) fn chip_class(access: Decision) -> &'static str {
    match access {
        Decision::Allow => "chip allow",
        Decision::Deny => "chip deny",
        Decision::Depends => "chip depends",
    }
}

/// Every region whose access changes.
pub(super) fn table(state: State, analysis: Analysis) -> AnyView {
    let impact = analysis.impact;
    let known = Memo::new(
        move |before: Option<&Option<crate::state::Shared<Impact>>>| {
            match (impact.get(), before) {
                (Known::Is(impact), _) => Some(impact),
                // Until the answer is there the old one stands, greyed.
                (Known::Asked, Some(before)) => before.clone(),
                _ => None,
            }
        },
    );
    let none =
        when(move || known.with(|known| known.as_ref().is_none_or(|it| it.regions.is_empty())));
    let class = words(move || match impact.get() {
        Known::Asked => "regions stale".to_owned(),
        _ => "regions".to_owned(),
    });
    let rows = follows(move || {
        let impact = known.get();
        let regions = impact.iter().flat_map(|impact| &impact.regions);
        regions.map(|region| row(state, region)).collect()
    });
    let more = words(move || match known.get() {
        Some(impact) if impact.count > impact.regions.len() => format!(
            "The {} largest of {}; the report has all.",
            impact.regions.len(),
            count(impact.count, "region", "regions")
        ),
        _ => String::new(),
    });
    view! {
        <section class=class hidden=none aria-labelledby="regions-title">
            <h3 id="regions-title">"What changes"</h3>
            <div class="rows" tabindex="0" role="region" aria-label="Flows whose access changes">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Flows"</th>
                            <th scope="col">"From"</th>
                            <th scope="col">"To"</th>
                            <th scope="col">"Before"</th>
                            <th scope="col">"After"</th>
                            <th scope="col">"How many"</th>
                            <th scope="col">"Example"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {line("summary", more)}
        </section>
    }
    .into_any()
}

fn row(state: State, region: &Region) -> AnyView {
    let service = format!("{} {}", region.direction, region.service);
    let example = region.witness.map(|flow| {
        let name = format!("Put an example into the form: {service} from {}", region.source);
        let press = Box::new(move || {
            state.flow.put(&flow);
            state.editing.notice.set("The example is in the form above: see its verdict and ladder, or confirm it with Azure.".to_owned());
        });
        crate::view::parts::named_button("link", fixed("Show"), fixed(name), never(), press)
    });
    view! {
        <tr>
            <td>{service.clone()}</td>
            <td data-label="From">{region.source.clone()}</td>
            <td data-label="To">{region.destination.clone()}</td>
            <td data-label="Before">{decided(&region.before)}</td>
            <td data-label="After">{decided(&region.after)}</td>
            <td data-label="How many">{region.flows.clone()}</td>
            <td>{example}</td>
        </tr>
    }
    .into_any()
}

fn decided(decided: &Decided) -> Vec<AnyView> {
    let rule = decided.rule.as_ref().map_or("", |rule| rule.name.as_str());
    vec![
        word(chip_class(decided.access), decided.access.as_str()),
        small(rule),
    ]
}

/// A sentence that says how far an edit reaches.
pub(super) fn reach(impact: &Impact) -> AnyView {
    strong(impact.sentence.clone())
}
