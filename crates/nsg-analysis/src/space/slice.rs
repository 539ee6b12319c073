//! A part of the space whose flows have the same fields: one family of addresses, and protocols that no
//! rule tells apart.

use super::Space;
use super::axis::Axis;
use super::distinctions::{self, Marks};
use super::program::Program;
use nsg::ComparedField;
use nsg::index::addresses::AddressValues;
use nsg::index::dimension::{self, Used, used};
use nsg::index::ports::{port_changes, without_port};
use nsg::index::rows::{BitRows, RowBuilder, RowStart, RuleSet};
use nsg::{AddressMatch, Conditions, Direction, Field, PortMatch, Protocol};
use std::rc::Rc;

/// How many fields a flow has, protocol and direction aside.
pub(crate) const FIELDS: usize = 4;

/// The order in which a walk looks at the fields. Ports tell most rules apart, so a walk that begins with
/// them is the shorter one; a walk that begins with the destination makes boxes that read better, since
/// traffic to the platform, which only some ports lead to, is one destination.
const SHORT: [ComparedField; FIELDS] = [
    ComparedField::DestinationPort,
    ComparedField::Source,
    ComparedField::Destination,
    ComparedField::SourcePort,
];
const READABLE: [ComparedField; FIELDS] = [
    ComparedField::Destination,
    ComparedField::DestinationPort,
    ComparedField::Source,
    ComparedField::SourcePort,
];

/// Up to so many classes of destinations the order that reads better is taken.
const FEW_DESTINATIONS: usize = 64;

/// A part of the space with axes of its own.
#[derive(Debug)]
pub(crate) struct SpaceSlice {
    pub(crate) ipv4: bool,
    /// The protocols, which all have ports or all have none.
    pub(crate) protocols: Vec<Protocol>,
    /// The rules that flows of these protocols match.
    pub(crate) start: RowStart,
    /// The bits that some value of every field may match.
    pub(crate) possible: Rc<Vec<u64>>,
    /// The field of each axis.
    pub(crate) fields: [ComparedField; FIELDS],
    /// In the order in which they are walked.
    pub(crate) axes: Rc<[Rc<Axis>; FIELDS]>,
    /// For each field, which rules are sure to match whatever that field and those after it are.
    pub(crate) certain: Rc<[Vec<u64>; FIELDS + 1]>,
}

impl SpaceSlice {
    /// Whether its flows have ports: all or none of them do.
    pub(crate) fn has_ports(&self) -> bool {
        self.protocols.iter().all(|protocol| protocol.has_ports())
    }

    /// Where the field is among the axes.
    pub(crate) fn place(&self, field: ComparedField) -> Option<usize> {
        self.fields.iter().position(|own| *own == field)
    }
}

/// What rules compare their ports with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PortKind {
    /// Ports.
    Ports,
    /// The type of ICMP, perhaps.
    IcmpType,
    /// Nobody knows: ESP and AH.
    Nothing,
}

impl PortKind {
    const ALL: [Self; 3] = [Self::Ports, Self::IcmpType, Self::Nothing];

    fn of(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Tcp | Protocol::Udp => Self::Ports,
            Protocol::Icmp => Self::IcmpType,
            Protocol::Esp | Protocol::Ah => Self::Nothing,
        }
    }
}

/// The axis of a port field, and those that flows without ports have in its place, in the order of [`PortKind::ALL`].
type PortAxes = [Axis; PortKind::ALL.len()];

/// Everything with a bit.
struct Columns<'a, 'p> {
    programs: &'p [Program<'a>],
    marks: &'p Marks,
    /// Where the marks' bits begin.
    first_mark: usize,
    /// The bits so far; questions are added behind them.
    bits: usize,
}

impl Space {
    /// Cuts the space of a direction. The programs must be laid out, up to the word before
    /// `first_mark`.
    pub(crate) fn new(
        direction: Direction,
        programs: &[Program<'_>],
        marks: &Marks,
        first_mark: usize,
    ) -> Self {
        let mut columns = Columns {
            programs,
            marks,
            first_mark,
            bits: first_mark + marks.conditions.len(),
        };
        let [source4, source6] =
            [true, false].map(|v| columns.addresses(direction, ComparedField::Source, v));
        let [target4, target6] =
            [true, false].map(|v| columns.addresses(direction, ComparedField::Destination, v));
        let mut rows = RowBuilder::new(columns.bits.next_multiple_of(64));
        let ports = [ComparedField::DestinationPort, ComparedField::SourcePort]
            .map(|field| columns.ports(field, &mut rows));
        let v4 =
            [source4, target4].map(|used| columns.axis::<u32>(used, u32::MAX.into(), &mut rows));
        let v6 = [source6, target6].map(|used| columns.axis::<u128>(used, u128::MAX, &mut rows));
        let protocols =
            Protocol::ALL.map(|protocol| (protocol, columns.protocol(protocol, &mut rows)));
        let rows = rows.finish();
        let prepared = |axis: Axis| axis.prepared(&rows, columns.bits);
        let [to, from] = ports.map(|axes| axes.map(prepared));
        let mut slices = Vec::new();
        for (ipv4, ends) in [(true, v4), (false, v6)] {
            let [source, target] = ends.map(prepared);
            for (kind, (to, from)) in PortKind::ALL.into_iter().zip(to.iter().zip(&from)) {
                let fields = match target.classes.len() {
                    ..=FEW_DESTINATIONS => READABLE,
                    _ => SHORT,
                };
                let axes = Rc::new(fields.map(|field| match field {
                    ComparedField::Source => Rc::clone(&source),
                    ComparedField::Destination => Rc::clone(&target),
                    ComparedField::SourcePort => Rc::clone(from),
                    ComparedField::DestinationPort | ComparedField::Protocol => Rc::clone(to),
                }));
                let certain = Rc::new(certain(&axes, &rows));
                let possible = Rc::new(possible(&axes, &rows));
                // Network security groups do not support ICMPv6.
                let judged = protocols.iter().filter(|(protocol, _)| {
                    PortKind::of(*protocol) == kind && (ipv4 || *protocol != Protocol::Icmp)
                });
                for (protocol, start) in judged {
                    let same = |slice: &&mut SpaceSlice| {
                        slice.ipv4 == ipv4
                            && slice.start == *start
                            && Rc::ptr_eq(&slice.axes, &axes)
                    };
                    if let Some(slice) = slices.iter_mut().find(same) {
                        slice.protocols.push(*protocol);
                        continue;
                    }
                    slices.push(SpaceSlice {
                        ipv4,
                        protocols: vec![*protocol],
                        start: *start,
                        possible: Rc::clone(&possible),
                        fields,
                        axes: Rc::clone(&axes),
                        certain: Rc::clone(&certain),
                    });
                }
            }
        }
        Self { rows, slices }
    }
}

impl<'a> Columns<'a, '_> {
    /// The conditions that have bits, each with its bit.
    fn conditions(&self) -> impl Iterator<Item = (usize, &Conditions)> {
        let rules = self.programs.iter().flat_map(|program| program.bits());
        let rules = rules.map(|(bit, rule)| (bit, rule.rule.conditions));
        let marks = self.marks.conditions.iter().enumerate();
        rules.chain(marks.map(|(number, mark)| (self.first_mark + number, mark)))
    }

    /// The entries of an address field, and where their answers and questions change.
    fn addresses(&mut self, direction: Direction, field: ComparedField, ipv4: bool) -> Vec<Used> {
        let first_mark = self.first_mark;
        let mut all = Vec::new();
        let mut asked = Vec::new();
        let programs = self.programs.iter().enumerate();
        for (number, program) in programs {
            let values = AddressValues {
                network: &program.network,
                direction,
                field,
            };
            let mut lists: Vec<&[AddressMatch]> =
                vec![&[]; first_mark + self.marks.conditions.len()];
            let rules = program
                .bits()
                .map(|(bit, rule)| (bit, rule.rule.conditions));
            let marks = self.marks.conditions.iter().enumerate();
            // Marks are prefixes, which every network reads alike.
            let marks = marks.filter(|_| number == 0);
            let marks = marks.map(|(number, mark)| (first_mark + number, mark));
            for (bit, conditions) in rules.chain(marks) {
                if let Some(list) = lists.get_mut(bit) {
                    *list = of_address(conditions, field);
                }
            }
            all.extend(used(&lists, |entry| {
                let changes = distinctions::changes(&values, entry, ipv4);
                asked.extend(distinctions::questions(&values, entry, &changes, ipv4));
                changes
            }));
        }
        for changes in asked {
            all.push((changes, vec![self.bits]));
            self.bits += 1;
        }
        all
    }

    fn axis<T: TryFrom<u128> + Copy + Ord + Into<u128>>(
        &self,
        mut used: Vec<Used>,
        last: u128,
        rows: &mut RowBuilder,
    ) -> Axis {
        // A question about another field is open to every value of this one.
        let first_question = self.first_mark + self.marks.conditions.len();
        let own: Vec<usize> = used
            .iter()
            .flat_map(|(_, bits)| bits.iter().copied())
            .collect();
        let others = (first_question..self.bits).filter(|bit| !own.contains(bit));
        used.push((vec![(0, Some(true))], others.collect()));
        Axis::new(&dimension::build::<T>(self.width(), &used, rows), last)
    }

    /// The axes of a port field.
    fn ports(&self, field: ComparedField, rows: &mut RowBuilder) -> PortAxes {
        let mut lists: Vec<&[PortMatch]> = vec![&[]; self.width()];
        for (bit, conditions) in self.conditions() {
            if let Some(list) = lists.get_mut(bit) {
                *list = match field {
                    ComparedField::SourcePort => &conditions.source_ports,
                    _ => &conditions.destination_ports,
                };
            }
        }
        let with = self.axis::<u16>(used(&lists, port_changes), u16::MAX.into(), rows);
        let mut absent = |is_icmp| {
            let mut none = without_port(&lists, is_icmp);
            for question in self.first_mark + self.marks.conditions.len()..self.bits {
                none.set_may(question, true);
                none.set_sure(question, true);
            }
            Axis::absent(rows.add(&none))
        };
        [with, absent(true), absent(false)]
    }

    fn protocol(&self, protocol: Protocol, rows: &mut RowBuilder) -> RowStart {
        let mut set = RuleSet::empty(self.width());
        for question in self.first_mark + self.marks.conditions.len()..self.bits {
            set.set_may(question, true);
            set.set_sure(question, true);
        }
        for (bit, conditions) in self.conditions() {
            let matches = match &conditions.protocol {
                Field::Known(known) => Some(known.matches(protocol)),
                Field::Unknown(_) => None,
            };
            set.set_may(bit, matches != Some(false));
            set.set_sure(bit, matches == Some(true));
        }
        // A rule that may not be checked in its place, or may judge the other direction, is never sure.
        for (bit, rule) in self.programs.iter().flat_map(Program::bits) {
            if rule.rule.contested || rule.rule.direction.known().is_none() {
                set.set_sure(bit, false);
            }
        }
        rows.add(&set)
    }

    fn width(&self) -> usize {
        self.bits.next_multiple_of(64)
    }
}

fn of_address(conditions: &Conditions, field: ComparedField) -> &[AddressMatch] {
    match field {
        ComparedField::Source => &conditions.source,
        _ => &conditions.destination,
    }
}

/// What some value of every field may match: a rule for IPv4 addresses is no part of IPv6.
fn possible(axes: &[Rc<Axis>; FIELDS], rows: &BitRows) -> Vec<u64> {
    let of_axis = |axis: &Rc<Axis>| {
        let mut any: Vec<u64> = Vec::new();
        for class in &axis.classes {
            let (may, _) = rows.row(*class);
            any.resize(may.len(), 0);
            any.iter_mut().zip(may).for_each(|(word, may)| *word |= may);
        }
        any
    };
    let both = |a: Vec<u64>, b: Vec<u64>| a.iter().zip(&b).map(|(a, b)| a & b).collect();
    axes.iter().map(of_axis).reduce(both).unwrap_or_default()
}

/// For each field, what is sure to match whatever it and the later fields are.
fn certain(axes: &[Rc<Axis>; FIELDS], rows: &BitRows) -> [Vec<u64>; FIELDS + 1] {
    let mut after: Vec<u64> = Vec::new();
    let mut result: [Vec<u64>; FIELDS + 1] = Default::default();
    for (number, place) in result.iter_mut().enumerate().rev() {
        if let Some(axis) = axes.get(number) {
            for class in &axis.classes {
                let (_, sure) = rows.row(*class);
                if after.is_empty() {
                    after = sure.to_vec();
                }
                after
                    .iter_mut()
                    .zip(sure)
                    .for_each(|(word, sure)| *word &= sure);
            }
            place.clone_from(&after);
        }
    }
    result
}
