//! From numbers and lines to many flows.
//!
//! A flow is four numbers: direction and protocol, local address, remote address, both ports. Where the
//! first is [`TEXT`], the flow is the next of the lines.

use crate::{flow, problem};
use nsg::{Direction, Endpoint, Flow, Protocol};
use nsg_documents::Diagnostic;
use std::net::Ipv4Addr;

/// Stands for the next line.
const TEXT: u32 = u32::MAX;

/// The bit of the first number that says outbound, and the one that says UDP.
const OUTBOUND: u32 = 1;
const UDP: u32 = 2;

/// Ends a line.
const END: char = '\u{1e}';

/// The flows, in order. After an error there is nothing to ask for.
pub(crate) fn flows<'t>(
    words: &'t [u32],
    lines: &'t str,
) -> impl Iterator<Item = Result<Flow, Vec<Diagnostic>>> + 't {
    let mut lines = lines.split_terminator(END);
    let (flows, _) = words.as_chunks::<4>();
    let last = flows.len().saturating_sub(1);
    flows.iter().enumerate().map(move |(number, flow)| {
        let [first, ..] = flow;
        let flow = if *first == TEXT {
            let line = lines.next().unwrap_or_default();
            flow::read(line).map_err(|faults| faults.diagnostics(&format!("/flows/{number}")))?
        } else {
            unpack(*flow)
        };
        // A value that holds the end of a line makes two lines of one: whose they are is not known.
        if number == last && lines.next().is_some() {
            let message = "a value of a flow holds control characters".to_owned();
            let problem = problem::at("/flows".to_owned(), "control-character", message);
            return Err(vec![problem]);
        }
        Ok(flow)
    })
}

#[inline]
fn unpack([first, local, remote, ports]: [u32; 4]) -> Flow {
    let [a, b, c, d] = ports.to_be_bytes();
    let end = |address, port| Endpoint {
        address: Ipv4Addr::from_bits(address).into(),
        port: Some(u16::from_be_bytes(port)),
    };
    Flow {
        direction: if first & OUTBOUND == 0 {
            Direction::Inbound
        } else {
            Direction::Outbound
        },
        protocol: if first & UDP == 0 {
            Protocol::Tcp
        } else {
            Protocol::Udp
        },
        local: end(local, [a, b]),
        remote: end(remote, [c, d]),
    }
}
