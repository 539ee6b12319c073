//! Numbers of a flow that are not known, and what they may still be.

use super::end::End;
use crate::model::port::PortRange;
use serde::{Deserialize, Serialize};

/// A number of the flow that may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    LocalPort,
    RemotePort,
    /// 0 to 255; beyond, Azure compares no port with it.
    IcmpType,
}

impl Number {
    pub(crate) const ALL: [Self; 3] = [Self::LocalPort, Self::RemotePort, Self::IcmpType];

    pub(crate) fn port(end: End) -> Self {
        match end {
            End::Local => Self::LocalPort,
            End::Remote => Self::RemotePort,
        }
    }
}

/// The ports that an unknown port may still be.
///
/// INVARIANT: ranges are sorted and disjoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PossiblePorts(Vec<PortRange>);

impl Default for PossiblePorts {
    fn default() -> Self {
        Self(vec![PortRange::ALL])
    }
}

impl PossiblePorts {
    pub(crate) fn ranges(&self) -> &[PortRange] {
        &self.0
    }

    /// Whether the port lies in `range`: no where none of the possible ports does, yes where all do.
    pub(super) fn answer(&self, range: PortRange) -> Option<bool> {
        let inside = |r: &PortRange| range.first() <= r.first() && r.last() <= range.last();
        let outside = |r: &PortRange| r.last() < range.first() || range.last() < r.first();
        if self.0.iter().all(outside) {
            Some(false)
        } else if self.0.iter().all(inside) {
            Some(true)
        } else {
            None
        }
    }

    /// The ports that none of the ranges holds.
    pub(super) fn without(&self, ranges: &[PortRange]) -> Self {
        let mut left = self.clone();
        ranges.iter().for_each(|range| left.keep(*range, false));
        left
    }

    /// Keeps the ports inside `range` (`inside`), or those outside it.
    pub(super) fn keep(&mut self, range: PortRange, inside: bool) {
        let cut = |first: Option<u16>, last: Option<u16>| {
            move |r: &PortRange| PortRange::new(r.first().max(first?), r.last().min(last?))
        };
        let kept: Vec<_> = if inside {
            self.0
                .iter()
                .filter_map(cut(Some(range.first()), Some(range.last())))
                .collect()
        } else {
            let below = cut(Some(0), range.first().checked_sub(1));
            let above = cut(range.last().checked_add(1), Some(u16::MAX));
            self.0
                .iter()
                .flat_map(|r| [below(r), above(r)])
                .flatten()
                .collect()
        };
        self.0 = kept;
    }

    /// Whether some port is possible on both sides.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let meets = |a: &PortRange, b: &PortRange| a.first() <= b.last() && b.first() <= a.last();
        self.0.iter().any(|a| other.0.iter().any(|b| meets(a, b)))
    }
}
