//! What survives a reload: the session's storage, which ends with the tab.

use super::State;
use super::texts::Texts;
use js_sys::Array;
use leptos::leptos_dom::helpers::set_timeout_with_handle;
use leptos::prelude::*;
use nsg::{Direction, Protocol};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::Storage;

/// What every key of ours begins with: a portal's page may keep things of its own.
const OURS: &str = "nsg-what-if/";

/// Typing goes on for so long before the inputs are written.
const PAUSE: Duration = Duration::from_millis(300);

/// The inputs.
#[derive(Clone, Debug, Default)]
pub struct Saved {
    /// The subnet's group.
    pub subnet: SavedPlace,
    /// The network interface's group.
    pub interface: SavedPlace,
    /// The address space of the virtual network.
    pub virtual_network: String,
    /// Addresses of service tags.
    pub tags: Texts,
    /// Members of application security groups.
    pub members: Texts,
    /// Security admin rules.
    pub admin_rules: String,
    /// Contracts, as the text of a file.
    pub contracts: String,
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
#[derive(Clone, Debug, Default)]
pub struct SavedPlace {
    /// The text.
    pub text: String,
    /// The file that it came from.
    pub file: String,
    /// Which of its groups is meant.
    pub chosen: usize,
    /// The edits of its rules, as lines.
    pub edits: String,
}

impl Saved {
    /// The inputs for JavaScript: pairs of a key and a text.
    pub fn pairs(&self) -> Array {
        let entries = self.entries().into_iter();
        entries
            .map(|(key, text)| Array::of2(&key.into(), &text.into()))
            .collect()
    }

    /// The inputs from such pairs. What is no pair of texts is left out.
    pub fn from_pairs(pairs: &Array) -> Self {
        let mut saved = Self::default();
        for pair in pairs.iter().filter_map(|it| it.dyn_into::<Array>().ok()) {
            if let (Some(key), Some(text)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                saved.set(&key, text);
            }
        }
        saved
    }

    /// The inputs as keys and texts.
    pub(super) fn entries(&self) -> Vec<(String, String)> {
        let mut entries = Vec::new();
        let mut add = |key: &str, text: &str| {
            if !text.is_empty() {
                entries.push((key.to_owned(), text.to_owned()));
            }
        };
        for (name, place) in [("subnet", &self.subnet), ("interface", &self.interface)] {
            add(&format!("{name}/text"), &place.text);
            add(&format!("{name}/file"), &place.file);
            add(&format!("{name}/chosen"), &place.chosen.to_string());
            add(&format!("{name}/edits"), &place.edits);
        }
        for (folder, texts) in [("tags", &self.tags), ("members", &self.members)] {
            texts
                .iter()
                .for_each(|(name, text)| add(&format!("{folder}/{name}"), text));
        }
        add("network", &self.virtual_network);
        add("admin-rules", &self.admin_rules);
        add("contracts", &self.contracts);
        add(
            "direction",
            self.direction.map_or("", |direction| direction.as_str()),
        );
        add(
            "protocol",
            self.protocol.map_or("", |protocol| protocol.as_str()),
        );
        add("local-address", &self.local_address);
        add("local-port", &self.local_port);
        add("remote-address", &self.remote_address);
        add("remote-port", &self.remote_port);
        entries
    }

    /// Puts one entry back. A key that is not known is left alone.
    pub(super) fn set(&mut self, key: &str, text: String) {
        match key.split_once('/') {
            Some(("subnet", field)) => self.subnet.set(field, text),
            Some(("interface", field)) => self.interface.set(field, text),
            Some(("tags", name)) => self.tags.set(name.to_owned(), text),
            Some(("members", name)) => self.members.set(name.to_owned(), text),
            _ => self.set_plain(key, text),
        }
    }

    fn set_plain(&mut self, key: &str, text: String) {
        match key {
            "network" => self.virtual_network = text,
            "admin-rules" => self.admin_rules = text,
            "contracts" => self.contracts = text,
            "direction" => self.direction = text.parse().ok(),
            "protocol" => self.protocol = text.parse().ok(),
            "local-address" => self.local_address = text,
            "local-port" => self.local_port = text,
            "remote-address" => self.remote_address = text,
            "remote-port" => self.remote_port = text,
            _ => {}
        }
    }
}

impl SavedPlace {
    fn set(&mut self, field: &str, text: String) {
        match field {
            "text" => self.text = text,
            "file" => self.file = text,
            "chosen" => self.chosen = text.parse().unwrap_or(0),
            "edits" => self.edits = text,
            _ => {}
        }
    }
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
        let write = move || set_kept.set(store(&saved).is_some());
        pending.set_value(set_timeout_with_handle(write, PAUSE).ok());
    });
    kept
}

/// Keeps everything at once, as the page is about to be loaded anew, and says whether there was room for it.
pub fn keep_now(state: State) -> bool {
    untrack(|| store(&state.saved())).is_some()
}

fn storage() -> Option<Storage> {
    // A browser may forbid storage; then the page works without it.
    web_sys::window()?.session_storage().ok()?
}

/// The keys of ours that the storage holds.
fn keys(storage: &Storage) -> Vec<String> {
    let count = storage.length().unwrap_or(0);
    let all = (0..count).filter_map(|number| storage.key(number).ok()?);
    all.filter(|key| key.starts_with(OURS)).collect()
}

fn load() -> Option<Saved> {
    let storage = storage()?;
    let keys = keys(&storage);
    if keys.is_empty() {
        return None;
    }
    let mut saved = Saved::default();
    for key in keys {
        if let (Some(name), Ok(Some(text))) = (key.strip_prefix(OURS), storage.get_item(&key)) {
            saved.set(name, text);
        }
    }
    Some(saved)
}

/// Writes the inputs; `None` where they do not fit. Then rather nothing than an older state that the
/// user takes for the newest.
fn store(saved: &Saved) -> Option<()> {
    let storage = storage()?;
    let wipe = || {
        keys(&storage)
            .iter()
            .for_each(|key| storage.remove_item(key).unwrap_or_default())
    };
    wipe();
    for (key, text) in saved.entries() {
        if storage.set_item(&format!("{OURS}{key}"), &text).is_err() {
            wipe();
            return None;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        for sample in crate::samples::ALL {
            let saved = sample.saved();
            let mut back = Saved::default();
            saved
                .entries()
                .into_iter()
                .for_each(|(key, text)| back.set(&key, text));
            assert_eq!(back.entries(), saved.entries());
            assert_eq!(back.members, saved.members);
        }
    }
}
