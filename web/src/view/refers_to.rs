//! "What the rules refer to": only what the rules mention.

use super::admin_rules::admin_rules;
use super::components::Edited;
use super::diagnostics::worst_first;
use super::files;
use crate::state::{GroupInput, Shared, State, TagFile, is_complete, read_prefixes};
use leptos::prelude::*;
use nsg::Name;
use text::text;

#[component]
pub(super) fn RefersTo(state: State) -> impl IntoView {
    let fields = move || AddressField::all(state);
    let nothing = Signal::derive(move || {
        let admin_rules = state.network.admin_rules;
        let fetched = state.live.picking.deployed.with(Option::is_some);
        fields().is_empty() && !fetched && admin_rules.with(String::is_empty)
    });
    view! {
        <article class="card" hidden=nothing>
            <header>
                <h3>{text!("refers-title")}</h3>
            </header>
            <p class="summary">{text!("refers-help")}</p>
            <TagFilePicker state />
            <For each=fields key=AddressField::id let:field>
                <Prefixes state field />
            </For>
            {admin_rules(state)}
        </article>
    }
}

/// A set of addresses that the rules name.
#[derive(Clone)]
enum AddressField {
    VirtualNetwork,
    Tag(Name),
    Members(Name),
}

impl AddressField {
    /// What the rules of both groups mention.
    fn all(state: State) -> Vec<Self> {
        state.mentions.with(|mentions| {
            let network = mentions.virtual_network.then_some(Self::VirtualNetwork);
            let tags = mentions.service_tags.iter().cloned().map(Self::Tag);
            let groups = mentions
                .application_security_groups
                .iter()
                .cloned()
                .map(Self::Members);
            let mut fields: Vec<Self> = Vec::new();
            for field in network.into_iter().chain(tags).chain(groups) {
                // Groups of one name in two resource groups share a field.
                if fields.iter().all(|known| known.id() != field.id()) {
                    fields.push(field);
                }
            }
            fields
        })
    }

    fn name(&self) -> &str {
        match self {
            Self::VirtualNetwork => "VirtualNetwork",
            Self::Tag(name) => name.as_str(),
            Self::Members(name) => name.last_segment(),
        }
    }

    fn key(&self) -> String {
        self.name().to_ascii_lowercase()
    }

    /// The same for the same field, and fit for the page.
    fn id(&self) -> String {
        let kind = match self {
            Self::VirtualNetwork | Self::Tag(_) => "tag",
            Self::Members(_) => "group",
        };
        format!("{kind}-{}", self.key().replace('.', "-"))
    }

    fn text(&self, state: State) -> String {
        let network = state.network;
        let texts = match self {
            Self::VirtualNetwork => return network.virtual_network.get(),
            Self::Tag(_) => network.tags,
            Self::Members(_) => network.members,
        };
        texts.with(|texts| texts.get(&self.key()).to_owned())
    }

    fn set(&self, state: State, text: String) {
        let network = state.network;
        let texts = match self {
            Self::VirtualNetwork => return network.virtual_network.set(text),
            Self::Tag(_) => network.tags,
            Self::Members(_) => network.members,
        };
        texts.update(|texts| texts.set(self.key(), text));
    }

    /// Whether it is no longer what was fetched.
    fn is_edited(&self, state: State) -> bool {
        let picking = state.live.picking;
        let (key, text) = (self.key(), self.text(state));
        match self {
            Self::VirtualNetwork => picking.is_edited(|it| &it.virtual_network, &text),
            Self::Tag(_) => picking.is_one_edited(|it| &it.tags, &key, &text),
            Self::Members(_) => picking.is_one_edited(|it| &it.members, &key, &text),
        }
    }

    /// Whether its addresses come from this file: a field wins over a file.
    fn comes_from(&self, state: State, file: Option<&Shared<TagFile>>) -> bool {
        let deployed = state.live.picking.deployed;
        let fetched =
            deployed.with(|it| it.as_ref().is_some_and(|it| it.tag_file.as_ref() == file));
        self.text(state).trim().is_empty() || (fetched && !self.is_edited(state))
    }

    /// What to type; or what is known without it.
    fn help(&self, state: State) -> String {
        let brings = |place: &GroupInput| {
            let name = Name::from(self.name());
            let tells = place
                .document
                .with(|document| document.network.service_tags.contains_key(&name));
            tells && !state.live.picking.has_landed(*place)
        };
        if [state.subnet, state.interface].iter().any(brings) {
            return text!("refers-pasted").to_owned();
        }
        let name = Name::from(self.name());
        let in_force = state.live.picking.deployed.with(|it| {
            let it = it.as_ref();
            it.is_some_and(|it| it.expands(&name))
        });
        if in_force && !self.is_edited(state) {
            return text!("refers-in-force").to_owned();
        }
        let file = state.network.tag_file.get();
        let set = file
            .as_ref()
            .and_then(|file| file.content.tags.get(&Name::from(self.name())));
        if let (Some(file), Some(set)) =
            (&file, set.filter(|_| self.comes_from(state, file.as_ref())))
        {
            let ranges = set.ipv4_ranges().len() + set.ipv6_ranges().len();
            return text!("refers-ranges", ranges, file = file.name);
        }
        match self {
            Self::VirtualNetwork => text!("refers-virtual-network-help"),
            Self::Tag(_) => text!("refers-tag-help"),
            Self::Members(_) => text!("refers-members-help"),
        }
        .to_owned()
    }

    /// What is wrong with the text; empty where nothing is.
    fn problem(&self, state: State) -> String {
        let Some(read) = read_prefixes(&self.text(state)) else {
            return String::new();
        };
        let Some(first) = worst_first(&read.diagnostics).next() else {
            return String::new();
        };
        let problem = match &first.help {
            Some(help) => text!("refers-problem-with-help", problem = first.message, help),
            None => first.message.clone(),
        };
        match is_complete(&read) {
            true => problem,
            false => text!("refers-problem-unknown", problem),
        }
    }
}

/// A list of prefixes as a field.
#[component]
fn Prefixes(state: State, field: AddressField) -> impl IntoView {
    let id = field.id();
    let help_id = format!("{id}-help");
    let label = field.name().to_owned();
    let placeholder = match field {
        AddressField::VirtualNetwork => "10.0.0.0/16",
        AddressField::Tag(_) | AddressField::Members(_) => text!("refers-unknown"),
    };
    let field = StoredValue::new(field);
    let edits = Signal::derive(move || field.with_value(|field| field.is_edited(state)));
    let problem = Signal::derive(move || field.with_value(|field| field.problem(state)));
    let typed = move |event| {
        field.with_value(|field| field.set(state, event_target_value(&event)));
        state.sample.set(String::new());
    };
    view! {
        <div class="field">
            <div class="labelled">
                <label for=id.clone()>{label}</label>
                <Edited is_edited=edits />
            </div>
            <input
                type="text"
                id=id
                spellcheck="false"
                autocomplete="off"
                placeholder=placeholder
                aria-describedby=help_id.clone()
                prop:value=move || field.with_value(|field| field.text(state))
                on:input=typed
            />
            <small id=help_id>{move || field.with_value(|field| field.help(state))}</small>
            <p class="field-error" hidden=move || problem.with(String::is_empty)>
                {problem}
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
        (true, _) => text!("place-reading").to_owned(),
        (_, None) => text!("refers-file-none").to_owned(),
        (_, Some(file)) if file.content.tags.is_empty() => {
            text!("refers-file-empty", file = file.name)
        }
        (_, Some(file)) => {
            let cloud = file.content.cloud.as_deref();
            text!(
                "refers-file",
                file = file.name,
                tags = file.content.tags.len(),
                cloud = cloud.unwrap_or(text!("refers-file-unnamed-cloud"))
            )
        }
    };
    let unused = Signal::derive(move || {
        state
            .mentions
            .with(|mentions| mentions.service_tags.is_empty())
    });
    view! {
        <div class="field row" hidden=unused>
            <label class="button" for="tag-file">
                {text!("refers-file-open")}
                <input
                    type="file"
                    id="tag-file"
                    aria-label=text!("refers-file-open-name")
                    accept=".json,application/json"
                    on:change=open
                />
            </label>
            <small>{move || summary()}</small>
        </div>
    }
}
