//! What rules that somebody wrote name in a slice: the edges of a picture that are theirs.

use crate::ask::MapSlice;
use ipnet::IpNet;
use nsg::index::addresses::AddressValues;
use nsg::matching::Match;
use nsg::platform::HOST_ADDRESS;
use nsg::tags::DefaultTag;
use nsg::{
    AddressMatch, Answers, ComparedField, Conditions, Direction, Network, PortMatch, RuleKind,
    Scenario, stages,
};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The entries of custom rules and security admin rules that may match a flow of the slice.
#[derive(Debug, Default)]
pub(super) struct CustomEntries {
    /// The first address of each piece at which the answer of an entry changes.
    pub(super) addresses: BTreeSet<u128>,
    /// The same of ports.
    pub(super) ports: BTreeSet<u16>,
    /// The prefixes that are named.
    pub(super) prefixes: BTreeSet<IpNet>,
}

impl CustomEntries {
    /// The entries of both sides.
    pub(super) fn of(sides: [&Scenario; 2], slice: &MapSlice) -> Self {
        let mut entries = Self::default();
        for scenario in sides {
            for stage in stages(scenario, slice.direction) {
                let custom = |rule: &&nsg::StageRule<'_>| rule.kind != RuleKind::Default;
                for rule in stage.rules.iter().filter(custom) {
                    entries.add(&scenario.network, rule.conditions, slice);
                }
            }
        }
        entries
    }

    fn add(&mut self, network: &Network, conditions: &Conditions, slice: &MapSlice) {
        let (source, destination) = (ComparedField::Source, ComparedField::Destination);
        let ((local_field, local), (remote_field, remote)) = match slice.direction {
            Direction::Inbound => (
                (destination, &conditions.destination),
                (source, &conditions.source),
            ),
            Direction::Outbound => (
                (source, &conditions.source),
                (destination, &conditions.destination),
            ),
        };
        let values = |field| AddressValues {
            network,
            direction: slice.direction,
            field,
        };
        let other_protocol = conditions.protocol.known();
        let other_protocol = other_protocol.is_some_and(|known| !known.matches(slice.protocol));
        let none = Answers::default();
        let here = |entry| values(local_field).ask(entry, slice.local, &none) != Match::No;
        if other_protocol || !local.iter().any(here) {
            return;
        }
        for entry in remote {
            if let AddressMatch::Prefix(prefix) = entry {
                self.prefixes.insert(*prefix);
            }
            let edges = edges(values(remote_field), entry, slice.local.is_ipv4());
            self.addresses.extend(edges);
        }
        if slice.protocol.has_ports() {
            for entry in &conditions.destination_ports {
                if let PortMatch::Range(range) = entry {
                    self.ports.insert(range.first());
                    self.ports.extend(range.last().checked_add(1));
                }
            }
        }
    }
}

/// Where the answer of an entry changes, and whoever wrote the entry meant it: `Internet` leaves ranges out that nobody
/// chose, and the host's address is in Azure's own tags whatever they are.
fn edges(values: AddressValues<'_>, entry: &AddressMatch, is_ipv4: bool) -> Vec<u128> {
    let tag = match entry {
        AddressMatch::ServiceTag(name) => DefaultTag::from_name(name),
        _ => None,
    };
    if tag == Some(DefaultTag::Internet) {
        return Vec::new();
    }
    let changes = match is_ipv4 {
        true => values.ipv4(entry),
        false => values.ipv6(entry),
    };
    let pairs = changes.iter().zip(changes.iter().skip(1));
    let changed = pairs.filter(|((_, before), (_, after))| before != after);
    let edges = changed.map(|(_, (first, _))| *first);
    match (tag, HOST_ADDRESS) {
        (Some(DefaultTag::VirtualNetwork), IpAddr::V4(host)) if is_ipv4 => {
            let host = u128::from(host.to_bits());
            edges
                .filter(|edge| ![host, host + 1].contains(edge))
                .collect()
        }
        _ => edges.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nsg::Protocol;
    use rule_lines::nic;

    fn entries(rules: &str, virtual_network: Option<&str>) -> CustomEntries {
        let mut scenario = nic(rules);
        let prefix = |text: &str| vec![text.parse().unwrap()];
        scenario.network.virtual_network = virtual_network.map(prefix);
        let slice = MapSlice {
            direction: Direction::Inbound,
            protocol: Protocol::Tcp,
            local: "10.0.1.4".parse().unwrap(),
            source_port: 50000,
        };
        CustomEntries::of([&Scenario::default(), &scenario], &slice)
    }

    fn addresses(rules: &str, virtual_network: Option<&str>) -> Vec<String> {
        let found = entries(rules, virtual_network).addresses.into_iter();
        let address = nsg::index::addresses::ipv4_address;
        found.map(|bits| address(bits).to_string()).collect()
    }

    #[test]
    fn a_prefix_has_two_edges_and_internet_none() {
        let office = "Ssh 100 In Tcp 203.0.113.0/24:* -> *:22 Allow";
        assert_eq!(addresses(office, None), ["203.0.113.0", "203.0.114.0"]);
        let web = "Web 100 In Tcp Internet:* -> *:443 Allow";
        assert!(addresses(web, Some("10.0.0.0/16")).is_empty());
        assert!(addresses("All 100 In * *:* -> *:* Deny", None).is_empty());
    }

    #[test]
    fn the_virtual_network_is_the_rules_where_they_name_it_but_for_the_host() {
        let rule = "App 100 In Tcp VirtualNetwork:* -> *:443 Allow";
        let edges = addresses(rule, Some("10.0.0.0/16"));
        assert_eq!(edges, ["10.0.0.0", "10.1.0.0"]);
        assert!(addresses(rule, None).is_empty());
        let probe = "Probe 100 In * AzureLoadBalancer:* -> *:* Allow";
        let edges = addresses(probe, None);
        assert_eq!(edges, ["168.63.129.16", "168.63.129.17"]);
    }

    #[test]
    fn a_rule_that_no_flow_of_the_slice_can_match_has_no_edge() {
        for rule in [
            "Udp 100 In Udp 203.0.113.0/24:* -> *:22 Allow",
            "Out 100 Out Tcp 203.0.113.0/24:* -> *:22 Allow",
            "Else 100 In Tcp 203.0.113.0/24:* -> 10.0.2.0/24:22 Allow",
        ] {
            let entries = entries(rule, None);
            assert!(entries.addresses.is_empty(), "{rule}");
            assert!(entries.ports.is_empty(), "{rule}");
        }
    }

    #[test]
    fn ports_begin_and_end_where_a_rule_says_so() {
        let rule = "Web 100 In Tcp *:* -> *:443|8000-8080|65000-65535 Allow";
        let ports: Vec<u16> = entries(rule, None).ports.into_iter().collect();
        assert_eq!(ports, [443, 444, 8000, 8081, 65000]);
    }
}
