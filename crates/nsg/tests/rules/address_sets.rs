//! Sets of addresses as sets.

use nsg::AddressSet;
use proptest::prelude::*;
use std::net::{IpAddr, Ipv4Addr};

/// Sets of few addresses, so that ranges touch, overlap and reach both ends.
fn sets() -> impl Strategy<Value = AddressSet> {
    let edge = prop_oneof![0_u32..12, (u32::MAX - 12)..=u32::MAX];
    proptest::collection::vec((edge.clone(), 0_u32..4), 0..5).prop_map(|ranges| {
        let ranges: Vec<_> = ranges
            .into_iter()
            .map(|(first, more)| (first, first.saturating_add(more)))
            .collect();
        AddressSet::from_ranges(&ranges, Vec::new())
    })
}

fn some() -> impl Iterator<Item = IpAddr> {
    let all = (0..20).chain(u32::MAX - 20..=u32::MAX);
    all.map(|bits| Ipv4Addr::from_bits(bits).into())
}

proptest! {
    #[test]
    fn an_address_is_in_what_its_sets_make_of_it(a in sets(), b in sets()) {
        let (both, left) = (a.with(&b), a.without(&b));
        for address in some() {
            let (in_a, in_b) = (a.contains(address), b.contains(address));
            prop_assert_eq!(both.contains(address), in_a || in_b);
            prop_assert_eq!(left.contains(address), in_a && !in_b);
        }
        let shared = some().any(|address| a.contains(address) && b.contains(address));
        prop_assert_eq!(a.is_disjoint(&b), !shared);
    }

    #[test]
    fn the_prefixes_of_a_set_make_it_up(a in sets()) {
        prop_assert_eq!(a.prefixes().into_iter().collect::<AddressSet>(), a);
    }
}
