//! The files of the list: given by picking, dropping or pasting.

use crate::state::{Awaited, GroupListing, State};
use crate::view::copy::Copyable;
use crate::view::files::{self, FilePicker};
use leptos::html::Textarea;
use leptos::prelude::*;
use nsg_worker::{GivenDocument, ListedDocument};
use text::text;
use wasm_bindgen::JsCast;

/// Commands that print all that the list can show of a subscription.
const COMMANDS: &str = "az network nsg list > nsgs.json\naz network nic list > nics.json\naz network vnet list > vnets.json";

/// More files than these are folded to a line.
const UNFOLDED: usize = 5;

#[component]
pub(super) fn DocumentsCard(state: State, listing: GroupListing) -> impl IntoView {
    let over = RwSignal::new(false);
    let read = move |picked| files::read_all(state, picked);
    let dropped = move |event: web_sys::DragEvent| {
        over.set(false);
        event.prevent_default();
        if let Some(data) = event.data_transfer() {
            read(data.into());
        }
    };
    view! {
        <article
            class="card documents"
            class:drop-target=over
            aria-labelledby="documents-title"
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <header>
                <h2 id="documents-title">{text!("groups-files")}</h2>
                <FilePicker id="group-files" label=text!("groups-add-files") on_pick=read />
                <FilePicker id="group-folder" label=text!("groups-add-folder") is_folder=true on_pick=read />
                <button
                    type="button"
                    hidden=move || state.documents.is_empty()
                    on:click=move |_| state.documents.clear()
                >
                    {text!("groups-remove-all")}
                </button>
            </header>
            <Show when=move || state.documents.is_empty()>
                <p>{text!("groups-empty")}</p>
                <p class="summary">{text!("groups-empty-commands")}</p>
                <Copyable label=text!("groups-empty-commands") text=COMMANDS />
            </Show>
            <Reading state />
            <p class="notice" role="status" hidden=move || state.documents.notice.with(String::is_empty)>
                {state.documents.notice}
            </p>
            <DocumentList state listing />
            <PasteBox state />
        </article>
    }
}

/// How reading the files goes.
#[component]
fn Reading(state: State) -> impl IntoView {
    let reading = state.documents.reading;
    let is_reading = Memo::new(move |_| reading.get().1 > 0);
    view! {
        <div class="progress" role="status" hidden=move || !is_reading.get()>
            <span class={"spinner"}></span>
            <span>
                {move || {
                    let (done, all) = reading.get();
                    text!("groups-reading", done, all)
                }}
            </span>
            <button type="button" on:click=move |_| state.documents.stop_reading()>
                {text!("groups-stop")}
            </button>
        </div>
    }
}

/// The files, each with what was read of it.
#[component]
fn DocumentList(state: State, listing: GroupListing) -> impl IntoView {
    let all = state.documents.all;
    let read = move |index: usize| match listing.list.get() {
        Awaited::Is(list) => list.documents.get(index).cloned(),
        _ => None,
    };
    let items = move || {
        let all = all.get();
        let documents = all.iter().enumerate();
        documents
            .map(|(index, document)| {
                let name = match document.file.as_str() {
                    "" => text!("groups-pasted", number = index + 1),
                    file => file.to_owned(),
                };
                let remove = text!("groups-remove-name", file = name);
                let read = Memo::new(move |_| read(index));
                view! {
                    <li>
                        <strong>{name}</strong>
                        <span class="summary">{move || understood(read.get().as_ref())}</span>
                        <span class="problems">
                            {move || read.get().and_then(|read| read.problem).unwrap_or_default()}
                        </span>
                        <button
                            type="button"
                            class="link"
                            aria-label=remove
                            on:click=move |_| state.documents.remove(index)
                        >
                            {text!("place-remove")}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let count = move || all.with(|all| all.len());
    view! {
        <details hidden=move || count() == 0 prop:open=move || count() <= UNFOLDED>
            <summary>{move || text!("groups-file-count", files = count())}</summary>
            <ul class="document-list">{items}</ul>
        </details>
    }
}

/// What was read of a file, in words.
fn understood(read: Option<&ListedDocument>) -> String {
    match read {
        None => String::new(),
        Some(read) if read.groups > 0 || read.resources == 0 => {
            text!("groups-of-file", groups = read.groups)
        }
        Some(read) => text!("groups-resources-of-file", resources = read.resources),
    }
}

/// A text that is no file. What is pasted counts at once, what is typed with the button.
#[component]
fn PasteBox(state: State) -> impl IntoView {
    let field = NodeRef::<Textarea>::new();
    let is_blank = RwSignal::new(true);
    let add = move || {
        if let Some(field) = field.get_untracked() {
            let text = field.value();
            field.set_value("");
            is_blank.set(true);
            let file = String::new();
            state.documents.add(vec![GivenDocument { file, text }]);
        }
    };
    let typed = move |event: web_sys::Event| {
        let kind = event.dyn_ref::<web_sys::InputEvent>();
        is_blank.set(event_target_value(&event).trim().is_empty());
        if kind.is_some_and(|event| event.input_type() == "insertFromPaste") {
            add();
        }
    };
    view! {
        <details>
            <summary>{text!("groups-paste")}</summary>
            <div class="field">
                <textarea
                    node_ref=field
                    rows="4"
                    spellcheck="false"
                    autocomplete="off"
                    aria-label=text!("groups-paste")
                    placeholder=text!("groups-paste-placeholder")
                    on:input=typed
                ></textarea>
                <div class="actions" hidden=is_blank>
                    <button type="button" on:click=move |_| add()>
                        {text!("groups-paste-add")}
                    </button>
                </div>
            </div>
        </details>
    }
}
