//! The parts that screens are put together from.
//!
//! None of these is generic: an element with its closures is a type of its own, and every such type
//! brings two kilobytes of rendering code. Built here, a button is one type for the whole page.

use super::when;
use crate::state::State;
use leptos::prelude::*;
use nsg::agreement::AgreementEntry;
use text::text;

/// Shown or not.
pub(crate) type Hidden = Signal<bool>;

/// Always shown.
pub(crate) fn never() -> Hidden {
    when(|| false)
}

/// A text that stays.
pub(crate) fn fixed(text: impl Into<String>) -> Signal<String> {
    Signal::stored(text.into())
}

/// A button.
pub(crate) fn button(
    class: &'static str,
    label: Signal<String>,
    hidden: Hidden,
    press: impl Fn() + 'static,
) -> AnyView {
    named_button(class, label, label, hidden, Box::new(press))
}

/// A button whose name for those who do not see it says more than its face.
pub(crate) fn named_button(
    class: &'static str,
    label: Signal<String>,
    name: Signal<String>,
    hidden: Hidden,
    press: Box<dyn Fn()>,
) -> AnyView {
    view! {
        <button
            type="button"
            class=class
            aria-label=name
            hidden=hidden
            on:click=move |_| press()
        >
            {label}
        </button>
    }
    .into_any()
}

/// A paragraph; not there while it is empty.
pub(crate) fn line(class: &'static str, text: Signal<String>) -> AnyView {
    let empty = when(move || text.with(String::is_empty));
    view! {
        <p class=class hidden=empty>
            {text}
        </p>
    }
    .into_any()
}

/// Leads to the entry of *Agreement with Azure* behind a question or an assumption. The documentation stands beside the
/// page alone.
pub(crate) fn evidence(state: State, entry: AgreementEntry) -> AnyView {
    if !state.host.is_page() {
        return ().into_any();
    }
    let address = format!("docs/agreement.html#{}", entry.as_str());
    view! { <a class="evidence" href=address>{text!("verdict-evidence")}</a> }.into_any()
}

/// A paragraph that is read out when it changes; not there while it is empty.
pub(crate) fn spoken(class: &'static str, text: Signal<String>) -> AnyView {
    let empty = when(move || text.with(String::is_empty));
    view! {
        <p class=class role="status" hidden=empty>
            {text}
        </p>
    }
    .into_any()
}

/// A word within a line.
pub(crate) fn word(class: &'static str, text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <span class=class>{text}</span> }.into_any()
}

/// A word that matters.
pub(crate) fn strong(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <strong>{text}</strong> }.into_any()
}

/// A small remark.
pub(crate) fn small(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <small>{text}</small> }.into_any()
}

/// Parts in a box.
pub(crate) fn block(class: &'static str, hidden: Hidden, parts: Vec<AnyView>) -> AnyView {
    view! {
        <div class=class hidden=hidden>
            {parts}
        </div>
    }
    .into_any()
}

/// A list.
pub(crate) fn list(class: &'static str, hidden: Hidden, items: Vec<AnyView>) -> AnyView {
    view! {
        <ul class=class hidden=hidden>
            {items}
        </ul>
    }
    .into_any()
}

/// An entry of a list.
pub(crate) fn item(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <li class=class>{parts}</li> }.into_any()
}

/// The mark of what is no longer as it was fetched from Azure.
pub(crate) fn edited(is_edited: Signal<bool>) -> AnyView {
    let hidden = when(move || !is_edited.get());
    view! {
        <span class="edited" hidden=hidden title=text!("part-edited-title")>
            {text!("part-edited")}
        </span>
    }
    .into_any()
}

/// What follows its inputs as a whole, drawn anew when they change.
pub(crate) fn follows(draw: impl Fn() -> Vec<AnyView> + Send + 'static) -> AnyView {
    let draw: Box<dyn Fn() -> Vec<AnyView> + Send> = Box::new(draw);
    view! { {draw} }.into_any()
}

/// A text field with its label.
pub(crate) struct TextField {
    /// The element's id.
    pub(crate) id: &'static str,
    /// What it is for.
    pub(crate) label: &'static str,
    /// An example.
    pub(crate) placeholder: &'static str,
    /// Of the box around both.
    pub(crate) class: &'static str,
    /// What it holds.
    pub(crate) text: RwSignal<String>,
    /// Whether it is there.
    pub(crate) hidden: Hidden,
}

impl TextField {
    /// The field on the page.
    pub(crate) fn view(self) -> AnyView {
        let Self {
            id,
            label,
            placeholder,
            class,
            text,
            hidden,
        } = self;
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
        .into_any()
    }
}

/// A choice with its label: pairs of value and text.
pub(crate) struct Choices {
    /// The element's id.
    pub(crate) id: &'static str,
    /// What it is for.
    pub(crate) label: &'static str,
    /// Of the label around it.
    pub(crate) class: &'static str,
    /// Value and text of each.
    pub(crate) options: Signal<Vec<(String, String)>>,
    /// The value that is chosen.
    pub(crate) chosen: Signal<String>,
    /// Whether it is there.
    pub(crate) hidden: Hidden,
}

impl Choices {
    /// The choice on the page.
    pub(crate) fn view(self, choose: impl Fn(String) + 'static) -> AnyView {
        self.drawn(Box::new(choose))
    }

    fn drawn(self, choose: Box<dyn Fn(String)>) -> AnyView {
        let Self {
            id,
            label,
            class,
            options,
            chosen,
            hidden,
        } = self;
        let drawn = follows(move || {
            let options = options.get().into_iter();
            options
                .map(|(value, text)| {
                    let this = value.clone();
                    let selected = when(move || chosen.with(|chosen| *chosen == this));
                    view! { <option value=value selected=selected>{text}</option> }.into_any()
                })
                .collect()
        });
        view! {
            <label class=class for=id hidden=hidden>
                <span>{label}</span>
                <select
                    id=id
                    prop:value=chosen
                    on:change=move |event| choose(event_target_value(&event))
                >
                    {drawn}
                </select>
            </label>
        }
        .into_any()
    }
}

/// Both in one line, with a dot between what is there.
pub(crate) fn dotted(parts: &[&str]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.copied().collect::<Vec<_>>().join(" · ")
}

/// The text with a capital letter in front, where the language begins sentences with one. Others may begin with a name.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if text!("sentence-capital") == "yes" => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// What a message of the crates below says, as a sentence of its own.
pub(crate) fn sentence(text: &str) -> String {
    let mut sentence = capital(text);
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', ':']) {
        sentence.push('.');
    }
    sentence
}
