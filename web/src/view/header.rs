//! The top of the page: what it is, samples, a clean start, and the language.

use super::components::Button;
use super::language::language;
use super::live::{AzureCard, AzurePart};
use super::rooms::{Keys, RoomLinks};
use crate::samples;
use crate::state::{Keeping, State};
use leptos::html;
use leptos::prelude::*;
use text::text;

#[component]
pub(super) fn Header(
    state: State,
    /// What the session keeps, or why it keeps nothing.
    kept: ReadSignal<Keeping>,
    azure: AzurePart,
) -> impl IntoView {
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some(sample) = samples::ALL.iter().find(|sample| sample.name == name) {
            state.replace(|| state.load(sample));
        }
    };
    state.forget_replaced();
    let clear = NodeRef::<html::Button>::new();
    let is_learning = Memo::new(move |_| state.host.is_learning());
    view! {
        <header class="top" hidden=state.host.is_alone>
            <div class="brand">
                <h1>{"NSG What-If"}</h1>
                <p>{text!("header-tagline")}</p>
            </div>
            <RoomLinks state />
            <a class="docs" href="docs/index.html">{text!("header-docs")}</a>
            <Keys state />
            {language(state)}
            <div class="top-actions" hidden=move || is_learning.get()>
                <label class="inline-field">
                    <span>{text!("header-sample")}</span>
                    <select on:change=choose prop:value=state.sample>
                        <option value="">{text!("header-sample-choose")}</option>
                        {samples::ALL.map(|sample| {
                            view! { <option value=sample.name>{(sample.title)()}</option> }
                        })}
                    </select>
                </label>
                // Before Clear, which stays where it is: a second press on it brings nothing back.
                <Button
                    label=text!("undo")
                    name=text!("header-undo-name")
                    hidden=move || state.replaced.with(Option::is_none)
                    on_press=move || {
                        state.bring_back();
                        // The button that was pressed is away.
                        let _ = clear.get_untracked().map(|clear| clear.focus());
                    }
                />
                <button type="button" node_ref=clear on:click=move |_| state.replace(|| state.clear())>
                    {text!("header-clear")}
                </button>
            </div>
            // Whoever goes to the lessons leaves nothing in its fields.
            {move || match is_learning.get() {
                false => view! { <AzureCard state part=azure /> }.into_any(),
                true => ().into_any(),
            }}
        </header>
        <p class="banner" hidden=move || kept.get().problem().is_none()>
            {move || kept.get().problem().unwrap_or_default().to_owned()}
        </p>
    }
}
