//! From numbers to many flows.
//!
//! A flow is four numbers: direction and protocol, local address, remote address, both ports. Where the
//! first is [`OBJECT`], the flow is the next of the objects.

use crate::flow;
use nsg::{Direction, Endpoint, Flow, Protocol};
use nsg_documents::Diagnostic;
use std::net::Ipv4Addr;
use wasm_bindgen::prelude::JsValue;

/// Stands for the next object.
const OBJECT: u32 = u32::MAX;

/// The bit of the first number that says outbound, and the one that says UDP.
const OUTBOUND: u32 = 1;
const UDP: u32 = 2;

/// The flows, in order. After an error there is nothing to ask for.
pub(crate) fn flows<'t>(
    words: &'t [u32],
    objects: &'t [JsValue],
) -> impl Iterator<Item = Result<Flow, Vec<Diagnostic>>> + 't {
    let mut objects = objects.iter();
    let (flows, _) = words.as_chunks::<4>();
    flows.iter().enumerate().map(move |(number, flow)| {
        let [first, ..] = flow;
        if *first == OBJECT {
            let missing = JsValue::UNDEFINED;
            let given = objects.next().unwrap_or(&missing);
            return flow::read_object(given, &format!("/flows/{number}"));
        }
        Ok(unpack(*flow))
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
