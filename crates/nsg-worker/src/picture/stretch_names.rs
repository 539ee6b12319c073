//! What people call a stretch of addresses: the smallest tag, group or prefix that has all of it.

use ipnet::IpNet;
use nsg::index::addresses::{ipv4_address, ipv6_address};
use nsg::platform::HOST_ADDRESS;
use nsg::tags::DefaultTag;
use nsg::{AddressMatch, AddressSet};
use nsg_analysis::AddressNames;
use std::collections::BTreeSet;
use std::fmt;
use text::text;

/// The names that there are, of one family of addresses.
pub(super) struct StretchNames<'a> {
    sets: Vec<NamedSet<'a>>,
    prefixes: BTreeSet<IpNet>,
    /// The lengths that prefixes have.
    lengths: BTreeSet<u8>,
    is_ipv4: bool,
}

/// A set that has a name.
struct NamedSet<'a> {
    name: StretchName<'a>,
    /// Ascending and disjoint.
    ranges: Vec<(u128, u128)>,
    size: u128,
}

/// What a stretch is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StretchName<'a> {
    /// It is in this tag or application security group.
    Known(&'a str),
    /// It may be in this tag: that is not known.
    Asked(&'a str),
    /// It is in this prefix, which a rule names.
    Prefix(IpNet),
    /// It has none.
    Nothing,
}

impl StretchName<'_> {
    /// Whether the edge between stretches of these names is a hole of `Internet`, or none that people know.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let is_weak = |name: &Self| match name {
            Self::Known(name) => *name == DefaultTag::Internet.as_str(),
            Self::Asked(_) | Self::Nothing => true,
            Self::Prefix(_) => false,
        };
        self == other || is_weak(self) && is_weak(other)
    }
}

impl fmt::Display for StretchName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Known(name) => f.write_str(name),
            Self::Asked(tag) => f.write_str(&text!("map-may-be-in", tag)),
            Self::Prefix(prefix) => AddressMatch::Prefix(prefix).fmt(f),
            Self::Nothing => Ok(()),
        }
    }
}

impl<'a> StretchNames<'a> {
    /// The names of a network, and the prefixes that rules name.
    pub(super) fn new(names: &'a AddressNames, prefixes: &BTreeSet<IpNet>, is_ipv4: bool) -> Self {
        let known = names.known_sets();
        let known = known.map(|(name, set)| (StretchName::Known(name), set));
        let asked = names.asked_sets();
        let asked = asked.map(|(name, set)| (StretchName::Asked(name), set));
        let sets = known.chain(asked).map(|(name, set)| {
            let ranges = ranges(name, set, is_ipv4);
            let size = ranges.iter().map(|(first, last)| last - first);
            let size = size.fold(0, |sum: u128, size| sum.saturating_add(size));
            NamedSet { name, ranges, size }
        });
        let of_family = prefixes.iter().copied().filter(|prefix| {
            // All addresses are no name.
            matches!(prefix, IpNet::V4(_)) == is_ipv4 && prefix.prefix_len() > 0
        });
        let prefixes: BTreeSet<IpNet> = of_family.collect();
        Self {
            sets: sets.collect(),
            lengths: prefixes.iter().map(IpNet::prefix_len).collect(),
            prefixes,
            is_ipv4,
        }
    }

    /// What these addresses are called. Where a tag is as small as a prefix, the tag says more.
    pub(super) fn name(&self, first: u128, last: u128) -> StretchName<'a> {
        let sets = self.sets.iter().filter(|set| set.holds(first, last));
        let set = sets.min_by_key(|set| set.size);
        let (size, name) = set.map_or((u128::MAX, StretchName::Nothing), |set| {
            (set.size, set.name)
        });
        match self.prefix(first, last) {
            Some((smaller, prefix)) if smaller < size => StretchName::Prefix(prefix),
            _ => name,
        }
    }

    /// The smallest prefix that has all of these.
    fn prefix(&self, first: u128, last: u128) -> Option<(u128, IpNet)> {
        let start = match self.is_ipv4 {
            true => ipv4_address(first),
            false => ipv6_address(first),
        };
        // From the longest, which is the smallest.
        self.lengths.iter().rev().find_map(|length| {
            let prefix = IpNet::new(start, *length).ok()?.trunc();
            let (start, end) = ends(prefix);
            let holds = end >= last && self.prefixes.contains(&prefix);
            holds.then_some((end - start, prefix))
        })
    }
}

impl NamedSet<'_> {
    fn holds(&self, first: u128, last: u128) -> bool {
        let next = self.ranges.partition_point(|(start, _)| *start <= first);
        let range = next.checked_sub(1).and_then(|at| self.ranges.get(at));
        range.is_some_and(|(_, end)| *end >= last)
    }
}

/// The ranges of a set. Its host is in each of Azure's own tags, and makes none of them larger.
fn ranges(name: StretchName<'_>, set: &AddressSet, is_ipv4: bool) -> Vec<(u128, u128)> {
    let is_probe = name == StretchName::Known(DefaultTag::AzureLoadBalancer.as_str());
    let host: AddressSet = std::iter::once(IpNet::from(HOST_ADDRESS)).collect();
    let set = match is_probe {
        true => set,
        false => &set.without(&host),
    };
    let wide = |(first, last): &(u32, u32)| (u128::from(*first), u128::from(*last));
    match is_ipv4 {
        true => set.ipv4_ranges().iter().map(wide).collect(),
        false => set.ipv6_ranges().to_vec(),
    }
}

/// First and last address of a prefix.
fn ends(prefix: IpNet) -> (u128, u128) {
    match prefix {
        IpNet::V4(net) => {
            let (first, last) = (net.network().to_bits(), net.broadcast().to_bits());
            (first.into(), last.into())
        }
        IpNet::V6(net) => (net.network().to_bits(), net.broadcast().to_bits()),
    }
}
