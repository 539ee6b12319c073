//! Who talks to whom, by which port: what lists of machines, tightened rules and rows that open are made of.
//!
//! Source ports are left out, so a client with a thousand connections is one line. Where there are more lines than memory has
//! room for, remote addresses are kept by their network: what is made of them is wider then, and never too narrow.

use crate::record::{RecordTime, RecordedFlow};
use nsg::{Direction, Protocol};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
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

/// All of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conversations {
    places: FxHashMap<Packed, u32>,
    known: Vec<(Packed, ConversationCounts)>,
    /// Addresses of IPv6, which are packed by their number.
    ipv6: Vec<Ipv6Addr>,
    numbers: FxHashMap<Ipv6Addr, u32>,
    /// The number of bits of a remote address that are left out, of 32.
    coarseness: u32,
}

/// A conversation in as few bits as it needs: there are hundreds of thousands, and each flow looks for its own.
type Packed = (u64, u64);

/// So many are kept at most: some 40 MB.
const MOST: usize = 400_000;

const NO_PORT: u64 = 1 << 16;
const IS_IPV6: u64 = 1 << 17;
const IS_OUTBOUND: u64 = 1 << 26;

impl Conversations {
    /// Counts a flow; returns where its conversation is, and whether all of them have other places now.
    #[inline]
    pub(crate) fn add(&mut self, place: u32, recorded: &RecordedFlow) -> (u32, bool) {
        let flow = &recorded.flow;
        let packed = self.pack(&Conversation {
            place,
            direction: flow.direction,
            protocol: flow.protocol,
            local: flow.local.address,
            remote: flow.remote.address,
            port: flow.destination().port,
        });
        self.count(packed, counts_of(recorded))
    }

    /// Counts a flow of a conversation whose place is known.
    #[inline]
    pub(crate) fn add_at(&mut self, conversation: u32, recorded: &RecordedFlow) {
        if let Some((_, known)) = self.known.get_mut(conversation as usize) {
            known.absorb(&counts_of(recorded));
        }
    }

    #[inline]
    fn count(&mut self, packed: Packed, counts: ConversationCounts) -> (u32, bool) {
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(packed).or_insert(next);
        match self.known.get_mut(place as usize) {
            Some((_, known)) => known.absorb(&counts),
            None => self.known.push((packed, counts)),
        }
        if self.known.len() <= MOST || self.coarseness >= 32 {
            return (place, false);
        }
        while self.known.len() > MOST && self.coarseness < 32 {
            self.coarsen(self.coarseness + 8);
        }
        (place, true)
    }

    #[inline]
    fn pack(&mut self, conversation: &Conversation) -> Packed {
        let remote = network(conversation.remote, self.coarseness);
        let port = conversation.port.map_or(NO_PORT, u64::from);
        let protocol = (conversation.protocol as u64) << 18;
        let direction = match conversation.direction {
            Direction::Inbound => 0,
            Direction::Outbound => IS_OUTBOUND,
        };
        let place = u64::from(conversation.place) << 32 | direction;
        match (conversation.local, remote) {
            (IpAddr::V4(local), IpAddr::V4(remote)) => {
                let ends = u64::from(local.to_bits()) << 32 | u64::from(remote.to_bits());
                (ends, place | protocol | port)
            }
            (local, remote) => {
                let ends = [local, remote].map(|address| u64::from(self.number(address)));
                let [local, remote] = ends;
                (local << 32 | remote, place | protocol | IS_IPV6 | port)
            }
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

    fn unpack(&self, (ends, rest): Packed) -> Option<Conversation> {
        let low = |number: u64| u32::try_from(number & u64::from(u32::MAX)).ok();
        let ends = [low(ends >> 32)?, low(ends)?];
        let address = |number: u32| match rest & IS_IPV6 {
            0 => Some(IpAddr::V4(Ipv4Addr::from_bits(number))),
            _ => self.ipv6.get(number as usize).copied().map(IpAddr::V6),
        };
        let [local, remote] = ends.map(address);
        let protocol = usize::try_from(rest >> 18 & 0xff).ok()?;
        Some(Conversation {
            place: low(rest >> 32)?,
            direction: match rest & IS_OUTBOUND {
                0 => Direction::Inbound,
                _ => Direction::Outbound,
            },
            protocol: *Protocol::ALL.get(protocol)?,
            local: local?,
            remote: remote?,
            port: match rest & NO_PORT {
                0 => u16::try_from(rest & 0xffff).ok(),
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
            let packed = self.pack(&conversation);
            let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            let place = *self.places.entry(packed).or_insert(next);
            match self.known.get_mut(place as usize) {
                Some((_, known)) => known.absorb(&counts),
                None => self.known.push((packed, counts)),
            }
        }
    }

    /// The length of the prefixes that remote addresses of IPv4 are kept by: 32 where each is kept.
    pub(crate) fn prefix_length(&self) -> u8 {
        u8::try_from(32 - self.coarseness.min(32)).unwrap_or_default()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Conversation, &ConversationCounts)> {
        let known = self.known.iter();
        known.filter_map(|(packed, counts)| Some((self.unpack(*packed)?, counts)))
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
        for (mut conversation, counts) in sent.list {
            if let Some(place) = places.get(conversation.place as usize) {
                conversation.place = *place;
                let packed = self.pack(&conversation);
                self.count(packed, counts);
            }
        }
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
