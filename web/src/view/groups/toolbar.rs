//! What is shown of the list, and the list as a file.

use crate::state::{GroupListing, Kind, SeverityChoice, VerdictChoice, csv, json};
use crate::view::files;
use crate::view::what_if::severity_word;
use leptos::prelude::*;
use nsg::Decision;
use nsg_analysis::FindingSeverity;
use text::text;

#[component]
pub(super) fn Toolbar(listing: GroupListing, shown: Memo<Vec<usize>>) -> impl IntoView {
    let choice = listing.choice;
    let save = move |name: &str, kind: &str, write: fn(GroupListing, &[usize]) -> String| {
        files::save(
            name,
            kind,
            &shown.with_untracked(|rows| write(listing, rows)),
        );
    };
    let kinds = [Kind::All, Kind::Groups, Kind::Machines];
    let verdicts = [
        None,
        Some(Some(Decision::Allow)),
        Some(Some(Decision::Deny)),
        Some(Some(Decision::Depends)),
        Some(None),
    ];
    let severities = [
        None,
        Some(Some(FindingSeverity::High)),
        Some(Some(FindingSeverity::Medium)),
        Some(Some(FindingSeverity::Low)),
        Some(Some(FindingSeverity::Info)),
        Some(None),
    ];
    view! {
        <div class="actions group-toolbar">
            <label class="inline-field search">
                <span>{text!("groups-search")}</span>
                <input
                    type="text"
                    spellcheck="false"
                    autocomplete="off"
                    prop:value=choice.search
                    on:input=move |event| choice.search.set(event_target_value(&event))
                />
            </label>
            <ChoiceOf label=text!("show") values=kinds.to_vec() name=kind_name chosen=choice.kind />
            <ChoiceOf label=text!("column-verdict") values=verdicts.to_vec() name=verdict_name chosen=choice.verdict />
            <ChoiceOf
                label=text!("groups-column-finding")
                values=severities.to_vec()
                name=severity_name
                chosen=choice.severity
            />
            <button type="button" hidden=move || !choice.is_narrowed() on:click=move |_| choice.show_all()>
                {text!("groups-show-all")}
            </button>
            <span class={"grow"}></span>
            <button type="button" on:click=move |_| save("groups.csv", "text/csv", csv)>
                {text!("live-flows-csv")}
            </button>
            <button type="button" on:click=move |_| save("groups.json", "application/json", json)>
                {text!("live-flows-json")}
            </button>
        </div>
    }
}

/// One of a few values.
#[component]
fn ChoiceOf<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    values: Vec<T>,
    /// What each is called.
    name: fn(T) -> &'static str,
    chosen: RwSignal<T>,
) -> impl IntoView {
    let options = values.iter().enumerate().map(|(index, value)| {
        let value = *value;
        view! {
            <option value=index.to_string() selected=move || chosen.get() == value>
                {name(value)}
            </option>
        }
    });
    let options = options.collect_view();
    let choose = move |event| {
        let index: Option<usize> = event_target_value(&event).parse().ok();
        if let Some(value) = index.and_then(|index| values.get(index)) {
            chosen.set(*value);
        }
    };
    view! {
        <label class="inline-field">
            <span>{label}</span>
            <select on:change=choose>{options}</select>
        </label>
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::All => text!("groups-kind-all"),
        Kind::Groups => text!("groups-kind-groups"),
        Kind::Machines => text!("groups-kind-machines"),
    }
}

fn verdict_name(verdict: VerdictChoice) -> &'static str {
    match verdict {
        None => text!("groups-any"),
        Some(Some(access)) => access.word(),
        Some(None) => text!("groups-no-verdict"),
    }
}

fn severity_name(severity: SeverityChoice) -> &'static str {
    match severity {
        None => text!("groups-any"),
        Some(Some(severity)) => severity_word(severity),
        Some(None) => text!("groups-no-findings"),
    }
}
