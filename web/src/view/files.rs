//! Reads files that are picked or dropped.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};

/// The file that was picked. The field is emptied, so that the same file can be picked again.
pub(super) fn picked(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = first(input.files());
    input.set_value("");
    file
}

/// The file that was dropped.
pub(super) fn dropped(event: &DragEvent) -> Option<File> {
    first(event.data_transfer()?.files())
}

fn first(files: Option<FileList>) -> Option<File> {
    files?.get(0)
}

/// Reads a file as text and hands it on with its name; `busy` is true meanwhile.
pub(super) fn read(file: File, busy: RwSignal<bool>, done: impl Fn(String, String) + 'static) {
    busy.set(true);
    spawn_local(async move {
        let text = JsFuture::from(file.text())
            .await
            .ok()
            .and_then(|text| text.as_string());
        // Two frames, so that the page shows that it is busy before a large text is read.
        request_animation_frame(move || {
            request_animation_frame(move || {
                done(file.name(), text.unwrap_or_default());
                busy.set(false);
            });
        });
    });
}
