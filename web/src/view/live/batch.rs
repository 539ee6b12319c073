//! Many flows at once: the list, the run, the table.

use super::batch_table::answers;
use super::problem::Problem;
use super::progress::Progress;
use crate::state::State;
use crate::view::components::{Button, Line};
use crate::view::files;
use azure::batch::flow_list::FlowLine;
use azure::batch::table::{self, FlowRow, LiveProgress};
use leptos::prelude::*;
use text::text;

/// So many lines that cannot be read are listed.
const BAD_SHOWN: usize = 8;

/// The list and its answers.
pub(super) fn list_of_flows(state: State) -> AnyView {
    let batch = state.live.batch;
    view! {
        <div class="field">
            <label for="flows">{text!("live-flows-label")}</label>
            <textarea
                id="flows"
                rows="5"
                spellcheck="false"
                placeholder="Inbound TCP 203.0.113.7:* -> 10.0.1.4:443"
                prop:value=batch.text
                on:input=move |event| batch.text.set(event_target_value(&event))
            ></textarea>
        </div>
        {actions(state)}
        <Line class="summary" text=batch.note />
        {move || batch.bad.with(|bad| bad_lines(bad))}
        <Progress task=batch.judging />
        <Progress task=batch.asking />
        <Problem problem=batch.problem />
        {answers(batch)}
    }
    .into_any()
}

/// Whether an answer is still to come.
fn is_open(row: &&FlowRow) -> bool {
    matches!(row.live, LiveProgress::Waiting | LiveProgress::Failed(_))
}

fn actions(state: State) -> AnyView {
    let batch = state.live.batch;
    let open = move || batch.rows.with(|rows| rows.iter().filter(is_open).count());
    let picked = move || {
        let picking = state.live.picking;
        let ready = picking
            .deployed
            .with(|it| it.as_ref().is_some_and(|it| it.watcher.is_ok()));
        ready && state.live.connection().is_some()
    };
    let cannot_ask = Signal::derive(move || {
        let busy = batch.asking.running.get() || batch.judging.running.get();
        busy || open() == 0 || !picked() || !batch.is_current(state)
    });
    let ask = Signal::derive(move || {
        let before = batch.paused.get() || batch.problem.with(Option::is_some);
        match before {
            true => text!("live-flows-go-on", flows = open()),
            false => text!("live-flows-ask", flows = open()),
        }
    });
    let empty = Signal::derive(move || batch.rows.with(Vec::is_empty));
    let save = move |name: &str, kind: &str, write: fn(&[FlowRow]) -> String| {
        files::save(name, kind, &batch.rows.with_untracked(|rows| write(rows)));
    };
    let hint = Signal::derive(move || {
        if empty.get() {
            return String::new();
        }
        match (batch.is_current(state), picked()) {
            (false, _) => text!("live-flows-outdated"),
            (true, false) => text!("live-flows-pick-first"),
            (true, true) => "",
        }
        .to_owned()
    });
    view! {
        <div class="field">
            <div class="actions">
                <Button class="primary" label=text!("live-flows-judge") on_press=move || batch.judge(state) />
                <Button label=text!("live-flows-generate") on_press=move || batch.generate(state) />
                <Button label=ask hidden=cannot_ask on_press=move || batch.ask(state) />
                <Button
                    label=text!("live-flows-pause")
                    hidden=move || !batch.asking.running.get() || batch.paused.get()
                    on_press=move || batch.pause()
                />
                <span class={"grow"}></span>
                <Button
                    label=text!("live-flows-csv")
                    hidden=empty
                    on_press=move || save("flows.csv", "text/csv", table::csv)
                />
                <Button
                    label=text!("live-flows-json")
                    hidden=empty
                    on_press=move || save("flows.json", "application/json", table::json)
                />
            </div>
            <Line class="summary" text=hint />
        </div>
    }
    .into_any()
}

/// Lines that could not be read, with what to do.
fn bad_lines(bad: &[FlowLine]) -> AnyView {
    let one = |bad: &FlowLine| {
        let problem = bad.flow.as_ref().err();
        let message = problem.map_or("", |problem| problem.message.as_str());
        view! {
            <li class="error">
                <span class="severity">{text!("live-flows-bad-line", number = bad.number)}</span>
                <div>
                    <span>{text!("live-flows-bad", line = bad.text, problem = message) + " "}</span>
                    <small>{problem.map_or("", |problem| problem.help.as_str())}</small>
                </div>
            </li>
        }
        .into_any()
    };
    let items: Vec<_> = bad.iter().take(BAD_SHOWN).map(one).collect();
    let more = match bad.len().saturating_sub(BAD_SHOWN) {
        0 => String::new(),
        lines => text!("live-flows-bad-more", lines),
    };
    view! {
        <ul class="diagnostics">{items}</ul>
        <Line class="summary" text=more />
    }
    .into_any()
}
