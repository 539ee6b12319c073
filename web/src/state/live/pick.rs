//! Which machine is meant, and what was fetched of it.

use super::Task;
use super::connection::Connection;
use crate::state::{Shared, State, TagFile, Texts};
use azure::cloud::Endpoint;
use azure::confirm::Context;
use azure::error::AzureError;
use azure::load::{Loaded, LoadedGroup};
use azure::resources::{PowerState, VirtualMachine};
use leptos::prelude::*;
use std::rc::Rc;

/// The way to a network interface.
#[derive(Clone, Copy)]
pub struct Picking {
    /// The chosen subscription's id.
    pub subscription: RwSignal<String>,
    /// Its virtual machines.
    pub machines: RwSignal<Vec<VirtualMachine>>,
    /// Whether they were listed.
    pub listed: RwSignal<bool>,
    /// What is typed to find one: a part of the name, or a resource id.
    pub search: RwSignal<String>,
    /// What went wrong.
    pub problem: RwSignal<Option<AzureError>, LocalStorage>,
    /// What was fetched last.
    pub deployed: RwSignal<Option<Rc<Deployed>>, LocalStorage>,
    /// Listing, or fetching.
    pub task: Task,
}

/// What was fetched, and what is needed to ask about it.
pub struct Deployed {
    /// The Resource Manager that it was fetched from: another one has no such machine.
    pub endpoint: Endpoint,
    /// What was fetched.
    pub loaded: Loaded,
    /// What follows from that for a comparison. Told once: it reads all rules again.
    pub context: Context,
    /// The network watcher to ask, or why there is none.
    pub watcher: Result<String, AzureError>,
    /// What landed in the page, in the order of [`Landed`].
    pub landed: [String; 3],
    /// The members that landed, by the group's name in lower case.
    pub members: Texts,
}

/// What landed in the page, in the order of [`State::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landed {
    /// The subnet's group.
    Subnet,
    /// The interface's group.
    Interface,
    /// The prefixes of `VirtualNetwork`.
    VirtualNetwork,
}

impl Default for Picking {
    fn default() -> Self {
        Self {
            subscription: RwSignal::new(String::new()),
            machines: RwSignal::new(Vec::new()),
            listed: RwSignal::new(false),
            search: RwSignal::new(String::new()),
            problem: RwSignal::new_local(None),
            deployed: RwSignal::new_local(None),
            task: Task::default(),
        }
    }
}

impl Picking {
    /// Forgets the lists; what was fetched stays.
    pub fn reset(self) {
        self.task.cancel();
        self.subscription.set(String::new());
        self.machines.set(Vec::new());
        self.listed.set(false);
        self.problem.set(None);
    }

    /// Lists the machines of a subscription.
    pub fn list(self, connection: Rc<Connection>, subscription: String) {
        self.reset();
        self.search.set(String::new());
        self.subscription.set(subscription.clone());
        let task = self.task;
        task.run(async move {
            let client = &connection.client;
            let listed = client
                .virtual_machines(&subscription, &|step| task.say(step))
                .await;
            let mut machines = listed.items;
            machines.sort_unstable_by(|a, b| a.name.cmp(&b.name));
            self.machines.set(machines);
            self.listed.set(true);
            self.problem.set(listed.problem);
            self.tell_power(&connection).await;
        });
    }

    /// Asks, one after the other, which machines run: the list does not say it.
    async fn tell_power(self, connection: &Connection) {
        let ids = self.machines.with_untracked(|machines| {
            let ids = machines.iter().map(|machine| machine.id.clone());
            ids.collect::<Vec<_>>()
        });
        for id in ids.into_iter().take(POWER_ASKED) {
            // A machine whose state cannot be read is listed without one.
            let power = connection.client.power_state(&id, &|_| {}).await;
            let power = power.ok().flatten();
            self.machines
                .update(|machines| set_power(machines, &id, power));
        }
    }

    /// Whether a text of the page is no longer what was fetched; `false` while nothing was.
    pub fn is_edited(self, which: Landed, text: &str) -> bool {
        self.deployed.with(|deployed| {
            let landed = deployed
                .as_ref()
                .and_then(|it| it.landed.get(which as usize));
            landed.is_some_and(|landed| landed != text)
        })
    }

    /// The same for the members of an application security group.
    pub fn is_member_edited(self, group: &str, text: &str) -> bool {
        self.deployed.with(|deployed| {
            let landed = deployed.as_ref();
            landed.is_some_and(|landed| landed.members.get(group) != text)
        })
    }

    /// Fetches everything about a machine or an interface, and puts it where it belongs.
    pub fn load(
        self,
        state: State,
        connection: Rc<Connection>,
        id: String,
        interface: Option<String>,
    ) {
        self.problem.set(None);
        let task = self.task;
        task.run(async move {
            let say = |step: &str| task.say(step);
            let client = &connection.client;
            match client.load(&id, interface.as_deref(), &say).await {
                Ok(loaded) => {
                    let watcher = match &loaded.virtual_machine {
                        Some(machine) => client.network_watcher(machine, &say).await,
                        None => Err(AzureError::NoVirtualMachine),
                    };
                    self.land(state, client.endpoint().clone(), loaded, watcher);
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    /// Puts what was fetched into the page.
    fn land(
        self,
        state: State,
        endpoint: Endpoint,
        loaded: Loaded,
        watcher: Result<String, AzureError>,
    ) {
        state.clear_rules();
        let in_force = loaded.effective.as_deref();
        let in_force = in_force.map(|text| Shared::new(nsg_documents::read(text)));
        for (place, group) in [
            (state.subnet, &loaded.subnet_group),
            (state.interface, &loaded.interface_group),
        ] {
            if let Some(group) = group {
                state.take(place, readable(group), String::new());
            }
        }
        let network = state.network;
        let space = loaded.virtual_network.as_ref();
        let space = space
            .map(|space| join(space.prefixes().iter()))
            .unwrap_or_default();
        network.virtual_network.set(space);
        let mut members = Texts::default();
        for (group, addresses) in &loaded.application_security_groups {
            let name = group.rsplit('/').next().unwrap_or(group);
            members.set(name.to_ascii_lowercase(), join(addresses.iter()));
        }
        network.members.set(members.clone());
        if let Some(text) = &loaded.service_tags {
            let content = nsg_documents::service_tags::read(text);
            let name = "Azure's list of service tags".to_owned();
            network
                .tag_file
                .set(Some(Shared::new(TagFile { name, content })));
        }
        let first = loaded.interface.addresses().next();
        let first = first.map(|address| address.to_string()).unwrap_or_default();
        state.flow.local_address.set(first);
        state.in_force.set(in_force);
        let landed = state.rules();
        let deployed = Deployed {
            endpoint,
            context: loaded.context(),
            loaded,
            watcher,
            landed,
            members,
        };
        self.deployed.set(Some(Rc::new(deployed)));
    }
}

/// So many machines are asked whether they run; a person who has more types a part of the name first.
const POWER_ASKED: usize = 60;

fn set_power(machines: &mut [VirtualMachine], id: &str, power: Option<PowerState>) {
    if let Some(machine) = machines.iter_mut().find(|machine| machine.id == id) {
        machine.power = power;
    }
}

/// The group with line breaks: Azure writes it on one line.
fn readable(group: &LoadedGroup) -> String {
    let pretty = js_sys::JSON::parse(&group.text).and_then(|value| {
        js_sys::JSON::stringify_with_replacer_and_space(
            &value,
            &wasm_bindgen::JsValue::NULL,
            &2.into(),
        )
    });
    pretty.map_or_else(|_| group.text.clone(), String::from)
}

fn join<I: ToString>(items: impl Iterator<Item = I>) -> String {
    items
        .map(|item| item.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}
