//! Whether keys lead from room to room. The browser stores it: whoever speaks to the computer, and so turns the keys off,
//! needs them off at every visit (WCAG 2.1, success criterion 2.1.4).

use super::storage;
use leptos::prelude::*;

/// Its key in the browser's storage: there while the keys are off.
const KEY: &str = "nsg-what-if/keys-off";

/// Whether keys lead from room to room.
#[derive(Clone, Copy)]
pub struct KeysSetting {
    are_on: RwSignal<bool>,
}

impl KeysSetting {
    /// What the browser has stored; on at a first visit.
    pub(super) fn stored() -> Self {
        let off = storage::of_the_browser().and_then(|storage| storage.get_item(KEY).ok()?);
        Self {
            are_on: RwSignal::new(off.is_none()),
        }
    }

    /// Whether they are on.
    pub fn are_on(self) -> bool {
        self.are_on.get()
    }

    /// Turns them on or off, for the next visit, too. A browser that stores nothing forgets it with the page.
    pub fn turn(self, on: bool) {
        self.are_on.set(on);
        if let Some(storage) = storage::of_the_browser() {
            let _ = match on {
                true => storage.remove_item(KEY),
                false => storage.set_item(KEY, ""),
            };
        }
    }
}
