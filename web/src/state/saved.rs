//! What survives a reload: the session's storage, which ends with the tab.

use super::State;
use leptos::leptos_dom::helpers::set_timeout_with_handle;
use leptos::prelude::*;
use nsg::{Direction, Protocol};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

const KEY: &str = "nsg-what-if";

/// Typing goes on for so long before the inputs are written.
const PAUSE: Duration = Duration::from_millis(300);

/// The inputs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Saved {
    /// The subnet's group.
    pub subnet: SavedPlace,
    /// The network interface's group.
    pub interface: SavedPlace,
    /// The address space of the virtual network.
    pub virtual_network: String,
    /// Addresses of service tags.
    pub tags: BTreeMap<String, String>,
    /// Members of application security groups.
    pub members: BTreeMap<String, String>,
    /// Who initiates the flow.
    pub direction: Option<Direction>,
    /// The protocol.
    pub protocol: Option<Protocol>,
    /// The virtual machine's address.
    pub local_address: String,
    /// The virtual machine's port.
    pub local_port: String,
    /// The other end's address.
    pub remote_address: String,
    /// The other end's port.
    pub remote_port: String,
}

/// The inputs of one place.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SavedPlace {
    /// The text.
    pub text: String,
    /// The file that it came from.
    pub file: Option<String>,
    /// Which of its groups is meant.
    pub chosen: usize,
}

/// Restores what the session kept, else runs `first`; then keeps every change. The returned signal says
/// whether the last change could be kept: documents of several megabytes do not fit.
pub fn keep_in_session(state: State, first: impl FnOnce()) -> ReadSignal<bool> {
    match load() {
        Some(saved) => state.restore(&saved),
        None => first(),
    }
    let (kept, set_kept) = signal(true);
    let pending = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let saved = state.saved();
        if let Some(before) = pending.get_value() {
            before.clear();
        }
        let write = move || set_kept.set(store(&saved));
        pending.set_value(set_timeout_with_handle(write, PAUSE).ok());
    });
    kept
}

fn storage() -> Option<web_sys::Storage> {
    // A browser may forbid storage; then the page works without it.
    web_sys::window()?.session_storage().ok()?
}

fn load() -> Option<Saved> {
    serde_json::from_str(&storage()?.get_item(KEY).ok()??).ok()
}

fn store(saved: &Saved) -> bool {
    let write = || {
        let text = serde_json::to_string(saved).ok()?;
        storage()?.set_item(KEY, &text).ok()
    };
    if write().is_some() {
        return true;
    }
    // Rather nothing than an older state that the user takes for the newest.
    if let Some(storage) = storage() {
        storage.remove_item(KEY).ok();
    }
    false
}
