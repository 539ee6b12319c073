//! The machine or interface that is asked about, as JavaScript names it.

use crate::{problem, to_js};
use azure::resources::ResourceId;
use nsg_documents::Diagnostic;
use wasm_bindgen::prelude::JsValue;

/// A machine, of several interfaces one, and the watcher to ask if one was named.
pub(super) struct LiveTarget {
    pub(super) machine: String,
    pub(super) interface: Option<String>,
    pub(super) watcher: Option<String>,
}

const MACHINE: (&str, &str) = ("Microsoft.Compute", "virtualMachines");
const INTERFACE: (&str, &str) = ("Microsoft.Network", "networkInterfaces");
const WATCHER: (&str, &str) = ("Microsoft.Network", "networkWatchers");

impl LiveTarget {
    /// From `targetResourceId`, `targetNicResourceId` and `networkWatcherId`; the last two may be empty.
    ///
    /// # Errors
    ///
    /// Those that are no ids of such resources: a list of diagnostics.
    pub(super) fn read(ids: Vec<String>) -> Result<Self, JsValue> {
        let mut ids = ids.into_iter();
        let mut problems = Vec::new();
        let mut next = |name, wanted, optional| {
            let given = ids.next().unwrap_or_default();
            let found = resource(&given, wanted);
            if found.is_none() && !(optional && given.is_empty()) {
                problems.push(no_such(&given, name, wanted));
            }
            found
        };
        let machine = next("/flow/targetResourceId", &[MACHINE][..], false);
        let interface = next("/flow/targetNicResourceId", &[INTERFACE], true);
        let watcher = next("/flow/networkWatcherId", &[WATCHER], true);
        match machine.filter(|_| problems.is_empty()) {
            Some(machine) => Ok(Self {
                machine,
                interface,
                watcher,
            }),
            None => Err(to_js::diagnostics(problems)),
        }
    }

    /// The id of a machine or an interface, to be loaded.
    ///
    /// # Errors
    ///
    /// That it is none: a list of diagnostics.
    pub(super) fn to_load(id: &str) -> Result<String, JsValue> {
        let wanted = [MACHINE, INTERFACE];
        let problem = || to_js::diagnostics(vec![no_such(id, "/resourceId", &wanted)]);
        resource(id, &wanted).ok_or_else(problem)
    }
}

fn resource(text: &str, wanted: &[(&str, &str)]) -> Option<String> {
    let fits = |id: &ResourceId<'_>| wanted.iter().any(|(space, kind)| id.is(space, kind));
    let id = ResourceId::read(text).filter(fits);
    id.map(|id| id.whole.to_owned())
}

fn no_such(text: &str, pointer: &str, wanted: &[(&str, &str)]) -> Diagnostic {
    let name = pointer.rsplit('/').next().unwrap_or_default();
    let message = match text {
        "" => format!("`{name}` is missing"),
        _ => format!("`{name}` cannot be {}", text::quote(text)),
    };
    let forms = wanted.iter().map(|(space, kind)| {
        format!("`/subscriptions/…/resourceGroups/…/providers/{space}/{kind}/…`")
    });
    let help = format!("write {}", forms.collect::<Vec<_>>().join(" or "));
    let problem = problem::at(pointer.to_owned(), "invalid-resource-id", message);
    problem.with_help(&help)
}
