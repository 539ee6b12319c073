//! Who talks to whom: the ends of recorded flows, and pairs of them.

use super::change::TrafficGroup;
use crate::record::RecordTime;
use crate::replay::{Conversation, TrafficReplay};
use nsg::Protocol;
use nsg::sort::sort_by_key;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::net::IpAddr;

/// One end of flows, with what it has of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndCount {
    /// The address, or the first of its network where there were too many.
    pub address: IpAddr,
    /// The number of flows.
    pub flows: u64,
    /// Bytes, both ways.
    pub bytes: u64,
}

/// So many ends are listed.
const LISTED: usize = 10;

/// Flows between two ends, of those that a change does the same to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedConversation {
    /// The protocol.
    pub protocol: Protocol,
    /// The machine.
    pub local: IpAddr,
    /// The other end, or the first address of its network where there were too many.
    pub remote: IpAddr,
    /// The destination's port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The number of flows.
    pub flows: u64,
    /// Bytes, both ways.
    pub bytes: u64,
    /// The time when the last was recorded.
    pub last: RecordTime,
}

impl TrafficReplay {
    /// Who talks to whom in a group of the result: the most flows first, so many at most.
    pub fn conversations(&self, group: &TrafficGroup, most: usize) -> Vec<RecordedConversation> {
        let all = self.tally().conversations.iter();
        let mut own: Vec<RecordedConversation> = all
            .filter(|(conversation, counts)| {
                counts.flows > 0 && group.places.contains(&conversation.place)
            })
            .map(|(conversation, counts)| RecordedConversation {
                protocol: conversation.protocol,
                local: conversation.local,
                remote: conversation.remote,
                port: conversation.port,
                flows: counts.flows,
                bytes: counts.bytes,
                last: counts.last,
            })
            .collect();
        sort_by_key(&mut own, |one| {
            (Reverse(one.flows), one.remote, one.local, one.port)
        });
        own.truncate(most);
        own
    }
}

/// The ends with most flows, and how many there are.
pub(super) fn ends(
    replay: &TrafficReplay,
    places: &[u32],
    end: fn(&Conversation) -> IpAddr,
) -> (Vec<EndCount>, usize) {
    let mut ends: FxHashMap<IpAddr, (u64, u64)> = FxHashMap::default();
    for (conversation, counts) in replay.tally().conversations.iter() {
        if places.contains(&conversation.place) {
            let (flows, bytes) = ends.entry(end(&conversation)).or_default();
            *flows += counts.flows;
            *bytes += counts.bytes;
        }
    }
    let count = ends.len();
    let mut listed: Vec<EndCount> = ends
        .into_iter()
        .map(|(address, (flows, bytes))| EndCount {
            address,
            flows,
            bytes,
        })
        .collect();
    sort_by_key(&mut listed, |end| (Reverse(end.flows), end.address));
    listed.truncate(LISTED);
    (listed, count)
}
