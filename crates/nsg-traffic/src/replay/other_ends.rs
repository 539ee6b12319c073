//! One flow at both its ends: inside a network both machines record it, as outbound and as inbound.
//!
//! The second record of it is no second flow. Which flows were seen is remembered for a while, by their hashes.

use super::judge::TrafficEffect;
use crate::record::{RecordTime, RecordedFlow};
use nsg::Direction;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// One end that was seen.
#[derive(Clone, Copy, Debug)]
struct SeenEnd {
    time: RecordTime,
    direction: Direction,
    interface: u64,
    effect: TrafficEffect,
}

/// Ends that wait for the other one.
#[derive(Debug, Default)]
pub(super) struct OtherEnds {
    newer: FxHashMap<u64, SeenEnd>,
    older: FxHashMap<u64, SeenEnd>,
}

/// So many are remembered, twice.
const MOST: usize = 1 << 19;

/// The two records of one flow have hardly another time. Ports are used again later.
const LONGEST: i64 = 120_000;

impl OtherEnds {
    /// Takes a flow. Returns the effect at its other end, if that was seen: the flow was counted with it.
    pub(super) fn meet(
        &mut self,
        recorded: &RecordedFlow,
        interface: u64,
        effect: TrafficEffect,
    ) -> Option<TrafficEffect> {
        let flow = &recorded.flow;
        let mut hasher = FxHasher::default();
        (flow.source(), flow.destination(), flow.protocol).hash(&mut hasher);
        let hash = hasher.finish();
        let is_other = |seen: &SeenEnd| {
            let apart = seen.time.milliseconds() - recorded.time.milliseconds();
            seen.direction != flow.direction
                && seen.interface != interface
                && apart.abs() <= LONGEST
        };
        for ends in [&mut self.newer, &mut self.older] {
            if ends.get(&hash).is_some_and(is_other) {
                return ends.remove(&hash).map(|seen| seen.effect);
            }
        }
        if self.newer.len() >= MOST {
            self.older = std::mem::take(&mut self.newer);
        }
        let end = SeenEnd {
            time: recorded.time,
            direction: flow.direction,
            interface,
            effect,
        };
        self.newer.insert(hash, end);
        None
    }
}
