//! A row of the list.

use crate::state::{Awaited, GroupListing, Room, State};
use crate::view::what_if::severity_word;
use leptos::prelude::*;
use nsg::Decision;
use nsg_worker::{ExaminedRow, GroupChange, GroupRow, RowStage, RowSubject};
use text::text;

/// More subnets or interfaces than these are counted.
const NAMED: usize = 3;

#[component]
pub(super) fn ListRow(
    state: State,
    listing: GroupListing,
    /// Which row of the list.
    at: usize,
) -> impl IntoView {
    let row = listing.list.with_untracked(|list| match list {
        Awaited::Is(list) => list.rows.get(at).cloned(),
        _ => None,
    })?;
    let name = match row.name.as_str() {
        "" => text!("place-unnamed-group").to_owned(),
        name => name.to_owned(),
    };
    let examined = Memo::new(move |_| listing.examined.with(|all| all.get(at).cloned()));
    let is_open = move || listing.opened.get() == Some(at);
    let open = move |_| listing.open(at);
    let verdict = Memo::new(move |_| listing.verdicts.with(|all| all.get(at).copied().flatten()));
    let no_verdict = no_verdict(&row);
    let change = row.change;
    let place = place(&row.subject);
    let kind = match row.subject {
        RowSubject::Group { .. } => "",
        RowSubject::Machine { .. } => "VM",
    };
    Some(view! {
        <tr class:opened=is_open>
            <td>
                <button
                    type="button"
                    class="link"
                    aria-pressed=move || is_open().to_string()
                    on:click=open
                >
                    {name}
                </button>
                " "
                <small>{kind}</small>
                <Show when=is_open>
                    <span class="actions">
                        <button type="button" on:click=move |_| state.host.go(Room::Check)>
                            {Room::Check.label()}
                        </button>
                        <button type="button" on:click=move |_| state.host.go(Room::WhatIf)>
                            {Room::WhatIf.label()}
                        </button>
                    </span>
                </Show>
            </td>
            <td data-label=text!("groups-column-where")>{place}</td>
            <td data-label=text!("groups-column-rules")>{row.rules}</td>
            <td data-label=text!("column-verdict") class=move || verdict.get().map_or("", class)>
                {move || verdict.get().map_or(no_verdict, Decision::word)}
            </td>
            <td data-label=text!("groups-column-finding") class="long">
                <Finding examined />
            </td>
            <td data-label=text!("groups-column-change") class="long change" class:none=change.is_none()>
                {move || said_of_change(change, examined.get().as_ref())}
            </td>
        </tr>
    })
}

/// The gravest finding, and how many more there are.
#[component]
fn Finding(examined: Memo<Option<ExaminedRow>>) -> impl IntoView {
    move || {
        let Some(row) = examined.get() else {
            return view! { <span class="summary">{"…"}</span> }.into_any();
        };
        if let Some(problem) = row.problem {
            return view! { <span class="problems">{problem}</span> }.into_any();
        }
        let Some(worst) = row.worst else {
            return view! { <span class="summary">{text!("groups-no-findings")}</span> }.into_any();
        };
        let more = match row.findings.saturating_sub(1) {
            0 => String::new(),
            more => text!("groups-more-findings", more),
        };
        view! {
            <strong class=format!("severity {}", worst.severity.as_str())>
                {severity_word(worst.severity)}
            </strong>
            " "
            {worst.message}
            " "
            <small>{more}</small>
        }
        .into_any()
    }
}

/// The class of a verdict's colours.
fn class(access: Decision) -> &'static str {
    match access {
        Decision::Allow => "outcome allow",
        Decision::Deny => "outcome deny",
        Decision::Depends => "outcome depends",
    }
}

/// Why a row has no verdict; a dash while the flow is not complete.
fn no_verdict(row: &GroupRow) -> &'static str {
    match row.change {
        Some(GroupChange::Removed) => "–",
        _ if row.hides_rules => text!("groups-not-read"),
        _ => "–",
    }
}

/// What becomes of the group.
fn said_of_change(change: Option<GroupChange>, examined: Option<&ExaminedRow>) -> String {
    let impact = examined.and_then(|row| row.impact.as_ref());
    match (change, impact) {
        (None, _) => String::new(),
        (Some(GroupChange::Added), _) => text!("groups-added").to_owned(),
        (Some(GroupChange::Removed), _) => text!("groups-removed").to_owned(),
        (Some(GroupChange::Unchanged), _) => text!("groups-unchanged").to_owned(),
        (Some(GroupChange::Changed), Some(impact)) => impact.summary.clone(),
        (Some(GroupChange::Changed), None) if examined.is_some() => {
            text!("groups-changed").to_owned()
        }
        (Some(GroupChange::Changed), None) => "…".to_owned(),
    }
}

/// What a group is associated with, or what a VM stands behind.
fn place(subject: &RowSubject) -> String {
    match subject {
        RowSubject::Group {
            subnets,
            network_interfaces,
        } => {
            let mut said = Vec::new();
            if !subnets.is_empty() {
                said.push(text!("groups-subnets", names = names(subnets)));
            }
            if !network_interfaces.is_empty() {
                said.push(text!(
                    "groups-interfaces",
                    names = names(network_interfaces)
                ));
            }
            match said.is_empty() {
                true => text!("groups-not-associated").to_owned(),
                false => said.join(" · "),
            }
        }
        RowSubject::Machine {
            subnet,
            subnet_group,
            interface_group,
        } => {
            let of_subnet = text!(
                "groups-stage-subnet",
                subnet = last(subnet),
                group = stage(subnet_group)
            );
            let own = text!("groups-stage-interface", group = stage(interface_group));
            format!("{of_subnet} · {own}")
        }
    }
}

fn stage(stage: &RowStage) -> String {
    match stage {
        RowStage::None => text!("groups-stage-none").to_owned(),
        RowStage::Group(name) => name.clone(),
        RowStage::NotGiven(id) if id.is_empty() => text!("groups-stage-untold").to_owned(),
        RowStage::NotGiven(id) => text!("groups-stage-not-given", group = last(id)),
        RowStage::Several => text!("groups-stage-several").to_owned(),
    }
}

fn names(ids: &[String]) -> String {
    let named: Vec<&str> = ids.iter().take(NAMED).map(|id| last(id)).collect();
    match ids.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => text!("groups-names-more", names = named.join(", "), more),
    }
}

fn last(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}
