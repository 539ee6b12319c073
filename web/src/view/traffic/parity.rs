//! Whether Azure's record agrees with the rules.

use super::rows_table::RowsTable;
use super::time_line::TimeLine;
use super::{check, flow_text};
use crate::state::{Shared, State};
use crate::view::components::Button;
use crate::view::ruling::{chip, ruling};
use leptos::prelude::*;
use nsg::Decision;
use nsg_traffic::grouped;
use nsg_traffic::{ParityDifference, TrafficHour, TrafficResult};
use text::text;

/// So many rows are drawn.
const ROWS: usize = 30;

#[component]
pub(super) fn ParityCard(state: State, result: Shared<TrafficResult>) -> impl IntoView {
    let parity = &result.parity;
    let differences = parity.differences.len();
    let rows = parity.differences.iter().take(ROWS);
    let rows = rows.map(|one| row(state, one)).collect_view();
    let besides = [
        result
            .change
            .is_some()
            .then(|| text!("traffic-parity-original").to_owned()),
        (parity.same_access > 0)
            .then(|| text!("traffic-other-rule", flows = grouped(parity.same_access))),
        (parity.depends > 0)
            .then(|| text!("traffic-parity-depends", flows = grouped(parity.depends))),
        (parity.not_comparable > 0).then(|| {
            text!(
                "traffic-not-comparable",
                flows = grouped(parity.not_comparable)
            )
        }),
        (differences > ROWS).then(|| text!("traffic-more-rows", rows = differences - ROWS)),
    ];
    let besides = besides.into_iter().flatten();
    let period = result.from.zip(result.to);
    let period =
        period.map(|(from, to)| text!("traffic-period", from = from.minute(), to = to.minute()));
    let columns = [
        text!("traffic-column-azure"),
        text!("traffic-column-ours"),
        text!("impact-how-many"),
        text!("traffic-column-when"),
        text!("traffic-column-cause"),
        text!("impact-example"),
    ];
    view! {
        <article class="card" aria-labelledby="parity-title">
            <h2 id="parity-title">{text!("traffic-parity")}</h2>
            <p class="impact-sentence" role="status">{parity.summary.clone()}</p>
            <p class="summary">{period}</p>
            {(parity.differ > 0)
                .then(|| {
                    let hours = result.hours.clone();
                    let marked = |hour: &TrafficHour| hour.counts.differ;
                    view! { <TimeLine hours marked label=text!("traffic-differ") /> }
                })}
            <div class="rows" tabindex="0" role="region" aria-label=text!("traffic-differences") hidden=differences == 0>
                <RowsTable columns>
                    {rows}
                </RowsTable>
            </div>
            {besides.map(|said| view! { <p class="summary">{said}</p> }).collect_view()}
        </article>
    }
}

fn row(state: State, one: &ParityDifference) -> AnyView {
    let example = one.example;
    let logged = one.logged.rule_name.clone();
    let logged = logged.rsplit('/').next().unwrap_or_default().to_owned();
    let causes = one
        .causes
        .iter()
        .map(|cause| view! { <li>{cause.clone()}</li> });
    let name = text!("traffic-check-name", flow = example);
    view! {
        <tr>
            <td>{chip(Decision::from(one.logged.access))} <small>{logged}</small></td>
            <td data-label=text!("traffic-column-ours")>{ruling(&one.ours)}</td>
            <td data-label=text!("impact-how-many")>{grouped(one.flows)}</td>
            <td data-label=text!("traffic-column-when")>
                <span class="whole">{one.first.minute()}</span> " – " <span class="whole">{one.last.minute()}</span>
            </td>
            <td data-label=text!("traffic-column-cause")><ul class="causes">{causes.collect_view()}</ul></td>
            <td>
                <div class="row-actions">
                    {flow_text(&example)}
                    <Button class="link" label=text!("traffic-check") name on_press=move || check(state, &example) />
                </div>
            </td>
        </tr>
    }
    .into_any()
}
