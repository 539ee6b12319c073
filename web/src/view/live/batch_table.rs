//! Both answers to every flow of the list.

use crate::state::live::Batch;
use crate::view::components::{Choices, Line, Status};
use crate::view::wording::{dotted, sentence};
use azure::batch::table::{FlowRow, LiveProgress, counts};
use leptos::prelude::*;
use text::text;

/// So many rows are drawn; the download has all.
const SHOWN: usize = 50;

/// Every row is shown.
const ALL: &str = "all";

/// Returns which rows can be shown: an outcome as [`LiveProgress::outcome`] writes it, and what it is called.
fn filters() -> [(&'static str, &'static str); 7] {
    [
        (ALL, text!("live-filter-all")),
        ("differ", text!("live-filter-differ")),
        ("sameAccess", text!("live-same-access")),
        ("notComparable", text!("live-not-comparable")),
        ("agree", text!("live-filter-agree")),
        ("failed", text!("live-filter-failed")),
        ("waiting", text!("live-filter-waiting")),
    ]
}

/// The table, with what came out how often.
pub(super) fn answers(batch: Batch) -> AnyView {
    let filter = RwSignal::new(ALL.to_owned());
    let chosen =
        move |row: &&FlowRow| filter.with(|filter| filter == ALL || filter == row.live.outcome());
    let shown =
        Signal::derive(
            move || match batch.rows.with(|rows| rows.iter().filter(chosen).count()) {
                rows if rows > SHOWN => text!("live-rows-first", shown = SHOWN, rows),
                0 => text!("live-rows-none").to_owned(),
                _ => String::new(),
            },
        );
    let done = Signal::derive(move || {
        let waiting = batch.rows.with(|rows| counts(rows)).waiting;
        (batch.rows.with(Vec::len) - waiting).to_string()
    });
    // Answers beyond what is shown change nothing that is drawn.
    let visible = Memo::new(move |_| {
        batch.rows.with(|rows| {
            let rows = rows.iter().filter(chosen).take(SHOWN);
            rows.cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <div class="field" hidden=move || batch.rows.with(Vec::is_empty)>
            <progress
                aria-label=text!("live-rows-answered")
                hidden=move || !batch.asking.running.get()
                max=move || batch.rows.with(Vec::len).to_string()
                value=done
            ></progress>
            <div class="actions">
                <Status class="tally grow" text=move || tally(batch) />
                <Choices
                    id="flows-shown"
                    label=text!("show")
                    class="inline-field"
                    options=filters().map(|(outcome, name)| (outcome.to_owned(), name.to_owned())).to_vec()
                    chosen=filter
                    on_choose=move |chosen| filter.set(chosen)
                />
            </div>
            <div class="rows" tabindex="0" role="region" aria-label=text!("live-rows-name")>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{text!("live-rows-flow")}</th>
                            <th scope="col">{text!("live-side-offline")}</th>
                            <th scope="col">{"Azure"}</th>
                            <th scope="col">{text!("live-rows-outcome")}</th>
                        </tr>
                    </thead>
                    <tbody>{move || visible.with(|rows| rows.iter().map(row).collect_view())}</tbody>
                </table>
            </div>
            <Line class="summary" text=shown />
        </div>
    }
    .into_any()
}

/// How many came out how.
fn tally(batch: Batch) -> String {
    let counts = batch.rows.with(|rows| counts(rows));
    let tally = [
        (
            counts.agree,
            text!("live-tally-agree", flows = counts.agree),
        ),
        (
            counts.same_access,
            text!("live-tally-same-access", flows = counts.same_access),
        ),
        (
            counts.differ,
            text!("live-tally-differ", flows = counts.differ),
        ),
        (
            counts.not_comparable,
            text!("live-tally-not-comparable", flows = counts.not_comparable),
        ),
        (
            counts.failed,
            text!("live-tally-failed", flows = counts.failed),
        ),
        (
            counts.waiting,
            text!("live-tally-waiting", flows = counts.waiting),
        ),
    ];
    let tally = tally.iter().filter(|(flows, _)| *flows > 0);
    let said: Vec<&str> = tally.map(|(_, said)| said.as_str()).collect();
    dotted(&said)
}

fn row(row: &FlowRow) -> AnyView {
    let flow = row.flow.to_string();
    let answer = |access: &str, rule: Option<&str>| match rule {
        Some(rule) => {
            let rule = rule.rsplit('/').next().unwrap_or(rule);
            text!("live-answer-by", access, rule)
        }
        None => access.to_owned(),
    };
    let offline = answer(row.offline.word(), row.offline_rule.as_deref());
    let azure = answer(row.live.word(), row.live.rule());
    let (class, outcome) = match &row.live {
        LiveProgress::Answered { outcome, .. } => {
            let (word, class) = super::compared::outcome(*outcome);
            (class, word)
        }
        LiveProgress::Waiting => ("waiting", ""),
        LiveProgress::NotAskable(_) => ("waiting", text!("live-not-comparable")),
        LiveProgress::Failed(_) => ("deny", text!("live-filter-failed")),
    };
    let note = row.live.note().map(sentence).unwrap_or_default();
    // The labels stand in for the header on a phone, where a row is a block.
    view! {
        <tr>
            <td>{flow}</td>
            <td data-label=text!("live-side-offline")>{offline}</td>
            <td data-label="Azure">{azure}</td>
            <td class=class><strong>{outcome}</strong> <small>{note}</small></td>
        </tr>
    }
    .into_any()
}
