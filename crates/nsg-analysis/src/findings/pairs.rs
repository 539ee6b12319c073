//! The relation of two rules of opposite effect.

use crate::space::Space;
use crate::space::slice::{FIELDS, SpaceSlice};
use ipnet::IpNet;
use nsg::ComparedField;
use nsg::{AddressMatch, PortMatch, StageRule};

/// How the lower of two rules lies to the higher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// One is a special case of the other: the usual way to write an exception.
    Nested,
    /// This entry of the lower rule's lists is the higher rule's alone.
    Part(String),
    /// They share flows, and each has flows of its own.
    Overlap,
}

pub(super) fn relate(
    space: &Space,
    higher: (usize, &StageRule<'_>),
    lower: (usize, &StageRule<'_>),
) -> Pair {
    let (high, low) = (higher.0, lower.0);
    let slices: Vec<&SpaceSlice> = space
        .slices
        .iter()
        .filter(|slice| is_in(space, slice, low))
        .collect();
    let inside = |slice: &&&SpaceSlice| misses(space, slice, low, high) == 0;
    let outside =
        |slice: &&SpaceSlice| is_in(space, slice, high) && misses(space, slice, high, low) != 0;
    if slices.iter().filter(inside).count() == slices.len()
        || !space.slices.iter().any(|slice| outside(&slice))
    {
        return Pair::Nested;
    }
    // One field alone sticks out, in every protocol and family that the lower rule has.
    for field in FIELDS_OF_LISTS {
        let alone = |slice: &&SpaceSlice| {
            let out = slice.place(field).map_or(0, |place| 1 << place);
            misses(space, slice, low, high) & !out == 0
        };
        if !slices.iter().all(alone) {
            continue;
        }
        if let Some(part) = part(field, higher.1, lower.1) {
            return Pair::Part(part);
        }
    }
    Pair::Overlap
}

const FIELDS_OF_LISTS: [ComparedField; FIELDS] = [
    ComparedField::DestinationPort,
    ComparedField::Source,
    ComparedField::Destination,
    ComparedField::SourcePort,
];

/// Whether flows of the slice may match the rule.
fn is_in(space: &Space, slice: &SpaceSlice, bit: usize) -> bool {
    let (may, _) = space.rows.row(slice.start);
    is_set(may, bit) && slice.axes.iter().all(|axis| axis.any(bit))
}

/// The fields, one bit each, in which the inner rule has values that the outer one is not sure to match;
/// a bit more where it has other protocols.
fn misses(space: &Space, slice: &SpaceSlice, inner: usize, outer: usize) -> u32 {
    let (_, sure) = space.rows.row(slice.start);
    let mut misses = u32::from(!is_set(sure, outer)) << FIELDS;
    for (place, axis) in slice.axes.iter().enumerate() {
        misses |= u32::from(!axis.is_inside(inner, outer)) << place;
    }
    misses
}

fn is_set(bits: &[u64], bit: usize) -> bool {
    bits.get(bit / 64)
        .is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

/// An entry of the lower rule's list that lies in an entry of the higher rule's, where it has others.
fn part(field: ComparedField, higher: &StageRule<'_>, lower: &StageRule<'_>) -> Option<String> {
    let (high, low) = (higher.conditions, lower.conditions);
    match field {
        ComparedField::Source => address_part(&high.source, &low.source),
        ComparedField::Destination => address_part(&high.destination, &low.destination),
        ComparedField::SourcePort => port_part(&high.source_ports, &low.source_ports),
        ComparedField::DestinationPort => {
            port_part(&high.destination_ports, &low.destination_ports)
        }
        ComparedField::Protocol => None,
    }
}

fn address_part(high: &[AddressMatch], low: &[AddressMatch]) -> Option<String> {
    let holds = |inner: &AddressMatch, outer: &AddressMatch| match (inner, outer) {
        (AddressMatch::Prefix(inner), AddressMatch::Prefix(outer)) => IpNet::contains(outer, inner),
        (_, AddressMatch::Any) => true,
        (inner, outer) => inner == outer,
    };
    let within = |inner: &&AddressMatch| high.iter().any(|outer| holds(inner, outer));
    (low.len() > 1)
        .then(|| low.iter().find(within))?
        .map(ToString::to_string)
}

fn port_part(high: &[PortMatch], low: &[PortMatch]) -> Option<String> {
    let holds = |inner: &PortMatch, outer: &PortMatch| match (inner, outer) {
        (PortMatch::Range(inner), PortMatch::Range(outer)) => {
            outer.first() <= inner.first() && inner.last() <= outer.last()
        }
        (_, PortMatch::Any) => true,
        (inner, outer) => inner == outer,
    };
    let within = |inner: &&PortMatch| high.iter().any(|outer| holds(inner, outer));
    (low.len() > 1)
        .then(|| low.iter().find(within))?
        .map(ToString::to_string)
}
