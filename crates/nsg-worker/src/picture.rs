//! A slice of all flows as a picture: cut where an answer changes, on either side.

mod entries;
mod stretch_names;

use crate::answer::{Area, EdgeOrigin, Picture, Stretch};
use crate::ask::MapSlice;
use entries::CustomEntries;
use nsg::index::addresses::{ipv4_address, ipv6_address};
use nsg::sort::sort_by_key;
use nsg::{AddressMatch, AddressSet, Decision, Direction, PortRange, Scenario};
use nsg_analysis::{
    AddressNames, EqualFlows, Limits, Query, QueryEnds, Ruling, TooLarge, flows, service_name,
};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::net::IpAddr;
use stretch_names::StretchNames;
use text::text;

/// More cells than these nobody can tell apart, and no page should hold.
const CELLS: usize = 4 << 20;

/// So many parts are told in words.
const TOLD: usize = 40;

/// The picture of a slice, for the original and the edited side.
pub(crate) fn picture(
    sides: [&Scenario; 2],
    slice: &MapSlice,
    names: &AddressNames,
    limits: Limits,
) -> Result<Picture, TooLarge> {
    let query = query(slice);
    let custom = CustomEntries::of(sides, slice);
    let [original, edited] = sides;
    let (original, edited) = (
        flows(original, &query, limits.clone())?,
        flows(edited, &query, limits)?,
    );
    let all = || original.iter().chain(&edited);
    let addresses = Cuts::of(all().flat_map(|part| ranges(&part.flows.remote.addresses)));
    let ports = all().flat_map(|part| port_ranges(part, slice));
    let ports = Cuts::of(ports);
    if addresses.0.len().saturating_mul(ports.0.len()) > CELLS {
        return Err(TooLarge::Pieces);
    }
    let mut rulings: Vec<Ruling> = Vec::new();
    let mut areas = |parts: &[EqualFlows]| {
        let area = |part: &EqualFlows| {
            let known = rulings.iter().position(|known| *known == part.ruling);
            let ruling = known.unwrap_or_else(|| {
                rulings.push(part.ruling.clone());
                rulings.len() - 1
            });
            Area {
                addresses: addresses.runs(ranges(&part.flows.remote.addresses)),
                ports: ports.runs(port_ranges(part, slice)),
                ruling,
            }
        };
        parts.iter().map(area).collect::<Vec<_>>()
    };
    let (before, after) = (areas(&original), areas(&edited));
    Ok(Picture {
        addresses: named_addresses(&addresses, slice, names, &custom),
        ports: named_ports(&ports, slice, &custom),
        rulings,
        original: before,
        edited: after,
        words: words(edited, names),
    })
}

/// The stretches of addresses with their names and edges.
fn named_addresses(
    cuts: &Cuts,
    slice: &MapSlice,
    names: &AddressNames,
    custom: &CustomEntries,
) -> Vec<Stretch<IpAddr>> {
    let is_ipv4 = slice.local.is_ipv4();
    let names = StretchNames::new(names, &custom.prefixes, is_ipv4);
    let mut before = None;
    let stretch = |(first, last)| {
        let name = names.name(first, last);
        let edge = match &before {
            _ if custom.addresses.contains(&first) => EdgeOrigin::CustomRule,
            Some(before) if name.is_like(before) => EdgeOrigin::InternetHole,
            _ => EdgeOrigin::Platform,
        };
        let stretch = Stretch {
            first: address(is_ipv4, first),
            last: address(is_ipv4, last),
            name: name.to_string(),
            edge,
        };
        before = Some(name);
        stretch
    };
    cuts.stretches().map(stretch).collect()
}

/// The ranges of ports with the services that are known by them, and their edges.
fn named_ports(cuts: &Cuts, slice: &MapSlice, custom: &CustomEntries) -> Vec<Stretch<u16>> {
    let narrow = |bits: u128| u16::try_from(bits).unwrap_or(u16::MAX);
    let stretch = |(first, last)| {
        let (first, last) = (narrow(first), narrow(last));
        let service = (first == last).then(|| service_name(slice.protocol, first));
        Stretch {
            first,
            last,
            name: service.flatten().unwrap_or_default().to_owned(),
            edge: match custom.ports.contains(&first) {
                true => EdgeOrigin::CustomRule,
                false => EdgeOrigin::Platform,
            },
        }
    };
    cuts.stretches().map(stretch).collect()
}

fn query(slice: &MapSlice) -> Query {
    let local = QueryEnds {
        addresses: vec![AddressMatch::Prefix(slice.local.into())],
        ports: Vec::new(),
    };
    let mut query = Query {
        direction: slice.direction,
        protocols: vec![slice.protocol],
        local,
        remote: QueryEnds::default(),
    };
    if slice.protocol.has_ports() {
        let from = match slice.direction {
            Direction::Inbound => &mut query.remote,
            Direction::Outbound => &mut query.local,
        };
        from.ports = vec![PortRange::single(slice.source_port)];
    }
    query
}

/// The parts in words, the largest first.
fn words(mut parts: Vec<EqualFlows>, names: &AddressNames) -> Vec<String> {
    sort_by_key(&mut parts, |part| Reverse(part.flows.count()));
    let told = parts.iter().take(TOLD).map(|part| {
        let depends = part.ruling.access == Decision::Depends;
        let words = part.flows.words(names, depends);
        let access = part.ruling.access.word();
        let (service, from, to) = (words.service, words.source, words.destination);
        match &part.ruling.rule {
            Some(rule) => {
                let rule = &rule.name.name;
                text!("analysis-picture-by-rule", service, from, to, access, rule)
            }
            None => text!("analysis-picture", service, from, to, access),
        }
    });
    told.collect()
}

/// Where stretches begin, ascending, and where the last one ends.
struct Cuts(Vec<u128>, u128);

impl Cuts {
    fn of(ranges: impl Iterator<Item = (u128, u128)>) -> Self {
        let (mut firsts, mut end) = (BTreeSet::new(), 0);
        for (first, last) in ranges {
            firsts.insert(first);
            firsts.extend(last.checked_add(1));
            end = end.max(last);
        }
        Self(
            firsts.into_iter().filter(|first| *first <= end).collect(),
            end,
        )
    }

    fn stretches(&self) -> impl Iterator<Item = (u128, u128)> {
        let lasts = self.0.iter().skip(1).map(|first| first - 1).chain([self.1]);
        self.0.iter().copied().zip(lasts)
    }

    /// The stretches of each range, which begins and ends with one.
    fn runs(&self, ranges: impl Iterator<Item = (u128, u128)>) -> Vec<(usize, usize)> {
        let run = |(first, last): (u128, u128)| {
            let start = self.0.partition_point(|known| *known < first);
            let end = self.0.partition_point(|known| *known <= last);
            (start, end.saturating_sub(1))
        };
        ranges.map(run).collect()
    }
}

fn ranges(set: &AddressSet) -> impl Iterator<Item = (u128, u128)> {
    let v4 = set.ipv4_ranges().iter();
    let v4 = v4.map(|(first, last)| (u128::from(*first), u128::from(*last)));
    v4.chain(set.ipv6_ranges().iter().copied())
}

/// The service's ports; one range that is all of them where there are none.
fn port_ranges(part: &EqualFlows, slice: &MapSlice) -> impl Iterator<Item = (u128, u128)> {
    let ends = match slice.direction {
        Direction::Inbound => &part.flows.local,
        Direction::Outbound => &part.flows.remote,
    };
    let ranges = match slice.protocol.has_ports() {
        true => ends.ports.clone(),
        false => vec![PortRange::ALL],
    };
    let wide = |range: PortRange| (range.first().into(), range.last().into());
    ranges.into_iter().map(wide)
}

fn address(is_ipv4: bool, bits: u128) -> IpAddr {
    match is_ipv4 {
        true => ipv4_address(bits),
        false => ipv6_address(bits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nsg::Protocol;
    use rule_lines::nic;

    /// The addresses and ports of a picture, a line each: first, name, and a sign for the edge.
    fn drawn(rules: &str, direction: Direction) -> [Vec<String>; 2] {
        let mut scenario = nic(rules);
        let group = scenario.network_interface_security_group.take().unwrap();
        scenario.network_interface_security_group = Some(group.with_default_rules());
        scenario.network.virtual_network = Some(vec!["10.0.0.0/16".parse().unwrap()]);
        let slice = MapSlice {
            direction,
            protocol: Protocol::Tcp,
            local: "10.0.1.4".parse().unwrap(),
            source_port: 50000,
        };
        let names = AddressNames::new(&scenario.network);
        let sides = [&scenario, &scenario];
        let picture = picture(sides, &slice, &names, Limits::default()).unwrap();
        [lines(&picture.addresses), lines(&picture.ports)]
    }

    fn lines<T: std::fmt::Display>(stretches: &[Stretch<T>]) -> Vec<String> {
        let line = |stretch: &Stretch<T>| {
            let sign = match stretch.edge {
                EdgeOrigin::CustomRule => "rule",
                EdgeOrigin::Platform => "platform",
                EdgeOrigin::InternetHole => "hole",
            };
            format!("{} {} {}", sign, stretch.first, stretch.name)
        };
        stretches.iter().map(line).collect()
    }

    #[test]
    fn a_rule_of_internet_has_no_edge_at_the_holes_that_it_does_not_choose() {
        let web = "Web 100 In Tcp Internet:* -> *:443 Allow";
        let [addresses, ports] = drawn(web, Direction::Inbound);
        assert!(addresses.len() > 60, "{}", addresses.len());
        assert!(addresses.iter().all(|line| !line.starts_with("rule")));
        let named = |part: &str| addresses.iter().filter(|line| line.contains(part)).count();
        assert_eq!(named("platform 10.0.0.0 VirtualNetwork"), 1);
        assert_eq!(named("hole 25.0.0.0 may be in Internet"), 1);
        assert_eq!(named("platform 168.63.129.16 AzureLoadBalancer"), 1);
        // The top of the picture, the virtual network and the host, each with what follows.
        assert_eq!(named("platform "), 5, "{addresses:#?}");
        assert_eq!(ports, ["platform 0 ", "rule 443 HTTPS", "rule 444 "]);
    }

    #[test]
    fn a_prefix_is_named_and_its_edges_are_the_rules() {
        let rules = "Ssh 100 In Tcp 10.0.2.0/24:* -> *:22 Allow\n\
            Not 90 In Tcp 10.0.2.7:* -> *:22 Deny";
        let [addresses, _] = drawn(rules, Direction::Inbound);
        let expected = [
            "platform 0.0.0.0 ",
            "platform 10.0.0.0 VirtualNetwork",
            "rule 10.0.2.0 10.0.2.0/24",
            "rule 10.0.2.7 10.0.2.7",
            "rule 10.0.2.8 10.0.2.0/24",
            "rule 10.0.3.0 VirtualNetwork",
            "platform 10.1.0.0 ",
            "platform 168.63.129.16 AzureLoadBalancer",
            "platform 168.63.129.17 ",
        ];
        assert_eq!(addresses, expected);
    }

    #[test]
    fn azures_own_traffic_makes_no_edge_of_a_rule() {
        let dns = "Dns 100 Out Tcp *:* -> *:53 Deny";
        let [_, ports] = drawn(dns, Direction::Outbound);
        let rules = ports.iter().filter(|line| line.starts_with("rule"));
        let rules: Vec<_> = rules.collect();
        assert_eq!(rules, ["rule 53 DNS", "rule 54 "]);
        assert!(ports.contains(&"platform 80 HTTP".to_owned()), "{ports:#?}");
    }
}
