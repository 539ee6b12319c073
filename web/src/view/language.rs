//! The choice of a language.

use crate::state::{Spoken, State};
use leptos::prelude::*;
use leptos::task::spawn_local;
use text::text;

/// The id of the choice: it keeps the keyboard when everything is drawn in another language.
const ID: &str = "language";

/// The choice. What is chosen is spoken at once: everything is drawn anew from the state, which stays.
pub(super) fn language(state: State) -> AnyView {
    let host = state.host;
    let is_loading = RwSignal::new(false);
    let problem = RwSignal::new(String::new());
    let chosen = RwSignal::new(host.language.with_untracked(|it| it.tag.clone()));
    let choose = move |event| {
        let tag = event_target_value(&event);
        is_loading.set(true);
        problem.set(String::new());
        spawn_local(async move {
            match Spoken::load(&host.scripts(), tag).await {
                Ok(spoken) => {
                    host.scripts().keep_language(&spoken.tag);
                    host.language.set(spoken);
                    host.focus(ID);
                }
                Err(reason) => {
                    is_loading.set(false);
                    problem.set(reason);
                    chosen.notify();
                }
            }
        });
    };
    let options = host.scripts().languages();
    let options = options.iter().map(|(tag, name)| {
        view! { <option value=tag.clone() lang=tag.clone()>{name.clone()}</option> }
    });
    view! {
        <select
            id=ID
            aria-label=text!("header-language")
            disabled=is_loading
            on:change=choose
            prop:value=chosen
        >
            {options.collect_view()}
        </select>
        <p class="problem" role="alert" hidden=move || problem.with(String::is_empty)>
            {problem}
        </p>
    }
    .into_any()
}
