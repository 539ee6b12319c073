//! Everything about Azure: connecting, picking a machine, comparing.
//!
//! [`entrance`] is on the page from the start and leads to the rest, which is loaded when it is first
//! wanted: whoever never asks Azure does not load what does.

mod batch;
mod batch_table;
mod commands;
mod compared;
mod confirm;
mod connect;
mod diagnostic;
mod entrance;
mod guide;
mod pick;
mod problem;
mod progress;
mod rule_by_rule;

pub(super) use entrance::{AzureCard, ConfirmCard, ManyCard};

use crate::state::State;
use crate::state::part::PagePart;
use js_sys::Function;
use leptos::prelude::*;
use std::sync::OnceLock;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The part of the page that asks Azure.
pub(super) type AzurePart = PagePart<Azure>;

/// What the rest of the page calls of it.
#[derive(Clone, Copy)]
pub(super) struct Azure {
    /// Signs in to the simulator beside the page.
    connect_to_simulator: fn(State),
    /// Connects with a token of the page around the tool.
    connect_with: fn(State, Function),
    /// Forgets the token.
    pub(super) forget: fn(State),
    /// Who is connected to what.
    status: fn(State) -> String,
    /// The Azure card, below its header.
    connection: fn(State) -> AnyView,
    /// The card below the verdict.
    confirm: fn(State) -> AnyView,
    /// The list of flows, below its title.
    batch: fn(State) -> AnyView,
}

/// The part, not loaded yet.
pub(super) fn part() -> AzurePart {
    static KEPT: OnceLock<Azure> = OnceLock::new();
    PagePart::new(&KEPT, || Box::pin(load()))
}

// What is reached from here alone is loaded with it, and not with the page.
#[wasm_split(azure, fallible)]
fn load() -> Result<Azure, SplitLoaderError> {
    Ok(Azure {
        connect_to_simulator: |state| state.live.connecting.connect_to_simulator(),
        connect_with: |state, source| state.live.connecting.connect_with(source),
        forget: connect::forget,
        status: connect::status,
        connection: connect::connection,
        confirm: confirm::confirm_card,
        batch: batch::list_of_flows,
    })
}
