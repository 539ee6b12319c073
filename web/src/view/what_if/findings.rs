//! What there is to know about the rules.

use crate::state::{Analysis, Known, State};
use crate::view::parts::{
    block, button, fixed, follows, item, line, list, named_button, never, small, strong, word,
};
use crate::view::{count, when};
use leptos::prelude::*;
use nsg_worker::Found;

/// So many are drawn.
const SHOWN: usize = 60;

/// The list by severity.
pub(super) fn findings(state: State, analysis: Analysis) -> AnyView {
    let findings = analysis.findings;
    follows(move || match findings.get() {
        Known::Nothing => Vec::new(),
        Known::Asked => vec![line("summary", fixed("Looking at every rule…"))],
        Known::Not(problem) => vec![line("problem", fixed(problem))],
        Known::Is(found) if found.is_empty() => vec![line(
            "summary",
            fixed(
                "Nothing to report: every rule decides something, none exposes a known port, Azure takes them all.",
            ),
        )],
        Known::Is(found) => {
            let items = found.iter().take(SHOWN).map(|found| one(state, found));
            let rest = match found.len().saturating_sub(SHOWN) {
                0 => String::new(),
                rest => format!("And {} of lesser weight.", count(rest, "more", "more")),
            };
            vec![
                line("summary", fixed(tally(&found))),
                list("findings", never(), items.collect()),
                line("summary", fixed(rest)),
            ]
        }
    })
}

/// How many of each severity, in words.
fn tally(found: &[Found]) -> String {
    let of = |severity: &str| found.iter().filter(|one| one.severity == severity).count();
    let parts = ["high", "medium", "low", "info"].map(|severity| match of(severity) {
        0 => String::new(),
        number => format!("{number} {severity}"),
    });
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

fn one(state: State, found: &Found) -> AnyView {
    let code = found.code.replace('-', " ");
    let rules = found.rules.clone();
    let witness = found.witness;
    let show = move || {
        if let Some(flow) = witness {
            state.flow.put(&flow);
        }
        state.what_if.mark(rules.clone());
        let said = match witness {
            Some(_) => {
                "The rules are marked in the ladder above, and a flow that shows it is in the form."
            }
            None => "The rules are marked in the ladder above.",
        };
        state.editing.notice.set(said.to_owned());
    };
    let edits = found.fix.clone();
    let label = format!("the fix of {code}");
    let fix = move || state.editing.apply(&label, &edits);
    let no_fix = found.fix.is_empty();
    let about = found.rules.first().map_or("", |rule| rule.name.as_str());
    let actions = vec![
        named_button(
            "",
            fixed("Show"),
            fixed(format!("Show {code}: {about}")),
            never(),
            Box::new(show),
        ),
        button(
            "",
            fixed("Fix"),
            when(move || no_fix || state.host.is_readonly.get()),
            fix,
        ),
    ];
    let class = match found.severity.as_str() {
        "high" => "severity high",
        "medium" => "severity medium",
        _ => "severity",
    };
    let said = vec![
        block(
            "",
            never(),
            vec![
                strong(sentence_case(&code)),
                word("", " "),
                small(found.message.clone()),
            ],
        ),
        block("actions", never(), actions),
    ];
    let mut parts = vec![word(class, found.severity.clone())];
    parts.extend(said);
    item("finding", parts)
}

fn sentence_case(text: &str) -> String {
    crate::view::parts::sentence(text)
        .trim_end_matches('.')
        .to_owned()
}
