//! A row of Traffic Analytics, which sums flows of 10 or 60 minutes.
//!
//! Source ports are not among its columns, so a verdict that hangs on one stays open. Public addresses stand in a list of
//! their own, each with what it sent.

use super::columns::{Row, TrafficColumn};
use super::time::RecordTime;
use super::tuple::{FlowState, RecordedFlow, TupleFault, address};
use super::{RecordSink, RecordSurroundings};
use nsg::{Access, Direction, Endpoint, Flow, Protocol};
use std::net::IpAddr;

/// What all flows of a row share.
struct RowCommon {
    time: RecordTime,
    end: RecordTime,
    protocol: Protocol,
    port: u16,
}

/// An end of the flows: one address, or public ones, each with its share.
struct Share {
    address: IpAddr,
    /// `None` where the row's own sums are meant.
    sums: Option<Sums>,
}

#[derive(Clone, Copy)]
struct Sums {
    flows: u64,
    packets: u64,
    bytes: u64,
}

/// Tells the flows of a row.
pub(super) fn tell(row: &Row, position: u64, sink: &mut impl RecordSink) {
    if let Err(fault) = flows(row, sink) {
        let text = [
            TrafficColumn::Start,
            TrafficColumn::Source,
            TrafficColumn::Destination,
            TrafficColumn::DestinationPort,
        ];
        let text: Vec<&str> = text.iter().filter_map(|column| row.get(*column)).collect();
        sink.unreadable(&text.join(", "), fault, position);
    }
}

fn flows(row: &Row, sink: &mut impl RecordSink) -> Result<(), TupleFault> {
    let form = TupleFault::Form;
    let time = row
        .get(TrafficColumn::Start)
        .and_then(RecordTime::of_text)
        .ok_or(form)?;
    let end = row.get(TrafficColumn::End).and_then(RecordTime::of_text);
    let protocol = match row.get(TrafficColumn::Protocol) {
        Some("T" | "TCP" | "Tcp" | "6") => Protocol::Tcp,
        Some("U" | "UDP" | "Udp" | "17") => Protocol::Udp,
        Some("I" | "ICMP") => return Err(TupleFault::Protocol),
        _ => return Err(form),
    };
    let port = row.get(TrafficColumn::DestinationPort).and_then(|port| {
        let whole = port.split('.').next().unwrap_or_default();
        whole.parse().ok()
    });
    let common = RowCommon {
        time,
        end: end.unwrap_or(time).max(time),
        protocol,
        port: port.ok_or(form)?,
    };
    let around = |rule| RecordSurroundings {
        rule,
        group: row.get(TrafficColumn::Group),
        mac: row.get(TrafficColumn::Mac),
        record: None,
    };
    let mut told = false;
    for decision in decisions(row) {
        let sources = shares(
            row,
            &decision,
            TrafficColumn::Source,
            TrafficColumn::SourcePublic,
        );
        let destinations = shares(
            row,
            &decision,
            TrafficColumn::Destination,
            TrafficColumn::DestinationPublic,
        );
        sink.surroundings(&around(decision.rule));
        for source in &sources {
            for destination in &destinations {
                let sums = source.sums.or(destination.sums).unwrap_or(decision.sums);
                let flow = common.flow(&decision, source.address, destination.address, sums);
                flow.flow.check().map_err(|_| TupleFault::NotJudged)?;
                sink.flow(&flow);
                told = true;
            }
        }
    }
    told.then_some(()).ok_or(form)
}

/// One direction and access of a row.
struct RowDecision<'a> {
    rule: Option<&'a str>,
    direction: Direction,
    access: Access,
    sums: Sums,
}

fn decisions(row: &Row) -> Vec<RowDecision<'_>> {
    if let Some(rules) = row.get(TrafficColumn::Rules) {
        return rules
            .split(',')
            .filter_map(|rule| of_list(rule, row))
            .collect();
    }
    let direction = row.get(TrafficColumn::Direction).and_then(direction);
    let access = row.get(TrafficColumn::Status).and_then(access);
    let counters = [
        (Direction::Inbound, Access::Allow, TrafficColumn::AllowedIn),
        (Direction::Inbound, Access::Deny, TrafficColumn::DeniedIn),
        (
            Direction::Outbound,
            Access::Allow,
            TrafficColumn::AllowedOut,
        ),
        (Direction::Outbound, Access::Deny, TrafficColumn::DeniedOut),
    ];
    let decision = |direction, access, flows| RowDecision {
        rule: row.get(TrafficColumn::Rule),
        direction,
        access,
        sums: Sums {
            flows,
            packets: row.number(TrafficColumn::PacketsTo) + row.number(TrafficColumn::PacketsBack),
            bytes: row.number(TrafficColumn::BytesTo) + row.number(TrafficColumn::BytesBack),
        },
    };
    let told = counters.into_iter().filter(|(own, accessed, _)| {
        direction.is_none_or(|direction| direction == *own)
            && access.is_none_or(|access| access == *accessed)
    });
    let mut told: Vec<_> = told
        .map(|(own, accessed, column)| decision(own, accessed, row.number(column)))
        .collect();
    if let (Some(direction), Some(access)) = (direction, access) {
        // A row of flows that only went on has no new ones.
        if told.iter().all(|decision| decision.sums.flows == 0) {
            return vec![decision(direction, access, 0)];
        }
    }
    told.retain(|decision| decision.sums.flows > 0);
    told
}

/// `index|rule|direction|status|count`.
fn of_list<'a>(text: &'a str, row: &Row) -> Option<RowDecision<'a>> {
    let mut parts = text.trim().split('|');
    let (_, rule) = (parts.next()?, parts.next()?);
    Some(RowDecision {
        rule: Some(rule),
        direction: direction(parts.next()?)?,
        access: access(parts.next()?)?,
        sums: Sums {
            flows: parts.next()?.parse().ok()?,
            packets: row.number(TrafficColumn::PacketsTo) + row.number(TrafficColumn::PacketsBack),
            bytes: row.number(TrafficColumn::BytesTo) + row.number(TrafficColumn::BytesBack),
        },
    })
}

fn direction(text: &str) -> Option<Direction> {
    match text {
        "I" | "Inbound" => Some(Direction::Inbound),
        "O" | "Outbound" => Some(Direction::Outbound),
        _ => None,
    }
}

fn access(text: &str) -> Option<Access> {
    match text {
        "A" | "Allowed" => Some(Access::Allow),
        "D" | "Denied" => Some(Access::Deny),
        _ => None,
    }
}

/// The addresses of an end: its own, else the public ones. The older table has one list for both ends, and there the machine's
/// address beside it.
fn shares(
    row: &Row,
    decision: &RowDecision<'_>,
    own: TrafficColumn,
    public: TrafficColumn,
) -> Vec<Share> {
    let single = |text: &str| {
        let address = address(text.as_bytes())?;
        Some(Share {
            address,
            sums: None,
        })
    };
    if let Some(share) = row.get(own).and_then(single) {
        return vec![share];
    }
    if let Some(list) = row.get(public) {
        return list.split_whitespace().filter_map(of_public).collect();
    }
    let is_source = own == TrafficColumn::Source;
    let is_machine = is_source == (decision.direction == Direction::Outbound);
    match (
        is_machine,
        row.get(TrafficColumn::Machine),
        row.get(TrafficColumn::Public),
    ) {
        (true, Some(machine), _) => single(machine).into_iter().collect(),
        (false, _, Some(list)) => list.split_whitespace().filter_map(of_public).collect(),
        _ => Vec::new(),
    }
}

/// `address|started|ended|out packets|in packets|out bytes|in bytes`, as far as it is there.
fn of_public(text: &str) -> Option<Share> {
    let mut parts = text.split('|');
    let address = address(parts.next()?.as_bytes())?;
    let numbers: Vec<u64> = parts.map(|part| part.parse().unwrap_or_default()).collect();
    let sums = match numbers.as_slice() {
        [] => None,
        [flows, rest @ ..] => {
            let at = |place: usize| rest.get(place).copied().unwrap_or_default();
            Some(Sums {
                flows: *flows,
                packets: at(1) + at(2),
                bytes: at(3) + at(4),
            })
        }
    };
    Some(Share { address, sums })
}

impl RowCommon {
    fn flow(
        &self,
        decision: &RowDecision<'_>,
        source: IpAddr,
        destination: IpAddr,
        sums: Sums,
    ) -> RecordedFlow {
        let source = Endpoint {
            address: source,
            port: None,
        };
        let destination = Endpoint {
            address: destination,
            port: Some(self.port),
        };
        RecordedFlow {
            // The last moment is told by whoever asks when something was seen last.
            time: match sums.flows {
                0 => self.end,
                _ => self.time,
            },
            flow: Flow::between(decision.direction, self.protocol, source, destination),
            access: decision.access,
            state: match sums.flows {
                0 => FlowState::Continued,
                _ => FlowState::Decided,
            },
            flows: sums.flows,
            packets: sums.packets,
            bytes: sums.bytes,
        }
    }
}
