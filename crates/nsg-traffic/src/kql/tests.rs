//! Random tests: cuts are disjoint and cover everything, prefixes say what intervals say, and a walk through the tables ends
//! where the boxes do.

use super::boxes::{FIELDS, MAPPED, MAPPED_LAST, NO_PORT, Ranges, RecordField, TableBox};
use super::cuts::{BoxSet, FieldCut};
use super::prefixes::{ClassPrefix, prefixes};
use super::steps::Walk;
use super::text::literal;
use nsg::{AddressSet, Endpoint, Flow};
use nsg_analysis::{Limits, compare};
use proptest::prelude::*;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Disjoint ranges of a small space, in which edges meet often.
fn ranges(last: u128) -> impl Strategy<Value = Ranges> {
    proptest::collection::vec((0..=last, 0..=last), 0..4).prop_map(|pairs| {
        let pairs = pairs.into_iter().map(|(a, b)| (a.min(b), a.max(b)));
        let set = AddressSet::from_ranges(&[], pairs.collect());
        set.ipv6_ranges().to_vec()
    })
}

fn holds(ranges: &Ranges, value: u128) -> bool {
    ranges
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&value))
}

fn class_of(cut: &FieldCut, value: u128) -> usize {
    let found = cut
        .intervals
        .iter()
        .find(|one| (one.first..=one.last).contains(&value));
    found.map_or(usize::MAX, |one| one.class)
}

/// The longest prefix that holds the address decides.
fn looked_up(table: &[ClassPrefix], address: IpAddr) -> usize {
    let hits = table.iter().filter(|prefix| prefix.holds(address));
    hits.max_by_key(|prefix| prefix.length())
        .map_or(0, |prefix| prefix.class)
}

fn place(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => MAPPED + u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// Follows a flow to its end, by the tables alone; a flow without source port is one of a table that has none.
fn end_of(walk: &Walk, flow: &Flow) -> Option<usize> {
    let start = |(direction, protocol, _): &&(_, _, _)| {
        (*direction, *protocol) == (flow.direction, flow.protocol)
    };
    let mut state = walk.starts.iter().find(start)?.2;
    for (field, cut) in &walk.fields {
        let port = |end: &Endpoint| match flow.protocol.has_ports() {
            true => end.port.map(u128::from),
            false => Some(NO_PORT),
        };
        let value = match field {
            RecordField::Port => port(flow.destination()),
            RecordField::SourcePort => port(flow.source()),
            RecordField::Source => Some(place(flow.source().address)),
            RecordField::Destination => Some(place(flow.destination().address)),
        };
        let class = class_of(cut, value?);
        let step = walk
            .steps
            .iter()
            .find(|step| (step.0, step.1) == (state, class));
        let other = || walk.others.iter().find(|other| other.0 == state);
        state = step.map_or_else(|| other().map_or(0, |other| other.1), |step| step.2);
    }
    walk.ends.iter().find(|end| end.0 == state).map(|end| end.1)
}

proptest! {
    #[test]
    fn cuts_are_disjoint_and_cover_everything(
        boxes in proptest::collection::vec(ranges(40), 0..80),
    ) {
        let cut = FieldCut::new(boxes.iter(), 40);
        let mut next = 0;
        let mut before = None;
        for interval in &cut.intervals {
            prop_assert_eq!(interval.first, next);
            prop_assert!(interval.first <= interval.last);
            prop_assert_ne!(before, Some(interval.class));
            before = Some(interval.class);
            next = interval.last + 1;
        }
        prop_assert_eq!(next, 41);
        for value in 0..=40 {
            let mut expected = BoxSet::empty(boxes.len());
            for (number, ranges) in boxes.iter().enumerate() {
                if holds(ranges, value) {
                    expected.turn(number);
                }
            }
            let class = class_of(&cut, value);
            prop_assert_eq!(cut.classes.get(class), Some(&expected));
            prop_assert_eq!(class == 0, expected.is_empty());
        }
    }

    #[test]
    fn prefixes_say_what_intervals_say(
        ipv4 in proptest::collection::vec((any::<u32>(), 0_u32..33), 0..12),
        ipv6 in proptest::collection::vec((any::<u128>(), 0_u32..129), 0..6),
    ) {
        // Neighbouring blocks of few lengths, so that nesting, gaps and whole families occur.
        let mut boxes: Vec<Ranges> = Vec::new();
        for (bits, length) in &ipv4 {
            let rest = u32::MAX.checked_shr(*length).unwrap_or_default();
            boxes.push(vec![(MAPPED + u128::from(bits & !rest), MAPPED + u128::from(bits | rest))]);
        }
        for (bits, length) in &ipv6 {
            let rest = u128::MAX.checked_shr(*length).unwrap_or_default();
            let (first, last) = (bits & !rest, bits | rest);
            let parts = [(first, last.min(MAPPED - 1)), (first.max(MAPPED_LAST + 1), last)];
            boxes.push(parts.into_iter().filter(|part| part.0 <= part.1).collect());
        }
        let cut = FieldCut::new(boxes.iter(), u128::MAX);
        let table = prefixes(&cut.intervals);
        for interval in &cut.intervals {
            for value in [interval.first, interval.last, interval.first / 2 + interval.last / 2] {
                let address = match u32::try_from(value.wrapping_sub(MAPPED)) {
                    Ok(bits) => IpAddr::V4(Ipv4Addr::from_bits(bits)),
                    Err(_) => IpAddr::V6(Ipv6Addr::from_bits(value)),
                };
                prop_assert_eq!(looked_up(&table, address), class_of(&cut, value), "{}", address);
            }
        }
        // What is written is what is meant.
        for prefix in &table {
            let text = prefix.to_string();
            let read: ipnet::IpNet = text.parse().unwrap();
            prop_assert_eq!(read, read.trunc());
            prop_assert!(prefix.holds(read.network()) && prefix.holds(read.broadcast()), "{}", text);
        }
    }

    #[test]
    fn a_walk_ends_where_the_comparison_does(
        before in rule_lines::random::scenario(),
        after in rule_lines::random::scenario(),
        flows in proptest::collection::vec(rule_lines::random::flow(), 1..30),
    ) {
        let Ok(comparison) = compare(&before, &after, None, Limits::default()) else {
            return Ok(());
        };
        let changes = &comparison.changes;
        let boxes: Vec<TableBox> = changes
            .iter()
            .enumerate()
            .map(|(number, change)| TableBox::new(&change.flows, number))
            .collect();
        let walk = Walk::new(&boxes, None).unwrap();
        let mut united = Vec::new();
        let mut unite = |several: &[Option<usize>]| {
            united.push(several.to_vec());
            1000 + united.len() - 1
        };
        let short = Walk::new(&boxes, Some(&mut unite)).unwrap();
        for mut flow in flows {
            let port = |end: &mut Endpoint| end.port = end.port.or(Some(7));
            port(&mut flow.local);
            port(&mut flow.remote);
            let expected = |flow: &Flow| changes.iter().position(|change| change.flows.contains(flow));
            prop_assert_eq!(end_of(&walk, &flow), expected(&flow), "{}", flow);
            if !flow.protocol.has_ports() {
                continue;
            }
            // Every end that some source port gives: these lie on both sides of every edge of the random rules.
            let mut ends = Vec::new();
            for port in [0, 19, 20, 21, 22, 23, 25, 26, 79, 80, 442, 443, 444, 65_535] {
                let mut flow = flow;
                match flow.direction {
                    nsg::Direction::Inbound => flow.remote.port = Some(port),
                    nsg::Direction::Outbound => flow.local.port = Some(port),
                }
                let end = expected(&flow);
                if !ends.contains(&end) {
                    ends.push(end);
                }
            }
            let got = match end_of(&short, &flow) {
                Some(end) if end >= 1000 => united[end - 1000].clone(),
                end => vec![end],
            };
            prop_assert_eq!(got.len(), ends.len(), "{}", flow);
            prop_assert!(got.iter().all(|end| ends.contains(end)), "{}", flow);
        }
    }

    #[test]
    fn a_name_stays_in_its_literal(name in ".*") {
        let text = literal(&name);
        let inside = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap();
        let ends_line = |letter: char| letter.is_control() || ['\u{2028}', '\u{2029}'].contains(&letter);
        prop_assert!(!inside.chars().any(ends_line));
        let mut letters = inside.chars();
        while let Some(letter) = letters.next() {
            prop_assert_ne!(letter, '"');
            if letter == '\\' {
                prop_assert!(letters.next().is_some_and(|next| "\"\\nrt".contains(next)));
            }
        }
    }
}

#[test]
fn every_field_is_asked_once() {
    assert_eq!(FIELDS.iter().filter(|field| field.is_address()).count(), 2);
    assert_eq!(FIELDS.last(), Some(&RecordField::SourcePort));
}
