//! Sets of addresses by their family: a box of flows has addresses of one.

use nsg::AddressSet;
use nsg::platform::HOST_ADDRESS;
use nsg::tags::HOST_ADDRESS_IPV6;
use std::net::IpAddr;

/// The set with the host's own address of its family.
pub(crate) fn with_host(set: &AddressSet) -> AddressSet {
    set.with(&std::iter::once(host(set).into()).collect())
}

/// The host's own address, of the family of the set.
pub(crate) fn host(set: &AddressSet) -> IpAddr {
    match set.ipv4_ranges() {
        [] => HOST_ADDRESS_IPV6,
        _ => HOST_ADDRESS,
    }
}

/// How many ranges the set is.
pub(super) fn stretches(set: &AddressSet) -> usize {
    set.ipv4_ranges().len() + set.ipv6_ranges().len()
}

/// Whether the set, which is of one family, is all that is known of that family.
pub(super) fn same(known: &AddressSet, set: &AddressSet) -> bool {
    match set.ipv4_ranges() {
        [] => !set.is_empty() && known.ipv6_ranges() == set.ipv6_ranges(),
        ranges => known.ipv4_ranges() == ranges,
    }
}

/// The addresses of the other set's family.
pub(super) fn family(known: &AddressSet, set: &AddressSet) -> AddressSet {
    match set.ipv4_ranges() {
        [] => AddressSet::from_ranges(&[], known.ipv6_ranges().to_vec()),
        _ => AddressSet::from_ranges(known.ipv4_ranges(), Vec::new()),
    }
}
