//! One flow at both its ends: inside a network both machines record it, as outbound and as inbound.
//!
//! The second record of it is no second flow. Which flows were seen is remembered for a while, by their hashes; where hundreds of
//! thousands of flows lie between the two records, they count as two.

use super::judge::TrafficEffect;
use crate::record::RecordedFlow;
use nsg::Direction;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// One end that was seen, in as few bytes as it needs.
#[derive(Clone, Copy, Debug, Default)]
struct SeenEnd {
    /// The hash of the flow, with the direction and the effect in its last bits; 0 for none.
    flow: u64,
    /// Seconds since 1970.
    time: u32,
    interface: u32,
}

/// Ends that wait for the other one, each at the place of its hash: a later one takes the place.
#[derive(Debug, Default)]
pub(super) struct OtherEnds {
    seen: Vec<SeenEnd>,
}

/// So many places there are, of 16 bytes.
const PLACES: usize = 1 << 18;

/// The two records of one flow have hardly another time. Ports are used again later.
const LONGEST: u32 = 120;

const IS_OUTBOUND: u64 = 1 << 2;
const EFFECT: u64 = IS_OUTBOUND - 1;
const HASH: u64 = !(IS_OUTBOUND | EFFECT);

const EFFECTS: [TrafficEffect; 4] = [
    TrafficEffect::Broken,
    TrafficEffect::Opened,
    TrafficEffect::Depends,
    TrafficEffect::Unchanged,
];

impl OtherEnds {
    /// Takes a flow. Returns the effect at its other end, if that was seen: the flow was counted with it.
    pub(super) fn meet(
        &mut self,
        recorded: &RecordedFlow,
        interface: u64,
        effect: TrafficEffect,
    ) -> Option<TrafficEffect> {
        if self.seen.is_empty() {
            self.seen = vec![SeenEnd::default(); PLACES];
        }
        let flow = &recorded.flow;
        let mut hasher = FxHasher::default();
        (flow.source(), flow.destination(), flow.protocol).hash(&mut hasher);
        let hash = hasher.finish();
        let direction = match flow.direction {
            Direction::Inbound => 0,
            Direction::Outbound => IS_OUTBOUND,
        };
        let own = SeenEnd {
            flow: hash & HASH | direction | effect as u64,
            time: u32::try_from(recorded.time.milliseconds() / 1000).unwrap_or(u32::MAX),
            interface: u32::try_from(interface >> 32).unwrap_or_default(),
        };
        let place = usize::try_from(hash >> 40).unwrap_or_default() % PLACES;
        let seen = self.seen.get_mut(place)?;
        let is_other = (seen.flow ^ own.flow) & !EFFECT == IS_OUTBOUND
            && seen.interface != own.interface
            && seen.time.abs_diff(own.time) <= LONGEST;
        if !is_other {
            *seen = own;
            return None;
        }
        let effect = usize::try_from(seen.flow & EFFECT).ok()?;
        *seen = SeenEnd::default();
        EFFECTS.get(effect).copied()
    }
}
