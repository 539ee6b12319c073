//! Who talks to whom, by which port: what lists of machines, tightened rules and rows that open are made of.
//!
//! Source ports are left out, so a client with a thousand connections is one line. Where there are more lines than memory has
//! room for, remote addresses are kept by their network: what is made of them is wider then, and never too narrow.

use crate::record::{RecordTime, RecordedFlow};
use nsg::Protocol;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Flows between two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Conversation {
    /// Which counts they are part of.
    pub(crate) place: u32,
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

/// All of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Conversations {
    #[serde(with = "as_list")]
    known: FxHashMap<Conversation, ConversationCounts>,
    /// How many bits of a remote address are left out, of 32.
    coarseness: u32,
}

/// So many are kept at most: some 60 MB.
const MOST: usize = 500_000;

impl Default for Conversations {
    fn default() -> Self {
        Self {
            known: FxHashMap::default(),
            coarseness: 0,
        }
    }
}

impl Conversations {
    #[inline]
    pub(crate) fn add(&mut self, place: u32, recorded: &RecordedFlow) {
        let conversation = Conversation {
            place,
            protocol: recorded.flow.protocol,
            local: recorded.flow.local.address,
            remote: network(recorded.flow.remote.address, self.coarseness),
            port: recorded.flow.destination().port,
        };
        let counts = ConversationCounts {
            flows: recorded.flows,
            bytes: recorded.bytes,
            last: recorded.time,
        };
        self.count(conversation, counts);
    }

    fn count(&mut self, conversation: Conversation, counts: ConversationCounts) {
        self.known
            .entry(conversation)
            .and_modify(|known| {
                known.flows += counts.flows;
                known.bytes += counts.bytes;
                known.last = known.last.max(counts.last);
            })
            .or_insert(counts);
        while self.known.len() > MOST && self.coarseness < 32 {
            self.coarsen(self.coarseness + 8);
        }
    }

    fn coarsen(&mut self, coarseness: u32) {
        self.coarseness = coarseness;
        for (mut conversation, counts) in std::mem::take(&mut self.known) {
            conversation.remote = network(conversation.remote, coarseness);
            self.known
                .entry(conversation)
                .and_modify(|known| {
                    known.flows += counts.flows;
                    known.bytes += counts.bytes;
                    known.last = known.last.max(counts.last);
                })
                .or_insert(counts);
        }
    }

    /// The length of the prefixes that remote addresses of IPv4 are kept by: 32 where each is kept.
    pub(crate) fn prefix_length(&self) -> u8 {
        u8::try_from(32 - self.coarseness.min(32)).unwrap_or_default()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Conversation, &ConversationCounts)> {
        self.known.iter()
    }

    /// Adds those of another tally, whose places are here.
    pub(crate) fn absorb(&mut self, other: Self, places: &[u32]) {
        if other.coarseness > self.coarseness {
            self.coarsen(other.coarseness);
        }
        for (mut conversation, counts) in other.known {
            let Some(place) = places.get(conversation.place as usize) else {
                continue;
            };
            conversation.place = *place;
            conversation.remote = network(conversation.remote, self.coarseness);
            self.count(conversation, counts);
        }
    }
}

/// The network of an address: an IPv6 address has four times as many bits.
fn network(address: IpAddr, coarseness: u32) -> IpAddr {
    match address {
        _ if coarseness == 0 => address,
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

/// JSON has no maps with such keys.
mod as_list {
    use super::{Conversation, ConversationCounts};
    use rustc_hash::FxHashMap;
    use serde::{Deserialize, Deserializer, Serializer};

    type Known = FxHashMap<Conversation, ConversationCounts>;

    pub(super) fn serialize<S: Serializer>(known: &Known, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(known)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Known, D::Error> {
        let list: Vec<(Conversation, ConversationCounts)> = Vec::deserialize(from)?;
        Ok(list.into_iter().collect())
    }
}
