//! The address of the page of the tool's own: what links lead to, and what stands behind its `#`.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The address without anything behind `#` or `?`; none where the browser does not tell.
pub(super) fn base() -> Option<String> {
    let location = window().location();
    Some(format!(
        "{}{}",
        location.origin().ok()?,
        location.pathname().ok()?
    ))
}

/// What stands behind the `#`, with it.
pub(super) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Puts something behind the address, or nothing, without a step back for it.
pub(super) fn put(fragment: &str) {
    if let (Ok(history), Some(base)) = (window().history(), base()) {
        let link = format!("{base}{fragment}");
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&link));
    }
}

/// Puts something behind the address as a step that can be taken back.
pub(super) fn push(fragment: &str) {
    if let (Ok(history), Some(base)) = (window().history(), base()) {
        let link = format!("{base}{fragment}");
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&link));
    }
}
