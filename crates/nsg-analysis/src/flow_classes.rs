//! Classes of flows that no rule tells apart, for whoever judges millions of recorded flows: one of a class stands for all.
//!
//! The classes are those of the [`Space`] that comparisons walk, so what tells flows apart is defined once.

use crate::space::Space;
use crate::space::axis::Axis;
use crate::space::distinctions::Marks;
use crate::space::program::Program;
use crate::space::slice::SpaceSlice;
use nsg::{ComparedField, Direction, Flow, Protocol, Scenario, stages};
use std::net::IpAddr;
use std::rc::Rc;

/// A class of flows: those of one class have the same verdict in each of the scenarios, and ask the same facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FlowClass {
    /// Classes of the source and of the destination address.
    addresses: u64,
    /// Classes of the ports, the protocol and the direction.
    rest: u64,
}

/// The classes of the flows of some scenarios, which are judged together.
#[derive(Debug)]
pub struct FlowClasses {
    inbound: DirectionClasses,
    outbound: DirectionClasses,
}

/// The classes of one direction.
#[derive(Debug)]
struct DirectionClasses {
    ipv4: FamilyClasses<u32>,
    ipv6: FamilyClasses<u128>,
    source_ports: PortClasses,
    destination_ports: PortClasses,
}

/// The classes of a family's addresses, and of protocols where the addresses are of it.
#[derive(Debug)]
struct FamilyClasses<T> {
    source: AddressClasses<T>,
    destination: AddressClasses<T>,
    /// For each of [`Protocol::ALL`], the class of the protocol.
    protocols: [Option<u8>; Protocol::ALL.len()],
}

/// The first address of each piece, ascending, and the class of the piece.
#[derive(Debug)]
struct AddressClasses<T> {
    firsts: Vec<T>,
    classes: Vec<u32>,
}

/// The class of each port.
#[derive(Debug)]
struct PortClasses {
    classes: Vec<u32>,
    is_single: bool,
}

/// The class of a port that is not told: rules that look at it ask for it.
const NOT_TOLD: u32 = 1 << 17;

impl FlowClasses {
    /// Cuts the flows wherever a rule of one of the scenarios may tell them apart.
    pub fn new(scenarios: &[&Scenario]) -> Self {
        let classes = |direction| DirectionClasses::new(direction, scenarios);
        Self {
            inbound: classes(Direction::Inbound),
            outbound: classes(Direction::Outbound),
        }
    }

    /// Returns the class of a flow; `None` for one that network security groups do not judge ([`Flow::check`]).
    #[inline]
    pub fn class(&self, flow: &Flow) -> Option<FlowClass> {
        let classes = self.of(flow.direction);
        let (source, destination) = (flow.source(), flow.destination());
        let (addresses, protocol) = match (source.address, destination.address) {
            (IpAddr::V4(from), IpAddr::V4(to)) => {
                let family = &classes.ipv4;
                family.classes(from.to_bits(), to.to_bits(), flow.protocol)?
            }
            (IpAddr::V6(from), IpAddr::V6(to)) => {
                let family = &classes.ipv6;
                family.classes(from.to_bits(), to.to_bits(), flow.protocol)?
            }
            _ => return None,
        };
        let ports = match flow.protocol.has_ports() {
            true => (
                classes.source_ports.class(source.port)?,
                classes.destination_ports.class(destination.port)?,
            ),
            false => (0, 0),
        };
        let is_outbound = u64::from(flow.direction == Direction::Outbound);
        let (from, to) = ports;
        Some(FlowClass {
            addresses,
            rest: u64::from(from) << 40
                | u64::from(to) << 16
                | u64::from(protocol) << 1
                | is_outbound,
        })
    }

    /// Whether some rule looks at the source ports of this direction.
    pub fn tells_source_ports_apart(&self, direction: Direction) -> bool {
        !self.of(direction).source_ports.is_single
    }

    fn of(&self, direction: Direction) -> &DirectionClasses {
        match direction {
            Direction::Inbound => &self.inbound,
            Direction::Outbound => &self.outbound,
        }
    }
}

impl DirectionClasses {
    fn new(direction: Direction, scenarios: &[&Scenario]) -> Self {
        let mut programs: Vec<Program<'_>> = scenarios
            .iter()
            .map(|scenario| Program::new(&scenario.network, stages(scenario, direction)))
            .collect();
        let marks = Marks::new(
            direction,
            scenarios.iter().map(|scenario| &scenario.network),
            programs
                .iter()
                .flat_map(Program::bits)
                .map(|(_, rule)| rule.rule.conditions),
        );
        let mut words = 0;
        for program in &mut programs {
            words = program.lay_out(words);
        }
        let space = Space::new(direction, &programs, &marks, words * 64);
        let with_ports = |ipv4| {
            let mut slices = space.slices.iter();
            slices.find(move |slice| slice.ipv4 == ipv4 && slice.has_ports())
        };
        let axis = |ipv4, field| with_ports(ipv4).and_then(|slice| axis(slice, field));
        Self {
            ipv4: FamilyClasses {
                source: AddressClasses::new(axis(true, ComparedField::Source)),
                destination: AddressClasses::new(axis(true, ComparedField::Destination)),
                protocols: protocols(&space, true),
            },
            ipv6: FamilyClasses {
                source: AddressClasses::new(axis(false, ComparedField::Source)),
                destination: AddressClasses::new(axis(false, ComparedField::Destination)),
                protocols: protocols(&space, false),
            },
            source_ports: PortClasses::new(axis(true, ComparedField::SourcePort)),
            destination_ports: PortClasses::new(axis(true, ComparedField::DestinationPort)),
        }
    }
}

fn axis(slice: &SpaceSlice, field: ComparedField) -> Option<&Axis> {
    slice.axes.get(slice.place(field)?).map(Rc::as_ref)
}

/// The number of the first slice that has the protocol.
fn protocols(space: &Space, ipv4: bool) -> [Option<u8>; Protocol::ALL.len()] {
    Protocol::ALL.map(|protocol| {
        let has = |slice: &SpaceSlice| slice.ipv4 == ipv4 && slice.protocols.contains(&protocol);
        let number = space.slices.iter().position(has)?;
        u8::try_from(number).ok()
    })
}

impl<T: Ord + Copy> FamilyClasses<T> {
    #[inline]
    fn classes(&self, from: T, to: T, protocol: Protocol) -> Option<(u64, u8)> {
        let protocol = (*self.protocols.get(protocol as usize)?)?;
        let [from, to] = [self.source.class(from)?, self.destination.class(to)?];
        let addresses = u64::from(from) << 32 | u64::from(to);
        Some((addresses, protocol))
    }
}

impl<T: Ord + Copy + TryFrom<u128>> AddressClasses<T> {
    fn new(axis: Option<&Axis>) -> Self {
        let pieces = axis.map(Axis::pieces).unwrap_or_default();
        let fits = pieces.into_iter().filter_map(|(first, class)| {
            Some((T::try_from(first).ok()?, u32::try_from(class).ok()?))
        });
        let (firsts, classes) = fits.unzip();
        Self { firsts, classes }
    }
}

impl<T: Ord + Copy> AddressClasses<T> {
    #[inline]
    fn class(&self, address: T) -> Option<u32> {
        let after = self.firsts.partition_point(|first| *first <= address);
        self.classes.get(after.checked_sub(1)?).copied()
    }
}

impl PortClasses {
    fn new(axis: Option<&Axis>) -> Self {
        let pieces = axis.map(Axis::pieces).unwrap_or_default();
        let mut classes = Vec::with_capacity(usize::from(u16::MAX) + 1);
        let ends = pieces.iter().skip(1).map(|(first, _)| *first);
        let ends = ends.chain([u128::from(u16::MAX) + 1]);
        for ((_, class), end) in pieces.iter().zip(ends) {
            let class = u32::try_from(*class).unwrap_or(NOT_TOLD);
            classes.resize(
                usize::try_from(end).unwrap_or(usize::MAX).min(1 << 16),
                class,
            );
        }
        Self {
            classes,
            is_single: pieces.len() <= 1,
        }
    }

    #[inline]
    fn class(&self, port: Option<u16>) -> Option<u32> {
        match port {
            Some(port) => self.classes.get(usize::from(port)).copied(),
            None => Some(NOT_TOLD),
        }
    }
}
