//! The rooms: the rules beside each, what one does there, and the way from one to the next.

use super::components::Button;
use super::live::{self, AzurePart};
use super::traffic::TrafficPart;
use super::verdict::{VerdictCard, VerdictStrip};
use super::what_if::{self, WhatIfPart};
use super::{flow, ladder, refers_to, rules};
use crate::state::{Room, State};
use leptos::prelude::*;
use text::text;

/// The way from room to room, where there are several.
#[component]
pub(super) fn RoomLinks(state: State) -> impl IntoView {
    let host = state.host;
    let link = move |room: Room| {
        let current = Signal::derive(move || {
            let is_here = host.room() == room;
            if is_here { "page" } else { "false" }.to_owned()
        });
        let absent = Signal::derive(move || !host.rooms().contains(&room));
        let go = move |event: web_sys::MouseEvent| {
            // A press with a key held opens the room elsewhere, as the browser knows.
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            event.prevent_default();
            host.go(room);
        };
        // In an element the address belongs to the page around it.
        match host.is_page() {
            true => view! {
                <a class="room-link" href=room.fragment() aria-current=current hidden=absent on:click=go>
                    {room.label()}
                </a>
            }
            .into_any(),
            false => view! {
                <button type="button" class="room-link" aria-current=current hidden=absent on:click=go>
                    {room.label()}
                </button>
            }
            .into_any(),
        }
    };
    view! {
        <div
            class="room-links"
            role=host.role().unwrap_or("navigation")
            aria-label=text!("room-choice")
            hidden=move || host.rooms().len() < 2 || host.is_alone.get()
        >
            {Room::ALL.map(link).into_iter().collect_view()}
        </div>
    }
}

/// The rules and what they refer to, beside every room that is about them. On a phone they are folded away until one
/// opens them.
#[component]
pub(super) fn Rail(state: State, what_if: WhatIfPart) -> impl IntoView {
    let host = state.host;
    let is_open = RwSignal::new(false);
    let names = Signal::derive(move || {
        let name = |place: crate::state::GroupInput| {
            let group = place.group()?;
            Some(
                group
                    .display_name()
                    .unwrap_or(text!("place-unnamed-group"))
                    .to_owned(),
            )
        };
        let names = [state.subnet, state.interface].into_iter().filter_map(name);
        let names = names.collect::<Vec<_>>().join(", ");
        match names.is_empty() {
            true => text!("rail-open").to_owned(),
            false => text!("rail-open-groups", groups = names),
        }
    });
    let expanded = Signal::derive(move || is_open.get().to_string());
    view! {
        <div class="rail" class:open=is_open hidden=move || !host.views.verdict.get() || host.is_readonly.get()>
            <button
                type="button"
                class="rail-toggle"
                aria-expanded=expanded
                aria-controls="rail"
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {names}
            </button>
            <section id="rail" class="column" part="rules" role=host.role() aria-labelledby="rules-title">
                <h2 id="rules-title">{text!("column-rules")}</h2>
                <rules::PlaceCard state place=state.subnet what_if />
                <rules::PlaceCard state place=state.interface what_if />
                <refers_to::RefersTo state />
            </section>
        </div>
    }
}

/// One flow: the form, the verdict, what Azure says, and every rule with its reason.
#[component]
pub(super) fn CheckRoom(state: State, azure: AzurePart, what_if: WhatIfPart) -> impl IntoView {
    let host = state.host;
    view! {
        <div class="room check">
            <section class="column" part="flow" role=host.role() aria-labelledby="flow-title">
                <h2 id="flow-title">{text!("column-flow")}</h2>
                <flow::FlowCard state />
            </section>
            <section class="column" part="verdict" role=host.role() aria-labelledby="verdict-title">
                <h2 id="verdict-title">{text!("column-verdict")}</h2>
                <VerdictCard state what_if />
                <live::ConfirmCard state part=azure />
                <ladder::Ladder state />
            </section>
            <live::ManyCard state part=azure />
        </div>
    }
}

/// The rules in edit, and what the edits change; the verdict of the flow stays in sight.
#[component]
pub(super) fn WhatIfRoom(state: State, what_if: WhatIfPart) -> impl IntoView {
    let host = state.host;
    // Whoever comes here wants to edit; an element that has no other room waits until somebody presses.
    if untrack(|| host.rooms().len()) > 1 && state.what_if.tab.with_untracked(Option::is_none) {
        state.what_if.show(what_if::first_tab(state));
    }
    if state.what_if.tab.with_untracked(Option::is_some) {
        what_if.want("what-if", |_| ());
    }
    view! {
        <div class="room what-if-room">
            {move || match host.views.verdict.get() {
                true => view! { <VerdictStrip state what_if /> }.into_any(),
                false => ().into_any(),
            }}
            <what_if::WhatIfCard state part=what_if />
        </div>
    }
}

/// Every group of many files.
#[component]
pub(super) fn GroupsRoom(state: State, what_if: WhatIfPart) -> impl IntoView {
    what_if.want("groups", |_| ());
    view! {
        <div class="room groups-room">
            {what_if.progress("groups")}
            {what_if.drawn(move |part| (part.groups)(state), Vec::new)}
        </div>
    }
}

/// Recorded flows.
#[component]
pub(super) fn TrafficRoom(state: State, traffic: TrafficPart) -> impl IntoView {
    traffic.want("traffic", |_| ());
    view! {
        <div class="room traffic-room">
            {traffic.progress("traffic")}
            {traffic.drawn(move |part| (part.room)(state), Vec::new)}
        </div>
    }
}

/// The id of what opens the list of keys.
const OPENS_KEYS: &str = "keys";

/// The keys that lead from room to room, and the list of them with what opens it. Only on the page of the tool's own: in an
/// element keys belong to the page around it.
#[component]
pub(super) fn Keys(state: State) -> impl IntoView {
    let host = state.host;
    let is_open = RwSignal::new(false);
    let open = move || {
        is_open.set(true);
        host.focus("keys-title");
    };
    // What was closed does not keep the keyboard.
    let close = move || {
        is_open.set(false);
        host.focus(OPENS_KEYS);
    };
    let pressed = window_event_listener(leptos::ev::keydown, move |event| {
        if !untrack(|| host.keys.are_on()) || is_for_a_field(&event) {
            return;
        }
        let key = event.key();
        let room = Room::ALL.into_iter().find(|room| room.key() == key);
        match room {
            Some(room) => host.go(room),
            None if key == "?" => open(),
            None if key == "Escape" && is_open.get_untracked() => close(),
            None => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || pressed.remove());
    let rows = Room::ALL
        .map(|room| view! { <li><kbd>{room.key()}</kbd> " " {room.label()}</li> }.into_any());
    view! {
        <button type="button" id=OPENS_KEYS class="link" on:click=move |_| open()>
            {text!("keys-title")}
        </button>
        <section class="card keys" aria-labelledby="keys-title" hidden=move || !is_open.get()>
            <h2 id="keys-title" tabindex="-1">{text!("keys-title")}</h2>
            <ul>
                {rows.into_iter().collect_view()}
                <li><kbd>{"?"}</kbd> " " {text!("keys-this-list")}</li>
                <li><kbd>{"Esc"}</kbd> " " {text!("keys-close")}</li>
            </ul>
            <label class="inline-field">
                <input
                    type="checkbox"
                    prop:checked=move || host.keys.are_on()
                    on:change=move |event| host.keys.turn(event_target_checked(&event))
                />
                <span>{text!("keys-on")}</span>
            </label>
            <div class="actions">
                <Button label=text!("keys-close") on_press=close />
            </div>
        </section>
    }
}

/// Whether the key is one's typing, or a key of the browser's.
fn is_for_a_field(event: &web_sys::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;

    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return true;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let field =
        "input:not([type=checkbox]):not([type=radio]), textarea, select, canvas, [contenteditable]";
    target.is_some_and(|target| target.closest(field).ok().flatten().is_some())
}
