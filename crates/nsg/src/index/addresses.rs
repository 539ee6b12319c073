//! Where the answer of an address entry changes.
//!
//! The answers are not computed here a second time: an entry is cut at every address at which its
//! definition could change, and the reference matcher is asked once for each piece.

use super::dimension::Changes;
use crate::facts::{Answers, RuleField, RuleKey};
use crate::matching::Facts;
use crate::model::address::{AddressMatch, AddressSet};
use crate::model::flow::{Endpoint, Flow};
use crate::model::name::Name;
use crate::model::network::Network;
use crate::model::protocol::Protocol;
use crate::model::rule::Direction;
use crate::model::scenario::AppliedTo;
use crate::order;
use crate::platform::PlatformTag;
use crate::tags::{self, DefaultTag};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Answers for the addresses of one field of one direction.
pub(super) struct AddressValues<'a> {
    pub(super) network: &'a Network,
    pub(super) direction: Direction,
    pub(super) field: RuleField,
}

impl AddressValues<'_> {
    pub(super) fn ipv4(&self, entry: &AddressMatch) -> Changes {
        let at = |bits: u128| Ipv4Addr::from_bits(u32::try_from(bits).unwrap_or(u32::MAX)).into();
        self.changes(entry, &Starts::of(entry, self.network).v4, at)
    }

    pub(super) fn ipv6(&self, entry: &AddressMatch) -> Changes {
        let at = |bits: u128| Ipv6Addr::from_bits(bits).into();
        self.changes(entry, &Starts::of(entry, self.network).v6, at)
    }

    fn changes(&self, entry: &AddressMatch, starts: &[Start], at: fn(u128) -> IpAddr) -> Changes {
        // The other end differs from this one, whatever this one is.
        let answer = |bits| self.answer(entry, at(bits), at(bits ^ 1));
        starts
            .iter()
            .map(|(bits, _)| (*bits, answer(*bits)))
            .collect()
    }

    /// What the reference says of a flow with this address in the field, and `other` at its other end.
    fn answer(&self, entry: &AddressMatch, address: IpAddr, other: IpAddr) -> Option<bool> {
        if let AddressMatch::ServiceTag(name) = entry {
            match PlatformTag::from_name(name) {
                // These match platform traffic alone, which is never looked up in an index.
                Some(PlatformTag::Dns | PlatformTag::Imds) => return Some(false),
                // Hangs on the flow's port and on an undocumented address.
                Some(PlatformTag::Lkm) => {
                    return (self.direction == Direction::Inbound).then_some(false);
                }
                None => {}
            }
        }
        let end = |address| Endpoint {
            address,
            port: None,
        };
        let is_source = self.field == RuleField::Source;
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
        // A person's answer is about one address and not about the piece that it lies in: such flows are
        // left to the reference.
        let none = Answers::default();
        let facts = Facts {
            network: self.network,
            flow: &flow,
            given: &none,
            supposed: &none,
        };
        facts
            .address(entry, address, self.field, &no_rule)
            .decided()
    }
}

/// Facts that are asked while an index is built are only counted as open, never shown.
fn no_rule() -> RuleKey {
    RuleKey {
        applied_to: AppliedTo::Subnet,
        name: String::new(),
        position: 0,
    }
}

/// An address at which an answer can change; the second number is for sorting alone.
type Start = (u128, u128);

/// Ascending addresses at which an answer can change, the lowest address always among them.
struct Starts {
    v4: Vec<Start>,
    v6: Vec<Start>,
}

impl Starts {
    fn of(entry: &AddressMatch, network: &Network) -> Self {
        let mut starts = Self {
            v4: vec![(0, 0)],
            v6: vec![(0, 0)],
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
            order::sort(starts);
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
        for name in [default.as_str(), DefaultTag::VirtualNetwork.as_str()] {
            network
                .service_tags
                .get(&name.into())
                .into_iter()
                .for_each(|set| self.set(set));
        }
        network
            .virtual_network
            .iter()
            .flatten()
            .for_each(|prefix| self.prefix(*prefix));
        tags::boundaries().for_each(|prefix| self.prefix(prefix));
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
        self.v4.push((first.into(), 0));
        self.v4
            .extend(last.checked_add(1).map(|after| (after.into(), 0)));
    }

    fn v6_range(&mut self, first: u128, last: u128) {
        self.v6.push((first, 0));
        self.v6.extend(last.checked_add(1).map(|after| (after, 0)));
    }
}
