//! What the edits would have done to the recorded flows.

use super::numbers::bytes;
use super::rows_table::RowsTable;
use super::time_line::TimeLine;
use super::{check, flow_text};
use crate::state::{Awaited, Room, Shared, State, Tab, TrafficReading, traffic_csv, traffic_json};
use crate::view::components::{Button, Line};
use crate::view::files::save;
use crate::view::ruling::ruling;
use leptos::prelude::*;
use nsg_traffic::grouped;
use nsg_traffic::{
    AnsweredFact, EndCount, RecordedConversation, TrafficEffect, TrafficGroup, TrafficHour,
    TrafficResult,
};
use text::text;

/// So many rows are drawn.
const ROWS: usize = 50;

#[component]
pub(super) fn ChangeCard(
    state: State,
    reading: TrafficReading,
    result: Shared<TrafficResult>,
) -> impl IntoView {
    let hours = result.hours.clone();
    let body = match &result.change {
        None => {
            let edit = move || {
                state.what_if.show(Tab::Rules);
                state.host.go(Room::WhatIf);
                state.host.focus(Tab::Rules.id());
            };
            view! {
                <p>{text!("traffic-no-edits")}</p>
                <div class="actions">
                    <Button label=text!("traffic-edit") on_press=edit />
                </div>
            }
            .into_any()
        }
        Some(change) => {
            let groups = change.groups.iter().take(ROWS).enumerate();
            let rows = groups
                .map(|(at, group)| rows(state, reading, at, group))
                .collect_view();
            let is_empty = change.groups.is_empty();
            let count = change.groups.len();
            let more = (count > ROWS).then(|| text!("traffic-more-rows", rows = count - ROWS));
            let marked =
                |hour: &TrafficHour| hour.counts.broken + hour.counts.opened + hour.counts.depends;
            let columns = [
                text!("impact-column-flows"),
                text!("traffic-column-rulings"),
                text!("impact-how-many"),
                text!("traffic-column-when"),
                text!("traffic-column-vms"),
                text!("traffic-column-remotes"),
                text!("impact-example"),
            ];
            view! {
                <p class="impact-sentence" role="status">{change.summary.clone()}</p>
                <TimeLine hours marked label=text!("traffic-changed") />
                <div class="rows" tabindex="0" role="region" aria-label=text!("traffic-changed") hidden=is_empty>
                    <RowsTable columns>
                        {rows}
                    </RowsTable>
                </div>
                <p class="summary" hidden=more.is_none()>{more.clone()}</p>
            }
            .into_any()
        }
    };
    view! {
        <article class="card" aria-labelledby="change-title">
            <header>
                <h2 id="change-title">{text!("traffic-change")}</h2>
                <Downloads result />
            </header>
            {body}
        </article>
    }
}

/// The result as files to keep.
#[component]
fn Downloads(result: Shared<TrafficResult>) -> impl IntoView {
    let (as_csv, as_json) = (result.clone(), result.clone());
    let markdown = move || {
        save(
            "traffic.md",
            "text/markdown",
            &nsg_traffic::markdown(&result),
        )
    };
    let csv = move || save("traffic.csv", "text/csv", &traffic_csv(&as_csv));
    let json = move || save("traffic.json", "application/json", &traffic_json(&as_json));
    view! {
        <Button label=text!("traffic-markdown") on_press=markdown />
        <Button label=text!("live-flows-csv") on_press=csv />
        <Button label=text!("live-flows-json") on_press=json />
    }
}

fn rows(state: State, reading: TrafficReading, at: usize, group: &TrafficGroup) -> AnyView {
    let example = group.example;
    let class = match group.effect {
        TrafficEffect::Broken => "chip deny",
        TrafficEffect::Opened => "chip allow",
        TrafficEffect::Depends | TrafficEffect::Unchanged => "chip depends",
    };
    let what = group.region.as_ref().map(|region| {
        let words = &region.words;
        text!(
            "traffic-region",
            direction = region.direction.word(),
            service = words.service,
            source = words.source,
            destination = words.destination
        )
    });
    let facts = group.facts.iter().map(fact).collect_view();
    let opened = Memo::new(move |_| match reading.opened.get() {
        Some((open, conversations)) if open == at => Some(conversations),
        _ => None,
    });
    let expanded = Signal::derive(move || opened.with(Option::is_some).to_string());
    let name = text!("traffic-check-name", flow = example);
    view! {
        <tr>
            <td><span class=class>{group.effect.word()}</span> <p>{what}</p> {facts}</td>
            <td data-label=text!("traffic-column-rulings")>
                {ruling(&group.before)} <div>"→ " {ruling(&group.after)}</div>
            </td>
            <td data-label=text!("impact-how-many")>
                {grouped(group.flows)} <small class="whole">{bytes(size(group.bytes))}</small>
            </td>
            <td data-label=text!("traffic-column-when")>
                <span class="whole">{group.first.minute()}</span> " – " <span class="whole">{group.last.minute()}</span>
            </td>
            <td data-label=text!("traffic-column-vms")>{ends(&group.machines, group.machine_count)}</td>
            <td data-label=text!("traffic-column-remotes")>{ends(&group.remotes, group.remote_count)}</td>
            <td>
                {flow_text(&example)}
                <div class="row-actions">
                    <Button class="link" label=text!("traffic-check") name on_press=move || check(state, &example) />
                    <button type="button" class="link" aria-expanded=expanded on:click=move |_| reading.open(at)>
                        {text!("traffic-open")}
                    </button>
                </div>
            </td>
        </tr>
        {move || opened.get().map(conversations)}
    }
    .into_any()
}

/// Bytes as a number with a point: beyond 2⁵³ nobody counts them.
fn size(bytes: u64) -> f64 {
    let (high, low) = (bytes >> 32, bytes & u64::from(u32::MAX));
    let part = |part: u64| f64::from(u32::try_from(part).unwrap_or(u32::MAX));
    part(high) * 4_294_967_296.0 + part(low)
}

fn fact(fact: &AnsweredFact) -> AnyView {
    let answers = text!(
        "traffic-fact",
        yes = fact.effect_if_yes.word(),
        no = fact.effect_if_no.word()
    );
    view! {
        <p class="fact">
            {fact.question.clone()}
            <small>{answers}</small>
        </p>
    }
    .into_any()
}

fn ends(ends: &[EndCount], count: usize) -> AnyView {
    let items = ends.iter().take(4).map(|end| {
        let flows = grouped(end.flows);
        view! { <li><code>{end.address.to_string()}</code> <small>{flows}</small></li> }.into_any()
    });
    let items = items.collect_view();
    let more = (count > 4).then(|| text!("traffic-others", others = count - 4));
    view! {
        <ul class="ends">
            {items}
            {more.map(|more| view! { <li><small>{more}</small></li> })}
        </ul>
    }
    .into_any()
}

/// Who talks to whom.
fn conversations(told: Awaited<Shared<Vec<RecordedConversation>>>) -> AnyView {
    let body = match told {
        Awaited::Nothing | Awaited::Asked => view! { <span class={"spinner"}></span> }.into_any(),
        Awaited::Not(problem) => view! { <Line class="problem" text=problem /> }.into_any(),
        Awaited::Is(list) => {
            let rows = list.iter().map(|one| {
                let port = one.port.map(|port| port.to_string()).unwrap_or_default();
                view! {
                    <tr>
                        <td><code>{one.local.to_string()}</code></td>
                        <td><code>{one.remote.to_string()}</code></td>
                        <td>{format!("{} {port}", one.protocol)}</td>
                        <td>{grouped(one.flows)}</td>
                        <td>{bytes(size(one.bytes))}</td>
                        <td>{one.last.minute()}</td>
                    </tr>
                }
                .into_any()
            });
            let rows = rows.collect_view();
            let columns = [
                text!("traffic-column-vm"),
                text!("traffic-column-remote"),
                text!("traffic-column-service"),
                text!("traffic-column-flows"),
                text!("traffic-column-bytes"),
                text!("traffic-column-last"),
            ];
            view! {
                <RowsTable class="conversations" columns>
                    {rows}
                </RowsTable>
            }
            .into_any()
        }
    };
    view! {
        <tr class="opened">
            <td colspan="7">{body}</td>
        </tr>
    }
    .into_any()
}
