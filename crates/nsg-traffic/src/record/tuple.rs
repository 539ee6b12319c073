//! One tuple of a flow log: a flow with its time, its state and its counters.
//!
//! The forms are regular, and a log has millions of them, so they are read without serde; random tests hold this equal to a
//! plain reading. Sources: AD `network-watcher/nsg-flow-logs-overview.md` and `vnet-flow-logs-overview.md`.

use super::time::RecordTime;
use nsg::{Access, Direction, Endpoint, Flow, Protocol};
use std::net::{IpAddr, Ipv4Addr};

/// The stage of a flow that a tuple records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowState {
    /// The flow began or was denied, or the version has no states: a rule decided.
    Decided,
    /// It goes on, and the counters are of the time since the last tuple.
    Continued,
    /// It ended.
    Ended,
    /// Packets were dropped because they were not encrypted: no rule decided.
    DroppedUnencrypted,
}

/// A flow as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedFlow {
    /// When.
    pub time: RecordTime,
    /// The flow, seen from the machine whose interface recorded it.
    pub flow: Flow,
    /// Azure's decision.
    pub access: Access,
    /// The stage that it records.
    pub state: FlowState,
    /// The number of flows that it stands for: 1, but for rows of Traffic Analytics, which sum them.
    pub flows: u64,
    /// Packets both ways, as far as they are told.
    pub packets: u64,
    /// Bytes both ways, as far as they are told.
    pub bytes: u64,
}

/// The reason why a tuple is no flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TupleFault {
    /// Too few fields, or one that cannot be what it has to be.
    Form,
    /// A protocol that network security groups do not tell apart.
    Protocol,
    /// Flows that no group judges: addresses of two families, ICMP over IPv6.
    NotJudged,
}

/// Reads a tuple of any version.
///
/// # Errors
///
/// [`TupleFault`], where it is none.
pub fn read_tuple(text: &[u8]) -> Result<RecordedFlow, TupleFault> {
    let mut fields = Fields { rest: Some(text) };
    let time = number(fields.next()?).and_then(RecordTime::of_number);
    let time = time.ok_or(TupleFault::Form)?;
    let source = address(fields.next()?).ok_or(TupleFault::Form)?;
    let destination = address(fields.next()?).ok_or(TupleFault::Form)?;
    let (from, to) = (fields.next()?, fields.next()?);
    let protocol = fields.next()?;
    let is_letter = matches!(protocol, b"T" | b"U");
    let protocol = protocol_of(protocol)?;
    let direction = match fields.next()? {
        b"I" => Direction::Inbound,
        b"O" => Direction::Outbound,
        _ => return Err(TupleFault::Form),
    };
    let (access, mut state) = match is_letter {
        true => nsg_state(&mut fields)?,
        false => network_state(fields.next()?)?,
    };
    let mut counter = fields.next_if_any();
    if let Some(encryption) = counter
        && !is_counter(encryption)
    {
        if drops(encryption) {
            state = FlowState::DroppedUnencrypted;
        }
        counter = fields.next_if_any();
    }
    let [packets_to, bytes_to, packets_back, bytes_back] = fields.counters(counter)?;
    let port = |text: &[u8]| match protocol.has_ports() {
        true => number(text)
            .and_then(|port| u16::try_from(port).ok())
            .map(Some)
            .ok_or(TupleFault::Form),
        false => Ok(None),
    };
    let source = Endpoint {
        address: source,
        port: port(from)?,
    };
    let destination = Endpoint {
        address: destination,
        port: port(to)?,
    };
    let flow = Flow::between(direction, protocol, source, destination);
    flow.check().map_err(|_| TupleFault::NotJudged)?;
    Ok(RecordedFlow {
        time,
        flow,
        access,
        state,
        flows: 1,
        packets: packets_to.saturating_add(packets_back),
        bytes: bytes_to.saturating_add(bytes_back),
    })
}

/// Of a network security group's log: access, then the state, which version 1 does not have.
fn nsg_state(fields: &mut Fields<'_>) -> Result<(Access, FlowState), TupleFault> {
    let access = match fields.next()? {
        b"A" => Access::Allow,
        b"D" => Access::Deny,
        // Within a virtual network's log a tuple of letters may have its states.
        state => return network_state(state),
    };
    let state = match fields.next_if_any() {
        None | Some(b"B" | b"D" | b"") => FlowState::Decided,
        Some(b"C") => FlowState::Continued,
        Some(b"E") => FlowState::Ended,
        Some(_) => return Err(TupleFault::Form),
    };
    Ok((access, state))
}

/// Of a virtual network's log: the state alone, which tells the access.
fn network_state(text: &[u8]) -> Result<(Access, FlowState), TupleFault> {
    match text {
        b"B" => Ok((Access::Allow, FlowState::Decided)),
        b"C" => Ok((Access::Allow, FlowState::Continued)),
        b"E" => Ok((Access::Allow, FlowState::Ended)),
        b"D" => Ok((Access::Deny, FlowState::Decided)),
        _ => Err(TupleFault::Form),
    }
}

/// By IANA's number, or by the letter of older logs.
fn protocol_of(text: &[u8]) -> Result<Protocol, TupleFault> {
    match text {
        b"6" | b"T" => Ok(Protocol::Tcp),
        b"17" | b"U" => Ok(Protocol::Udp),
        b"1" => Ok(Protocol::Icmp),
        b"50" => Ok(Protocol::Esp),
        b"51" => Ok(Protocol::Ah),
        _ if number(text).is_some_and(|number| number <= 255) => Err(TupleFault::Protocol),
        _ => Err(TupleFault::Form),
    }
}

/// Whether packets of this encryption status were dropped (AD: `network-watcher/vnet-flow-logs-overview.md`, *Flow
/// encryption status*).
fn drops(encryption: &[u8]) -> bool {
    matches!(
        encryption,
        b"NX_SW_NOT_READY" | b"NX_NOT_ACCEPTED" | b"NX_NOT_SUPPORTED"
    )
}

fn is_counter(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_digit)
}

/// The fields of a tuple, parted by commas.
struct Fields<'a> {
    rest: Option<&'a [u8]>,
}

impl<'a> Fields<'a> {
    #[inline]
    fn next(&mut self) -> Result<&'a [u8], TupleFault> {
        self.next_if_any().ok_or(TupleFault::Form)
    }

    #[inline]
    fn next_if_any(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest?;
        match rest.iter().position(|byte| *byte == b',') {
            Some(comma) => {
                self.rest = rest.get(comma + 1..);
                rest.get(..comma)
            }
            None => self.rest.take(),
        }
    }

    /// The four counters; blank ones are zero, and so are all where there are none. `first` was read already.
    fn counters(mut self, first: Option<&[u8]>) -> Result<[u64; 4], TupleFault> {
        let mut counters = [0; 4];
        let mut text = first;
        for counter in &mut counters {
            if let Some(text) = text
                && !text.is_empty()
            {
                *counter = number(text).ok_or(TupleFault::Form)?;
            }
            text = self.next_if_any();
        }
        match text {
            None => Ok(counters),
            Some(_) => Err(TupleFault::Form),
        }
    }
}

#[inline]
fn number(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 19 {
        return None;
    }
    let mut value = 0_u64;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    Some(value)
}

/// Reads an address; the usual four numbers without the standard library, which takes three times as long.
#[inline]
pub(super) fn address(text: &[u8]) -> Option<IpAddr> {
    let mut parts = [0_u32; 4];
    let mut part = 0;
    let mut digits = 0;
    for byte in text {
        match byte {
            b'0'..=b'9' if digits < 3 => {
                let value = parts.get_mut(part)?;
                *value = *value * 10 + u32::from(byte - b'0');
                digits += 1;
            }
            b'.' if digits > 0 && part < 3 => {
                part += 1;
                digits = 0;
            }
            _ => return std::str::from_utf8(text).ok()?.parse().ok(),
        }
    }
    let [a, b, c, d] = parts;
    (part == 3 && digits > 0 && (a | b | c | d) < 256)
        .then(|| Ipv4Addr::from_bits(a << 24 | b << 16 | c << 8 | d).into())
}
