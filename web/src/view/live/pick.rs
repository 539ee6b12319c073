//! From a subscription to a network interface.

use super::problem::Problem;
use super::progress::Progress;
use crate::state::State;
use crate::state::live::Deployed;
use crate::view::components::{Button, Choices, Line, TextField};
use crate::view::diagnostics::notes;
use crate::view::wording::dotted;
use azure::load::LoadedGroup;
use azure::resources::{PowerState, ResourceId, VirtualMachine};
use leptos::prelude::*;
use std::rc::Rc;
use text::text;

/// So many machines are shown; a person who has more types a part of the name.
const SHOWN: usize = 16;

/// Subscription, machine, interface, and what was fetched.
pub(super) fn pick(state: State) -> AnyView {
    let picking = state.live.picking;
    let connecting = state.live.connecting;
    let options = Signal::derive(move || {
        let mut options = vec![(String::new(), text!("live-choose").to_owned())];
        connecting.connection.with(|connection| {
            for one in connection
                .iter()
                .flat_map(|connection| &connection.subscriptions)
            {
                options.push((one.id.clone(), one.name.clone()));
            }
        });
        options
    });
    let choose = move |subscription: String| {
        if let Some(connection) = connecting.connection.get_untracked() {
            picking.list(connection, subscription);
        }
    };
    let shown = Memo::new(move |_| {
        let machines = listed(state).into_iter().take(SHOWN);
        machines.map(|machine| machine.id).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        let ids = shown.get();
        if let Some(connection) = connecting.connection.get_untracked() {
            picking.tell_power(connection, ids);
        }
    });
    view! {
        <div class="pick" hidden=move || connecting.connection.with(Option::is_none)>
            <Choices
                id="subscription"
                label=text!("live-subscription")
                class="field"
                options
                chosen=picking.subscription
                on_choose=choose
            />
            <TextField
                id="machine"
                label=text!("live-machine")
                placeholder=text!("live-machine-placeholder")
                class="field grow"
                text=picking.search
            />
            <Button
                class="primary"
                label=text!("live-fetch")
                hidden=move || pasted(state).is_none()
                on_press=move || {
                    if let Some(id) = pasted(state) {
                        load(state, id, None);
                    }
                }
            />
            {move || {
                let found = listed(state);
                let rows: Vec<_> = found
                    .into_iter()
                    .take(SHOWN)
                    .map(|one| view! { <MachineRow state machine=one /> }.into_any())
                    .collect();
                machines(rows)
            }}
            <Line class="summary" text=move || tally(state) />
        </div>
        <Problem problem=picking.problem />
        <Progress task=picking.task />
        {move || picking.deployed.get().map(|deployed| view! { <Fetched state deployed /> })}
    }
    .into_any()
}

fn machines(rows: Vec<AnyView>) -> AnyView {
    let none = rows.is_empty();
    view! {
        <ul class="machines" aria-label=text!("live-machines") hidden=none>
            {rows}
        </ul>
    }
    .into_any()
}

fn load(state: State, id: String, interface: Option<String>) {
    if let Some(connection) = state.live.connecting.connection.get_untracked() {
        state.live.picking.load(state, connection, id, interface);
    }
}

/// The resource id that was pasted instead of a name.
fn pasted(state: State) -> Option<String> {
    let search = state.live.picking.search;
    search.with(|text| ResourceId::read(text).map(|id| id.whole.to_owned()))
}

/// The machines whose names have what was typed.
fn listed(state: State) -> Vec<VirtualMachine> {
    let picking = state.live.picking;
    if pasted(state).is_some() {
        return Vec::new();
    }
    let wanted = picking.search.get().trim().to_ascii_lowercase();
    picking.machines.with(|machines| {
        let machines = machines.iter();
        let found = machines.filter(|machine| machine.name.to_ascii_lowercase().contains(&wanted));
        found.cloned().collect()
    })
}

fn tally(state: State) -> String {
    let picking = state.live.picking;
    if pasted(state).is_some() || !picking.listed.get() {
        return String::new();
    }
    match listed(state).len() {
        0 if picking.machines.with(Vec::is_empty) => text!("live-no-machines").to_owned(),
        0 => text!("live-none-found").to_owned(),
        machines if machines > SHOWN => {
            text!("live-machines-shown", shown = SHOWN, machines)
        }
        machines => text!("live-machines-count", machines),
    }
}

/// The state of a machine; what nobody has seen yet stays as Azure writes it.
fn power_word(power: &PowerState) -> String {
    text!("live-power", state = power.0)
}

#[component]
fn MachineRow(state: State, machine: VirtualMachine) -> impl IntoView {
    let id = machine.id.clone();
    let running = machine.power.as_ref().is_some_and(PowerState::is_running);
    let power = machine.power.as_ref().map(power_word).unwrap_or_default();
    let group = ResourceId::read(&machine.id)
        .map(|id| id.resource_group)
        .unwrap_or_default();
    view! {
        <li>
            <button type="button" on:click=move |_| load(state, id.clone(), None)>
                <strong>{machine.name}</strong>
                <span class="quiet">{dotted(&[group, &machine.location])}</span>
                <span class=if running { "power running" } else { "power" }>{power}</span>
            </button>
        </li>
    }
}

/// What was fetched, where it landed, and what there is to know about it.
#[component]
fn Fetched(state: State, deployed: Rc<Deployed>) -> impl IntoView {
    let loaded = &deployed.loaded;
    let machine = loaded.virtual_machine.as_ref();
    let name = machine.map_or(text!("live-no-machine"), |machine| machine.name.as_str());
    let power = machine.and_then(|machine| machine.power.as_ref());
    let power = power.map_or_else(|| text!("live-state-unknown").to_owned(), power_word);
    let interface = loaded.interface.id.clone();
    let name = name.to_owned();
    view! {
        <div class="fetched">
            <p class="grow">
                <strong>{name}</strong>
                <span class="quiet">{format!(" {power} · ")}</span>
                <span>{summary(&deployed)}</span>
            </p>
            <InterfaceChoice state deployed=Rc::clone(&deployed) />
            <AddressChoice state deployed=Rc::clone(&deployed) />
            <Button
                label=text!("live-fetch-again")
                hidden=move || state.live.connection().is_none()
                on_press=move || load(state, interface.clone(), None)
            />
        </div>
        <ul class="diagnostics" hidden=loaded.notes.is_empty()>
            {notes(&loaded.notes)}
        </ul>
    }
}

/// What landed in the page, in one line.
fn summary(deployed: &Deployed) -> String {
    let loaded = &deployed.loaded;
    let mut parts = vec![
        landed("subnet", loaded.subnet_group.as_ref()),
        landed("nic", loaded.interface_group.as_ref()),
    ];
    if let Some(network) = &loaded.virtual_network {
        let prefixes = network.prefixes().len();
        parts.push(text!("live-fetched-prefixes", prefixes));
    }
    let groups = loaded.application_security_groups.len();
    if groups > 0 {
        parts.push(text!("live-fetched-members", groups));
    }
    if loaded.effective.is_some() {
        parts.push(text!("live-fetched-tags-in-force").to_owned());
    }
    if loaded.service_tags.is_some() {
        parts.push(text!("live-fetched-tags").to_owned());
    }
    text!("live-fetched", parts = parts.join(", "))
}

/// A group as one of what landed. The place is `subnet` or `nic`, as the texts know it.
fn landed(place: &str, group: Option<&LoadedGroup>) -> String {
    let Some(loaded) = group else {
        return text!("live-fetched-no-group", place);
    };
    let group = loaded.id.rsplit('/').next().unwrap_or_default();
    match loaded.updating {
        true => text!("live-fetched-group-updating", place, group),
        false => text!("live-fetched-group", place, group),
    }
}

/// The interface, where the machine has several.
#[component]
fn InterfaceChoice(state: State, deployed: Rc<Deployed>) -> impl IntoView {
    let machine = deployed.loaded.virtual_machine.as_ref()?;
    if machine.interfaces.len() < 2 {
        return None;
    }
    let name = |id: &String| id.rsplit('/').next().unwrap_or_default().to_owned();
    let options = machine.interfaces.iter();
    let current = &deployed.loaded.interface.id;
    let options: Vec<_> = options.map(|id| (id.clone(), name(id))).collect();
    let chosen = options
        .iter()
        .find(|(id, _)| id.eq_ignore_ascii_case(current));
    let chosen = chosen.map(|(id, _)| id.clone()).unwrap_or_default();
    let machine = machine.id.clone();
    Some(view! {
        <Choices
            id="interface"
            label=text!("live-interface")
            class="inline-field"
            options
            chosen
            hidden=move || state.live.connection().is_none()
            on_choose=move |interface| load(state, machine.clone(), Some(interface))
        />
    })
}

/// The local address, where the interface has several.
#[component]
fn AddressChoice(state: State, deployed: Rc<Deployed>) -> impl IntoView {
    let addresses = deployed.loaded.interface.addresses();
    let options: Vec<_> = addresses
        .map(|one| (one.to_string(), one.to_string()))
        .collect();
    if options.len() < 2 {
        return None;
    }
    let local = state.flow.local_address;
    Some(view! {
        <Choices
            id="private-address"
            label=text!("live-address")
            class="inline-field"
            options
            chosen=local
            on_choose=move |address| local.set(address)
        />
    })
}
