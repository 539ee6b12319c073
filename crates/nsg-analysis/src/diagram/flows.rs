//! From classes of fields to the flows that they hold.

use crate::flow_set::{Ends, FlowSet};
use crate::space::axis::ClassSet;
use crate::space::slice::{FIELDS, SpaceSlice};
use nsg::{AddressSet, ComparedField, Direction, PortRange, Protocol};

/// The flows of these classes.
pub(crate) fn flow_set(
    direction: Direction,
    slice: &SpaceSlice,
    protocols: Vec<Protocol>,
    sets: &[ClassSet; FIELDS],
) -> FlowSet {
    let ranges = |field| {
        let place = slice.place(field);
        let axis = place.and_then(|place| slice.axes.get(place)?.ranges(sets.get(place)?).into());
        axis.unwrap_or_default()
    };
    let (source, from) = (
        ranges(ComparedField::Source),
        ranges(ComparedField::SourcePort),
    );
    let (target, to) = (
        ranges(ComparedField::Destination),
        ranges(ComparedField::DestinationPort),
    );
    let ends = |addresses: Vec<(u128, u128)>, ports: &[(u128, u128)]| Ends {
        addresses: address_set(slice.ipv4, addresses),
        ports: ports.iter().filter_map(port_range).collect(),
    };
    let (sender, receiver) = (ends(source, &from), ends(target, &to));
    let (local, remote) = match direction {
        Direction::Inbound => (receiver, sender),
        Direction::Outbound => (sender, receiver),
    };
    let protocols = Protocol::ALL
        .into_iter()
        .filter(|one| protocols.contains(one))
        .collect();
    FlowSet {
        direction,
        protocols,
        local,
        remote,
    }
}

fn address_set(ipv4: bool, ranges: Vec<(u128, u128)>) -> AddressSet {
    if !ipv4 {
        return AddressSet::from_ranges(&[], ranges);
    }
    let narrow = |bits: u128| u32::try_from(bits).unwrap_or(u32::MAX);
    let ranges = ranges
        .into_iter()
        .map(|(first, last)| (narrow(first), narrow(last)));
    AddressSet::from_ranges(&ranges.collect::<Vec<_>>(), Vec::new())
}

fn port_range((first, last): &(u128, u128)) -> Option<PortRange> {
    PortRange::new(u16::try_from(*first).ok()?, u16::try_from(*last).ok()?)
}
