//! The choice of a language.

use crate::state::State;
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
        // A token is kept nowhere, so a connection does not come back.
        let may_leave = !is_connected
            || window()
                .confirm_with_message(text!("header-language-disconnects"))
                .unwrap_or(true);
        match may_leave {
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
