//! What sentences are made of.

use crate::flow_set::FlowSet;
use crate::names::{Names, ports};
use nsg::{Direction, Protocol};

/// The text with a capital letter in front.
pub(crate) fn sentence(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// A box of flows in words, part by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowWords {
    /// The protocols, and the ports of the service where not all of them: `TCP 22`.
    pub service: String,
    /// Where they come from: `Internet`.
    pub source: String,
    /// Where they go: `10.0.1.0/24`.
    pub destination: String,
    /// What is said apart: the source's ports where not all of them, and IPv6; else empty.
    pub besides: String,
}

impl FlowSet {
    /// The flows in words.
    pub fn words(&self, names: &Names) -> FlowWords {
        let (from, to) = match self.direction {
            Direction::Inbound => (&self.remote, &self.local),
            Direction::Outbound => (&self.local, &self.remote),
        };
        let mut service = protocols(self);
        if let Some(ports) = ports(&to.ports) {
            service = format!("{service} {ports}");
        }
        let mut besides = String::new();
        if let Some(ports) = ports(&from.ports) {
            besides = format!(", source port {ports}");
        }
        if !self.is_ipv4() {
            besides.push_str(" over IPv6");
        }
        FlowWords {
            service,
            source: names.phrase(&from.addresses),
            destination: names.phrase(&to.addresses),
            besides,
        }
    }
}

/// The protocols in a few words.
pub(crate) fn protocols(flows: &FlowSet) -> String {
    let names: Vec<&str> = flows
        .protocols
        .iter()
        .map(|protocol| protocol.as_str())
        .collect();
    match flows.protocols.as_slice() {
        [Protocol::Tcp, Protocol::Udp]
            if ports(&flows.local.ports).is_none() && ports(&flows.remote.ports).is_none() =>
        {
            "all TCP and UDP".to_owned()
        }
        _ => names.join("/"),
    }
}
