//! What each rule would decide of the record, as edited, and rules that could be narrower.

use super::of_which_rules;
use super::rows_table::RowsTable;
use crate::state::{Awaited, Shared, State, TrafficReading};
use crate::view::components::{Button, Line};
use leptos::prelude::*;
use nsg::{Access, AppliedTo, RuleKind};
use nsg_analysis::{Edit, RuleRef};
use nsg_documents::rule_text::{RuleField, RuleText};
use nsg_traffic::grouped;
use nsg_traffic::record::RecordTime;
use nsg_traffic::{RuleUse, TightenOptions, Tightened};
use text::text;

/// So many rows are drawn at once: more would hold up the page.
const ROWS: usize = 60;

/// The lengths of prefixes that one can choose.
const LENGTHS: [u8; 5] = [32, 28, 24, 20, 16];

#[component]
pub(super) fn RuleUseCard(
    state: State,
    reading: TrafficReading,
    /// Whether the rules are edited.
    is_edited: bool,
) -> impl IntoView {
    let drawn = RwSignal::new(ROWS);
    let rules = reading.rules.get_untracked();
    let count = rules.len();
    let rows = move || {
        let rules = rules.iter().take(drawn.get());
        rules.map(|used| row(state, reading, used)).collect_view()
    };
    let is_all = Signal::derive(move || drawn.get() >= count);
    let choose = move |event| {
        if let Ok(length) = event_target_value(&event).parse() {
            reading
                .options
                .update(|options| options.prefix_length = length);
        }
    };
    let lengths = LENGTHS.map(|length| {
        let label = match length {
            32 => text!("traffic-each-address").to_owned(),
            _ => format!("/{length}"),
        };
        let is_chosen = length == TightenOptions::default().prefix_length;
        view! { <option value=length.to_string() selected=is_chosen>{label}</option> }.into_any()
    });
    let columns = [
        text!("traffic-column-rule"),
        text!("traffic-column-where"),
        text!("traffic-column-flows"),
        text!("traffic-column-last"),
        "",
    ];
    view! {
        <article class="card" aria-labelledby="use-title">
            <header>
                <h2 id="use-title">{text!("traffic-use")}</h2>
                <label class="inline-field">
                    <span>{text!("traffic-keep")}</span>
                    <select on:change=choose>{lengths.into_iter().collect_view()}</select>
                </label>
            </header>
            <p class="summary">{of_which_rules(is_edited)} " " {text!("traffic-use-what")}</p>
            <Tightening state reading />
            <div class="rows" tabindex="0" role="region" aria-label=text!("traffic-use")>
                <RowsTable columns>
                    {rows}
                </RowsTable>
            </div>
            <div class="actions">
                <Button
                    label=text!("groups-more")
                    hidden=is_all
                    on_press=move || drawn.update(|drawn| *drawn += ROWS)
                />
            </div>
        </article>
    }
}

fn row(state: State, reading: TrafficReading, used: &RuleUse) -> AnyView {
    let rule = used.rule.clone();
    let is_own = rule.name.kind == RuleKind::User;
    let is_unused = used.flows == 0 && used.perhaps == 0;
    let flows = match (used.flows, used.perhaps) {
        (0, 0) => text!("traffic-unused").to_owned(),
        (flows, 0) => grouped(flows),
        (flows, perhaps) => text!(
            "traffic-perhaps",
            flows = grouped(flows),
            perhaps = grouped(perhaps)
        ),
    };
    let last = used.last.map(RecordTime::minute);
    // What a rule blocks says nothing about what is needed.
    let allows = state.place(rule.applied_to).is_some_and(|place| {
        let group = place.current.get_untracked();
        let own = group.as_ref().and_then(|group| group.rule(rule.position));
        own.is_some_and(|own| own.access.known() == Some(&Access::Allow))
    });
    let can_tighten = is_own && allows && used.flows > 0;
    let name = text!("traffic-tighten-name", rule = rule.name.name);
    let named = rule.name.name.clone();
    let place = place(rule.applied_to);
    let tighten = can_tighten.then(|| {
        let press = move || reading.tighten(rule.clone());
        view! { <Button class="link" label=text!("traffic-tighten") name on_press=press /> }
    });
    view! {
        <tr class:unused=is_unused>
            <td><strong>{named}</strong></td>
            <td data-label=text!("traffic-column-where")>{place}</td>
            <td data-label=text!("traffic-column-flows")>{flows}</td>
            <td data-label=text!("traffic-column-last")>{last}</td>
            <td>{tighten}</td>
        </tr>
    }
    .into_any()
}

fn place(applied_to: AppliedTo) -> &'static str {
    match applied_to {
        AppliedTo::VirtualNetwork => text!("traffic-place-admin"),
        AppliedTo::Subnet => text!("traffic-place-subnet"),
        AppliedTo::NetworkInterface => text!("traffic-place-nic"),
    }
}

/// The rule that was made narrower last.
#[component]
fn Tightening(state: State, reading: TrafficReading) -> impl IntoView {
    let shown = move |(rule, told): (RuleRef, Awaited<Shared<Tightened>>)| {
        let title = text!("traffic-tightened", rule = rule.name.name);
        let body = match told {
            Awaited::Nothing | Awaited::Asked => {
                view! { <span class={"spinner"}></span> }.into_any()
            }
            Awaited::Not(problem) => view! { <Line class="notice" text=problem /> }.into_any(),
            Awaited::Is(tightened) => proposal(state, reading, &tightened),
        };
        view! {
            <section class="proposal" role="status">
                <h3>{title}</h3>
                {body}
            </section>
        }
        .into_any()
    };
    view! { {move || reading.tightened.get().map(shown)} }
}

fn proposal(state: State, reading: TrafficReading, tightened: &Tightened) -> AnyView {
    let Edit::Replace { with, .. } = &tightened.edit else {
        return ().into_any();
    };
    let text = RuleText::of(with);
    let fields = [
        (RuleField::Protocol, text!("traffic-field-protocol")),
        (RuleField::Source, text!("impact-from")),
        (RuleField::Destination, text!("impact-to")),
        (RuleField::DestinationPorts, text!("traffic-field-ports")),
    ];
    let fields = fields.map(|(field, label)| {
        let value = text.get(field).to_owned();
        view! { <div><dt>{label}</dt> <dd><code>{value}</code></dd></div> }.into_any()
    });
    let edits = vec![tightened.edit.clone()];
    let apply = move || reading.apply(&edits);
    view! {
        <dl class="narrow-rule">{fields.into_iter().collect_view()}</dl>
        <p>{text!("traffic-tighten-keeps", flows = grouped(tightened.flows))}</p>
        <p class="summary">{text!("traffic-tighten-closes", summary = tightened.impact.summary)}</p>
        <div class="actions">
            <Button class="primary" label=text!("mends-apply") hidden=state.host.is_readonly on_press=apply />
        </div>
    }
    .into_any()
}
