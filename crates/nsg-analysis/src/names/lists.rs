//! Lists of addresses and ports.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use nsg::{AddressSet, PortRange};
use std::net::{Ipv4Addr, Ipv6Addr};
use text::text;

/// Prefixes, and ranges where a prefix does not fit: one for each stretch of addresses.
pub fn addresses(set: &AddressSet) -> Vec<String> {
    let v4 = set.ipv4_ranges().iter().map(|(first, last)| {
        let (first, last) = (Ipv4Addr::from_bits(*first), Ipv4Addr::from_bits(*last));
        range(prefix_v4(first, last), first, last)
    });
    let v6 = set.ipv6_ranges().iter().map(|(first, last)| {
        let (first, last) = (Ipv6Addr::from_bits(*first), Ipv6Addr::from_bits(*last));
        range(prefix_v6(first, last), first, last)
    });
    v4.chain(v6).collect()
}

fn range<A: std::fmt::Display + PartialEq>(prefix: Option<IpNet>, first: A, last: A) -> String {
    match prefix {
        _ if first == last => first.to_string(),
        Some(prefix) => prefix.to_string(),
        None => format!("{first}-{last}"),
    }
}

/// The prefix that is exactly this range.
fn prefix_v4(first: Ipv4Addr, last: Ipv4Addr) -> Option<IpNet> {
    let length = (first.to_bits() ^ last.to_bits()).leading_zeros();
    let prefix = Ipv4Net::new(first, u8::try_from(length).ok()?).ok()?;
    (prefix.network() == first && prefix.broadcast() == last).then_some(IpNet::V4(prefix))
}

fn prefix_v6(first: Ipv6Addr, last: Ipv6Addr) -> Option<IpNet> {
    let length = (first.to_bits() ^ last.to_bits()).leading_zeros();
    let prefix = Ipv6Net::new(first, u8::try_from(length).ok()?).ok()?;
    (prefix.network() == first && prefix.broadcast() == last).then_some(IpNet::V6(prefix))
}

/// Ports in a few words: nothing for all of them.
pub(crate) fn ports(ranges: &[PortRange]) -> Option<String> {
    if ranges.is_empty() || ranges == [PortRange::ALL] {
        return None;
    }
    let texts = || ranges.iter().map(ToString::to_string).collect::<Vec<_>>();
    Some(match ranges.len() {
        ..=LISTED => texts().join(text!("list-comma")),
        more => text!("analysis-port-ranges", count = more),
    })
}

/// So many are listed in a sentence.
pub(super) const LISTED: usize = 3;
