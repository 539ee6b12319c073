//! Who talks to whom, by which port: what lists of machines, tightened rules and rows that open are made of.
//!
//! Source ports are left out, so a client with a thousand connections is one line. Where there are more lines than memory has
//! room for, remote addresses are kept by their network: what is made of them is wider then, and never too narrow.

use crate::record::{RecordTime, RecordedFlow};
use hashbrown::HashTable;
use nsg::{Direction, Flow, Protocol};
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Flows between two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Conversation {
    /// Which counts they are part of.
    pub(crate) place: u32,
    /// Counts may be of both directions, where no rule decides.
    pub(crate) direction: Direction,
    pub(crate) protocol: Protocol,
    pub(crate) local: IpAddr,
    /// The first address of its network, where addresses are kept by their networks.
    pub(crate) remote: IpAddr,
    /// The destination's port; `None` for protocols without ports.
    pub(crate) port: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConversationCounts {
    pub(crate) flows: u64,
    pub(crate) bytes: u64,
    pub(crate) last: RecordTime,
}

impl ConversationCounts {
    fn absorb(&mut self, other: &Self) {
        self.flows += other.flows;
        self.bytes += other.bytes;
        self.last = self.last.max(other.last);
    }
}

/// The conversations of a replay.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conversations {
    /// The place of each in the list, by the hash of its key.
    places: HashTable<u32>,
    known: Vec<KnownConversation>,
    /// Addresses of IPv6, which are packed by their number.
    ipv6: Vec<Ipv6Addr>,
    numbers: FxHashMap<Ipv6Addr, u32>,
    /// The number of bits of a remote address that are left out, of 32.
    coarseness: u32,
}

/// The ends and the service of a conversation, in as few bits as they need: there are hundreds of thousands, and each flow looks
/// for its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ConversationKey {
    /// Both addresses, or their numbers.
    ends: u64,
    /// The port, the protocol, the direction, and what the addresses are.
    service: u32,
}

#[derive(Clone, Copy, Debug)]
struct KnownConversation {
    key: ConversationKey,
    /// The counts of the tally that it is part of.
    place: u32,
    counts: ConversationCounts,
}

/// So many are kept at most: some 20 MB.
const MOST: usize = 400_000;

const NO_PORT: u32 = 1 << 16;
const IS_IPV6: u32 = 1 << 17;
const IS_OUTBOUND: u32 = 1 << 18;
const PROTOCOL: u32 = 19;

impl Conversations {
    /// The key of a flow's conversation.
    #[inline]
    pub(crate) fn key(&mut self, flow: &Flow) -> ConversationKey {
        let (local, remote) = (flow.local.address, flow.remote.address);
        let port = flow.destination().port;
        self.key_of(flow.direction, flow.protocol, [local, remote], port)
    }

    /// Counts a flow of a conversation that is known, if one is whose counts are the flow's own; returns the place of those.
    #[inline]
    pub(crate) fn add_known(
        &mut self,
        key: ConversationKey,
        recorded: &RecordedFlow,
        is_own: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        // Flows of one network may have other counts.
        if self.coarseness > 0 {
            return None;
        }
        let at = self.find(key, is_own)?;
        let known = self.known.get_mut(at as usize)?;
        known.counts.absorb(&counts_of(recorded));
        Some(known.place)
    }

    /// Counts a flow.
    pub(crate) fn add(&mut self, place: u32, key: ConversationKey, recorded: &RecordedFlow) {
        self.count(place, key, counts_of(recorded));
    }

    #[inline]
    fn find(&self, key: ConversationKey, is_own: impl Fn(u32) -> bool) -> Option<u32> {
        let is_it = |at: &u32| {
            let known = self.known.get(*at as usize);
            known.is_some_and(|known| known.key == key && is_own(known.place))
        };
        self.places.find(key.hash(), is_it).copied()
    }

    fn count(&mut self, place: u32, key: ConversationKey, counts: ConversationCounts) {
        self.put(place, key, counts);
        while self.known.len() > MOST && self.coarseness < 32 {
            self.coarsen(self.coarseness + 8);
        }
    }

    fn put(&mut self, place: u32, key: ConversationKey, counts: ConversationCounts) {
        let found = self.find(key, |own| own == place);
        let known = found.and_then(|at| self.known.get_mut(at as usize));
        if let Some(known) = known {
            return known.counts.absorb(&counts);
        }
        let at = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.push(KnownConversation { key, place, counts });
        let known = &self.known;
        let hash_of = |at: &u32| {
            let known = known.get(*at as usize);
            known.map_or(0, |known| known.key.hash())
        };
        self.places.insert_unique(key.hash(), at, hash_of);
    }

    #[inline]
    fn key_of(
        &mut self,
        direction: Direction,
        protocol: Protocol,
        [local, remote]: [IpAddr; 2],
        port: Option<u16>,
    ) -> ConversationKey {
        let remote = network(remote, self.coarseness);
        let (ends, is_ipv6) = match (local, remote) {
            (IpAddr::V4(local), IpAddr::V4(remote)) => ([local.to_bits(), remote.to_bits()], 0),
            (local, remote) => ([self.number(local), self.number(remote)], IS_IPV6),
        };
        let direction = match direction {
            Direction::Inbound => 0,
            Direction::Outbound => IS_OUTBOUND,
        };
        let [local, remote] = ends.map(u64::from);
        ConversationKey {
            ends: local << 32 | remote,
            service: (protocol as u32) << PROTOCOL
                | direction
                | is_ipv6
                | port.map_or(NO_PORT, u32::from),
        }
    }

    fn number(&mut self, address: IpAddr) -> u32 {
        let address = match address {
            IpAddr::V4(address) => address.to_ipv6_mapped(),
            IpAddr::V6(address) => address,
        };
        let next = u32::try_from(self.ipv6.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(address).or_insert(next);
        if number == next {
            self.ipv6.push(address);
        }
        number
    }

    fn conversation(&self, known: &KnownConversation) -> Option<Conversation> {
        let ConversationKey { ends, service } = known.key;
        let low = |number: u64| u32::try_from(number & u64::from(u32::MAX)).ok();
        let address = |number: u32| match service & IS_IPV6 {
            0 => Some(IpAddr::V4(Ipv4Addr::from_bits(number))),
            _ => self.ipv6.get(number as usize).copied().map(IpAddr::V6),
        };
        Some(Conversation {
            place: known.place,
            direction: match service & IS_OUTBOUND {
                0 => Direction::Inbound,
                _ => Direction::Outbound,
            },
            protocol: *Protocol::ALL.get((service >> PROTOCOL) as usize)?,
            local: address(low(ends >> 32)?)?,
            remote: address(low(ends)?)?,
            port: match service & NO_PORT {
                0 => u16::try_from(service & 0xffff).ok(),
                _ => None,
            },
        })
    }

    fn coarsen(&mut self, coarseness: u32) {
        let list = self.list();
        self.coarseness = coarseness;
        self.places.clear();
        self.known.clear();
        self.ipv6.clear();
        self.numbers.clear();
        for (conversation, counts) in list {
            let key = self.key_in(&conversation);
            self.put(conversation.place, key, counts);
        }
    }

    fn key_in(&mut self, conversation: &Conversation) -> ConversationKey {
        let ends = [conversation.local, conversation.remote];
        self.key_of(
            conversation.direction,
            conversation.protocol,
            ends,
            conversation.port,
        )
    }

    /// The length of the prefixes that remote addresses of IPv4 are kept by: 32 where each is kept.
    pub(crate) fn prefix_length(&self) -> u8 {
        u8::try_from(32 - self.coarseness.min(32)).unwrap_or_default()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Conversation, &ConversationCounts)> {
        let known = self.known.iter();
        known.filter_map(|known| Some((self.conversation(known)?, &known.counts)))
    }

    fn list(&self) -> Vec<(Conversation, ConversationCounts)> {
        self.iter()
            .map(|(conversation, counts)| (conversation, *counts))
            .collect()
    }

    /// All of them, for another tally.
    pub(crate) fn sent(&self) -> SentConversations {
        SentConversations {
            coarseness: self.coarseness,
            list: self.list(),
        }
    }

    /// Adds those of another tally, whose places are here.
    pub(crate) fn absorb(&mut self, sent: SentConversations, places: &[u32]) {
        if sent.coarseness > self.coarseness {
            self.coarsen(sent.coarseness);
        }
        for (conversation, counts) in sent.list {
            if let Some(place) = places.get(conversation.place as usize) {
                let key = self.key_in(&conversation);
                self.count(*place, key, counts);
            }
        }
    }
}

impl ConversationKey {
    #[inline]
    fn hash(self) -> u64 {
        FxBuildHasher.hash_one((self.ends, self.service))
    }
}

#[inline]
fn counts_of(recorded: &RecordedFlow) -> ConversationCounts {
    ConversationCounts {
        flows: recorded.flows,
        bytes: recorded.bytes,
        last: recorded.time,
    }
}

/// Conversations on their way to another tally.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SentConversations {
    coarseness: u32,
    list: Vec<(Conversation, ConversationCounts)>,
}

/// The network of an address: an IPv6 address has four times as many bits.
#[inline]
fn network(address: IpAddr, coarseness: u32) -> IpAddr {
    if coarseness == 0 {
        return address;
    }
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(coarseness).unwrap_or_default();
            Ipv4Addr::from_bits(address.to_bits() & mask).into()
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(coarseness * 4).unwrap_or_default();
            Ipv6Addr::from_bits(address.to_bits() & mask).into()
        }
    }
}
