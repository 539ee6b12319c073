//! Both answers to every flow of the list.

use crate::state::live::Many;
use crate::view::parts::{Choices, block, follows, line, never, sentence, small, spoken, strong};
use crate::view::{when, words};
use azure::confirm::Outcome;
use azure::many::table::{Live, Row, counts};
use leptos::prelude::*;

/// So many rows are drawn; the download has all.
const SHOWN: usize = 50;

/// Which rows are shown.
const FILTERS: [&str; 7] = [
    "All",
    "Differ",
    "Same access, another rule",
    "Not comparable",
    "Agree",
    "Failed",
    "Not asked yet",
];

/// The table, with what came out how often.
pub(super) fn answers(many: Many) -> AnyView {
    let filter = RwSignal::new("All".to_owned());
    let chosen = move |row: &&Row| filter.with(|filter| filter == "All" || filter == kind(row));
    let shown = words(
        move || match many.rows.with(|rows| rows.iter().filter(chosen).count()) {
            all if all > SHOWN => format!("The first {SHOWN} of {all}; the download has all."),
            0 => "None of these.".to_owned(),
            _ => String::new(),
        },
    );
    let done = words(move || {
        let waiting = many.rows.with(|rows| counts(rows)).waiting;
        (many.rows.with(Vec::len) - waiting).to_string()
    });
    let all = words(move || many.rows.with(Vec::len).to_string());
    let filters = Choices {
        id: "flows-shown",
        label: "Show",
        class: "inline-field",
        options: Signal::stored(FILTERS.map(|it| (it.to_owned(), it.to_owned())).to_vec()),
        chosen: filter.into(),
        hidden: never(),
    };
    let head = vec![
        spoken("tally grow", words(move || tally(many))),
        filters.view(move |chosen| filter.set(chosen)),
    ];
    // Answers beyond what is shown change nothing that is drawn.
    let visible = Memo::new(move |_| {
        many.rows.with(|rows| {
            let rows = rows.iter().filter(chosen).take(SHOWN);
            rows.cloned().collect::<Vec<_>>()
        })
    });
    let rows = follows(move || visible.with(|rows| rows.iter().map(row).collect()));
    let idle = when(move || !many.asking.running.get());
    view! {
        <div class="field" hidden=when(move || many.rows.with(Vec::is_empty))>
            <progress aria-label="Answered" hidden=idle max=all value=done></progress>
            {block("actions", never(), head)}
            <div class="rows" tabindex="0" role="region" aria-label="Flows with both answers">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Flow"</th>
                            <th scope="col">"Offline"</th>
                            <th scope="col">"Azure"</th>
                            <th scope="col">"Outcome"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {line("summary", shown)}
        </div>
    }
    .into_any()
}

/// Which filter shows the row.
fn kind(row: &Row) -> &'static str {
    match &row.live {
        Live::Waiting => "Not asked yet",
        Live::Failed(_) => "Failed",
        Live::NotAskable(_) => "Not comparable",
        Live::Answered { outcome, .. } => match outcome {
            Outcome::Agree => "Agree",
            Outcome::SameAccess => "Same access, another rule",
            Outcome::Differ => "Differ",
            Outcome::NotComparable => "Not comparable",
        },
    }
}

/// How many came out how.
fn tally(many: Many) -> String {
    let counts = many.rows.with(|rows| counts(rows));
    let mut said = String::new();
    for (number, what) in [
        (counts.agree, "agree"),
        (counts.same_access, "same access, another rule"),
        (counts.differ, "differ"),
        (counts.not_comparable, "not comparable"),
        (counts.failed, "failed"),
        (counts.waiting, "not asked yet"),
    ] {
        if number > 0 {
            said.push_str(if said.is_empty() { "" } else { " · " });
            said.push_str(&format!("{number} {what}"));
        }
    }
    said
}

fn row(row: &Row) -> AnyView {
    let end = |end: &nsg::Endpoint| match end.port {
        Some(port) => format!("{}:{port}", end.address),
        None => format!("{}:*", end.address),
    };
    let flow = &row.flow;
    let flow = format!(
        "{} {} {} ↔ {}",
        flow.direction,
        flow.protocol,
        end(&flow.local),
        end(&flow.remote)
    );
    let answer = |access: String, rule: Option<&str>| match rule {
        Some(rule) => format!("{access} by {}", rule.rsplit('/').next().unwrap_or(rule)),
        None => access,
    };
    let offline = answer(row.offline.to_string(), row.offline_rule.as_deref());
    let azure = answer(row.live.as_str().to_owned(), row.live.rule());
    let (class, outcome) = match &row.live {
        Live::Answered { outcome, .. } => {
            let (word, class) = super::compared::outcome(*outcome);
            (class, word)
        }
        Live::Waiting => ("waiting", ""),
        Live::NotAskable(_) => ("waiting", "Not comparable"),
        Live::Failed(_) => ("deny", "Failed"),
    };
    let note = row.live.note().map(sentence).unwrap_or_default();
    let end = vec![strong(outcome), small(note)];
    // The labels stand in for the header on a phone, where a row is a block.
    view! {
        <tr>
            <td>{flow}</td>
            <td data-label="Offline">{offline}</td>
            <td data-label="Azure">{azure}</td>
            <td class=class>{end}</td>
        </tr>
    }
    .into_any()
}
