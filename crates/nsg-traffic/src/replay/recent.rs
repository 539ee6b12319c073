//! The counts of conversations that were met lately: a log repeats itself, and most flows are those of a moment ago.
//!
//! A flow of the same ends and service, which Azure decided by the same rule, has the same counts where no rule looks at source
//! ports. So its class, its outcome and its conversation need not be looked up again.

use crate::record::RecordedFlow;
use nsg::Direction;
use std::net::IpAddr;

/// The place of a flow's counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CountedAt {
    pub(super) place: u32,
    pub(super) conversation: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct RecentFlow {
    ends: u64,
    /// The number of Azure's answer, the service and the direction; 0 for none.
    rest: u64,
    at: CountedAt,
}

/// Flows at the place of their hash: a later one takes the place.
#[derive(Debug, Default)]
pub(super) struct RecentFlows {
    known: Vec<RecentFlow>,
}

/// The key of a flow.
#[derive(Clone, Copy, Debug)]
pub(super) struct RecentKey {
    ends: u64,
    rest: u64,
}

/// So many places there are, of 24 bytes: they stay in a core's own memory.
const PLACES: usize = 1 << 14;

impl RecentKey {
    /// The key of a flow of IPv4, with the number of Azure's answer.
    #[inline]
    pub(super) fn of(recorded: &RecordedFlow, logged: u32) -> Option<Self> {
        let flow = &recorded.flow;
        let (IpAddr::V4(local), IpAddr::V4(remote)) = (flow.local.address, flow.remote.address)
        else {
            return None;
        };
        let port = u64::from(flow.destination().port?);
        let direction = u64::from(flow.direction == Direction::Outbound);
        Some(Self {
            ends: u64::from(local.to_bits()) << 32 | u64::from(remote.to_bits()),
            // The last bit tells it from none.
            rest: u64::from(logged) << 32
                | port << 8
                | (flow.protocol as u64) << 2
                | direction << 1
                | 1,
        })
    }

    #[inline]
    fn place(self) -> usize {
        let mixed = (self.ends ^ self.rest.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mixed >> 50).unwrap_or_default() % PLACES
    }
}

impl RecentFlows {
    #[inline]
    pub(super) fn get(&self, key: RecentKey) -> Option<CountedAt> {
        let known = self.known.get(key.place())?;
        (known.ends == key.ends && known.rest == key.rest).then_some(known.at)
    }

    pub(super) fn put(&mut self, key: RecentKey, at: CountedAt) {
        if self.known.is_empty() {
            self.known = vec![RecentFlow::default(); PLACES];
        }
        if let Some(known) = self.known.get_mut(key.place()) {
            *known = RecentFlow {
                ends: key.ends,
                rest: key.rest,
                at,
            };
        }
    }

    /// Forgets all of them: conversations have other places now.
    pub(super) fn clear(&mut self) {
        self.known.clear();
    }
}
