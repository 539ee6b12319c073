//! Blocked flows, and the fewest rules that would have allowed those that one chooses.

use super::of_which_rules;
use super::rows_table::RowsTable;
use crate::state::{Awaited, Shared, State, TrafficReading};
use crate::view::components::{Button, Line};
use leptos::prelude::*;
use nsg_traffic::DeniedFlows;
use nsg_traffic::grouped;
use text::text;

/// So many rows are drawn.
const ROWS: usize = 50;

#[component]
pub(super) fn DeniedCard(
    state: State,
    reading: TrafficReading,
    /// Whether the rules are edited.
    is_edited: bool,
) -> impl IntoView {
    let denied = reading.denied;
    let toggled = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        let is_new = denied.with_untracked(|denied| *denied == Awaited::Nothing);
        if details.has_attribute("open") && is_new {
            reading.list_denied();
        }
    };
    view! {
        <article class="card" aria-labelledby="denied-title">
            <details on:toggle=toggled>
                <summary><h2 id="denied-title">{text!("traffic-denied")}</h2></summary>
                <p class="summary">{of_which_rules(is_edited)} " " {text!("traffic-denied-what")}</p>
                {move || match denied.get() {
                    Awaited::Nothing => ().into_any(),
                    Awaited::Asked => view! { <span class={"spinner"}></span> }.into_any(),
                    Awaited::Not(problem) => view! { <Line class="problem" text=problem /> }.into_any(),
                    Awaited::Is(list) => table(reading, &list),
                }}
                <NewRules state reading />
            </details>
        </article>
    }
}

fn table(reading: TrafficReading, list: &[DeniedFlows]) -> AnyView {
    let rows = list.iter().take(ROWS).enumerate();
    let rows = rows.map(|(at, one)| row(reading, at, one)).collect_view();
    let more = (list.len() > ROWS).then(|| text!("traffic-more-rows", rows = list.len() - ROWS));
    let none_chosen = Signal::derive(move || reading.chosen.with(Vec::is_empty));
    let columns = [
        "",
        text!("impact-column-flows"),
        text!("traffic-column-remotes"),
        text!("traffic-column-rule"),
        text!("impact-how-many"),
        text!("traffic-column-last"),
    ];
    view! {
        <div class="rows" tabindex="0" role="region" aria-label=text!("traffic-denied")>
            <RowsTable columns>
                {rows}
            </RowsTable>
        </div>
        <p class="summary" hidden=more.is_none()>{more.clone()}</p>
        <div class="actions">
            <Button
                class="primary"
                label=text!("traffic-allow-chosen")
                hidden=none_chosen
                on_press=move || reading.allow_chosen()
            />
        </div>
    }
    .into_any()
}

fn row(reading: TrafficReading, at: usize, one: &DeniedFlows) -> AnyView {
    let port = one.port.map(|port| format!(" {port}")).unwrap_or_default();
    let what = text!(
        "traffic-denied-flow",
        direction = one.direction.word(),
        service = format!("{}{port}", one.protocol),
        local = one.local
    );
    let mut remotes: Vec<String> = one
        .remotes
        .iter()
        .take(3)
        .map(ToString::to_string)
        .collect();
    if one.remotes.len() > 3 {
        remotes.push(text!("traffic-others", others = one.remotes.len() - 3));
    }
    let rule = one.rule.as_ref().map(|rule| rule.name.name.clone());
    let choose = move |event| {
        let is_chosen = event_target_checked(&event);
        reading.chosen.update(|chosen| {
            chosen.retain(|known| *known != at);
            if is_chosen {
                chosen.push(at);
            }
        });
    };
    let label = text!("traffic-choose", flows = what);
    view! {
        <tr>
            <td><input type="checkbox" aria-label=label on:change=choose /></td>
            <td>{what.clone()}</td>
            <td data-label=text!("traffic-column-remotes")><code>{remotes.join(", ")}</code></td>
            <td data-label=text!("traffic-column-rule")>{rule}</td>
            <td data-label=text!("impact-how-many")>{grouped(one.flows)}</td>
            <td data-label=text!("traffic-column-last")>{one.last.minute()}</td>
        </tr>
    }
    .into_any()
}

/// The rules for the chosen ones.
#[component]
fn NewRules(state: State, reading: TrafficReading) -> impl IntoView {
    let shown = move |proposal: Shared<nsg_analysis::results::Proposal>| {
        let edits = proposal.edits.clone();
        let apply = move || reading.apply(&edits);
        view! {
            <section class="proposal" role="status">
                <h3>{proposal.summary.clone()}</h3>
                <p class="summary">{proposal.impact.summary.clone()}</p>
                <div class="actions">
                    <Button class="primary" label=text!("mends-apply") hidden=state.host.is_readonly on_press=apply />
                </div>
            </section>
        }
        .into_any()
    };
    view! {
        {move || match reading.new_rules.get() {
            Awaited::Nothing => ().into_any(),
            Awaited::Asked => view! { <span class={"spinner"}></span> }.into_any(),
            Awaited::Not(problem) => view! { <Line class="notice" text=problem /> }.into_any(),
            Awaited::Is(proposal) => shown(proposal),
        }}
    }
}
