//! Boxes of flows as a table has them: source and destination instead of local and remote, and one space for the addresses of
//! both families.

use nsg::{Direction, Protocol};
use nsg_analysis::{Ends, FlowSet};

/// The fields of a record, in the order in which a query asks them. Of the six orders of the first three this one made the
/// smallest queries of large random groups, by up to five times.
pub(super) const FIELDS: [RecordField; 4] = [
    RecordField::Port,
    RecordField::Source,
    RecordField::Destination,
    RecordField::SourcePort,
];

/// A field of a record that is cut into intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordField {
    /// The port of the destination.
    Port,
    /// The address of the destination.
    Destination,
    /// The address of the source.
    Source,
    /// The port of the source. Traffic Analytics does not have it, so it comes last: what hangs on it is seen when everything
    /// else is known.
    SourcePort,
}

impl RecordField {
    /// The largest value.
    pub(super) fn last(self) -> u128 {
        match self {
            Self::Port | Self::SourcePort => NO_PORT,
            Self::Destination | Self::Source => u128::MAX,
        }
    }

    /// Whether it is an address.
    pub(super) fn is_address(self) -> bool {
        matches!(self, Self::Destination | Self::Source)
    }
}

/// The value that stands for the port of protocols that have none.
pub(super) const NO_PORT: u128 = 1 << 16;

/// The first address of the space in which IPv6 writes IPv4 (`::ffff:0.0.0.0`). Kusto's `parse_ipv6` puts IPv4 there, and so
/// do we.
pub(super) const MAPPED: u128 = 0xffff_0000_0000;

/// The last one.
pub(super) const MAPPED_LAST: u128 = MAPPED + u32::MAX as u128;

/// A list of ranges, first and last value each, ascending and disjoint.
pub(super) type Ranges = Vec<(u128, u128)>;

/// A box of flows with what becomes of them.
#[derive(Clone, Debug)]
pub(super) struct TableBox {
    /// Direction and protocol: where a query begins.
    pub(super) starts: Vec<(Direction, Protocol)>,
    /// The values of each of the [`FIELDS`].
    pub(super) fields: [Ranges; 4],
    /// Index of what becomes of them.
    pub(super) end: usize,
}

impl TableBox {
    pub(super) fn new(flows: &FlowSet, end: usize) -> Self {
        let (source, destination) = match flows.direction {
            Direction::Inbound => (&flows.remote, &flows.local),
            Direction::Outbound => (&flows.local, &flows.remote),
        };
        let start = |protocol: &Protocol| (flows.direction, *protocol);
        Self {
            starts: flows.protocols.iter().map(start).collect(),
            fields: [
                ports(destination),
                addresses(source),
                addresses(destination),
                source_ports(source),
            ],
            end,
        }
    }
}

fn addresses(ends: &Ends) -> Ranges {
    let v4 = ends.addresses.ipv4_ranges().iter();
    let mut ranges: Ranges = v4
        .map(|(first, last)| (MAPPED + u128::from(*first), MAPPED + u128::from(*last)))
        .collect();
    // No packet has an IPv6 address of that space, so that there is room for IPv4.
    for (first, last) in ends.addresses.ipv6_ranges() {
        let below = (*first, (*last).min(MAPPED - 1));
        let above = ((*first).max(MAPPED_LAST + 1), *last);
        ranges.extend([below, above].into_iter().filter(|part| part.0 <= part.1));
    }
    ranges
}

fn ports(ends: &Ends) -> Ranges {
    match ends.ports.as_slice() {
        [] => vec![(NO_PORT, NO_PORT)],
        some => some
            .iter()
            .map(|range| (range.first().into(), range.last().into()))
            .collect(),
    }
}

/// As the other ports, but for what stands for none, which goes with the highest: by then it is known whether there are ports,
/// and where none can change the answer the field is not asked.
fn source_ports(ends: &Ends) -> Ranges {
    let mut ranges = ports(ends);
    match ranges.last_mut() {
        Some((first @ NO_PORT, _)) => *first = 0,
        Some((_, last)) if *last == NO_PORT - 1 => *last = NO_PORT,
        _ => {}
    }
    ranges
}
