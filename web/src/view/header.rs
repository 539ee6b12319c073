//! The top of the page: what it is, samples, a clean start, and the language.

use super::language::language;
use super::{rooms, when, words};
use crate::samples;
use crate::state::{Keeping, State};
use leptos::prelude::*;
use text::text;

#[component]
pub(super) fn Header(state: State, kept: ReadSignal<Keeping>) -> impl IntoView {
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some(sample) = samples::ALL.iter().find(|sample| sample.name == name) {
            state.load(sample);
        }
    };
    view! {
        <header class="top" hidden=state.host.is_alone>
            <div class="brand">
                <h1>{"NSG What-If"}</h1>
                <p>{text!("header-tagline")}</p>
            </div>
            {rooms(state)}
            <a class="docs" href="docs/index.html">{text!("header-docs")}</a>
            {language(state)}
            <div class="top-actions" hidden=when(move || state.host.is_learning())>
                <label class="inline-field">
                    <span>{text!("header-sample")}</span>
                    <select on:change=choose prop:value=state.sample>
                        <option value="">{text!("header-sample-choose")}</option>
                        {samples::ALL.map(|sample| {
                            view! { <option value=sample.name>{(sample.title)()}</option> }
                        })}
                    </select>
                </label>
                <button type="button" on:click=move |_| state.clear()>
                    {text!("header-clear")}
                </button>
            </div>
        </header>
        <p class="banner" hidden=when(move || kept.get().problem().is_none())>
            {words(move || kept.get().problem().unwrap_or_default().to_owned())}
        </p>
    }
}
