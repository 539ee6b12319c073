//! Intervals of addresses as the fewest prefixes, of which the longest that holds an address says its class: a route table.
//!
//! The way is that of *Optimal Routing Table Constructor* (Draves, King, Venkatachary and Zill, 1999): from below, the classes
//! that cost the least for each half; from above, a prefix only where what is inherited is not among them.

use super::boxes::{MAPPED, MAPPED_LAST};
use super::cuts::Interval;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// A prefix of addresses that have a class, but for those that a longer one holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClassPrefix {
    first: u128,
    /// Bits of the prefix in the space of both families.
    bits: u32,
    ipv4: bool,
    pub(super) class: usize,
}

impl ClassPrefix {
    /// The length, as the prefix is written.
    pub(super) fn length(&self) -> u32 {
        match self.ipv4 {
            true => self.bits.saturating_sub(96),
            false => self.bits,
        }
    }

    /// Whether the address is in it.
    #[cfg(test)]
    pub(super) fn holds(&self, address: std::net::IpAddr) -> bool {
        let bits = match address {
            std::net::IpAddr::V4(address) => MAPPED + u128::from(address.to_bits()),
            std::net::IpAddr::V6(address) => address.to_bits(),
        };
        let last = self.first | u128::MAX.checked_shr(self.bits).unwrap_or_default();
        address.is_ipv4() == self.ipv4 && (self.first..=last).contains(&bits)
    }
}

impl fmt::Display for ClassPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match u32::try_from(self.first.saturating_sub(MAPPED)) {
            Ok(bits) if self.ipv4 => write!(f, "{}/{}", Ipv4Addr::from_bits(bits), self.length()),
            _ => write!(f, "{}/{}", Ipv6Addr::from_bits(self.first), self.bits),
        }
    }
}

/// The prefixes that say the classes of the intervals, those of IPv4 first; class 0 is that of addresses in none.
pub(super) fn prefixes(intervals: &[Interval]) -> Vec<ClassPrefix> {
    let mut prefixes = Vec::new();
    emit(&node(intervals, MAPPED, 96), true, 0, &mut prefixes);
    let mut ipv6: Vec<Interval> = Vec::new();
    for interval in intervals {
        let Interval { first, last, class } = *interval;
        // What stands for IPv4 is asked by nobody there: it goes on as it was below.
        let below = (first, last.min(MAPPED - 1));
        let above = (first.max(MAPPED_LAST + 1), last);
        for (first, last) in [below, above] {
            if first > last {
                continue;
            }
            if let Some(before) = ipv6.last_mut() {
                before.last = first - 1;
            }
            ipv6.push(Interval { first, last, class });
        }
    }
    emit(&node(&ipv6, 0, 0), false, 0, &mut prefixes);
    prefixes
}

/// A prefix with the classes that cost the least for all that is in it.
struct PrefixNode {
    first: u128,
    bits: u32,
    classes: Vec<usize>,
    halves: Option<Box<(PrefixNode, PrefixNode)>>,
}

fn node(intervals: &[Interval], first: u128, bits: u32) -> PrefixNode {
    let last = first | u128::MAX.checked_shr(bits).unwrap_or_default();
    let begin = intervals.partition_point(|interval| interval.last < first);
    let end = intervals.partition_point(|interval| interval.first <= last);
    let here = intervals.get(begin..end).unwrap_or_default();
    let class = here.first().map_or(0, |one| one.class);
    // Also where neighbours have the same class, as they may beside what stands for IPv4.
    if here.iter().all(|one| one.class == class) || bits >= 128 {
        return PrefixNode {
            first,
            bits,
            classes: vec![class],
            halves: None,
        };
    }
    let upper = first | 1_u128.checked_shl(127 - bits).unwrap_or_default();
    let halves = (node(here, first, bits + 1), node(here, upper, bits + 1));
    let in_lower = |class: &usize| halves.0.classes.contains(class);
    let mut classes: Vec<usize> = halves.1.classes.iter().copied().filter(in_lower).collect();
    if classes.is_empty() {
        classes.clone_from(&halves.0.classes);
        classes.extend(&halves.1.classes);
    }
    PrefixNode {
        first,
        bits,
        classes,
        halves: Some(Box::new(halves)),
    }
}

fn emit(node: &PrefixNode, ipv4: bool, inherited: usize, to: &mut Vec<ClassPrefix>) {
    let mut class = inherited;
    if !node.classes.contains(&inherited) {
        class = node.classes.first().copied().unwrap_or_default();
        to.push(ClassPrefix {
            first: node.first,
            bits: node.bits,
            ipv4,
            class,
        });
    }
    if let Some(halves) = &node.halves {
        emit(&halves.0, ipv4, class, to);
        emit(&halves.1, ipv4, class, to);
    }
}
