//! Contracts that come ready: a service or a check is chosen, and its file is the text of the contracts.

use crate::state::{Analysis, Awaited, ReadyFile, State};
use crate::view::components::{Button, Choices, Status};
use leptos::prelude::*;
use nsg_analysis::contracts::ReadyContracts;
use text::text;

/// The choice, and what the text says about itself where it is such a file.
#[component]
pub(super) fn ReadyMade(state: State, analysis: Analysis) -> impl IntoView {
    let contracts = analysis.contracts;
    let (ready, text) = (contracts.ready, state.contracts);
    // The text that a choice replaced; both can be exchanged, so that none is lost.
    let replaced = RwSignal::new(String::new());
    let about = Memo::new(move |_| text.with(|text| ReadyContracts::read(text)));
    let absent = Signal::derive(move || ready.with(|ready| !matches!(ready, Awaited::Is(_))));
    let options = Signal::derive(move || {
        let first = (String::new(), text!("contracts-ready-choose").to_owned());
        let files = ready.with(|ready| match ready {
            Awaited::Is(files) => files.iter().map(option).collect(),
            _ => Vec::new(),
        });
        [vec![first], files].concat()
    });
    let chosen = Signal::derive(move || about.get().map(|about| about.title).unwrap_or_default());
    let problem = Signal::derive(move || match ready.get() {
        Awaited::Not(problem) => problem,
        _ => String::new(),
    });
    let choose = move |title: String| {
        let Awaited::Is(files) = ready.get_untracked() else {
            return;
        };
        if let Some((_, file)) = files.iter().find(|(about, _)| about.title == title) {
            let before = text.get_untracked();
            let is_own = !before.trim().is_empty() && files.iter().all(|(_, file)| *file != before);
            if is_own {
                replaced.set(before);
            }
            text.set(file.clone());
        }
    };
    let restore = move || {
        let before = text.get_untracked();
        text.set(replaced.get_untracked());
        replaced.set(before);
    };
    view! {
        <div class="contracts">
            <div class="actions">
                <Button
                    label=text!("contracts-ready")
                    hidden=move || !absent.get()
                    on_press=move || contracts.load_ready(state)
                />
                <Choices
                    id="contracts-ready"
                    label=text!("contracts-ready")
                    class="inline-field"
                    options
                    chosen
                    hidden=absent
                    on_choose=choose
                />
                <Button
                    label=text!("contracts-ready-restore")
                    hidden=move || replaced.with(String::is_empty)
                    on_press=restore
                />
            </div>
            <Status class="problem" text=problem />
            {move || about.get().map(described)}
        </div>
    }
}

fn option((about, _): &ReadyFile) -> (String, String) {
    (about.title.clone(), about.title.clone())
}

/// What a file says about itself. Its words are English in every language.
fn described(about: ReadyContracts) -> AnyView {
    let ReadyContracts {
        about,
        source,
        date,
        undocumented,
        ..
    } = about;
    let none = undocumented.is_empty();
    let notes = undocumented.into_iter();
    let notes = notes.map(|note| view! { <li>{note}</li> }.into_any());
    let address = source.clone();
    view! {
        <div class="field">
            <p lang="en">{about}</p>
            <small>
                <span>{text!("contracts-ready-source", date)}</span>
                <a href=address target="_blank" rel="noreferrer">
                    {source}
                </a>
            </small>
            <p hidden=none>{text!("contracts-ready-notes")}</p>
            <ul lang="en">{notes.collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}
