//! "What the rules refer to": only what the rules mention.

use super::diagnostics::worst_first;
use super::{count, files, when, words};
use crate::state::{Shared, State, TagFile, is_complete, read_prefixes};
use leptos::prelude::*;
use nsg::Name;
use std::collections::BTreeMap;

#[component]
pub(super) fn RefersTo(state: State) -> impl IntoView {
    let mentions = state.mentions;
    let any =
        move || mentions.with(|m| m.virtual_network || !m.tags.is_empty() || !m.groups.is_empty());
    let tags = move || mentions.with(|mentions| mentions.tags.iter().cloned().collect::<Vec<_>>());
    let groups = move || mentions.with(|m| m.groups.iter().cloned().collect::<Vec<_>>());
    view! {
        <Show when=any>
            <article class="card">
                <header>
                    <h3>"What the rules refer to"</h3>
                </header>
                <p class="summary">"Leave empty what you do not know: the verdict then asks for it."</p>
                <Show when=move || mentions.with(|m| m.virtual_network)>
                    <Prefixes
                        label="VirtualNetwork"
                        help="Address space, peers, on-premises ranges and route prefixes. Prefixes, or the VNet's JSON."
                        placeholder="10.0.0.0/16"
                        text=Signal::derive(move || state.network.virtual_network.get())
                        set=move |text| state.network.virtual_network.set(text)
                        from_document=Signal::derive(move || from_document(state, "VirtualNetwork"))
                    />
                </Show>
                <Show when=move || mentions.with(|m| !m.tags.is_empty())>
                    <TagFilePicker state />
                </Show>
                <For each=tags key=|name| name.as_str().to_ascii_lowercase() let:name>
                    <TagField state name />
                </For>
                <For each=groups key=|name| name.as_str().to_ascii_lowercase() let:name>
                    <MembersField state name />
                </For>
            </article>
        </Show>
    }
}

/// Whether a pasted document brings its own expansion of the tag.
fn from_document(state: State, tag: &str) -> Option<String> {
    let brings = |place: &crate::state::Place| {
        place
            .document
            .with(|document| document.network.service_tags.contains_key(&tag.into()))
    };
    [state.subnet, state.interface]
        .iter()
        .any(brings)
        .then(|| "Known from the effective rules that you pasted.".to_owned())
}

/// A list of prefixes as a field.
#[component]
fn Prefixes(
    #[prop(into)] label: String,
    #[prop(into)] help: String,
    placeholder: &'static str,
    text: Signal<String>,
    set: impl Fn(String) + 'static,
    /// What is known without the field.
    from_document: Signal<Option<String>>,
) -> impl IntoView {
    let id = format!("refers-{}", label.to_ascii_lowercase().replace('.', "-"));
    let help_id = format!("{id}-help");
    let problem = Memo::new(move |_| {
        let read = text.with(|text| read_prefixes(text))?;
        let first = worst_first(&read.diagnostics).next()?.clone();
        let help = first
            .help
            .map(|help| format!(": {help}"))
            .unwrap_or_default();
        let effect = if is_complete(&read) {
            ""
        } else {
            ". Unknown until this is mended"
        };
        Some(format!("{}{help}{effect}", first.message))
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id
                spellcheck="false"
                autocomplete="off"
                placeholder=placeholder
                aria-describedby=help_id.clone()
                prop:value=text
                on:input=move |event| set(event_target_value(&event))
            />
            <small id=help_id>
                {words(move || from_document.get().unwrap_or_else(|| help.clone()))}
            </small>
            <p class="field-error" hidden=when(move || problem.with(Option::is_none))>
                {words(move || problem.get().unwrap_or_default())}
            </p>
        </div>
    }
}

#[component]
fn TagFilePicker(state: State) -> impl IntoView {
    let busy = RwSignal::new(false);
    let file = state.network.tag_file;
    let open = move |event: web_sys::Event| {
        let Some(picked) = files::picked(&event) else {
            return;
        };
        files::read(picked, busy, move |name, text| {
            let content = nsg_documents::service_tags::read(&text);
            file.set(Some(Shared::new(TagFile { name, content })));
        });
    };
    let summary = move || match (busy.get(), file.get()) {
        (true, _) => "Reading the file…".to_owned(),
        (_, None) => "Microsoft's weekly ServiceTags_Public_….json fills in every tag.".to_owned(),
        (_, Some(file)) if file.content.tags.is_empty() => {
            format!(
                "{} holds no service tags. Pick Microsoft's ServiceTags_….json.",
                file.name
            )
        }
        (_, Some(file)) => {
            let cloud = file.content.cloud.as_deref().unwrap_or("unnamed");
            let tags = count(file.content.tags.len(), "tag", "tags");
            format!(
                "{}: {tags} of the {cloud} cloud. Pick it again after a reload.",
                file.name
            )
        }
    };
    view! {
        <div class="field row">
            <label class="button" for="tag-file">
                "Service tag file…"
                <input
                    type="file"
                    id="tag-file"
                    aria-label="Open a service tag file"
                    accept=".json,application/json"
                    on:change=open
                />
            </label>
            <small>{words(summary)}</small>
        </div>
    }
}

#[component]
fn TagField(state: State, name: Name) -> impl IntoView {
    let key = name.as_str().to_ascii_lowercase();
    let label = name.to_string();
    let known = Signal::derive(move || {
        let file = state.network.tag_file.get()?;
        let set = file.content.tags.get(&name)?;
        let ranges = set.ipv4_ranges().len() + set.ipv6_ranges().len();
        Some(format!(
            "{} from {}.",
            count(ranges, "range", "ranges"),
            file.name
        ))
    });
    let (get_key, tags) = (key.clone(), state.network.tags);
    view! {
        <Prefixes
            label
            help="Prefixes of this service tag."
            placeholder="unknown"
            text=Signal::derive(move || entry(tags, &get_key))
            set=move |text| set_entry(tags, &key, text)
            from_document=known
        />
    }
}

#[component]
fn MembersField(state: State, name: Name) -> impl IntoView {
    let key = name.last_segment().to_ascii_lowercase();
    let (get_key, members) = (key.clone(), state.network.members);
    view! {
        <Prefixes
            label=name.last_segment().to_owned()
            help="Private addresses of this application security group's members."
            placeholder="unknown"
            text=Signal::derive(move || entry(members, &get_key))
            set=move |text| set_entry(members, &key, text)
            from_document=Signal::derive(|| None)
        />
    }
}

fn entry(map: RwSignal<BTreeMap<String, String>>, key: &str) -> String {
    map.with(|map| map.get(key).cloned().unwrap_or_default())
}

fn set_entry(map: RwSignal<BTreeMap<String, String>>, key: &str, text: String) {
    map.update(|map| {
        map.insert(key.to_owned(), text);
    });
}
