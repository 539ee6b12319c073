//! Reads files that are picked or dropped.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, Event, File, FileList, HtmlAnchorElement, HtmlInputElement,
    Url,
};

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

/// Offers a text as a file to keep.
pub(super) fn save(name: &str, kind: &str, text: &str) {
    let written = || -> Option<()> {
        let parts = js_sys::Array::of1(&text.into());
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        let url = Url::create_object_url_with_blob(&blob).ok()?;
        let link = document().create_element("a").ok()?;
        let link: HtmlAnchorElement = link.dyn_into().ok()?;
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // The browser has taken what it needs by then.
        set_timeout(
            move || Url::revoke_object_url(&url).unwrap_or_default(),
            Duration::from_secs(10),
        );
        Some(())
    };
    // Without these a browser is older than anything that runs this page.
    let _ = written();
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
