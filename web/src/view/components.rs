//! The components that screens are put together from.
//!
//! A property that is a [`Signal`] takes a value, a signal, a memo or a closure. On an element, a closure stands where it is
//! used (`hidden=move || …`), or has a name by [`Signal::derive`]: leptos makes one type of all closures that a view writes
//! out (`erase_components`), while one in a variable is a type of its own and brings its own rendering code.

use crate::state::State;
use leptos::prelude::*;
use nsg::agreement::AgreementEntry;
use text::text;

/// A button.
#[component]
pub(crate) fn Button(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it is called for those who do not see it, where that is more than it says.
    #[prop(into, optional)]
    name: Option<Signal<String>>,
    /// Its class.
    #[prop(optional)]
    class: &'static str,
    /// Whether it is away.
    #[prop(into, optional)]
    hidden: Signal<bool>,
    /// What a press does.
    #[prop(into)]
    on_press: UnsyncCallback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class
            aria-label=name
            hidden=hidden
            on:click=move |_| {
                let _ = on_press.try_run(());
            }
        >
            {label}
        </button>
    }
}

/// A paragraph that is not there while it is empty.
#[component]
pub(crate) fn Line(
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// Its class.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <p class=class hidden=move || text.with(String::is_empty)>
            {text}
        </p>
    }
}

/// A paragraph that is read out when it changes, and not there while it is empty.
#[component]
pub(crate) fn Status(
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// Its class.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <p class=class role="status" hidden=move || text.with(String::is_empty)>
            {text}
        </p>
    }
}

/// The link to the entry of *Agreement with Azure* behind a question or an assumption. The documentation stands beside
/// the page alone.
#[component]
pub(crate) fn Evidence(state: State, entry: AgreementEntry) -> impl IntoView {
    let is_page = state.host.is_page();
    is_page.then(|| {
        let address = format!("docs/agreement.html#{}", entry.as_str());
        view! { <a class="evidence" href=address>{text!("verdict-evidence")}</a> }
    })
}

/// The mark of what is no longer as it was fetched from Azure.
#[component]
pub(crate) fn Edited(#[prop(into)] is_edited: Signal<bool>) -> impl IntoView {
    view! {
        <span class="edited" hidden=move || !is_edited.get() title=text!("part-edited-title")>
            {text!("part-edited")}
        </span>
    }
}

/// A text field with its label.
#[component]
pub(crate) fn TextField(
    /// The id of the field.
    id: &'static str,
    /// What it is for.
    label: &'static str,
    /// An example.
    placeholder: &'static str,
    /// The class of the box around both.
    class: &'static str,
    /// What it holds.
    text: RwSignal<String>,
    /// Whether it is away.
    #[prop(into, optional)]
    hidden: Signal<bool>,
) -> impl IntoView {
    view! {
        <div class=class hidden=hidden>
            <label for=id>{label}</label>
            <input
                type="text"
                id=id
                spellcheck="false"
                autocomplete="off"
                placeholder=placeholder
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
        </div>
    }
}

/// A choice with its label.
#[component]
pub(crate) fn Choices(
    /// The id of the choice.
    id: &'static str,
    /// What it is for.
    label: &'static str,
    /// The class of the label around it.
    class: &'static str,
    /// Value and text of each.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// Whether it is away.
    #[prop(into, optional)]
    hidden: Signal<bool>,
    /// What becomes of the value that somebody chooses.
    #[prop(into)]
    on_choose: UnsyncCallback<String>,
) -> impl IntoView {
    let drawn = move |(value, text): (String, String)| {
        let this = value.clone();
        let selected = Signal::derive(move || chosen.with(|chosen| *chosen == this));
        view! { <option value=value selected=selected>{text}</option> }
    };
    view! {
        <label class=class for=id hidden=hidden>
            <span>{label}</span>
            <select
                id=id
                prop:value=chosen
                on:change=move |event| {
                    let _ = on_choose.try_run(event_target_value(&event));
                }
            >
                {move || options.get().into_iter().map(drawn).collect_view()}
            </select>
        </label>
    }
}
