//! The tags that Azure defines by the virtual network itself, at every boundary of what was recorded.
#![allow(clippy::unwrap_used, clippy::panic)]

use conformance::recordings::{self, Expansion, RecordedOperation};
use conformance::tags::{Tags, boundaries, complement, member, network, set};
use nsg::{AddressSet, Network};
use std::net::IpAddr;

fn space() -> Network {
    network(&["10.0.0.0/16".parse().unwrap()])
}

#[test]
fn virtual_network_is_its_address_space_and_the_host() {
    let tags = Tags::read().unwrap();
    for seen in &tags.virtual_network {
        let network = network(&seen.prefixes);
        let host = tags.host.into();
        for address in boundaries(seen.prefixes.iter().chain([&host])) {
            let expected = seen.holds(address) || address == tags.host;
            let ours = member(&network, "VirtualNetwork", address);
            assert_eq!(ours, Some(expected), "{address} in {:?}", seen.prefixes);
        }
    }
}

#[test]
fn azure_load_balancer_is_the_newest_recorded() {
    let tags = Tags::read().unwrap();
    let newest = tags.azure_load_balancer.last().unwrap();
    for address in boundaries(&newest.prefixes) {
        let ours = member(&space(), "AzureLoadBalancer", address);
        assert_eq!(ours, Some(newest.holds(address)), "{address}");
    }
}

/// We say of every address what the newest list says, or ask.
#[test]
fn internet_is_the_newest_recorded() {
    let tags = Tags::read().unwrap();
    let newest = tags.internet.last().unwrap();
    let (mut agreed, mut asked) = (0, 0);
    for address in boundaries(tags.internet.iter().flat_map(|seen| &seen.prefixes)) {
        let theirs = !newest.holds(address);
        match member(&space(), "Internet", address) {
            Some(ours) => {
                assert_eq!(ours, theirs, "{address}");
                agreed += 1;
            }
            // Asked only where the lists differ from what the standards call private or special.
            None => {
                assert!(!theirs, "{address} need not be asked");
                asked += 1;
            }
        }
    }
    println!("Internet at {agreed} boundaries as recorded, asked at {asked}");
    assert!(agreed > asked);
}

/// Older lists differ from what we say in the ranges that came back since, and nowhere else.
#[test]
fn internet_differs_from_older_lists_only_where_ranges_came_back() {
    let tags = Tags::read().unwrap();
    for seen in &tags.internet {
        for address in boundaries(&seen.prefixes) {
            let ours = member(&space(), "Internet", address);
            let agrees = ours.is_none_or(|ours| ours != seen.holds(address));
            let IpAddr::V4(ipv4) = address else { continue };
            let returned = tags.returned.iter().any(|range| range.contains(&ipv4));
            assert!(
                agrees || returned,
                "{address} of {}: {ours:?}",
                seen.recorded
            );
        }
    }
}

/// Where the input carries the expansion, it is the whole truth and nothing is asked.
#[test]
fn an_expansion_replaces_our_definition() {
    let tags = Tags::read().unwrap();
    for seen in &tags.internet {
        let mut network = space();
        let expansion = complement(&seen.prefixes);
        network.service_tags.insert("Internet".into(), expansion);
        for address in boundaries(&seen.prefixes) {
            let ours = member(&network, "Internet", address);
            assert_eq!(ours, Some(!seen.holds(address)), "{address}");
        }
    }
}

#[test]
fn shared_a_fact_for_every_recorded_expansion() {
    let Some(recorded) = recordings::all::<Expansion>("tag-expansions.json").unwrap() else {
        return;
    };
    let tags = Tags::read().unwrap();
    for it in &recorded {
        let theirs = set(&it.prefixes);
        let known = match it.tag.as_str() {
            "Internet" => tags.internet.iter().any(|seen| {
                complement(&seen.prefixes) == theirs
                    && seen.recorded <= it.first_seen
                    && it.last_seen <= seen.until
            }),
            "AzureLoadBalancer" => tags
                .azure_load_balancer
                .iter()
                .any(|seen| set(&seen.prefixes) == theirs),
            "VirtualNetwork" => tags.virtual_network.iter().any(|seen| {
                let prefixes = seen.prefixes.iter().copied();
                prefixes.chain([tags.host.into()]).collect::<AddressSet>() == theirs
            }),
            _ => false,
        };
        assert!(known, "{} since {} has no fact", it.tag, it.first_seen);
    }
    assert!(!recorded.is_empty());
}

/// Effective rules and security group views carry the expansions: after reading one, nothing is asked.
#[test]
fn shared_every_recorded_answer_with_expansions() {
    let tags = Tags::read().unwrap();
    let newest = tags.internet.last().unwrap();
    let mut judged = 0;
    for file in ["effnsg.json", "sgv.json"] {
        let Some(recorded) = recordings::all::<RecordedOperation>(file).unwrap() else {
            return;
        };
        for it in &recorded {
            let body = it.response.get("body").unwrap();
            let network = nsg_documents::read_value(body).network;
            if network.service_tags.is_empty() {
                continue;
            }
            for tag in ["VirtualNetwork", "Internet"] {
                let expansion = network.service_tags.get(&tag.into());
                let expansion = expansion.unwrap_or_else(|| panic!("{}: no {tag}", it.id));
                for address in boundaries(&newest.prefixes) {
                    let ours = member(&network, tag, address);
                    assert_eq!(
                        ours,
                        Some(expansion.contains(address)),
                        "{}: {address}",
                        it.id
                    );
                }
            }
            judged += 1;
        }
    }
    println!("{judged} recorded answers with expansions");
    assert!(judged > 0);
}
