//! Machines that were loaded, remembered between calls.

use super::target::LiveTarget;
use azure::confirm::Context;
use azure::ip_flow_request::{NotAskable, askable_of};
use azure::load::LoadedInterface;
use azure::resources::VirtualMachine;
use nsg::{Flow, NetworkSecurityGroup, Scenario};
use std::net::IpAddr;

/// So many machines are remembered, and not more: a portal may run for months.
const MOST: usize = 500;

/// What was loaded of a machine. It tells why two answers may differ, and saves a request.
struct LoadedMachine {
    machine: VirtualMachine,
    interface: String,
    addresses: Vec<IpAddr>,
    groups: [Option<NetworkSecurityGroup>; 2],
    context: Context,
}

impl LoadedMachine {
    fn is(&self, machine: &str, interface: Option<&str>) -> bool {
        self.machine.id.eq_ignore_ascii_case(machine)
            && interface.is_none_or(|id| self.interface.eq_ignore_ascii_case(id))
    }
}

/// What earlier calls found out.
#[derive(Default)]
pub(super) struct Memory {
    loaded: Vec<LoadedMachine>,
    /// Watchers by machine.
    watchers: Vec<(String, String)>,
}

impl Memory {
    pub(super) fn remember_loaded(&mut self, loaded: &LoadedInterface) {
        let Some(machine) = &loaded.virtual_machine else {
            return;
        };
        let Ok(scenario) = loaded.assembled().whole() else {
            return;
        };
        let interface = &loaded.interface.id;
        self.loaded
            .retain(|known| !known.interface.eq_ignore_ascii_case(interface));
        make_room(&mut self.loaded);
        self.loaded.push(LoadedMachine {
            machine: machine.clone(),
            interface: interface.clone(),
            addresses: loaded.interface.addresses().collect(),
            groups: groups(&scenario),
            context: loaded.context(),
        });
    }

    /// The network interface to ask about: the one that was named, else the loaded one that has the
    /// flow's local address; `None` where none is known.
    ///
    /// # Errors
    ///
    /// [`NotAskable`], also where no interface has that address: Azure need not be asked to say so.
    pub(super) fn interface(
        &self,
        target: &LiveTarget,
        flow: &Flow,
    ) -> Result<Option<String>, NotAskable> {
        let named = target.interface.as_deref();
        let known = self.loaded.iter();
        let known: Vec<_> = known
            .filter(|known| known.is(&target.machine, named))
            .collect();
        let is_all = |latest: &&LoadedMachine| {
            named.is_some() || known.len() >= latest.machine.interfaces.len()
        };
        if known.last().is_some_and(is_all) {
            let addresses = known.iter().flat_map(|known| &known.addresses);
            askable_of(flow, addresses.copied())?;
        }
        let local = flow.local.address;
        let mut known = known.into_iter();
        let its = known.find(|known| known.addresses.contains(&local));
        let its = its.map(|known| known.interface.clone());
        Ok(its.or_else(|| target.interface.clone()))
    }

    /// What is known of the machine besides, and whether it was judged by other rules than its own.
    pub(super) fn context(
        &self,
        machine: &str,
        interface: Option<&str>,
        scenario: &Scenario,
    ) -> Context {
        let Some(known) = self.find(machine, interface) else {
            return Context::default();
        };
        Context {
            rules_edited: known.groups != groups(scenario),
            ..known.context.clone()
        }
    }

    /// The machine, if it was loaded.
    pub(super) fn machine(&self, id: &str) -> Option<VirtualMachine> {
        self.find(id, None).map(|known| known.machine.clone())
    }

    fn find(&self, machine: &str, interface: Option<&str>) -> Option<&LoadedMachine> {
        // The latest: of several interfaces the one that the portal looks at.
        let mut latest = self.loaded.iter().rev();
        latest.find(|known| known.is(machine, interface))
    }

    pub(super) fn watcher(&self, machine: &str) -> Option<String> {
        let mut watchers = self.watchers.iter();
        let found = watchers.find(|(known, _)| known.eq_ignore_ascii_case(machine));
        found.map(|(_, watcher)| watcher.clone())
    }

    pub(super) fn remember_watcher(&mut self, machine: &str, watcher: &str) {
        self.forget_watcher(machine);
        make_room(&mut self.watchers);
        self.watchers.push((machine.to_owned(), watcher.to_owned()));
    }

    pub(super) fn forget_watcher(&mut self, machine: &str) {
        self.watchers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(machine));
    }
}

fn make_room<T>(items: &mut Vec<T>) {
    if items.len() >= MOST {
        items.remove(0);
    }
}

fn groups(scenario: &Scenario) -> [Option<NetworkSecurityGroup>; 2] {
    [
        scenario.subnet_security_group.clone(),
        scenario.network_interface_security_group.clone(),
    ]
}
