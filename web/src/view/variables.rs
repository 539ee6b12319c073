//! The values of variables that Terraform's source leaves open, and a place to give them.

use super::components::Button;
use crate::state::{GroupInput, State};
use leptos::prelude::*;
use nsg_documents::{open_variables, variable_line};
use text::text;

/// A field for each variable on whose value a rule depends. What is given is added to the text, as a `.tfvars` file has it.
#[component]
pub(super) fn OpenVariables(state: State, place: GroupInput) -> impl IntoView {
    let names = Memo::new(move |_| place.document.with(|document| open_variables(document)));
    // What was typed, by the names of the variables.
    let typed = RwSignal::new(Vec::<(String, String)>::new());
    let give = move || {
        let values = typed.get_untracked();
        let lines = values.iter().filter(|(_, value)| !value.trim().is_empty());
        let lines: String = lines
            .map(|(name, value)| variable_line(name, value))
            .collect();
        if lines.is_empty() {
            return;
        }
        let text = place.text.get_untracked();
        state.editing.before_document(place);
        place.put_text(format!("{}\n{lines}", text.trim_end()));
        typed.set(Vec::new());
    };
    let field = move |name: String| {
        let id = format!("{}-variable-{name}", place.id());
        let of_field = id.clone();
        let key = name.clone();
        let change = move |event| {
            let value = event_target_value(&event);
            typed.update(|all| {
                all.retain(|(known, _)| *known != key);
                all.push((key.clone(), value));
            });
        };
        view! {
            <label class="inline-field" for=of_field>
                <code>{format!("var.{name}")}</code>
                <input type="text" id=id autocomplete="off" spellcheck="false" on:input=change />
            </label>
        }
    };
    view! {
        <section class="variables" hidden=move || names.with(Vec::is_empty)>
            <p>{text!("place-variables")}</p>
            <For each=move || names.get() key=String::clone children=field />
            <div class="actions">
                <Button label=text!("place-variables-give") on_press=give />
                <small>{text!("place-variables-help")}</small>
            </div>
        </section>
    }
}
