//! One stage, compiled.

use super::addresses::AddressValues;
use super::dimension::{self, Dimension, used};
use super::ports::{port_changes, without_port};
use super::rows::{BitRows, RowBuilder, RowStart, RuleSet};
use crate::model::address::AddressMatch;
use crate::model::applied_to::AppliedTo;
use crate::model::compared_field::ComparedField;
use crate::model::field::Field;
use crate::model::flow::{Endpoint, Flow};
use crate::model::network::Network;
use crate::model::port::PortMatch;
use crate::model::protocol::Protocol;
use crate::model::rule::{Direction, Priority};
use crate::model::rule_name::RuleName;
use crate::stages::{Effect, Stage, StageRule};
use std::net::IpAddr;

/// A rule as far as an answer speaks of it.
#[derive(Clone, Debug)]
pub(super) struct IndexedRule {
    pub(super) name: RuleName,
    pub(super) id: Option<String>,
    /// Index among the stage's rules in the document: user rules first.
    pub(super) position: usize,
    pub(super) priority: Option<Priority>,
    pub(super) effect: Option<Effect>,
}

/// The rules of a stage as bitmaps by field.
#[derive(Clone, Debug)]
pub(super) struct StageIndex {
    pub(super) applied_to: AppliedTo,
    pub(super) rules: Vec<IndexedRule>,
    rows: BitRows,
    protocols: [RowStart; Protocol::ALL.len()],
    source: AddressDimension,
    destination: AddressDimension,
    source_ports: PortDimension,
    destination_ports: PortDimension,
}

#[derive(Clone, Debug)]
struct AddressDimension {
    v4: Dimension<u32>,
    v6: Dimension<u128>,
}

#[derive(Clone, Debug)]
struct PortDimension {
    known: Dimension<u16>,
    /// For flows without a port.
    none: RowStart,
    /// For ICMP.
    icmp: RowStart,
}

/// What the bitmaps tell of a flow.
pub(super) enum Hit<'a> {
    /// No rule matches.
    Nothing,
    /// This rule matches and none before it can.
    Sure(&'a IndexedRule),
    /// A missing fact may decide: the reference evaluator must be asked.
    Open,
}

impl StageIndex {
    pub(super) fn new(stage: &Stage<'_>, network: &Network, direction: Direction) -> Self {
        let count = stage.rules.len();
        let mut rows = RowBuilder::new(count);
        let conditions = || stage.rules.iter().map(|rule| rule.conditions);
        let mut addresses = |entries: Vec<&[AddressMatch]>, field| {
            let values = AddressValues {
                network,
                direction,
                field,
            };
            AddressDimension {
                v4: dimension::build(
                    count,
                    &used(&entries, |entry| values.ipv4(entry)),
                    &mut rows,
                ),
                v6: dimension::build(
                    count,
                    &used(&entries, |entry| values.ipv6(entry)),
                    &mut rows,
                ),
            }
        };
        let source = addresses(
            conditions().map(|c| c.source.as_slice()).collect(),
            ComparedField::Source,
        );
        let destination = addresses(
            conditions().map(|c| c.destination.as_slice()).collect(),
            ComparedField::Destination,
        );
        let mut ports = |entries: Vec<&[PortMatch]>| PortDimension {
            known: dimension::build(count, &used(&entries, port_changes), &mut rows),
            none: rows.add(&without_port(&entries, false)),
            icmp: rows.add(&without_port(&entries, true)),
        };
        let source_ports = ports(conditions().map(|c| c.source_ports.as_slice()).collect());
        let destination_ports = ports(
            conditions()
                .map(|c| c.destination_ports.as_slice())
                .collect(),
        );
        let protocols = Protocol::ALL.map(|protocol| rows.add(&of_protocol(stage, protocol)));
        Self {
            applied_to: stage.applied_to,
            rules: stage.rules.iter().map(IndexedRule::new).collect(),
            rows: rows.finish(),
            protocols,
            source,
            destination,
            source_ports,
            destination_ports,
        }
    }

    /// The first rule that matches.
    pub(super) fn hit(&self, flow: &Flow) -> Hit<'_> {
        let Some(rows) = self.rows_of(flow) else {
            return Hit::Nothing;
        };
        let [(a, _), (b, _), (c, _), (d, _), (e, _)] = rows;
        let words = a.iter().zip(b).zip(c).zip(d).zip(e);
        for (word, ((((a, b), c), d), e)) in words.enumerate() {
            let may = a & b & c & d & e;
            if may != 0 {
                let bit = may.trailing_zeros();
                let sure = rows
                    .iter()
                    .all(|(_, sure)| sure.get(word).is_some_and(|bits| bits >> bit & 1 == 1));
                let rule = self.rules.get(word * 64 + bit as usize);
                return rule.filter(|_| sure).map_or(Hit::Open, Hit::Sure);
            }
        }
        Hit::Nothing
    }

    /// The row of every field, the most selective first.
    #[inline]
    fn rows_of(&self, flow: &Flow) -> Option<[(&[u64], &[u64]); 5]> {
        let (source, destination) = (flow.source(), flow.destination());
        let row = |start| self.rows.row(start);
        Some([
            row(self.destination_ports.row(destination, flow.protocol)?),
            row(self.source.row(source.address)?),
            row(self.destination.row(destination.address)?),
            row(self.source_ports.row(source, flow.protocol)?),
            row(*self.protocols.get(flow.protocol as usize)?),
        ])
    }
}

impl IndexedRule {
    fn new(rule: &StageRule<'_>) -> Self {
        Self {
            name: rule.rule_name(),
            id: rule.id.map(str::to_owned),
            position: rule.position,
            priority: rule.priority.known().copied(),
            effect: rule.effect.known().copied(),
        }
    }
}

impl AddressDimension {
    #[inline]
    fn row(&self, address: IpAddr) -> Option<RowStart> {
        match address {
            IpAddr::V4(address) => self.v4.row(address.to_bits()),
            IpAddr::V6(address) => self.v6.row(address.to_bits()),
        }
    }
}

impl PortDimension {
    #[inline]
    fn row(&self, end: &Endpoint, protocol: Protocol) -> Option<RowStart> {
        match (protocol, end.port) {
            (Protocol::Tcp | Protocol::Udp, Some(port)) => self.known.row(port),
            (Protocol::Icmp, _) => Some(self.icmp),
            _ => Some(self.none),
        }
    }
}

/// The rules that judge a protocol. A rule that may not be checked in its place, or may judge the other
/// direction, is never sure to match.
fn of_protocol(stage: &Stage<'_>, protocol: Protocol) -> RuleSet {
    let mut set = RuleSet::empty(stage.rules.len());
    for (number, rule) in stage.rules.iter().enumerate() {
        let here = !rule.contested && rule.direction.known().is_some();
        let matches = match &rule.conditions.protocol {
            Field::Known(known) => Some(known.matches(protocol)),
            Field::Unknown(_) => None,
        };
        set.set_may(number, matches != Some(false));
        set.set_sure(number, here && matches == Some(true));
    }
    set
}
