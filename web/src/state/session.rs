//! The session: what survives a reload, in the storage that ends with the tab.

use super::storage::of_the_tab;
use super::versioned::{self, Unreadable};
use super::{Saved, State, version_1};
use leptos::leptos_dom::helpers::set_timeout_with_handle;
use leptos::prelude::*;
use std::time::Duration;
use text::text;
use web_sys::Storage;

/// What every key of ours begins with: a portal's page may keep things of its own.
const OURS: &str = "nsg-what-if/";

/// The key of the inputs.
const KEY: &str = "nsg-what-if/scenario";

/// Typing goes on for so long before the inputs are written.
const PAUSE: Duration = Duration::from_millis(300);

/// Whether the session keeps the inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// The last change is kept.
    Kept,
    /// The last change did not fit: documents of several megabytes do not.
    TooLarge,
    /// What the session kept could not be read. It stays until something is changed.
    Unread(Unreadable),
}

impl Keeping {
    /// What there is to say about it; nothing while all is well.
    pub fn problem(self) -> Option<&'static str> {
        Some(match self {
            Self::Kept => return None,
            Self::TooLarge => text!("header-not-kept"),
            Self::Unread(Unreadable::Newer) => text!("header-kept-newer"),
            Self::Unread(Unreadable::Damaged) => text!("header-kept-damaged"),
        })
    }
}

/// Restores what the session kept, else runs `first`; then keeps every change.
pub fn keep_in_session(state: State, first: impl FnOnce()) -> ReadSignal<Keeping> {
    let (keeping, set_keeping) = signal(Keeping::Kept);
    match load() {
        Some(Ok(saved)) => state.restore(&saved),
        Some(Err(unread)) => {
            set_keeping.set(Keeping::Unread(unread));
            first();
        }
        None => first(),
    }
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let write = move || {
        let Some(later) = pending.try_update_value(Option::take).flatten() else {
            return;
        };
        later.clear();
        set_keeping.set(match store(&untrack(|| state.saved())) {
            Some(()) => Keeping::Kept,
            None => Keeping::TooLarge,
        });
    };
    // Whoever leaves at once takes the last letters along.
    let leave = window_event_listener_untyped("pagehide", move |_| write());
    on_cleanup(move || leave.remove());
    // What could not be read is not overwritten by the sample that stands there instead.
    let sample = untrack(|| (keeping.get() != Keeping::Kept).then(|| state.saved()));
    Effect::new(move |_| {
        state.follow_saved();
        let is_unread = untrack(|| keeping.get()) != Keeping::Kept;
        if is_unread && sample.as_ref() == Some(&untrack(|| state.saved())) {
            return;
        }
        if let Some(before) = pending.try_update_value(Option::take).flatten() {
            before.clear();
        }
        pending.set_value(set_timeout_with_handle(write, PAUSE).ok());
    });
    keeping
}

/// The keys of ours that the storage holds.
fn keys(storage: &Storage) -> Vec<String> {
    let count = storage.length().unwrap_or(0);
    let all = (0..count).filter_map(|number| storage.key(number).ok()?);
    all.filter(|key| key.starts_with(OURS)).collect()
}

fn load() -> Option<Result<Saved, Unreadable>> {
    let storage = of_the_tab()?;
    if let Ok(Some(text)) = storage.get_item(KEY) {
        return Some(versioned::read(&text, |_| None));
    }
    // The version before had a key for each input.
    let keys = keys(&storage);
    let entries = keys.iter().filter_map(|key| {
        let text = storage.get_item(key).ok()??;
        Some((key.strip_prefix(OURS)?, text))
    });
    let entries: Vec<_> = entries.collect();
    (!entries.is_empty()).then(|| version_1::read(entries).ok_or(Unreadable::Damaged))
}

/// Writes the inputs; `None` where they do not fit. Then rather nothing than an older state that the
/// user takes for the newest.
fn store(saved: &Saved) -> Option<()> {
    let storage = of_the_tab()?;
    let wipe = || {
        keys(&storage)
            .iter()
            .for_each(|key| storage.remove_item(key).unwrap_or_default())
    };
    wipe();
    storage.set_item(KEY, &versioned::write(saved)?).ok()
}
