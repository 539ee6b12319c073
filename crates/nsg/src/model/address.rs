//! Addresses of rules, and sets of addresses.

use super::name::Name;
use ipnet::{IpNet, Ipv4Subnets, Ipv6Subnets};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// One entry of a rule's source or destination.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AddressMatch {
    /// `*`: every IPv4 and IPv6 address.
    Any,
    /// `0.0.0.0/0` as effective security rules print a configured `*`. It holds every IPv4 address;
    /// whether it stands for `*` or for the literal prefix, and so for IPv6, cannot be told.
    PrintedAny,
    /// An address or CIDR prefix, host bits masked. It matches its own family only; for `0.0.0.0/0`
    /// against IPv6 that is an assumption, since Azure does not document it.
    Prefix(IpNet),
    /// A service tag, `VirtualNetwork`, `Internet` and `AzureLoadBalancer` included.
    ServiceTag(Name),
    /// An application security group: resource id or bare name.
    ApplicationSecurityGroup(Name),
    /// Text that is none of these, as given: whether an address is meant by it is unknown.
    Unknown(String),
}

impl fmt::Display for AddressMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::PrintedAny => f.write_str("0.0.0.0/0"),
            Self::Prefix(prefix) if prefix.prefix_len() == prefix.max_prefix_len() => {
                write!(f, "{}", prefix.addr())
            }
            Self::Prefix(prefix) => write!(f, "{prefix}"),
            Self::ServiceTag(name) => write!(f, "{name}"),
            Self::ApplicationSecurityGroup(name) => f.write_str(name.last_segment()),
            Self::Unknown(text) => f.write_str(text),
        }
    }
}

/// A set of addresses, made from prefixes and asked for membership in logarithmic time.
///
/// INVARIANT: ranges are sorted, disjoint and not adjacent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressSet {
    v4: Vec<(u32, u32)>,
    v6: Vec<(u128, u128)>,
}

impl AddressSet {
    /// Whether the address is in the set.
    pub fn contains(&self, address: IpAddr) -> bool {
        match address {
            IpAddr::V4(address) => contains(&self.v4, address.to_bits()),
            IpAddr::V6(address) => contains(&self.v6, address.to_bits()),
        }
    }

    /// The addresses of both sets.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let v4 = [self.v4.as_slice(), &other.v4].concat();
        Self::from_ranges(&v4, [self.v6.as_slice(), &other.v6].concat())
    }

    /// The addresses that are not in the other set.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let wide = |ranges: &[(u32, u32)]| -> Vec<(u128, u128)> {
            let wide = |(first, last): &(u32, u32)| (u128::from(*first), u128::from(*last));
            ranges.iter().map(wide).collect()
        };
        Self::of(
            without(&wide(&self.v4), &wide(&other.v4)),
            without(&self.v6, &other.v6),
        )
    }

    /// Whether no address is in both sets.
    pub fn is_disjoint(&self, other: &Self) -> bool {
        disjoint(&self.v4, &other.v4) && disjoint(&self.v6, &other.v6)
    }

    /// Whether no address is in the set.
    pub fn is_empty(&self) -> bool {
        self.v4.is_empty() && self.v6.is_empty()
    }

    /// The fewest prefixes that make up the set, ascending.
    pub fn prefixes(&self) -> Vec<IpNet> {
        let v4 = self.v4.iter().flat_map(|(first, last)| {
            Ipv4Subnets::new(Ipv4Addr::from_bits(*first), Ipv4Addr::from_bits(*last), 0)
                .map(IpNet::V4)
        });
        let v6 = self.v6.iter().flat_map(|(first, last)| {
            Ipv6Subnets::new(Ipv6Addr::from_bits(*first), Ipv6Addr::from_bits(*last), 0)
                .map(IpNet::V6)
        });
        v4.chain(v6).collect()
    }

    /// The IPv4 ranges, first and last address, ascending and disjoint.
    pub fn ipv4_ranges(&self) -> &[(u32, u32)] {
        &self.v4
    }

    /// The IPv6 ranges, first and last address, ascending and disjoint.
    pub fn ipv6_ranges(&self) -> &[(u128, u128)] {
        &self.v6
    }
}

impl AddressSet {
    /// The set that these ranges make up, first and last address each, in any order.
    pub fn from_ranges(v4: &[(u32, u32)], v6: Vec<(u128, u128)>) -> Self {
        let wide = |(first, last): &(u32, u32)| (u128::from(*first), u128::from(*last));
        Self::of(v4.iter().map(wide).collect(), v6)
    }

    fn of(v4: Vec<(u128, u128)>, v6: Vec<(u128, u128)>) -> Self {
        let narrow = |bits: u128| u32::try_from(bits).unwrap_or(u32::MAX);
        let v4 = joined(v4)
            .into_iter()
            .map(|(first, last)| (narrow(first), narrow(last)));
        Self {
            v4: v4.collect(),
            v6: joined(v6),
        }
    }
}

impl FromIterator<IpNet> for AddressSet {
    fn from_iter<I: IntoIterator<Item = IpNet>>(prefixes: I) -> Self {
        let (mut v4, mut v6) = (Vec::new(), Vec::new());
        for prefix in prefixes {
            match prefix {
                IpNet::V4(net) => {
                    v4.push((
                        net.network().to_bits().into(),
                        net.broadcast().to_bits().into(),
                    ));
                }
                IpNet::V6(net) => v6.push((net.network().to_bits(), net.broadcast().to_bits())),
            }
        }
        Self::of(v4, v6)
    }
}

/// Sorts ranges and joins those that overlap or touch.
fn joined(mut ranges: Vec<(u128, u128)>) -> Vec<(u128, u128)> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let joins = kept.1.checked_add(1).is_none_or(|after| next.0 <= after);
        if joins {
            kept.1 = kept.1.max(next.1);
        }
        joins
    });
    ranges
}

/// What is in the first list of ranges and not in the second.
fn without(ranges: &[(u128, u128)], others: &[(u128, u128)]) -> Vec<(u128, u128)> {
    let mut left = Vec::new();
    let mut others = others.iter().peekable();
    for (first, last) in ranges {
        let mut from = Some(*first);
        while others.next_if(|other| other.1 < *first).is_some() {}
        let mut inside = others.clone();
        while let (Some(start), Some(other)) = (from, inside.next_if(|other| other.0 <= *last)) {
            left.extend((start < other.0).then(|| (start, other.0 - 1)));
            from = other.1.checked_add(1).filter(|next| next <= last);
        }
        left.extend(from.map(|start| (start, *last)));
    }
    left
}

fn disjoint<T: Ord + Copy>(a: &[(T, T)], b: &[(T, T)]) -> bool {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some((first, last)), Some((other_first, other_last))) = (a.peek(), b.peek()) {
        if first <= other_last && other_first <= last {
            return false;
        }
        if last < other_last {
            a.next();
        } else {
            b.next();
        }
    }
    true
}

fn contains<T: Ord + Copy>(ranges: &[(T, T)], value: T) -> bool {
    let after = ranges.partition_point(|range| range.0 <= value);
    after
        .checked_sub(1)
        .and_then(|last| ranges.get(last))
        .is_some_and(|range| value <= range.1)
}
