//! Recorded flows of one machine as points between a remote address and a port, to be drawn.

use crate::replay::TrafficReplay;
use nsg::sort::sort_by_key;
use nsg::{Access, Direction, Protocol};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// Recorded flows of one machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedPoints {
    /// The points, the most flows first.
    pub points: Vec<RecordedPoint>,
    /// The number of flows, those included whose points were left out.
    pub flows: u64,
    /// The number of points that were left out.
    pub left_out: usize,
}

/// Flows between a machine and one other end, by one port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedPoint {
    /// The other end, or the first address of its network where there were too many.
    pub remote: IpAddr,
    /// The destination's port; `None` where it was not recorded and for protocols without ports.
    pub port: Option<u16>,
    /// Azure's decision.
    pub access: Access,
    /// The number of flows.
    pub flows: u64,
}

impl TrafficReplay {
    /// The flows of a machine in one direction, so many points at most.
    pub fn points(
        &self,
        direction: Direction,
        protocol: Protocol,
        local: IpAddr,
        most: usize,
    ) -> RecordedPoints {
        let tally = self.tally();
        let mut found: BTreeMap<(IpAddr, Option<u16>, bool), u64> = BTreeMap::new();
        for (conversation, counts) in tally.conversations.iter() {
            let asked = (direction, protocol, local);
            let own = (
                conversation.direction,
                conversation.protocol,
                conversation.local,
            );
            let counting = tally.counted.get(conversation.place as usize);
            let logged = counting.and_then(|counting| tally.logged.get(counting.logged as usize));
            if let Some(logged) = logged.filter(|_| own == asked && counts.flows > 0) {
                let is_denied = logged.access == Access::Deny;
                let key = (conversation.remote, conversation.port, is_denied);
                *found.entry(key).or_default() += counts.flows;
            }
        }
        let flows = found.values().sum();
        let point = |((remote, port, is_denied), flows)| RecordedPoint {
            remote,
            port,
            access: match is_denied {
                true => Access::Deny,
                false => Access::Allow,
            },
            flows,
        };
        let mut points: Vec<RecordedPoint> = found.into_iter().map(point).collect();
        sort_by_key(&mut points, |point| Reverse(point.flows));
        let left_out = points.len().saturating_sub(most);
        points.truncate(most);
        RecordedPoints {
            points,
            flows,
            left_out,
        }
    }
}
