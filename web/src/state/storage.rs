//! What the browser stores for the page. It may forbid it; then the page works without.

use web_sys::Storage;

/// What stays in this browser.
pub(crate) fn of_the_browser() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What ends with the tab.
pub(crate) fn of_the_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
