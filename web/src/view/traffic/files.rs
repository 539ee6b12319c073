//! The files: given by picking or dropping, and how reading them goes.

use super::filter::FilterForm;
use super::numbers::bytes;
use crate::state::{Awaited, READ_AGAIN_BY_ITSELF, TrafficReading};
use crate::view::components::Button;
use crate::view::files::FilePicker;
use leptos::prelude::*;
use nsg_traffic::grouped;
use text::text;

#[component]
pub(super) fn FilesCard(reading: TrafficReading) -> impl IntoView {
    let over = RwSignal::new(false);
    let files = reading.files;
    let is_empty = Signal::derive(move || files.with(Vec::is_empty));
    let add = move |picked| reading.add(picked);
    let dropped = move |event: web_sys::DragEvent| {
        over.set(false);
        event.prevent_default();
        if let Some(data) = event.data_transfer() {
            add(data.into());
        }
    };
    let is_busy = Signal::derive(move || reading.progress.with(Option::is_some));
    let is_large = move || reading.size() > READ_AGAIN_BY_ITSELF;
    let needs_press = Signal::derive(move || is_busy.get() || !reading.is_stale() || !is_large());
    view! {
        <article
            class="card documents"
            class:drop-target=over
            aria-labelledby="traffic-files-title"
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <header>
                <h2 id="traffic-files-title">{text!("traffic-files")}</h2>
                <FilePicker id="traffic-files" label=text!("groups-add-files") on_pick=add />
                <FilePicker id="traffic-folder" label=text!("groups-add-folder") is_folder=true on_pick=add />
                <Button label=text!("groups-remove-all") hidden=is_empty on_press=move || reading.clear() />
            </header>
            <Show when=move || is_empty.get()>
                <p>{text!("traffic-empty")}</p>
                <p class="summary">{text!("traffic-empty-where")}</p>
                <div class="actions">
                    <Button class="primary" label=text!("traffic-sample") on_press=move || reading.load_sample() />
                    <span class="summary">{text!("traffic-sample-what")}</span>
                </div>
            </Show>
            <p class="notice" role="status" hidden=move || is_empty.get() || reading.has_rules()>
                {text!("traffic-no-rules")}
            </p>
            <Progress reading />
            <p class="summary" hidden=is_empty>
                {move || {
                    let size = files.with(|files| files.iter().map(crate::state::TrafficFile::size).sum());
                    text!("traffic-file-count", files = files.with(Vec::len), size = bytes(size))
                }}
            </p>
            <FilterForm reading />
            <div class="actions" hidden=needs_press>
                <Button class="primary" label=text!("traffic-replay") on_press=move || reading.replay() />
                <span class="summary">{text!("traffic-replay-why")}</span>
            </div>
            <Problems reading />
        </article>
    }
}

#[component]
fn Progress(reading: TrafficReading) -> impl IntoView {
    let progress = reading.progress;
    let said = move || {
        let now = progress.get().unwrap_or_default();
        text!(
            "traffic-reading",
            read = bytes(now.read),
            of = bytes(now.of),
            flows = grouped(now.flows)
        )
    };
    let share = move || {
        let now = progress.get().unwrap_or_default();
        (now.read / now.of.max(1.0)).to_string()
    };
    view! {
        <div class="progress" hidden=move || progress.with(Option::is_none)>
            <progress max="1" prop:value=share aria-label=text!("traffic-files")></progress>
            <span>{said}</span>
            <button type="button" on:click=move |_| reading.stop()>
                {text!("groups-stop")}
            </button>
        </div>
    }
}

/// The faults of the files.
#[component]
fn Problems(reading: TrafficReading) -> impl IntoView {
    let said = move || match reading.result.get() {
        Awaited::Is(result) => {
            let told = result.diagnostics.iter();
            told.map(|told| told.message.clone()).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    view! {
        <ul class="problems" hidden=move || said().is_empty()>
            {move || said().into_iter().map(|said| view! { <li>{said}</li> }).collect_view()}
        </ul>
    }
}
