//! The addresses at which the answer of an address entry changes.
//!
//! The answers are not computed here a second time: an entry is cut at every address at which its
//! definition could change, and the reference matcher is asked once for each piece.

use super::dimension::AnswerChanges;
use crate::facts::{Answers, RuleKey};
use crate::matching::{Facts, Match};
use crate::model::address::{AddressMatch, AddressSet};
use crate::model::applied_to::AppliedTo;
use crate::model::compared_field::ComparedField;
use crate::model::flow::{Endpoint, Flow};
use crate::model::name::Name;
use crate::model::network::Network;
use crate::model::protocol::Protocol;
use crate::model::rule::Direction;
use crate::platform::PlatformTag;
use crate::tags::DefaultTag;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Answers for the addresses of one field of one direction.
#[derive(Clone, Copy, Debug)]
pub struct AddressValues<'a> {
    /// What the entries refer to.
    pub network: &'a Network,
    /// Which end of a flow the field is compared with.
    pub direction: Direction,
    /// Source or destination.
    pub field: ComparedField,
}

impl AddressValues<'_> {
    /// Where the entry's answer changes among IPv4 addresses.
    pub fn ipv4(&self, entry: &AddressMatch) -> AnswerChanges {
        if let Some(set) = self.known_set(entry) {
            let wide = |(first, last): &(u32, u32)| (u128::from(*first), u128::from(*last));
            return of_set(set.ipv4_ranges().iter().map(wide), u32::MAX.into());
        }
        self.changes(entry, &Starts::of(entry, self.network).v4, ipv4_address)
    }

    /// Where the entry's answer changes among IPv6 addresses.
    pub fn ipv6(&self, entry: &AddressMatch) -> AnswerChanges {
        if let Some(set) = self.known_set(entry) {
            return of_set(set.ipv6_ranges().iter().copied(), u128::MAX);
        }
        self.changes(entry, &Starts::of(entry, self.network).v6, ipv6_address)
    }

    /// What the entry is, where that is a set that was given as such: tens of thousands of prefixes need not
    /// be asked about one by one.
    fn known_set(&self, entry: &AddressMatch) -> Option<&AddressSet> {
        match entry {
            AddressMatch::ApplicationSecurityGroup(group) => self.network.members(group),
            AddressMatch::ServiceTag(name)
                if DefaultTag::from_name(name).is_none()
                    && PlatformTag::from_name(name).is_none() =>
            {
                self.network.service_tags.get(name)
            }
            _ => None,
        }
    }

    fn changes(
        &self,
        entry: &AddressMatch,
        starts: &[u128],
        at: fn(u128) -> IpAddr,
    ) -> AnswerChanges {
        let none = Answers::default();
        let answer = |bits| match entry {
            // These match platform traffic alone, which is never looked up in an index.
            AddressMatch::ServiceTag(name) if is_platform(name) => Some(false),
            _ => self.ask(entry, at(bits), &none).decided(),
        };
        starts.iter().map(|bits| (*bits, answer(*bits))).collect()
    }

    /// What the reference says of a flow with this address in the field, as if what is supposed were so.
    /// What a person answered is left aside: it is about one address and not about the piece that it
    /// lies in.
    pub fn ask(&self, entry: &AddressMatch, address: IpAddr, supposed: &Answers) -> Match {
        let end = |address| Endpoint {
            address,
            port: None,
        };
        // The other end differs from this one, whatever this one is.
        let other = neighbour(address);
        let is_source = self.field == ComparedField::Source;
        let (local, remote) = if is_source == (self.direction == Direction::Outbound) {
            (end(address), end(other))
        } else {
            (end(other), end(address))
        };
        let flow = Flow {
            direction: self.direction,
            protocol: Protocol::Tcp,
            local,
            remote,
        };
        let facts = Facts {
            network: self.network,
            flow: &flow,
            given: &Answers::default(),
            supposed,
        };
        facts.address(entry, address, self.field, &no_rule)
    }
}

/// Inside at the first address of each range, outside behind its last.
fn of_set(ranges: impl Iterator<Item = (u128, u128)>, last: u128) -> AnswerChanges {
    let mut changes = vec![(0, Some(false))];
    for (first, end) in ranges {
        if first == 0 {
            changes.clear();
        }
        changes.push((first, Some(true)));
        changes.extend((end < last).then(|| (end + 1, Some(false))));
    }
    changes
}

fn is_platform(name: &Name) -> bool {
    matches!(
        PlatformTag::from_name(name),
        Some(PlatformTag::Dns | PlatformTag::Imds)
    )
}

fn neighbour(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() ^ 1).into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() ^ 1).into(),
    }
}

/// The IPv4 address with this number.
pub fn ipv4_address(bits: u128) -> IpAddr {
    Ipv4Addr::from_bits(u32::try_from(bits).unwrap_or(u32::MAX)).into()
}

/// The IPv6 address with this number.
pub fn ipv6_address(bits: u128) -> IpAddr {
    Ipv6Addr::from_bits(bits).into()
}

/// Facts that are asked while an index is built are only counted as open, never shown.
fn no_rule() -> RuleKey {
    RuleKey {
        applied_to: AppliedTo::Subnet,
        name: String::new(),
        position: 0,
    }
}

/// Ascending addresses at which an answer can change, the lowest address always among them.
struct Starts {
    v4: Vec<u128>,
    v6: Vec<u128>,
}

impl Starts {
    fn of(entry: &AddressMatch, network: &Network) -> Self {
        let mut starts = Self {
            v4: vec![0],
            v6: vec![0],
        };
        match entry {
            AddressMatch::Any | AddressMatch::PrintedAny | AddressMatch::Unknown(_) => {}
            AddressMatch::Prefix(prefix) => starts.prefix(*prefix),
            AddressMatch::ServiceTag(name) => starts.tag(name, network),
            AddressMatch::ApplicationSecurityGroup(group) => {
                network
                    .members(group)
                    .into_iter()
                    .for_each(|members| starts.set(members));
            }
        }
        for starts in [&mut starts.v4, &mut starts.v6] {
            starts.sort_unstable();
            starts.dedup();
        }
        starts
    }

    fn tag(&mut self, name: &Name, network: &Network) {
        let Some(default) = DefaultTag::from_name(name) else {
            network
                .service_tags
                .get(name)
                .into_iter()
                .for_each(|set| self.set(set));
            return;
        };
        for name in [default.name(), DefaultTag::VirtualNetwork.name()] {
            network
                .service_tags
                .get(name)
                .into_iter()
                .for_each(|set| self.set(set));
        }
        network
            .virtual_network
            .iter()
            .flatten()
            .for_each(|prefix| self.prefix(*prefix));
        default
            .ranges()
            .into_iter()
            .for_each(|range| self.prefix(range));
    }

    fn prefix(&mut self, prefix: IpNet) {
        match prefix {
            IpNet::V4(net) => self.v4_range(net.network().to_bits(), net.broadcast().to_bits()),
            IpNet::V6(net) => self.v6_range(net.network().to_bits(), net.broadcast().to_bits()),
        }
    }

    fn set(&mut self, set: &AddressSet) {
        set.ipv4_ranges()
            .iter()
            .for_each(|(first, last)| self.v4_range(*first, *last));
        set.ipv6_ranges()
            .iter()
            .for_each(|(first, last)| self.v6_range(*first, *last));
    }

    fn v4_range(&mut self, first: u32, last: u32) {
        self.v4.push(first.into());
        self.v4.extend(last.checked_add(1).map(u128::from));
    }

    fn v6_range(&mut self, first: u128, last: u128) {
        self.v6.push(first);
        self.v6.extend(last.checked_add(1));
    }
}
