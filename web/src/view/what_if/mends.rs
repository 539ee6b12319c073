//! What would give the flow the other access.

use super::impact::reach;
use crate::state::{Known, Outcome, State};
use crate::view::parts::{block, button, fixed, follows, item, line, list, never, strong, word};
use crate::view::{when, words};
use leptos::prelude::*;
use nsg::{Access, Decision};
use nsg_worker::Mend;

/// The ranked fixes, and the press that asks for them.
pub(super) fn mends(state: State) -> AnyView {
    let mends = state.what_if.mends;
    let other = move |wanted: Access| {
        when(move || match state.outcome.get() {
            Outcome::Verdict(judged) => judged.verdict.access == Decision::from(wanted),
            _ => true,
        })
    };
    let ask = move |wanted| state.ask_why_not(wanted);
    let actions = vec![
        button(
            "primary",
            fixed("What would allow this flow?"),
            other(Access::Allow),
            move || ask(Access::Allow),
        ),
        button(
            "primary",
            fixed("What would deny this flow?"),
            other(Access::Deny),
            move || ask(Access::Deny),
        ),
    ];
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
    let parts = vec![
        line("summary", no_flow),
        block("actions", never(), actions),
        found,
    ];
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
    let apply =
        crate::view::parts::named_button("", fixed("Apply"), name, never(), Box::new(apply));
    item("mend", vec![block("", never(), said), apply])
}
