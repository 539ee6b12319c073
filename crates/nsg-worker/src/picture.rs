//! A slice of all flows as a picture: cut where an answer changes, on either side.

use crate::answer::{Area, Picture};
use crate::ask::MapSlice;
use nsg::sort::sort_by_key;
use nsg::{AddressMatch, AddressSet, Direction, PortRange, Scenario};
use nsg_analysis::{AddressNames, EqualFlows, Limits, Query, QueryEnds, Ruling, TooLarge, flows};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use text::text;

/// More cells than these nobody can tell apart, and no page should hold.
const CELLS: usize = 4 << 20;

/// So many parts are told in words.
const TOLD: usize = 40;

/// The picture of a slice, for the original and the edited side.
pub(crate) fn picture(
    sides: [&Scenario; 2],
    slice: &MapSlice,
    names: &AddressNames,
    limits: Limits,
) -> Result<Picture, TooLarge> {
    let query = query(slice);
    let [original, edited] = sides;
    let (original, edited) = (
        flows(original, &query, limits.clone())?,
        flows(edited, &query, limits)?,
    );
    let all = || original.iter().chain(&edited);
    let addresses = Cuts::of(all().flat_map(|part| ranges(&part.flows.remote.addresses)));
    let ports = all().flat_map(|part| port_ranges(part, slice));
    let ports = Cuts::of(ports);
    if addresses.0.len().saturating_mul(ports.0.len()) > CELLS {
        return Err(TooLarge::Pieces);
    }
    let mut rulings: Vec<Ruling> = Vec::new();
    let mut areas = |parts: &[EqualFlows]| {
        let area = |part: &EqualFlows| {
            let known = rulings.iter().position(|known| *known == part.ruling);
            let ruling = known.unwrap_or_else(|| {
                rulings.push(part.ruling.clone());
                rulings.len() - 1
            });
            Area {
                addresses: addresses.runs(ranges(&part.flows.remote.addresses)),
                ports: ports.runs(port_ranges(part, slice)),
                ruling,
            }
        };
        parts.iter().map(area).collect::<Vec<_>>()
    };
    let (before, after) = (areas(&original), areas(&edited));
    let is_ipv4 = slice.local.is_ipv4();
    let narrow = |bits: u128| u16::try_from(bits).unwrap_or(u16::MAX);
    Ok(Picture {
        addresses: addresses
            .stretches()
            .map(|(first, last)| (address(is_ipv4, first), address(is_ipv4, last)))
            .collect(),
        ports: ports
            .stretches()
            .map(|(first, last)| (narrow(first), narrow(last)))
            .collect(),
        rulings,
        original: before,
        edited: after,
        words: words(edited, names),
    })
}

fn query(slice: &MapSlice) -> Query {
    let local = QueryEnds {
        addresses: vec![AddressMatch::Prefix(slice.local.into())],
        ports: Vec::new(),
    };
    let mut query = Query {
        direction: slice.direction,
        protocols: vec![slice.protocol],
        local,
        remote: QueryEnds::default(),
    };
    if slice.protocol.has_ports() {
        let from = match slice.direction {
            Direction::Inbound => &mut query.remote,
            Direction::Outbound => &mut query.local,
        };
        from.ports = vec![PortRange::single(slice.source_port)];
    }
    query
}

/// The parts in words, the largest first.
fn words(mut parts: Vec<EqualFlows>, names: &AddressNames) -> Vec<String> {
    sort_by_key(&mut parts, |part| Reverse(part.flows.count()));
    let told = parts.iter().take(TOLD).map(|part| {
        let words = part.flows.words(names);
        let access = part.ruling.access.word();
        let (service, from, to) = (words.service, words.source, words.destination);
        match &part.ruling.rule {
            Some(rule) => {
                let rule = &rule.name.name;
                text!("analysis-picture-by-rule", service, from, to, access, rule)
            }
            None => text!("analysis-picture", service, from, to, access),
        }
    });
    told.collect()
}

/// Where stretches begin, ascending, and where the last one ends.
struct Cuts(Vec<u128>, u128);

impl Cuts {
    fn of(ranges: impl Iterator<Item = (u128, u128)>) -> Self {
        let (mut firsts, mut end) = (BTreeSet::new(), 0);
        for (first, last) in ranges {
            firsts.insert(first);
            firsts.extend(last.checked_add(1));
            end = end.max(last);
        }
        Self(
            firsts.into_iter().filter(|first| *first <= end).collect(),
            end,
        )
    }

    fn stretches(&self) -> impl Iterator<Item = (u128, u128)> {
        let lasts = self.0.iter().skip(1).map(|first| first - 1).chain([self.1]);
        self.0.iter().copied().zip(lasts)
    }

    /// The stretches of each range, which begins and ends with one.
    fn runs(&self, ranges: impl Iterator<Item = (u128, u128)>) -> Vec<(usize, usize)> {
        let run = |(first, last): (u128, u128)| {
            let start = self.0.partition_point(|known| *known < first);
            let end = self.0.partition_point(|known| *known <= last);
            (start, end.saturating_sub(1))
        };
        ranges.map(run).collect()
    }
}

fn ranges(set: &AddressSet) -> impl Iterator<Item = (u128, u128)> {
    let v4 = set.ipv4_ranges().iter();
    let v4 = v4.map(|(first, last)| (u128::from(*first), u128::from(*last)));
    v4.chain(set.ipv6_ranges().iter().copied())
}

/// The service's ports; one range that is all of them where there are none.
fn port_ranges(part: &EqualFlows, slice: &MapSlice) -> impl Iterator<Item = (u128, u128)> {
    let ends = match slice.direction {
        Direction::Inbound => &part.flows.local,
        Direction::Outbound => &part.flows.remote,
    };
    let ranges = match slice.protocol.has_ports() {
        true => ends.ports.clone(),
        false => vec![PortRange::ALL],
    };
    let wide = |range: PortRange| (range.first().into(), range.last().into());
    ranges.into_iter().map(wide)
}

fn address(is_ipv4: bool, bits: u128) -> IpAddr {
    match is_ipv4 {
        true => Ipv4Addr::from_bits(u32::try_from(bits).unwrap_or(u32::MAX)).into(),
        false => Ipv6Addr::from_bits(bits).into(),
    }
}
