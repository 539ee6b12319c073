//! Fixes that would give the flow the other access.

use super::impact::reach;
use crate::state::{Analysis, Awaited, Outcome, State};
use crate::view::parts::{
    block, button, fixed, follows, item, line, list, named_button, never, strong, word,
};
use crate::view::{when, words};
use leptos::prelude::*;
use nsg::{Access, Decision};
use nsg_analysis::results::Proposal;
use text::text;

/// The ranked fixes.
pub(super) fn mends(state: State, analysis: Analysis) -> AnyView {
    let mends = analysis.mends;
    let ask = move |wanted: Access| {
        let hidden = when(move || match state.outcome.get() {
            Outcome::Verdict(judged) => judged.verdict.access == Decision::from(wanted),
            _ => true,
        });
        let label = match wanted {
            Access::Allow => text!("mends-ask-allow"),
            Access::Deny => text!("mends-ask-deny"),
        };
        button("primary", fixed(label), hidden, move || {
            state.ask_why_not(wanted)
        })
    };
    let no_flow = words(move || match state.outcome.get() {
        Outcome::Verdict(judged) => text!(
            "mends-flow",
            flow = judged.flow,
            access = judged.verdict.access.word()
        ),
        _ => text!("mends-no-flow").to_owned(),
    });
    let found = follows(move || match mends.get() {
        Awaited::Nothing => Vec::new(),
        Awaited::Asked => vec![line("summary", fixed(text!("mends-trying")))],
        Awaited::Not(problem) => vec![line("problem", fixed(problem))],
        Awaited::Is(found) if found.mends.is_empty() => {
            vec![line("summary", fixed(text!("mends-none")))]
        }
        Awaited::Is(found) => {
            let ranked = text!("mends-ranked", wanted = found.wanted);
            let items = found.mends.iter().map(|mend| one(state, mend)).collect();
            vec![
                line("summary", fixed(ranked)),
                list("mends", never(), items),
            ]
        }
    });
    let presses = vec![ask(Access::Allow), ask(Access::Deny)];
    let presses = block("actions", never(), presses);
    let parts = vec![line("summary", no_flow), presses, found];
    block("field", never(), parts)
}

fn one(state: State, mend: &Proposal) -> AnyView {
    let edits = mend.edits.clone();
    let apply = move || state.editing.apply(text!("step-fix"), &edits);
    let said = vec![
        block("", never(), vec![strong(mend.summary.clone())]),
        block(
            "reach",
            never(),
            vec![word("quiet", text!("mends-changes")), reach(&mend.impact)],
        ),
    ];
    let name = fixed(text!("mends-apply-name", fix = mend.summary));
    let hidden = state.host.is_readonly.into();
    let apply = named_button(
        "",
        fixed(text!("mends-apply")),
        name,
        hidden,
        Box::new(apply),
    );
    item("mend", vec![block("", never(), said), apply])
}
