//! The choice of a machine, and what was fetched of it.

use super::LiveTask;
use super::connection::Connection;
use super::deployed::{Deployed, land};
use crate::state::{GroupInput, NamedTexts, Sources, State};
use azure::client::ClientStep;
use azure::error::AzureError;
use azure::resources::{PowerState, VirtualMachine};
use azure::transport::Transport;
use azure::transport::browser::Browser;
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;

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
    pub task: LiveTask,
    /// Asking which machines run.
    power: LiveTask,
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
            task: LiveTask::default(),
            power: LiveTask::default(),
        }
    }
}

impl Picking {
    /// Forgets the lists; what was fetched stays.
    pub fn reset(self) {
        self.task.cancel();
        self.power.cancel();
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
                .virtual_machines(&subscription, &|step| task.say(step.words()))
                .await;
            let mut machines = listed.items;
            machines.sort_unstable_by(|a, b| a.name.cmp(&b.name));
            self.machines.set(machines);
            self.listed.set(true);
            self.problem.set(listed.problem);
        });
    }

    /// Asks, one after the other, which of these machines run: the list does not say it. Whoever chose a
    /// subscription asked for that; it is told of what is on the screen.
    pub fn tell_power(self, connection: Rc<Connection>, ids: Vec<String>) {
        self.power.run(async move {
            // A name is typed letter by letter.
            Browser.sleep(Duration::from_millis(250)).await;
            for id in ids {
                if !self.machines.with_untracked(|all| is_open(all, &id)) {
                    continue;
                }
                let power = connection.client.power_state(&id, &|_| {}).await;
                // A machine whose state cannot be read is listed without one, and not asked about again.
                let power = power.ok().flatten();
                let power = power.unwrap_or_else(|| PowerState(String::new()));
                self.machines
                    .update(|machines| set_power(machines, &id, power));
            }
        });
    }

    /// Whether a text of the page is no longer what was fetched; `false` while nothing was.
    pub fn is_edited(self, which: fn(&Sources) -> &str, text: &str) -> bool {
        self.deployed.with(|deployed| {
            let landed = deployed.as_ref().map(|it| which(&it.landed));
            landed.is_some_and(|landed| landed != text)
        })
    }

    /// Whether the rules of a place, edits included, are no longer what was fetched; `false` while nothing was.
    pub fn is_place_edited(self, place: GroupInput) -> bool {
        self.deployed.with(|deployed| {
            let landed = deployed.as_ref().map(|it| it.landed.of(place.applied_to));
            landed.is_some_and(|landed| *landed != place.source())
        })
    }

    /// The same for one of the texts that have names.
    pub fn is_one_edited(
        self,
        which: fn(&Deployed) -> &NamedTexts,
        name: &str,
        text: &str,
    ) -> bool {
        self.deployed.with(|deployed| {
            let landed = deployed.as_ref();
            landed.is_some_and(|landed| which(landed).get(name) != text)
        })
    }

    /// Whether the text of a place is what was fetched.
    pub fn has_landed(self, place: GroupInput) -> bool {
        self.deployed.with(|deployed| {
            let landed = deployed.as_ref().map(|it| it.landed.of(place.applied_to));
            landed.is_some_and(|landed| place.text.with(|text| *text == landed.text))
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
            let say = |step: ClientStep<'_>| task.say(step.words());
            let client = &connection.client;
            match client.load(&id, interface.as_deref(), &say).await {
                Ok(loaded) => {
                    let watcher = match &loaded.virtual_machine {
                        Some(machine) => client.network_watcher(machine, &say).await,
                        None => Err(AzureError::NoVirtualMachine),
                    };
                    land(state, client.endpoint().clone(), loaded, watcher);
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }
}

fn is_open(machines: &[VirtualMachine], id: &str) -> bool {
    let mut machines = machines.iter();
    machines.any(|machine| machine.id == id && machine.power.is_none())
}

fn set_power(machines: &mut [VirtualMachine], id: &str, power: PowerState) {
    if let Some(machine) = machines.iter_mut().find(|machine| machine.id == id) {
        machine.power = Some(power);
    }
}
