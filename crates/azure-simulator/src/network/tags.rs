//! The addresses that tags and application security groups stand for.

use super::prefixes::{outside, prefix};
use crate::scenario::SimulatorScenario;
use crate::store::{Store, entries, id, id_of, member, text};
use ipnet::{IpNet, Ipv4Net};
use nsg::platform::HOST_ADDRESS;
use nsg::tags::{HOST_ADDRESS_IPV6, INTERNET_GAPS, NEVER_INTERNET};
use nsg::{AddressSet, Name};
use serde_json::Value;
use std::collections::BTreeMap;

/// Every tag as seen from a subnet; `None` where its virtual network is not there.
pub(super) fn all(
    scenario: &SimulatorScenario,
    subnet: &str,
) -> Option<BTreeMap<Name, AddressSet>> {
    let document = nsg_documents::service_tags::read_value(&scenario.service_tags);
    let mut tags = document.tags;
    for (name, prefixes) in defaults(&scenario.store, subnet)? {
        tags.insert(name.into(), prefixes.into_iter().collect());
    }
    Some(tags)
}

/// The prefixes that effective rules print for a tag.
pub(super) fn expansion(
    scenario: &SimulatorScenario,
    subnet: &str,
    tag: &str,
) -> Option<Vec<String>> {
    let printed = |prefixes: Vec<IpNet>| prefixes.iter().map(ToString::to_string).collect();
    let same = |name: &str| name.eq_ignore_ascii_case(tag);
    let mut defaults = defaults(&scenario.store, subnet)?.into_iter();
    if let Some((_, prefixes)) = defaults.find(|(name, _)| same(name)) {
        return Some(printed(prefixes));
    }
    let mut tags = entries(&scenario.service_tags, &["values"]).iter();
    let tag = tags.find(|it| text(it, &["name"]).is_some_and(same))?;
    let prefixes = entries(tag, &["properties", "addressPrefixes"]).iter();
    Some(
        prefixes
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
    )
}

/// The three tags that the virtual network defines.
fn defaults(store: &Store, subnet: &str) -> Option<[(&'static str, Vec<IpNet>); 3]> {
    let space = virtual_network(store, subnet)?;
    let internet = internet(&space);
    let probes = vec![IpNet::from(HOST_ADDRESS), IpNet::from(HOST_ADDRESS_IPV6)];
    Some([
        ("VirtualNetwork", space),
        ("AzureLoadBalancer", probes),
        ("Internet", internet),
    ])
}

/// Address space, peers, prefixes of user-defined routes, and the host (AD:
/// `virtual-network/service-tags-overview.md`; the host was recorded in every expansion).
fn virtual_network(store: &Store, subnet: &str) -> Option<Vec<IpNet>> {
    let network = store.get(id::parent(subnet)?)?;
    let mut texts: Vec<&str> = Vec::new();
    let mut add = |value, path: &[&str]| {
        let prefixes: &[Value] = entries(value, path);
        texts.extend(prefixes.iter().filter_map(Value::as_str));
    };
    add(network, &["properties", "addressSpace", "addressPrefixes"]);
    for peering in entries(network, &["properties", "virtualNetworkPeerings"]) {
        let Some(properties) = peering.get("properties") else {
            continue;
        };
        let connected = text(properties, &["peeringState"]) == Some("Connected");
        let closed = properties.get("allowVirtualNetworkAccess") == Some(&Value::Bool(false));
        if connected && !closed {
            let spaces = ["remoteVirtualNetworkAddressSpace", "remoteAddressSpace"];
            let space = spaces
                .iter()
                .find(|space| properties.get(**space).is_some());
            add(properties, &[space.unwrap_or(&""), "addressPrefixes"]);
        }
    }
    let routes = member(store.get(subnet)?, &["properties", "routeTable"])
        .and_then(|table| store.get(id_of(table)))
        .map(|table| entries(table, &["properties", "routes"]))
        .unwrap_or_default();
    texts.extend(
        routes
            .iter()
            .filter_map(|route| text(route, &["properties", "addressPrefix"])),
    );
    // A route to a service tag has no prefix of its own.
    let mut prefixes: Vec<_> = texts.into_iter().filter_map(prefix).collect();
    prefixes.push(HOST_ADDRESS.into());
    Some(prefixes)
}

/// Public addresses outside the virtual network, IPv4 only as in every recording. Whether `Internet`
/// shrinks where a default route puts everything into `VirtualNetwork` is unknown; here it does not.
fn internet(space: &[IpNet]) -> Vec<IpNet> {
    let own = space.iter().filter_map(|prefix| match prefix {
        // The host's address is in `Internet`, too (recorded).
        IpNet::V4(net) if net.prefix_len() > 0 && IpNet::V4(*net) != HOST_ADDRESS.into() => {
            Some(*net)
        }
        _ => None,
    });
    let holes: Vec<Ipv4Net> = NEVER_INTERNET
        .into_iter()
        .chain(INTERNET_GAPS)
        .chain(own)
        .collect();
    outside(&holes).into_iter().map(IpNet::V4).collect()
}

/// The application security groups with the addresses of their members.
pub(super) fn members(store: &Store) -> BTreeMap<Name, AddressSet> {
    let groups = store.of_type(None, "Microsoft.Network/applicationSecurityGroups");
    groups
        .map(|group| {
            let addresses = member_addresses(store, id_of(group));
            let set = addresses.into_iter().filter_map(prefix).collect();
            (Name::from(id_of(group)), set)
        })
        .collect()
}

/// The addresses of a group's members.
pub(super) fn member_addresses<'a>(store: &'a Store, group: &str) -> Vec<&'a str> {
    let interfaces = store.of_type(None, "Microsoft.Network/networkInterfaces");
    interfaces
        .flat_map(|interface| entries(interface, &["properties", "ipConfigurations"]))
        .filter(|configuration| {
            entries(configuration, &["properties", "applicationSecurityGroups"])
                .iter()
                .any(|its| id::same(id_of(its), group))
        })
        .filter_map(|configuration| text(configuration, &["properties", "privateIPAddress"]))
        .collect()
}
