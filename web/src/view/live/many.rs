//! Many flows at once: the list, the run, the table.

use super::problem::Problem;
use super::progress::Progress;
use crate::state::State;
use crate::state::live::Many;
use crate::view::{count, files, when, words};
use azure::confirm::Outcome;
use azure::many::csv::FlowLine;
use azure::many::table::{self, Live, Row, counts};
use leptos::prelude::*;

/// So many rows are drawn; the download has all.
const SHOWN: usize = 100;

/// Which rows are shown.
const FILTERS: [&str; 4] = ["All", "Differ", "Failed", "Waiting"];

#[component]
pub(in crate::view) fn ManyCard(state: State) -> impl IntoView {
    let many = state.live.many;
    view! {
        <section class="wide" aria-labelledby="many-title">
            <details class="card many">
                <summary>
                    <h2 id="many-title">"Many flows at once"</h2>
                </summary>
                <div class="field">
                    <label for="flows">"Flows, one a line, or as CSV"</label>
                    <textarea
                        id="flows"
                        rows="5"
                        spellcheck="false"
                        placeholder="Inbound TCP 10.0.1.4:443 203.0.113.7:*"
                        prop:value=many.text
                        on:input=move |event| many.text.set(event_target_value(&event))
                    ></textarea>
                </div>
                <Actions state />
                <p class="summary" hidden=when(move || many.note.with(String::is_empty))>
                    {many.note}
                </p>
                <BadLines many />
                <Progress task=many.judging />
                <Progress task=many.asking />
                <Problem problem=many.problem />
                <Table many />
            </details>
        </section>
    }
}

#[component]
fn Actions(state: State) -> impl IntoView {
    let many = state.live.many;
    let asking = move || many.asking.running.get();
    let open = move || {
        many.rows.with(|rows| {
            let open = rows
                .iter()
                .filter(|row| matches!(row.live, Live::Waiting | Live::Failed(_)));
            open.count()
        })
    };
    let picked = move || {
        state.live.picking.deployed.with(|deployed| {
            deployed
                .as_ref()
                .is_some_and(|deployed| deployed.watcher.is_ok())
        })
    };
    let can_ask = move || {
        !asking()
            && open() > 0
            && picked()
            && state.live.connecting.connection.with(Option::is_some)
            && !many.judging.running.get()
    };
    let ask = move || {
        let verb = if many.paused.get() || many.problem.with(Option::is_some) {
            "Go on with"
        } else {
            "Ask Azure about"
        };
        format!("{verb} {}", count(open(), "flow", "flows"))
    };
    let pausing = move || asking() && !many.paused.get();
    let empty = move || many.rows.with(Vec::is_empty);
    let download = move |name: &str, kind: &str, write: fn(&[Row]) -> String| {
        files::save(name, kind, &many.rows.with_untracked(|rows| write(rows)));
    };
    view! {
        <div class="actions">
            <button type="button" class="primary" on:click=move |_| many.judge(state)>
                "Judge offline"
            </button>
            <button type="button" on:click=move |_| many.generate(state)>
                "Make a list from the rules"
            </button>
            <button type="button" hidden=when(move || !can_ask()) on:click=move |_| many.ask(state)>
                {words(ask)}
            </button>
            <button type="button" hidden=when(move || !pausing()) on:click=move |_| many.pause()>
                "Pause"
            </button>
            <span class="grow"></span>
            <button
                type="button"
                hidden=when(empty)
                on:click=move |_| download("flows.csv", "text/csv", table::csv)
            >
                "Download CSV"
            </button>
            <button
                type="button"
                hidden=when(empty)
                on:click=move |_| download("flows.json", "application/json", table::json)
            >
                "Download JSON"
            </button>
        </div>
        <p class="summary" hidden=when(move || picked() || empty())>
            "Connect and pick a virtual machine above to ask Azure about them, too."
        </p>
    }
}

/// Lines that could not be read, with what to do.
#[component]
fn BadLines(many: Many) -> impl IntoView {
    let item = |line: &FlowLine| {
        let problem = line.flow.as_ref().err();
        let message = problem
            .map(|problem| problem.message.clone())
            .unwrap_or_default();
        let help = problem.map(|problem| problem.help).unwrap_or_default();
        view! {
            <li class="error">
                <span class="severity">{format!("Line {}", line.number)}</span>
                <span>{format!("{}: {message}", line.text)} <small>{help}</small></span>
            </li>
        }
        .into_any()
    };
    let items = move || {
        many.bad
            .with(|bad| bad.iter().take(8).map(item).collect::<Vec<_>>())
    };
    let more = move || match many.bad.with(Vec::len).saturating_sub(8) {
        0 => String::new(),
        more => format!(
            "{} cannot be read either.",
            count(more, "more line", "more lines")
        ),
    };
    view! {
        <ul class="diagnostics">{items}</ul>
        <p class="summary">{words(more)}</p>
    }
}

#[component]
fn Table(many: Many) -> impl IntoView {
    let filter = RwSignal::new("All".to_owned());
    let chosen = move |row: &Row| match filter.get().as_str() {
        "Differ" => {
            matches!(&row.live, Live::Answered { outcome, .. } if *outcome != Outcome::Agree)
        }
        "Failed" => matches!(row.live, Live::Failed(_)),
        "Waiting" => row.live == Live::Waiting,
        _ => true,
    };
    let rows = move || {
        many.rows.with(|rows| {
            let shown = rows.iter().filter(|row| chosen(row)).take(SHOWN);
            shown.map(row).collect::<Vec<_>>()
        })
    };
    let tally = move || {
        let counts = many.rows.with(|rows| counts(rows));
        [
            (counts.agree, "agree"),
            (counts.same_access, "same access, another rule"),
            (counts.differ, "differ"),
            (counts.not_comparable, "not comparable"),
            (counts.failed, "failed"),
            (counts.waiting, "not asked yet"),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect::<Vec<_>>()
        .join(" · ")
    };
    let shown = move || {
        let all = many
            .rows
            .with(|rows| rows.iter().filter(|row| chosen(row)).count());
        match all > SHOWN {
            true => format!("The first {SHOWN} of {all}; the download has all."),
            false => String::new(),
        }
    };
    let done = move || {
        let rows = many.rows.with(Vec::len);
        (rows - many.rows.with(|rows| counts(rows)).waiting).to_string()
    };
    view! {
        <div hidden=when(move || many.rows.with(Vec::is_empty)) class="field">
            <progress
                aria-label="Answered"
                hidden=when(move || !many.asking.running.get())
                max=words(move || many.rows.with(Vec::len).to_string())
                value=words(done)
            ></progress>
            <div class="actions">
                <p class="tally grow" role="status">{words(tally)}</p>
                <label class="inline-field">
                    <span>"Show"</span>
                    <select on:change=move |event| filter.set(event_target_value(&event))>
                        {FILTERS.map(|name| view! { <option value=name>{name}</option> })}
                    </select>
                </label>
            </div>
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
            <p class="summary">{words(shown)}</p>
        </div>
    }
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
    let note = row.live.note().unwrap_or_default().to_owned();
    let title = note.clone();
    view! {
        <tr>
            <td>{flow}</td>
            <td>{offline}</td>
            <td>{azure}</td>
            <td class=class title=title>
                <strong>{outcome}</strong> " " <small>{note}</small>
            </td>
        </tr>
    }
    .into_any()
}
