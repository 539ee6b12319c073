//! Many flows at once: the list, the run, the table.

use super::problem::problem;
use super::progress::progress;
use crate::state::State;
use crate::state::live::Many;
use crate::view::parts::{
    Choices, block, button, fixed, follows, item, line, list, never, small, spoken, strong, word,
};
use crate::view::{count, files, when, words};
use azure::confirm::Outcome;
use azure::many::csv::FlowLine;
use azure::many::table::{self, Live, Row, counts};
use leptos::prelude::*;

/// So many rows are drawn; the download has all.
const SHOWN: usize = 50;

/// So many lines that cannot be read are listed.
const BAD_SHOWN: usize = 8;

/// Which rows are shown.
const FILTERS: [&str; 4] = ["All", "Differ", "Failed", "Waiting"];

/// The list and its answers.
pub(in crate::view) fn many_card(state: State) -> AnyView {
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
                {actions(state)}
                {line("summary", many.note.into())}
                {follows(move || many.bad.with(|bad| bad_lines(bad)))}
                {progress(many.judging)}
                {progress(many.asking)}
                {problem(many.problem)}
                {table(many)}
            </details>
        </section>
    }
    .into_any()
}

/// Whether an answer is still to come.
fn is_open(row: &&Row) -> bool {
    matches!(row.live, Live::Waiting | Live::Failed(_))
}

fn actions(state: State) -> AnyView {
    let many = state.live.many;
    let open = move || many.rows.with(|rows| rows.iter().filter(is_open).count());
    let picked = move || {
        let picking = state.live.picking;
        let ready = picking
            .deployed
            .with(|it| it.as_ref().is_some_and(|it| it.watcher.is_ok()));
        ready && state.live.connection().is_some()
    };
    let cannot_ask = when(move || {
        let busy = many.asking.running.get() || many.judging.running.get();
        busy || open() == 0 || !picked() || !many.is_current(state)
    });
    let ask = words(move || {
        let before = many.paused.get() || many.problem.with(Option::is_some);
        let verb = if before {
            "Go on with"
        } else {
            "Ask Azure about"
        };
        format!("{verb} {}", count(open(), "flow", "flows"))
    });
    let cannot_pause = when(move || !many.asking.running.get() || many.paused.get());
    let empty = when(move || many.rows.with(Vec::is_empty));
    let save = move |name: &str, kind: &str, write: fn(&[Row]) -> String| {
        files::save(name, kind, &many.rows.with_untracked(|rows| write(rows)));
    };
    let parts = vec![
        button("primary", fixed("Judge offline"), never(), move || {
            many.judge(state)
        }),
        button(
            "",
            fixed("Make a list from the rules"),
            never(),
            move || many.generate(state),
        ),
        button("", ask, cannot_ask, move || many.ask(state)),
        button("", fixed("Pause"), cannot_pause, move || many.pause()),
        word("grow", ""),
        button("", fixed("Download CSV"), empty, move || {
            save("flows.csv", "text/csv", table::csv);
        }),
        button("", fixed("Download JSON"), empty, move || {
            save("flows.json", "application/json", table::json);
        }),
    ];
    let hint = words(move || {
        if empty.get() {
            return String::new();
        }
        match (many.is_current(state), picked()) {
            (false, _) => "The rules, or what they refer to, were changed since: the table is about them as they were. Judge offline again to go on.",
            (true, false) => "Connect and pick a virtual machine above to ask Azure about them, too.",
            (true, true) => "",
        }
        .to_owned()
    });
    block(
        "field",
        never(),
        vec![block("actions", never(), parts), line("summary", hint)],
    )
}

/// Lines that could not be read, with what to do.
fn bad_lines(bad: &[FlowLine]) -> Vec<AnyView> {
    let one = |bad: &FlowLine| {
        let problem = bad.flow.as_ref().err();
        let message = problem.map_or("", |problem| problem.message.as_str());
        let said = vec![
            word("", format!("{}: {message} ", bad.text)),
            small(problem.map_or("", |problem| problem.help)),
        ];
        let number = word("severity", format!("Line {}", bad.number));
        item("error", vec![number, block("", never(), said)])
    };
    let items: Vec<_> = bad.iter().take(BAD_SHOWN).map(one).collect();
    let more = match bad.len().saturating_sub(BAD_SHOWN) {
        0 => String::new(),
        more => format!(
            "{} cannot be read either.",
            count(more, "more line", "more lines")
        ),
    };
    vec![
        list("diagnostics", never(), items),
        line("summary", fixed(more)),
    ]
}

fn table(many: Many) -> AnyView {
    let filter = RwSignal::new("All".to_owned());
    let chosen = move |row: &&Row| match filter.get().as_str() {
        "Differ" => {
            matches!(&row.live, Live::Answered { outcome, .. } if *outcome != Outcome::Agree)
        }
        "Failed" => matches!(row.live, Live::Failed(_)),
        "Waiting" => row.live == Live::Waiting,
        _ => true,
    };
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
    let note = row.live.note().unwrap_or_default().to_owned();
    let end = vec![strong(outcome), small(format!(" {note}"))];
    view! {
        <tr>
            <td>{flow}</td>
            <td>{offline}</td>
            <td>{azure}</td>
            <td class=class>{end}</td>
        </tr>
    }
    .into_any()
}
