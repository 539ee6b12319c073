//! Lists of addresses and ports that hold everything that was recorded: few entries rather than many.

use ipnet::IpNet;
use nsg::{AddressSet, PortRange};
use std::net::IpAddr;

/// The prefixes of this length around the addresses, or of a shorter one where they would be too many entries.
pub(super) fn widened(addresses: &[IpAddr], length: u8, entries: usize) -> AddressSet {
    let mut length = length.min(32);
    loop {
        let around = addresses.iter().filter_map(|address| {
            let length = match address {
                IpAddr::V4(_) => length,
                IpAddr::V6(_) => length.saturating_mul(4),
            };
            IpNet::new(*address, length)
                .ok()
                .map(|prefix| prefix.trunc())
        });
        let set: AddressSet = around.collect();
        if length == 0 || set.prefixes().len() <= entries {
            return set;
        }
        length -= 1;
    }
}

/// The addresses in both sets.
pub(super) fn within(set: &AddressSet, bounds: &AddressSet) -> AddressSet {
    set.without(&set.without(bounds))
}

/// Ranges around the ports, at most so many: the smallest gaps are closed first.
pub(super) fn ranges(ports: &[u16], entries: usize) -> Vec<PortRange> {
    let mut sorted = ports.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut gaps: Vec<(u16, usize)> = sorted
        .windows(2)
        .enumerate()
        .filter_map(|(place, pair)| match pair {
            [one, other] => Some((other - one, place)),
            _ => None,
        })
        .collect();
    gaps.sort_unstable();
    let closed = gaps.len().saturating_sub(entries.saturating_sub(1));
    let mut open: Vec<usize> = gaps
        .iter()
        .skip(closed)
        .filter(|(gap, _)| *gap > 1)
        .map(|(_, place)| *place)
        .collect();
    open.sort_unstable();
    let mut ranges = Vec::new();
    let mut first = 0;
    for end in open.into_iter().chain(sorted.len().checked_sub(1)) {
        let range = sorted.get(first).zip(sorted.get(end));
        ranges.extend(range.and_then(|(first, last)| PortRange::new(*first, *last)));
        first = end + 1;
    }
    ranges
}

/// The parts of the ranges that lie in one of the others.
pub(super) fn ranges_within(ranges: &[PortRange], bounds: &[PortRange]) -> Vec<PortRange> {
    let both = |range: &PortRange| {
        let range = *range;
        let parts = bounds.iter().filter_map(move |bound| {
            PortRange::new(
                range.first().max(bound.first()),
                range.last().min(bound.last()),
            )
        });
        parts.collect::<Vec<_>>()
    };
    let mut parts: Vec<PortRange> = ranges.iter().flat_map(both).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_smallest_gaps_are_closed_first() {
        let ranges = |entries| {
            let ranges = ranges(&[443, 80, 8080, 81, 8443], entries);
            ranges
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(ranges(10), "80-81 443 8080 8443");
        assert_eq!(ranges(3), "80-443 8080 8443");
        assert_eq!(ranges(2), "80-443 8080-8443");
        assert_eq!(ranges(1), "80-8443");
    }

    proptest! {
        #[test]
        fn what_was_recorded_is_kept(
            ports in proptest::collection::vec(any::<u16>(), 1..40),
            addresses in proptest::collection::vec(any::<u32>(), 1..40),
            entries in 1_usize..12,
            length in 8_u8..=32,
        ) {
            let ranges = ranges(&ports, entries);
            prop_assert!(ranges.len() <= entries);
            prop_assert!(ports.iter().all(|port| ranges.iter().any(|range| range.contains(*port))));
            let addresses: Vec<IpAddr> = addresses.into_iter().map(|bits| IpAddr::V4(bits.into())).collect();
            let set = widened(&addresses, length, entries);
            prop_assert!(set.prefixes().len() <= entries);
            prop_assert!(addresses.iter().all(|address| set.contains(*address)));
        }
    }
}
