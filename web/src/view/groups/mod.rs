//! Many groups: the files that they are from, and a list of every group and VM.
//!
//! Loaded with the part of the page that asks the worker.

mod documents;
mod examined;
mod list;
mod row;
mod toolbar;

use super::flow::FlowCard;
use crate::state::{GroupListing, State};
use documents::DocumentsCard;
use leptos::prelude::*;
use list::GroupTable;

/// All of the room.
pub(super) fn groups(state: State) -> AnyView {
    let listing = listing(state);
    view! { <GroupsView state listing /> }.into_any()
}

/// What follows the documents, started by whoever comes first. It lives as long as the page.
fn listing(state: State) -> GroupListing {
    state.groups.get_value().unwrap_or_else(|| {
        let owner = state.what_if.owner();
        let listing = owner.with(|| GroupListing::new(state));
        state.groups.set_value(Some(listing));
        listing
    })
}

#[component]
fn GroupsView(state: State, listing: GroupListing) -> impl IntoView {
    let is_empty = Memo::new(move |_| state.documents.is_empty());
    view! {
        <DocumentsCard state listing />
        <Show when=move || !is_empty.get()>
            <FlowCard state />
            <GroupTable state listing />
        </Show>
    }
}
