//! Reads files that are picked or dropped.

use crate::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;
use nsg_documents::join_modules;
use nsg_worker::GivenDocument;
use std::time::Duration;
use text::text;
use wasm_bindgen::{JsCast, JsValue};
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

/// What was dropped, where it is several files or a folder: a folder looks like a file without a type.
pub(super) fn many(event: &DragEvent) -> Option<JsValue> {
    let data = event.data_transfer()?;
    let files = data.files()?;
    let is_folder = |file: File| file.type_().is_empty() && !file.name().contains('.');
    (files.length() > 1 || files.get(0).is_some_and(is_folder)).then(|| data.into())
}

fn first(files: Option<FileList>) -> Option<File> {
    files?.get(0)
}

/// What is read of a folder. Others are left out, and counted; who picks a file itself gets it read.
const ENDS: [&str; 11] = [
    ".json", ".jsonc", ".tfstate", ".tf", ".tfvars", ".yaml", ".yml", ".txt", ".csv", ".tsv", ".md",
];

/// Reads every file of a drop or of a field's list, those in folders included, into the list of groups.
pub(super) fn read_all(state: State, source: JsValue) {
    let documents = state.documents;
    spawn_local(async move {
        let found = state.host.scripts().files_in(&source).await;
        let is_wanted = |path: &str| {
            let path = path.to_lowercase();
            !path.contains('/') || ENDS.iter().any(|end| path.ends_with(end))
        };
        let count = found.len();
        let wanted: Vec<(String, File)> = found
            .into_iter()
            .filter(|(path, _)| is_wanted(path))
            .collect();
        let (left_out, all) = (count - wanted.len(), wanted.len());
        let (mut read, mut unread) = (Vec::new(), 0);
        for (index, (path, file)) in wanted.into_iter().enumerate() {
            let _ = documents.reading.try_set((index + 1, all));
            let text = JsFuture::from(file.text()).await;
            // Whoever stopped it, or left, wants no more.
            if documents.reading.try_get_untracked() != Some((index + 1, all)) {
                break;
            }
            match text.ok().and_then(|text| text.as_string()) {
                Some(text) => read.push((path, text)),
                None => unread += 1,
            }
        }
        if documents.reading.try_set((0, 0)).is_some() {
            return;
        }
        let read = join_modules(read).into_iter();
        documents.add(
            read.map(|(file, text)| GivenDocument { file, text })
                .collect(),
        );
        if documents.notice.with_untracked(String::is_empty) {
            documents.notice.set(match (unread, left_out) {
                (0, 0) => String::new(),
                (0, files) => text!("groups-other-files", files),
                (files, _) => text!("groups-unread-files", files),
            });
        }
    });
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

/// A field for files under a button's face.
#[component]
pub(super) fn FilePicker(
    id: &'static str,
    label: &'static str,
    /// Whether a folder is picked, with all that is in it.
    #[prop(optional)]
    is_folder: bool,
    /// Takes the list of what was picked.
    #[prop(into)]
    on_pick: UnsyncCallback<JsValue>,
) -> impl IntoView {
    let picked = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(list) = input.files() {
            let _ = on_pick.try_run(list.into());
        }
    };
    view! {
        <label class="button" for=id>
            {label}
            <input type="file" id=id multiple prop:webkitdirectory=is_folder aria-label=label on:change=picked />
        </label>
    }
}
