//! The flow form. There is no submit button: every keystroke is judged.

use super::{when, words};
use crate::state::{Input, State, read_address, read_port};
use leptos::prelude::*;
use nsg::{Direction, Protocol};

/// Well-known services: label, protocol, port.
const PRESETS: [(&str, Protocol, &str); 6] = [
    ("SSH", Protocol::Tcp, "22"),
    ("RDP", Protocol::Tcp, "3389"),
    ("HTTPS", Protocol::Tcp, "443"),
    ("DNS", Protocol::Udp, "53"),
    ("SQL", Protocol::Tcp, "1433"),
    ("ICMP", Protocol::Icmp, ""),
];

#[component]
pub(super) fn FlowCard(state: State) -> impl IntoView {
    let form = state.flow;
    let has_ports = move || form.protocol.get().has_ports();
    let preset = move |protocol: Protocol, port: &'static str| {
        form.protocol.set(protocol);
        if protocol.has_ports() {
            form.service_port().set(port.to_owned());
        }
    };
    let direction = move |wanted: Direction, label: &'static str| {
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name="direction"
                    value=wanted.as_str()
                    prop:checked=when(move || form.direction.get() == wanted)
                    on:change=move |_| form.turn(wanted)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <form class="card flow" on:submit=|event| event.prevent_default()>
            <fieldset class="segments">
                <legend>"Direction"</legend>
                {direction(Direction::Inbound, "Inbound")}
                {direction(Direction::Outbound, "Outbound")}
            </fieldset>
            <div class="field">
                <label for="protocol">"Protocol"</label>
                <select
                    id="protocol"
                    prop:value=words(move || form.protocol.get().to_string())
                    on:change=move |event| {
                        if let Ok(protocol) = event_target_value(&event).parse() {
                            form.protocol.set(protocol);
                        }
                    }
                >
                    {Protocol::ALL
                        .map(|protocol| {
                            view! {
                                <option
                                    value=protocol.as_str()
                                    selected=when(move || form.protocol.get() == protocol)
                                >
                                    {protocol.as_str()}
                                </option>
                            }
                        })}
                </select>
            </div>
            <fieldset>
                <legend>"Local: the virtual machine"</legend>
                <AddressField id="local-address" label="Address" text=form.local_address />
                <PortField id="local-port" label="Port" text=form.local_port has_ports />
            </fieldset>
            <fieldset>
                <legend>"Remote: the other end"</legend>
                <AddressField id="remote-address" label="Address" text=form.remote_address />
                <PortField id="remote-port" label="Port" text=form.remote_port has_ports />
            </fieldset>
            <div class="presets" role="group" aria-label="Presets">
                {PRESETS
                    .map(|(label, protocol, port)| {
                        view! {
                            <button type="button" on:click=move |_| preset(protocol, port)>
                                {label}
                            </button>
                        }
                    })}
            </div>
            <p class="summary">
                {words(move || {
                    let (first, second) = match form.direction.get() {
                        Direction::Inbound => ("remote end", "VM"),
                        Direction::Outbound => ("VM", "remote end"),
                    };
                    format!("The {first} starts, the {second} answers. Replies need no rule.")
                })}
            </p>
        </form>
    }
}

#[component]
fn AddressField(id: &'static str, label: &'static str, text: RwSignal<String>) -> impl IntoView {
    let problem = move || match text.with(|text| read_address(text)) {
        Input::Wrong(problem) => problem.to_owned(),
        Input::Ready(_) | Input::Incomplete => String::new(),
    };
    view! { <TextField id label text problem=words(problem) placeholder="10.0.1.4" unused=when(|| false) /> }
}

#[component]
fn PortField(
    id: &'static str,
    label: &'static str,
    text: RwSignal<String>,
    has_ports: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let problem = move || match text.with(|text| read_port(text)) {
        Input::Wrong(problem) => problem.to_owned(),
        Input::Ready(_) | Input::Incomplete => String::new(),
    };
    view! {
        <TextField id label text problem=words(problem) placeholder="any" unused=when(move || !has_ports()) />
    }
}

#[component]
fn TextField(
    id: &'static str,
    label: &'static str,
    text: RwSignal<String>,
    problem: Signal<String>,
    placeholder: &'static str,
    /// Whether this flow has no such field.
    unused: Signal<bool>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    view! {
        <div class="field" hidden=unused>
            <label for=id>{label}</label>
            <input
                type="text"
                id=id
                spellcheck="false"
                autocomplete="off"
                placeholder=placeholder
                prop:value=text
                aria-invalid=words(move || problem.with(|problem| !problem.is_empty()).to_string())
                aria-describedby=error_id.clone()
                on:input=move |event| text.set(event_target_value(&event))
            />
            <p class="field-error" id=error_id hidden=when(move || problem.with(String::is_empty))>
                {problem}
            </p>
        </div>
    }
}
