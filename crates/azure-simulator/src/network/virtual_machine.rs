//! Virtual machines and their network interfaces.

use crate::network::is_true;
use crate::store::{Store, entries, id, id_of, text};
use serde_json::Value;

/// The type of virtual machines.
pub(crate) const TYPE: &str = "Microsoft.Compute/virtualMachines";

/// Where a virtual machine names its interfaces.
pub(crate) const INTERFACES: &[&str] = &["properties", "networkProfile", "networkInterfaces"];

/// The machine that an interface is attached to.
pub(crate) fn of_interface<'a>(store: &'a Store, interface: &'a str) -> Option<&'a Value> {
    store.naming(TYPE, INTERFACES, interface).next()
}

/// Whether it runs. A machine without an instance view does: most scenarios are not about power.
pub(crate) fn is_running(machine: &Value) -> bool {
    let statuses = entries(machine, &["properties", "instanceView", "statuses"]);
    let mut power = statuses
        .iter()
        .filter_map(|status| text(status, &["code"])?.strip_prefix("PowerState/"));
    power.next().is_none_or(|state| state == "running")
}

/// Its interfaces, the primary one first.
pub(crate) fn interfaces<'a>(store: &'a Store, machine: &'a Value) -> Vec<&'a Value> {
    let named = entries(machine, INTERFACES);
    let (primary, others): (Vec<_>, Vec<_>) = named
        .iter()
        .partition(|entry| is_true(entry, &["properties", "primary"]));
    let all = primary.into_iter().chain(others);
    all.filter_map(|entry| store.get(id_of(entry))).collect()
}

/// The addresses of an interface.
pub(crate) fn addresses(interface: &Value) -> impl Iterator<Item = &str> {
    entries(interface, &["properties", "ipConfigurations"])
        .iter()
        .filter_map(|configuration| text(configuration, &["properties", "privateIPAddress"]))
}

/// The subnet of an interface: all its configurations are in one (recorded:
/// `IpConfigurationsOnSameNicCannotUseDifferentSubnets`).
pub(crate) fn subnet(interface: &Value) -> Option<&str> {
    entries(interface, &["properties", "ipConfigurations"])
        .iter()
        .find_map(|configuration| text(configuration, &["properties", "subnet", "id"]))
}

/// Whether two regions are the same: `West Europe` is `westeurope`.
pub(crate) fn same_region(one: &Value, other: &Value) -> bool {
    let plain = |resource: &Value| {
        let location = text(resource, &["location"]).unwrap_or_default();
        id::folded(&location.replace(' ', ""))
    };
    plain(one) == plain(other)
}
