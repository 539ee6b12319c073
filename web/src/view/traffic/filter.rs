//! The part of the record that is replayed.

use crate::state::{Awaited, RecordFilter, TrafficReading};
use crate::view::components::{Button, Line, Status, TextField};
use leptos::prelude::*;
use nsg_traffic::{SkippedReason, TrafficFilter, grouped};
use text::text;

/// The fields, folded away until one wants them.
#[component]
pub(super) fn FilterForm(reading: TrafficReading) -> impl IntoView {
    let filter = reading.filter;
    let RecordFilter {
        from,
        to,
        machines,
        macs,
        problem,
        applied,
    } = filter;
    let is_applied =
        Signal::derive(move || applied.with(|filter| *filter != TrafficFilter::default()));
    let apply = move || {
        if filter.apply() {
            reading.replay();
        }
    };
    let clear = move || {
        filter.clear();
        reading.replay();
    };
    let left_out = Signal::derive(move || match reading.result.get() {
        Awaited::Is(result) => {
            let mut skipped = result.skipped.iter();
            let filtered = skipped.find(|one| one.reason == SkippedReason::Filtered);
            filtered.map_or_else(String::new, |one| {
                text!(
                    "traffic-filtered",
                    count = one.flows,
                    flows = grouped(one.flows)
                )
            })
        }
        _ => String::new(),
    });
    view! {
        <details class="traffic-filter" hidden=move || reading.files.with(Vec::is_empty)>
            <summary>{text!("traffic-filter")}</summary>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    apply();
                }
            >
                <Moment id="traffic-from" label=text!("traffic-filter-from") text=from />
                <Moment id="traffic-to" label=text!("traffic-filter-to") text=to />
                <TextField
                    id="traffic-machines"
                    label=text!("traffic-filter-machines")
                    placeholder="10.0.1.4, 10.0.2.0/24"
                    class="field"
                    text=machines
                />
                <TextField
                    id="traffic-macs"
                    label=text!("traffic-filter-macs")
                    placeholder="00-0D-3A-12-34-56"
                    class="field"
                    text=macs
                />
                <div class="actions">
                    <button type="submit">{text!("traffic-filter-apply")}</button>
                    <Button
                        label=text!("traffic-filter-clear")
                        hidden=move || !is_applied.get()
                        on_press=clear
                    />
                </div>
            </form>
            <Status class="problem" text=problem />
        </details>
        <Line class="summary" text=left_out />
    }
}

/// A field for a date and a time.
#[component]
fn Moment(id: &'static str, label: &'static str, text: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                type="datetime-local"
                id=id
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
        </div>
    }
}
