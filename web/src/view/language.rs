//! The choice of a language.

use crate::state::{State, keep_now};
use leptos::prelude::*;
use text::text;

/// Each by its tag and by its own name.
const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("ko", "한국어")];

/// The choice. Another language is another page: it is loaded anew, and begins with what the session kept.
pub(super) fn language(state: State) -> AnyView {
    let here = text!("header-language-tag");
    let chosen = RwSignal::new(here);
    let choose = move |event| {
        let tag = event_target_value(&event);
        let is_connected = state
            .live
            .connecting
            .connection
            .with_untracked(Option::is_some);
        let warning = match (keep_now(state), is_connected) {
            (false, _) => Some(text!("header-language-loses")),
            // A token is kept nowhere, so a connection does not come back.
            (true, true) => Some(text!("header-language-disconnects")),
            (true, false) => None,
        };
        let agreed = |warning| window().confirm_with_message(warning).unwrap_or(true);
        match warning.is_none_or(agreed) {
            true => state.host.scripts().choose_language(&tag),
            false => chosen.notify(),
        }
    };
    let options = LANGUAGES.map(|(tag, name)| {
        view! { <option value=tag lang=tag>{name}</option> }
    });
    view! {
        <select aria-label=text!("header-language") on:change=choose prop:value=chosen>
            {options}
        </select>
    }
    .into_any()
}
