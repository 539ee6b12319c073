//! The flow form. There is no submit button: every keystroke is judged.

use super::wording::sentence;
use crate::state::{Input, State, read_address, read_port};
use leptos::prelude::*;
use nsg::{Direction, Protocol};
use text::text;

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
    let direction = move |wanted: Direction| {
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name="direction"
                    value=wanted.as_str()
                    prop:checked=move || form.direction.get() == wanted
                    on:change=move |_| form.turn(wanted)
                />
                <span>{wanted.word()}</span>
            </label>
        }
    };
    // The text of a whole flow fills the form, whichever field it is pasted, dropped or typed into.
    let paste = move |event: web_sys::ClipboardEvent| {
        let data = event.clipboard_data();
        let text = data.and_then(|data| data.get_data("text").ok());
        if text.is_some_and(|text| form.take(&text)) {
            event.prevent_default();
        }
    };
    let change = move |event| {
        form.take(&event_target_value(&event));
    };
    view! {
        <form
            class="card flow"
            on:submit=|event| event.prevent_default()
            on:paste=paste
            on:change=change
        >
            <fieldset class="segments">
                <legend>{text!("flow-direction")}</legend>
                {direction(Direction::Inbound)}
                {direction(Direction::Outbound)}
            </fieldset>
            <div class="field">
                <label for="protocol">{text!("flow-protocol")}</label>
                <select
                    id="protocol"
                    prop:value=move || form.protocol.get().to_string()
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
                                    selected=move || form.protocol.get() == protocol
                                >
                                    {protocol.as_str()}
                                </option>
                            }
                        })}
                </select>
            </div>
            <fieldset>
                <legend>{text!("flow-local")}</legend>
                <AddressField id="local-address" label=text!("flow-address") text=form.local_address />
                <PortField id="local-port" label=text!("flow-port") text=form.local_port has_ports />
            </fieldset>
            <fieldset>
                <legend>{text!("flow-remote")}</legend>
                <AddressField id="remote-address" label=text!("flow-address") text=form.remote_address />
                <PortField id="remote-port" label=text!("flow-port") text=form.remote_port has_ports />
            </fieldset>
            <div class="presets" role="group" aria-label=text!("flow-presets")>
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
                {move || text!("flow-who-starts", direction = form.direction.get())}
            </p>
        </form>
    }
}

#[component]
fn AddressField(id: &'static str, label: &'static str, text: RwSignal<String>) -> impl IntoView {
    let problem = move || match text.with(|text| read_address(text)) {
        Input::Wrong(problem) => sentence(&problem),
        Input::Ready(_) | Input::Incomplete => String::new(),
    };
    view! { <FlowField id label text problem placeholder="10.0.1.4" /> }
}

#[component]
fn PortField(
    id: &'static str,
    label: &'static str,
    text: RwSignal<String>,
    has_ports: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let problem = move || match text.with(|text| read_port(text)) {
        Input::Wrong(problem) => sentence(&problem),
        Input::Ready(_) | Input::Incomplete => String::new(),
    };
    view! {
        <FlowField id label text problem placeholder=text!("flow-port-any") unused=move || !has_ports() />
    }
}

#[component]
fn FlowField(
    id: &'static str,
    label: &'static str,
    text: RwSignal<String>,
    #[prop(into)] problem: Signal<String>,
    placeholder: &'static str,
    /// Whether this flow has no such field.
    #[prop(into, optional)]
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
                aria-invalid=move || problem.with(|problem| !problem.is_empty()).to_string()
                aria-describedby=error_id.clone()
                on:input=move |event| text.set(event_target_value(&event))
            />
            <p class="field-error" id=error_id hidden=move || problem.with(String::is_empty)>
                {problem}
            </p>
        </div>
    }
}
