//! Address prefixes as the service prints them.

use ipnet::{IpNet, Ipv4Net, Ipv4Subnets};
use std::net::{IpAddr, Ipv4Addr};

/// Reads an address or a prefix, host bits masked.
pub(super) fn prefix(text: &str) -> Option<IpNet> {
    let net = text.parse::<IpNet>().ok();
    let address = || text.parse::<IpAddr>().ok().map(IpNet::from);
    net.or_else(address).map(|net| net.trunc())
}

/// The prefixes of all IPv4 addresses outside `holes`.
pub(super) fn outside(holes: &[Ipv4Net]) -> Vec<Ipv4Net> {
    let mut holes = Ipv4Net::aggregate(&holes.to_vec());
    holes.sort();
    let mut result = Vec::new();
    // The first address that is not handled yet; `None` past the last one.
    let mut from = Some(0u32);
    for hole in holes {
        let (first, last) = (hole.network().to_bits(), hole.broadcast().to_bits());
        if let (Some(start), Some(end)) = (from, first.checked_sub(1))
            && start <= end
        {
            result.extend(range(start, end));
        }
        from = last.checked_add(1);
    }
    if let Some(start) = from {
        result.extend(range(start, u32::MAX));
    }
    result
}

fn range(first: u32, last: u32) -> Ipv4Subnets {
    Ipv4Subnets::new(Ipv4Addr::from_bits(first), Ipv4Addr::from_bits(last), 0)
}
