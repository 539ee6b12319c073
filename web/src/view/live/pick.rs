//! From a subscription to a network interface.

use super::problem::Problem;
use super::progress::Progress;
use crate::state::State;
use crate::state::live::Deployed;
use crate::view::diagnostics::notes;
use crate::view::{count, when, words};
use azure::resources::{ResourceId, VirtualMachine};
use leptos::prelude::*;

/// So many machines are shown; a person who has more types a part of the name.
const SHOWN: usize = 12;

#[component]
pub(super) fn Pick(state: State) -> impl IntoView {
    let picking = state.live.picking;
    let connecting = state.live.connecting;
    let subscriptions = move || {
        connecting.connection.with(|connection| {
            let list = connection
                .as_ref()
                .map(|connection| connection.subscriptions.clone());
            list.unwrap_or_default()
        })
    };
    let choose = move |subscription: String| {
        if let Some(connection) = connecting.connection.get_untracked() {
            picking.list(connection, subscription);
        }
    };
    let options = move || {
        let options = subscriptions().into_iter().map(|one| {
            let id = one.id.clone();
            let selected = when(move || picking.subscription.with(|chosen| *chosen == id));
            view! { <option value=one.id selected=selected>{one.name}</option> }
        });
        options.collect_view()
    };
    let load = move |id: String| {
        if let Some(connection) = connecting.connection.get_untracked() {
            picking.load(state, connection, id, None);
        }
    };
    let pasted = move || {
        picking
            .search
            .with(|text| ResourceId::read(text).map(|id| id.whole.to_owned()))
    };
    let found = move || {
        let wanted = picking.search.get().trim().to_ascii_lowercase();
        picking.machines.with(|machines| {
            let matches =
                |machine: &&VirtualMachine| machine.name.to_ascii_lowercase().contains(&wanted);
            machines.iter().filter(matches).cloned().collect::<Vec<_>>()
        })
    };
    let listed = move || match pasted() {
        Some(_) => Vec::new(),
        None => found(),
    };
    let machines = move || {
        let shown = listed().into_iter().take(SHOWN);
        shown.map(|machine| row(machine, load)).collect_view()
    };
    let tally = move || {
        let number = listed().len();
        match (pasted(), picking.listed.get(), number) {
            (Some(_), ..) | (None, false, _) => String::new(),
            (None, true, 0) if picking.machines.with(Vec::is_empty) => {
                "This subscription has no virtual machines that you can see.".to_owned()
            }
            (None, true, 0) => "No virtual machine has that in its name.".to_owned(),
            (None, true, number) if number > SHOWN => {
                format!("{SHOWN} of {number} shown: type a part of the name.")
            }
            (None, true, number) => count(number, "virtual machine", "virtual machines"),
        }
    };
    view! {
        <div class="pick" hidden=when(move || connecting.connection.with(Option::is_none))>
            <div class="field">
                <label for="subscription">"Subscription"</label>
                <select id="subscription" on:change=move |event| choose(event_target_value(&event))>
                    <option value="" selected=when(move || picking.subscription.with(String::is_empty))>
                        "Choose…"
                    </option>
                    {options}
                </select>
            </div>
            <div class="field grow">
                <label for="machine">"Virtual machine"</label>
                <input
                    type="text"
                    id="machine"
                    spellcheck="false"
                    autocomplete="off"
                    placeholder="Part of a name, or the resource id of a VM or NIC"
                    prop:value=picking.search
                    on:input=move |event| picking.search.set(event_target_value(&event))
                />
            </div>
            <button
                type="button"
                class="primary"
                hidden=when(move || pasted().is_none())
                on:click=move |_| pasted().into_iter().for_each(load)
            >
                "Fetch this"
            </button>
            <ul class="machines" aria-label="Virtual machines" hidden=when(move || listed().is_empty())>
                {machines}
            </ul>
            <p class="summary">{words(tally)}</p>
        </div>
        <Problem problem=picking.problem />
        <Progress task=picking.task />
        <Fetched state />
    }
}

fn row(machine: VirtualMachine, load: impl Fn(String) + Copy + Send + 'static) -> impl IntoView {
    let id = machine.id.clone();
    let power = machine.power.as_ref().map(|power| power.0.clone());
    let class = match &machine.power {
        Some(power) if power.is_running() => "power running",
        _ => "power",
    };
    let group = ResourceId::read(&machine.id).map(|id| id.resource_group.to_owned());
    view! {
        <li>
            <button type="button" on:click=move |_| load(id.clone())>
                <strong>{machine.name}</strong>
                <span class="quiet">{group} " · " {machine.location}</span>
                <span class=class>{power}</span>
            </button>
        </li>
    }
}

/// What was fetched, where it landed, and what there is to know about it.
#[component]
fn Fetched(state: State) -> impl IntoView {
    let picking = state.live.picking;
    move || {
        let deployed = picking.deployed.get()?;
        let machine = deployed.loaded.virtual_machine.as_ref();
        let name = machine
            .map_or("No virtual machine", |machine| machine.name.as_str())
            .to_owned();
        let power = machine.and_then(|machine| machine.power.as_ref());
        let power = power
            .map_or("state unknown", |power| power.0.as_str())
            .to_owned();
        let again = move |_| {
            let picked = picking
                .deployed
                .get_untracked()
                .zip(state.live.connecting.connection.get_untracked());
            if let Some((deployed, connection)) = picked {
                let interface = deployed.loaded.interface.id.clone();
                picking.load(state, connection, interface, None);
            }
        };
        let offline = when(move || state.live.connecting.connection.with(Option::is_none));
        Some(view! {
            <div class="fetched">
                <p class="grow">
                    <strong>{name}</strong> " " <span class="quiet">{power}</span> " · "
                    {summary(&deployed)}
                </p>
                {interfaces(state, &deployed)}
                {addresses(state, &deployed)}
                <button type="button" hidden=offline on:click=again>
                    "Fetch again"
                </button>
            </div>
            {(!deployed.loaded.notes.is_empty())
                .then(|| {
                    view! { <ul class="diagnostics">{notes(&deployed.loaded.notes)}</ul> }
                })}
        })
    }
}

/// What landed in the page, in one line.
fn summary(deployed: &Deployed) -> String {
    let loaded = &deployed.loaded;
    let group = |place: &str, group: &Option<azure::load::LoadedGroup>| match group {
        None => format!("no {place} NSG"),
        Some(group) => {
            let name = group.id.rsplit('/').next().unwrap_or_default();
            let state = if group.updating {
                ", still updating"
            } else {
                ""
            };
            format!("{place} NSG {name}{state}")
        }
    };
    let mut parts = vec![
        group("subnet", &loaded.subnet_group),
        group("NIC", &loaded.interface_group),
    ];
    if let Some(network) = &loaded.virtual_network {
        let all = network.prefixes().len();
        parts.push(count(
            all,
            "VirtualNetwork prefix",
            "VirtualNetwork prefixes",
        ));
    }
    let groups = loaded.application_security_groups.len();
    if groups > 0 {
        parts.push(count(
            groups,
            "application security group",
            "application security groups",
        ));
    }
    if loaded.effective.is_some() {
        parts.push("tags as they are in force".to_owned());
    }
    if loaded.service_tags.is_some() {
        parts.push("service tags".to_owned());
    }
    format!(
        "{}. All of it is below, and can be edited.",
        parts.join(", ")
    )
}

/// The interface, where the machine has several.
fn interfaces(state: State, deployed: &Deployed) -> Option<impl IntoView + use<>> {
    let machine = deployed.loaded.virtual_machine.as_ref()?;
    if machine.interfaces.len() < 2 {
        return None;
    }
    let current = deployed.loaded.interface.id.clone();
    let options = machine.interfaces.iter().map(|id| {
        let name = id.rsplit('/').next().unwrap_or_default().to_owned();
        let selected = id.eq_ignore_ascii_case(&current);
        view! { <option value=id.clone() selected=selected>{name}</option> }
    });
    let options = options.collect_view();
    let machine = machine.id.clone();
    let choose = move |event| {
        if let Some(connection) = state.live.connecting.connection.get_untracked() {
            let interface = event_target_value(&event);
            state
                .live
                .picking
                .load(state, connection, machine.clone(), Some(interface));
        }
    };
    Some(view! {
        <label class="inline-field">
            <span>"NIC"</span>
            <select id="interface" on:change=choose>{options}</select>
        </label>
    })
}

/// The local address, where the interface has several.
fn addresses(state: State, deployed: &Deployed) -> Option<impl IntoView + use<>> {
    let addresses: Vec<_> = deployed.loaded.interface.addresses().collect();
    if addresses.len() < 2 {
        return None;
    }
    let options = addresses.into_iter().map(|address| {
        let text = address.to_string();
        let this = text.clone();
        let selected = when(move || state.flow.local_address.with(|local| *local == this));
        view! { <option value=text.clone() selected=selected>{text.clone()}</option> }
    });
    let options = options.collect_view();
    Some(view! {
        <label class="inline-field">
            <span>"Address"</span>
            <select
                id="private-address"
                on:change=move |event| state.flow.local_address.set(event_target_value(&event))
            >
                {options}
            </select>
        </label>
    })
}
