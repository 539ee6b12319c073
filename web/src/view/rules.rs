//! The two places for groups.

use super::columns::TableColumns;
use super::components::{Button, Edited};
use super::diagnostics::Diagnostics;
use super::files;
use super::variables::OpenVariables;
use super::what_if::WhatIfPart;
use crate::state::{GroupInput, LARGE, Room, State, Tab};
use leptos::html::Textarea;
use leptos::prelude::*;
use nsg_documents::DiagnosticSeverity;
use nsg_worker::GivenDocument;
use text::text;

/// What a portal gives nobody edits as text. Longer texts (in bytes) are not put into an element's text box: laying out a
/// thousand rules would hold up the page around it for a quarter of a second.
const LARGE_IN_AN_ELEMENT: usize = 1 << 16;

#[component]
pub(super) fn PlaceCard(state: State, place: GroupInput, what_if: WhatIfPart) -> impl IntoView {
    let id = place.id();
    let title = place.title();
    let waits = Signal::derive(move || place.waits());
    let textarea = NodeRef::<Textarea>::new();
    let over = RwSignal::new(false);
    let open = move |file: web_sys::File| {
        files::read(file, place.busy, move |name, text| {
            state.take(place, text, name)
        });
    };
    // Once a group was read, its text is folded away, but not under the fingers of somebody who types.
    let is_typing = RwSignal::new(false);
    Effect::new(move |_| {
        let is_read = place.original.with(Option::is_some);
        if !is_typing.get_untracked() {
            place.is_open.set(!is_read);
        }
    });
    let fold = move || {
        place.is_open.set(false);
        state.host.focus(&format!("{id}-text"));
    };
    let typed = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        let pasted = event_input_type(&event).is_some_and(|kind| kind == "insertFromPaste");
        state.sample.set(String::new());
        if pasted && place.is_empty() {
            state.take(place, text, String::new());
            if place.original.with_untracked(Option::is_some) {
                fold();
            }
        } else {
            state.editing.before_document(place);
            if place.is_another(&text) {
                let (_, file, chosen) = place.given();
                place.put_over(text, file, chosen);
            } else {
                place.put_text(text);
            }
        }
    };
    let dropped = move |event: web_sys::DragEvent| {
        over.set(false);
        // Many files, or a folder, are many groups.
        if let Some(many) = files::many(&event).filter(|_| state.host.is_page()) {
            event.prevent_default();
            files::read_all(state, many);
            return state.host.go(Room::Groups);
        }
        if let Some(file) = files::dropped(&event) {
            event.prevent_default();
            open(file);
        }
    };
    let edits = Signal::derive(move || state.live.picking.is_place_edited(place));
    view! {
        <article
            class="card place"
            class:drop-target=over
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <header>
                <h3 id=format!("{id}-title")>{title}</h3>
                <Edited is_edited=edits />
                <label class="button" for=format!("{id}-file")>
                    {text!("place-open")}
                    <input
                        type="file"
                        id=format!("{id}-file")
                        aria-label=text!("place-open-name", place = title)
                        accept=".json,.jsonc,.txt,.log,.tf,.tfvars,.tfstate,.tfplan,.yaml,.yml,.csv,.tsv,.md,application/json,text/plain,text/csv"
                        on:change=move |event| {
                            if let Some(file) = files::picked(&event) {
                                open(file);
                            }
                        }
                    />
                </label>
                <button
                    type="button"
                    hidden=move || place.is_empty()
                    aria-label=text!("place-remove-name", place = title)
                    on:click=move |_| {
                        state.editing.before_document(place);
                        place.put(String::new(), String::new(), 0);
                        state.sample.set(String::new());
                    }
                >
                    {text!("place-remove")}
                </button>
            </header>
            <Summary state place />
            {move || {
                let part = place.text.with(|text| state.readers.part_for(text));
                part.map(|part| part.progress_where(waits))
            }}
            <p class="notice" hidden=move || place.notice.with(String::is_empty)>
                {place.notice}
            </p>
            <OpenVariables state place />
            <TableColumns state place />
            <CompareOffer state place part=what_if />
            <GroupChoice state place id title />
            <details
                class="place-text"
                prop:open=place.is_open
                on:toggle=move |event| {
                    let details: web_sys::Element = event_target(&event);
                    place.is_open.set(details.has_attribute("open"));
                }
            >
            <summary id=format!("{id}-text")>{text!("place-text")}</summary>
            <textarea
                node_ref=textarea
                id=id
                rows="9"
                on:focus=move |_| is_typing.set(true)
                on:blur=move |_| is_typing.set(false)
                spellcheck="false"
                autocomplete="off"
                aria-labelledby=format!("{id}-title")
                aria-describedby=format!("{id}-summary")
                placeholder=text!("place-placeholder")
                hidden=move || is_large(state, place)
                prop:value=move || {
                    if is_large(state, place) { String::new() } else { place.text.get() }
                }
                on:input=typed
            ></textarea>
            </details>
            <Diagnostics document=place.document textarea />
        </article>
    }
}

/// Whether the text is too long for the text box.
fn is_large(state: State, place: GroupInput) -> bool {
    let limit = match state.host.is_page() {
        true => LARGE,
        false => LARGE_IN_AN_ELEMENT,
    };
    place.text.with(|text| text.len() > limit)
}

/// The offer to see what another version of the rules changes.
#[component]
fn CompareOffer(state: State, place: GroupInput, part: WhatIfPart) -> impl IntoView {
    let nothing = Signal::derive(move || {
        let can = place.before.with(Option::is_some) && place.current.with(Option::is_some);
        !can
    });
    view! {
        <div class="actions" hidden=nothing>
            <Button
                label=text!("place-compare")
                on_press=move || {
                    part.want("compare", move |part| {
                        (part.compare_with_before)(state, place)
                    });
                    state.host.go(Room::WhatIf);
                    state.host.focus(Tab::Rules.id());
                }
            />
            <small>{text!("place-compare-help")}</small>
        </div>
    }
}

/// How the text got into the box, as the browser tells.
fn event_input_type(event: &web_sys::Event) -> Option<String> {
    use wasm_bindgen::JsCast;
    Some(event.dyn_ref::<web_sys::InputEvent>()?.input_type())
}

/// One line on what was understood.
#[component]
fn Summary(state: State, place: GroupInput) -> impl IntoView {
    let id = format!("{}-summary", place.id());
    let text = move || {
        if place.busy.get() {
            return text!("place-reading").to_owned();
        }
        if place.is_empty() {
            return text!("place-empty").to_owned();
        }
        let Some(group) = place.group() else {
            return match (place.original.get(), place.waits()) {
                (Some(original), _) => text!(
                    "place-summary-deleted",
                    group = name(original.display_name()),
                    rules = original.security_rules.len()
                ),
                (None, true) => String::new(),
                (None, false) => text!("place-no-group").to_owned(),
            };
        };
        let understood = text!(
            "place-summary",
            group = name(group.display_name()),
            rules = group.security_rules.len(),
            defaults = group.default_security_rules.len()
        );
        let too_large = match place.file.get() {
            _ if !is_large(state, place) => return understood,
            file if file.is_empty() => text!("place-too-large").to_owned(),
            file => text!("place-too-large-file", file),
        };
        format!("{understood} {too_large}")
    };
    let problems = move || {
        place.document.with(|document| {
            let of = |wanted: DiagnosticSeverity| {
                document
                    .diagnostics
                    .iter()
                    .filter(|d| d.severity == wanted)
                    .count()
            };
            let mut said = Vec::new();
            match of(DiagnosticSeverity::Error) {
                0 => {}
                errors => said.push(text!("place-errors", errors)),
            }
            match of(DiagnosticSeverity::Warning) {
                0 => {}
                warnings => said.push(text!("place-warnings", warnings)),
            }
            said.join(", ")
        })
    };
    let form = move || {
        let shape = place.document.with(|document| document.shape);
        shape.map_or_else(String::new, |shape| {
            text!("place-form", shape = shape.as_str())
        })
    };
    view! {
        <p class="summary" id=id>
            {move || text()} " " <span class="quiet">{move || form()}</span> " "
            <strong class="problems">{move || problems()}</strong>
        </p>
    }
}

/// What a group is called.
fn name(own: Option<&str>) -> &str {
    own.unwrap_or(text!("place-unnamed-group"))
}

/// Which group is meant, where the document holds several.
#[component]
fn GroupChoice(
    state: State,
    place: GroupInput,
    id: &'static str,
    title: &'static str,
) -> impl IntoView {
    let choices = Memo::new(move |_| place.choices());
    let count = move || choices.with(Vec::len);
    let several = move || count() > 1;
    let choose = move |event| {
        let chosen = event_target_value(&event).parse();
        state.editing.before_document(place);
        place.choose_group(chosen.unwrap_or(0));
    };
    // One option after another: a document's groups change with the document alone.
    let options = move || {
        let choices = choices.get().into_iter().enumerate();
        choices
            .map(|(number, offered)| {
                let group = name(offered.name.as_deref());
                let label = match offered.is_deleted {
                    true => text!("place-group-option-deleted", group),
                    false => text!("place-group-option", group, rules = offered.rules),
                };
                let selected = Signal::derive(move || place.chosen.get() == number);
                view! { <option value=number.to_string() selected=selected>{label}</option> }
            })
            .collect_view()
    };
    let see_all = move |_| {
        let (text, file, _) = place.given();
        state.documents.add(vec![GivenDocument { file, text }]);
        state.host.go(Room::Groups);
    };
    let is_page = state.host.is_page();
    view! {
        <button type="button" hidden=move || !several() || !is_page on:click=see_all>
            {move || text!("groups-see-all", groups = count())}
        </button>
        <label class="inline-field" hidden=move || !several()>
            <span>{text!("place-group")}</span>
            <select
                id=format!("{id}-group")
                aria-label=text!("place-group-name", place = title)
                on:change=choose
                prop:value=move || place.chosen.get().to_string()
            >
                {options}
            </select>
        </label>
    }
}
