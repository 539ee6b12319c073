//! What there is to know about the rules.

use crate::state::{Analysis, Known, State};
use crate::view::parts::{
    block, button, fixed, follows, item, line, list, named_button, never, small, strong, word,
};
use crate::view::when;
use leptos::prelude::*;
use nsg_worker::Found;
use text::text;

/// So many are drawn.
const SHOWN: usize = 60;

/// The list by severity.
pub(super) fn findings(state: State, analysis: Analysis) -> AnyView {
    let findings = analysis.findings;
    follows(move || match findings.get() {
        Known::Nothing => Vec::new(),
        Known::Asked => vec![line("summary", fixed(text!("findings-looking")))],
        Known::Not(problem) => vec![line("problem", fixed(problem))],
        Known::Is(found) if found.is_empty() => {
            vec![line("summary", fixed(text!("findings-none")))]
        }
        Known::Is(found) => {
            let items = found.iter().take(SHOWN).map(|found| one(state, found));
            let rest = match found.len().saturating_sub(SHOWN) {
                0 => String::new(),
                rest => text!("findings-rest", rest),
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
    let parts = ["high", "medium", "low", "info"].map(|severity| match (of(severity), severity) {
        (0, _) => String::new(),
        (findings, "high") => text!("findings-high", findings),
        (findings, "medium") => text!("findings-medium", findings),
        (findings, "low") => text!("findings-low", findings),
        (findings, _) => text!("findings-info", findings),
    });
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

/// A severity for people.
fn severity(name: &str) -> &str {
    match name {
        "high" => text!("severity-high"),
        "medium" => text!("severity-medium"),
        "low" => text!("severity-low"),
        "info" => text!("severity-info"),
        name => name,
    }
}

/// What a finding is, from its code, for use within a sentence.
fn kind(code: &str) -> &str {
    match code {
        "exposed-management-port" => text!("finding-title-exposed-management-port"),
        "exposed-database-port" => text!("finding-title-exposed-database-port"),
        "exposed-any-port" => text!("finding-title-exposed-any-port"),
        "default-route-in-virtual-network" => {
            text!("finding-title-default-route-in-virtual-network")
        }
        "probes-denied" => text!("finding-title-probes-denied"),
        "same-priority" => text!("finding-title-same-priority"),
        "priority-out-of-range" => text!("finding-title-priority-out-of-range"),
        "mixed-families" => text!("finding-title-mixed-families"),
        "host-bits" => text!("finding-title-host-bits"),
        "list-in-singular-field" => text!("finding-title-list-in-singular-field"),
        "list-inside-entry" => text!("finding-title-list-inside-entry"),
        "any-in-list" => text!("finding-title-any-in-list"),
        "tag-in-list" => text!("finding-title-tag-in-list"),
        "no-members" => text!("finding-title-no-members"),
        "port-of-icmp" => text!("finding-title-port-of-icmp"),
        "partial-internet-deny" => text!("finding-title-partial-internet-deny"),
        "fixed-source-port" => text!("finding-title-fixed-source-port"),
        "public-destination" => text!("finding-title-public-destination"),
        "platform-tag-allowed" => text!("finding-title-platform-tag-allowed"),
        "unreachable" => text!("finding-title-unreachable"),
        "partly-shadowed" => text!("finding-title-partly-shadowed"),
        "cannot-match" => text!("finding-title-cannot-match"),
        "duplicate" => text!("finding-title-duplicate"),
        "redundant" => text!("finding-title-redundant"),
        "conflicting-overlap" => text!("finding-title-conflicting-overlap"),
        "mergeable-ranges" => text!("finding-title-mergeable-ranges"),
        "mergeable-rules" => text!("finding-title-mergeable-rules"),
        code => code,
    }
}

fn one(state: State, found: &Found) -> AnyView {
    let kind = kind(&found.code);
    let rules = found.rules.clone();
    let witness = found.witness;
    let show = move || {
        if let Some(flow) = witness {
            state.flow.put(&flow);
        }
        state.what_if.mark(rules.clone());
        let said = match witness {
            Some(_) => text!("finding-shown-with-flow"),
            None => text!("finding-shown"),
        };
        state.editing.notice.set(said.to_owned());
    };
    let edits = found.fix.clone();
    let label = text!("step-finding-fix", finding = kind);
    let fix = move || state.editing.apply(&label, &edits);
    let no_fix = found.fix.is_empty();
    let about = found.rules.first().map_or("", |rule| rule.name.as_str());
    let actions = vec![
        named_button(
            "",
            fixed(text!("show")),
            fixed(text!("finding-show-name", finding = kind, rule = about)),
            never(),
            Box::new(show),
        ),
        button(
            "",
            fixed(text!("finding-fix")),
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
                strong(sentence_case(kind)),
                word("", " "),
                small(found.message.clone()),
            ],
        ),
        block("actions", never(), actions),
    ];
    let mut parts = vec![word(class, severity(&found.severity))];
    parts.extend(said);
    item("finding", parts)
}

fn sentence_case(text: &str) -> String {
    crate::view::parts::sentence(text)
        .trim_end_matches('.')
        .to_owned()
}
