//! Other addresses with the same structure.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use nsg::platform::HOST_ADDRESS;
use nsg::platform::METADATA_ADDRESS;
use nsg::tags::{HOST_ADDRESS_IPV6, INTERNET_GAPS, NEVER_INTERNET, PUBLIC_IPV6};
use nsg::{AddressSet, Endpoint};
use siphasher::sip::SipHasher13;
use std::hash::Hasher;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// More ranges that stay where they are, since people know them by sight: multicast, broadcast and the
/// unspecified address (RFC 6890), and for IPv6 link-local, unique local, multicast, loopback (RFC 4291).
const KNOWN_IPV4: [(Ipv4Addr, u8); 4] = [
    (Ipv4Addr::UNSPECIFIED, 32),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::BROADCAST, 32),
    (Ipv4Addr::LOCALHOST, 32),
];
const KNOWN_IPV6: [(Ipv6Addr, u8); 5] = [
    (Ipv6Addr::UNSPECIFIED, 128),
    (Ipv6Addr::LOCALHOST, 128),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8),
];

/// A prefix that stays: its bits from the left, as 128, and its length.
type FixedPrefix = (u128, u32);

/// The mapping of addresses under a key.
///
/// INVARIANT: it is one to one in each family, keeps common prefixes, and maps every fixed prefix to
/// itself. A bit is turned over or not by what the bits above it are, and by nothing else; above and
/// along a fixed prefix none is.
pub(super) struct AddressMap {
    key: [u8; 16],
    ipv4: Vec<FixedPrefix>,
    ipv6: Vec<FixedPrefix>,
}

impl AddressMap {
    pub(super) fn new(key: &[u8; 16]) -> Self {
        let ranges = NEVER_INTERNET
            .into_iter()
            .chain(INTERNET_GAPS)
            .map(IpNet::V4);
        let own = [HOST_ADDRESS, METADATA_ADDRESS, HOST_ADDRESS_IPV6].map(IpNet::from);
        let fixed = ranges.chain(own).chain([IpNet::V6(PUBLIC_IPV6)]);
        let (mut ipv4, mut ipv6) = (Vec::new(), Vec::new());
        for prefix in fixed {
            match prefix {
                IpNet::V4(prefix) => ipv4.push((
                    left(prefix.network().to_bits()),
                    u32::from(prefix.prefix_len()),
                )),
                IpNet::V6(prefix) => {
                    ipv6.push((prefix.network().to_bits(), u32::from(prefix.prefix_len())));
                }
            }
        }
        let known = KNOWN_IPV4.into_iter();
        ipv4.extend(known.map(|(address, length)| (left(address.to_bits()), u32::from(length))));
        let known = KNOWN_IPV6.into_iter();
        ipv6.extend(known.map(|(address, length)| (address.to_bits(), u32::from(length))));
        Self {
            key: *key,
            ipv4,
            ipv6,
        }
    }

    pub(super) fn address(&self, address: IpAddr) -> IpAddr {
        match address {
            IpAddr::V4(address) => {
                let bits = self.bits(left(address.to_bits()), 32, &self.ipv4) >> 96;
                Ipv4Addr::from_bits(u32::try_from(bits).unwrap_or(u32::MAX)).into()
            }
            IpAddr::V6(address) => {
                Ipv6Addr::from_bits(self.bits(address.to_bits(), 128, &self.ipv6)).into()
            }
        }
    }

    pub(super) fn prefix(&self, prefix: IpNet) -> IpNet {
        // The bits behind the length are turned over as well, and cut off.
        match (self.address(prefix.network()), prefix.prefix_len()) {
            (IpAddr::V4(address), length) => {
                Ipv4Net::new(address, length).map_or(prefix, |net| IpNet::V4(net.trunc()))
            }
            (IpAddr::V6(address), length) => {
                Ipv6Net::new(address, length).map_or(prefix, |net| IpNet::V6(net.trunc()))
            }
        }
    }

    /// A set, prefix by prefix: a range that is none falls into several.
    pub(super) fn set(&self, set: &AddressSet) -> AddressSet {
        let prefixes = set.prefixes().into_iter();
        prefixes.map(|prefix| self.prefix(prefix)).collect()
    }

    pub(super) fn endpoint(&self, end: Endpoint) -> Endpoint {
        Endpoint {
            address: self.address(end.address),
            ..end
        }
    }

    fn bits(&self, bits: u128, width: u32, fixed: &[FixedPrefix]) -> u128 {
        // A fixed prefix holds every bit of itself, as far as the address goes along with it.
        let held = |(prefix, length): &FixedPrefix| {
            let common = (prefix ^ bits).leading_zeros();
            common.min(length.saturating_sub(1)) + 1
        };
        let held = fixed.iter().map(held).max().unwrap_or(0);
        let mut result = bits;
        for place in held..width {
            let above = bits & !(u128::MAX >> place);
            if self.turns(above, place, width) {
                result ^= 1 << (127 - place);
            }
        }
        result
    }

    fn turns(&self, above: u128, place: u32, width: u32) -> bool {
        let mut hasher = SipHasher13::new_with_key(&self.key);
        hasher.write_u32(width);
        hasher.write_u32(place);
        hasher.write_u128(above);
        hasher.finish() & 1 == 1
    }
}

/// An IPv4 address with its bits from the left.
fn left(bits: u32) -> u128 {
    u128::from(bits) << 96
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may end in a panic: that is how it fails"
    )]

    use super::*;

    fn mapped(text: &str) -> String {
        let addresses = AddressMap::new(b"0123456789abcdef");
        addresses.prefix(text.parse().unwrap()).to_string()
    }

    #[test]
    fn what_the_engine_treats_specially_stays() {
        let ranges = NEVER_INTERNET
            .into_iter()
            .chain(INTERNET_GAPS)
            .map(IpNet::V4);
        let own = [HOST_ADDRESS, METADATA_ADDRESS, HOST_ADDRESS_IPV6].map(IpNet::from);
        for prefix in ranges.chain(own).chain([IpNet::V6(PUBLIC_IPV6)]) {
            assert_eq!(mapped(&prefix.to_string()), prefix.to_string());
        }
        for text in [
            "0.0.0.0/0",
            "::/0",
            "255.255.255.255/32",
            "fc00::/7",
            "::1/128",
        ] {
            assert_eq!(mapped(text), text);
        }
    }

    #[test]
    fn other_addresses_do_not_and_keep_their_neighbours() {
        for text in [
            "10.20.0.0/16",
            "203.0.113.0/24",
            "192.168.7.0/24",
            "2001:db8::/32",
            "fd12:3456::/32",
        ] {
            assert_ne!(mapped(text), text);
            let net: IpNet = text.parse().unwrap();
            let image: IpNet = mapped(text).parse().unwrap();
            for half in net.subnets(net.prefix_len() + 1).unwrap() {
                assert!(image.contains(&mapped(&half.to_string()).parse::<IpNet>().unwrap()));
            }
        }
    }

    #[test]
    fn no_two_addresses_become_one() {
        let addresses = AddressMap::new(b"fedcba9876543210");
        let net: IpNet = "168.63.128.0/20".parse().unwrap();
        let set: std::collections::BTreeSet<IpAddr> = net
            .hosts()
            .map(|address| addresses.address(address))
            .collect();
        assert_eq!(set.len(), net.hosts().count());
    }
}
