//! A flow as text: `Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22`.
//!
//! It has four parts: direction, protocol, source and destination. The arrow goes from the source to the destination, so
//! the virtual machine's end stands behind it where the flow is inbound, and before it where it is outbound.
//!
//! * A port that is not known or must not matter is `*`. A port that is left out is the same, as an absent `localPort` is in
//!   the body of `ipFlowVerify`.
//! * An IPv6 address of TCP or UDP stands in brackets, `[fd00::4]:443`: of `fd00::4:443` nobody can say whether it ends
//!   in a port.
//! * ICMP, ESP and AH have no ports: `Outbound ICMP 10.0.1.4 -> 203.0.113.10`.
//! * Case and the number of blanks do not matter; `In`, `Out`, `any` (for a port) and `→` are read, too.
//!
//! An arrow to the left, or none, is an error that offers the flows that may be meant: who takes the ends in the order
//! in which they happen to stand judges half of all flows the wrong way round.

use super::flow::{Endpoint, Flow, FlowError};
use super::protocol::Protocol;
use std::fmt;
use std::net::IpAddr;
use std::ops::Range;
use text::text;

mod read;

pub use read::{has_arrow, read_direction, read_endpoint, read_port, read_protocol};

/// No more of a word is shown in a message, in characters.
const SHOWN: usize = 80;

/// What is wrong with the text of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowTextFault {
    /// A part is not there.
    Missing(FlowTextPart),
    /// The first word is no direction.
    Direction,
    /// The second word is no protocol.
    Protocol,
    /// No arrow tells the source from the destination.
    NoArrow,
    /// The arrow points to the left, or both ways.
    LeftArrow,
    /// A word belongs to no part.
    Surplus,
    /// An end has no address that can be read.
    Address,
    /// An IPv6 address stands without brackets where a port may follow.
    Brackets,
    /// What stands behind an address is no port.
    Port,
    /// A port is given for a protocol that has none.
    Portless(Protocol),
    /// Each part can be read, and there is no such flow.
    Impossible(FlowError),
}

/// A part of the text of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowTextPart {
    /// Who initiates.
    Direction,
    /// The protocol.
    Protocol,
    /// The end before the arrow.
    Source,
    /// The end behind the arrow.
    Destination,
    /// The number behind a colon.
    Port,
}

/// A text that is no flow: what is wrong, where, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowTextError {
    fault: FlowTextFault,
    range: Range<usize>,
    /// What stands there.
    word: String,
    /// The texts that may be meant.
    meant: Vec<String>,
}

impl FlowTextError {
    fn new(fault: FlowTextFault, word: &str) -> Self {
        Self {
            fault,
            range: 0..word.len(),
            word: shown(word),
            meant: Vec::new(),
        }
    }

    /// The error for a word that begins so many bytes later.
    fn later(mut self, by: usize) -> Self {
        self.range = self.range.start + by..self.range.end + by;
        self
    }

    /// The error with the texts that may be meant.
    fn with_meant(mut self, meant: impl IntoIterator<Item = String>) -> Self {
        self.meant.extend(meant);
        self
    }

    /// What is wrong.
    pub fn fault(&self) -> FlowTextFault {
        self.fault
    }

    /// Where it is in the text that was given, in bytes; empty at the place of what is missing.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// What to write instead, in lower case and without a full stop.
    pub fn help(&self) -> String {
        use FlowTextFault as Fault;
        if let [only] = self.meant.as_slice() {
            return text!("flow-text-help-meant", flow = only);
        }
        if let [first, second] = self.meant.as_slice() {
            return text!("flow-text-help-meant-either", first, second);
        }
        match self.fault {
            Fault::Direction | Fault::Missing(FlowTextPart::Direction) => {
                text!("flow-text-help-direction")
            }
            Fault::Protocol | Fault::Missing(FlowTextPart::Protocol) => {
                text!("flow-text-help-protocol")
            }
            Fault::Address => text!("flow-text-help-address"),
            Fault::Brackets => text!("flow-text-help-brackets"),
            Fault::Port | Fault::Missing(FlowTextPart::Port) => text!("flow-text-help-port"),
            Fault::Portless(_) => text!("flow-text-help-portless"),
            Fault::Impossible(FlowError::MixedFamilies) => text!("flow-text-help-mixed-families"),
            Fault::Impossible(FlowError::Icmpv6) => text!("flow-text-help-icmpv6"),
            Fault::Missing(FlowTextPart::Source | FlowTextPart::Destination)
            | Fault::NoArrow
            | Fault::LeftArrow
            | Fault::Surplus => text!("flow-text-help-form"),
        }
        .to_owned()
    }
}

impl fmt::Display for FlowTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.word.as_str();
        f.write_str(&match self.fault {
            FlowTextFault::Missing(part) => {
                let part = match part {
                    FlowTextPart::Direction => "direction",
                    FlowTextPart::Protocol => "protocol",
                    FlowTextPart::Source => "source",
                    FlowTextPart::Destination => "destination",
                    FlowTextPart::Port => "port",
                };
                text!("flow-text-missing", part)
            }
            FlowTextFault::Direction => text!("flow-text-direction", word),
            FlowTextFault::Protocol => text!("flow-text-protocol", word),
            FlowTextFault::NoArrow => return f.write_str(text!("flow-text-no-arrow")),
            FlowTextFault::LeftArrow => text!("flow-text-left-arrow", word),
            FlowTextFault::Surplus => text!("flow-text-surplus", word),
            FlowTextFault::Address => text!("flow-text-address", word),
            FlowTextFault::Brackets => text!("flow-text-brackets", word),
            FlowTextFault::Port => text!("flow-text-port", word),
            FlowTextFault::Portless(protocol) => text!("flow-text-portless", word, protocol),
            FlowTextFault::Impossible(error) => error.to_string(),
        })
    }
}

impl std::error::Error for FlowTextError {}

fn shown(word: &str) -> String {
    match word.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", word.get(..end).unwrap_or_default()),
        None => word.to_owned(),
    }
}

impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |f: &mut fmt::Formatter<'_>, end: &Endpoint| {
            if !self.protocol.has_ports() {
                return end.address.fmt(f);
            }
            match end.address {
                IpAddr::V4(address) => write!(f, "{address}:")?,
                IpAddr::V6(address) => write!(f, "[{address}]:")?,
            }
            match end.port {
                Some(port) => port.fmt(f),
                None => f.write_str("*"),
            }
        };
        write!(f, "{} {} ", self.direction, self.protocol)?;
        end(f, self.source())?;
        f.write_str(" -> ")?;
        end(f, self.destination())
    }
}

#[cfg(test)]
mod tests;
