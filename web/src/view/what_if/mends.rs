//! What would give the flow the other access.

use super::impact::reach;
use crate::state::{Analysis, Known, Outcome, State};
use crate::view::parts::{
    block, button, fixed, follows, item, line, list, named_button, never, strong, word,
};
use crate::view::{when, words};
use leptos::prelude::*;
use nsg::{Access, Decision};
use nsg_worker::Mend;

/// The ranked fixes.
pub(super) fn mends(state: State, analysis: Analysis) -> AnyView {
    let mends = analysis.mends;
    let ask = move |wanted: Access| {
        let hidden = when(move || match state.outcome.get() {
            Outcome::Verdict(judged) => judged.verdict.access == Decision::from(wanted),
            _ => true,
        });
        let label = match wanted {
            Access::Allow => "What would allow it?",
            Access::Deny => "What would deny it?",
        };
        button("primary", fixed(label), hidden, move || {
            state.ask_why_not(wanted)
        })
    };
    let no_flow = words(move || match state.outcome.get() {
        Outcome::Verdict(judged) => format!("{}: {}.", judged.flow_words(), judged.verdict.access),
        _ => "Fill in the flow above first.".to_owned(),
    });
    let found = follows(move || match mends.get() {
        Known::Nothing => Vec::new(),
        Known::Asked => vec![line(
            "summary",
            fixed("Trying edits, and what each of them changes…"),
        )],
        Known::Not(problem) => vec![line("problem", fixed(problem))],
        Known::Is(found) if found.mends.is_empty() => vec![line(
            "summary",
            fixed(
                "No edit of these groups does it. Security admin rules or Azure's own rules decide, or a fact is missing: see the verdict.",
            ),
        )],
        Known::Is(found) => {
            let ranked = format!(
                "Edits that {} it, the least side effects first:",
                match found.wanted {
                    Access::Allow => "allow",
                    Access::Deny => "deny",
                }
            );
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

fn one(state: State, mend: &Mend) -> AnyView {
    let edits = mend.edits.clone();
    let label = "the applied fix".to_owned();
    let apply = move || state.editing.apply(&label, &edits);
    let said = vec![
        block("", never(), vec![strong(mend.summary.clone())]),
        block(
            "reach",
            never(),
            vec![word("quiet", "Changes: "), reach(&mend.impact)],
        ),
    ];
    let name = fixed(format!("Apply: {}", mend.summary));
    let hidden = state.host.is_readonly.into();
    let apply = named_button("", fixed("Apply"), name, hidden, Box::new(apply));
    item("mend", vec![block("", never(), said), apply])
}
