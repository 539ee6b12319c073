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

/// The facts that all flows of a row share.
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

impl Sums {
    /// So many flows, whose packets are not told.
    fn of_flows(flows: u64) -> Self {
        Self {
            flows,
            packets: 0,
            bytes: 0,
        }
    }
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
    for decision in decisions(row)? {
        let sources = shares(
            row,
            &decision,
            TrafficColumn::Source,
            TrafficColumn::SourcePublic,
        )?;
        let destinations = shares(
            row,
            &decision,
            TrafficColumn::Destination,
            TrafficColumn::DestinationPublic,
        )?;
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

fn decisions(row: &Row) -> Result<Vec<RowDecision<'_>>, TupleFault> {
    let mut told = match row.get(TrafficColumn::Rules) {
        Some(rules) => rules
            .split(',')
            .map(of_list)
            .collect::<Option<_>>()
            .ok_or(TupleFault::Form)?,
        None => of_counters(row),
    };
    // The row's packets and bytes are of all of them: they count once, where packets go on.
    let carries = |decision: &RowDecision<'_>| decision.access == Access::Allow;
    let carrier = told.iter().position(carries).unwrap_or(0);
    if let Some(decision) = told.get_mut(carrier) {
        decision.sums.packets =
            row.number(TrafficColumn::PacketsTo) + row.number(TrafficColumn::PacketsBack);
        decision.sums.bytes =
            row.number(TrafficColumn::BytesTo) + row.number(TrafficColumn::BytesBack);
    }
    Ok(told)
}

/// The decisions of a row that counts flows by direction and access.
fn of_counters(row: &Row) -> Vec<RowDecision<'_>> {
    let direction = row.get(TrafficColumn::Direction).and_then(direction);
    let access = row.get(TrafficColumn::Status).and_then(access);
    let decision = |direction, access, flows| RowDecision {
        rule: row.get(TrafficColumn::Rule),
        direction,
        access,
        sums: Sums::of_flows(flows),
    };
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
    let is_meant = |(own, accessed, _): &(Direction, Access, TrafficColumn)| {
        direction.is_none_or(|direction| direction == *own)
            && access.is_none_or(|access| access == *accessed)
    };
    let told: Vec<_> = counters
        .into_iter()
        .filter(is_meant)
        .map(|(own, accessed, column)| decision(own, accessed, row.number(column)))
        .filter(|decision| decision.sums.flows > 0)
        .collect();
    match (direction, access) {
        // A row of flows that only went on has no new ones.
        (Some(direction), Some(access)) if told.is_empty() => vec![decision(direction, access, 0)],
        _ => told,
    }
}

/// `index|rule|direction|status|count`.
fn of_list(text: &str) -> Option<RowDecision<'_>> {
    let mut parts = text.trim().split('|');
    let (_, rule) = (parts.next()?, parts.next()?);
    Some(RowDecision {
        rule: Some(rule),
        direction: direction(parts.next()?)?,
        access: access(parts.next()?)?,
        sums: Sums::of_flows(parts.next()?.parse().ok()?),
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
) -> Result<Vec<Share>, TupleFault> {
    let single = |text: &str| {
        let address = address(text.as_bytes()).ok_or(TupleFault::Form)?;
        Ok(vec![Share {
            address,
            sums: None,
        }])
    };
    if let Some(text) = row.get(own) {
        return single(text);
    }
    let is_source = own == TrafficColumn::Source;
    let is_machine = is_source == (decision.direction == Direction::Outbound);
    let list = row.get(public);
    match (list, is_machine, row.get(TrafficColumn::Machine)) {
        (Some(list), ..) => of_list_of_public(list),
        (None, true, Some(machine)) => single(machine),
        (None, true, None) => Err(TupleFault::Form),
        (None, false, _) => {
            let list = row.get(TrafficColumn::Public);
            of_list_of_public(list.ok_or(TupleFault::Form)?)
        }
    }
}

/// Public addresses, parted by blanks. Where several tell no sums of their own, each is one flow: the row's sums are of all.
fn of_list_of_public(list: &str) -> Result<Vec<Share>, TupleFault> {
    let shares: Option<Vec<Share>> = list.split_whitespace().map(of_public).collect();
    let mut shares = shares.ok_or(TupleFault::Form)?;
    if shares.len() > 1 {
        for share in &mut shares {
            share.sums.get_or_insert(Sums::of_flows(1));
        }
    }
    Ok(shares)
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
