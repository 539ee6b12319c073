//! Words: the parts of sentences.

use crate::flow_set::{Ends, FlowSet};
use crate::names::{AddressNames, ports};
use nsg::{Direction, PortRange, Protocol};
use serde::{Deserialize, Serialize};
use text::text;

/// The text with a capital letter in front, where the language begins sentences with one.
pub(crate) fn sentence(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1)
        && text!("sentence-capital") == "yes"
    {
        first.make_ascii_uppercase();
    }
    text
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn all_of<T: ToString>(items: &[T]) -> String {
    let texts: Vec<String> = items
        .iter()
        .map(|item| text::plain(&item.to_string()))
        .collect();
    match texts.split_last() {
        Some((last, others)) if !others.is_empty() => {
            let others = others.join(text!("list-comma"));
            text!("list-and", others, last)
        }
        _ => texts.concat(),
    }
}

/// A box of flows in words, part by part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowWords {
    /// The protocols, and the ports of the service where not all of them: `TCP 22`.
    pub service: String,
    /// Where they come from: `Internet`.
    pub source: String,
    /// Where they go: `10.0.1.0/24`.
    pub destination: String,
    /// What is said apart: the source's ports where not all of them, and IPv6; else empty.
    pub besides: String,
    /// How many there are: `4.29 billion`.
    pub count: String,
}

impl FlowSet {
    /// The flows in words. `depends`: whether what becomes of them hangs on a missing fact.
    pub fn words(&self, names: &AddressNames, depends: bool) -> FlowWords {
        let phrase = |ends: &Ends| match depends {
            true => names.phrase_of_open(&ends.addresses).to_string(),
            false => names.phrase(&ends.addresses).to_string(),
        };
        let (from, to) = match self.direction {
            Direction::Inbound => (&self.remote, &self.local),
            Direction::Outbound => (&self.local, &self.remote),
        };
        let besides = match (ports(&from.ports), self.is_ipv4()) {
            (None, true) => String::new(),
            (None, false) => text!("analysis-besides-ipv6").to_owned(),
            (Some(ports), true) => text!("analysis-besides-source-port", ports),
            (Some(ports), false) => text!("analysis-besides-source-port-ipv6", ports),
        };
        FlowWords {
            service: service(self, &to.ports),
            source: phrase(from),
            destination: phrase(to),
            besides,
            count: self.count().rounded(),
        }
    }
}

/// The protocols, and the receiver's ports where not all of them.
pub(crate) fn service(flows: &FlowSet, receiving: &[PortRange]) -> String {
    let protocols = protocols(flows);
    match ports(receiving) {
        Some(ports) => text!("analysis-service", protocols, ports),
        None => protocols,
    }
}

/// The protocols in a few words.
fn protocols(flows: &FlowSet) -> String {
    let names: Vec<&str> = flows
        .protocols
        .iter()
        .map(|protocol| protocol.as_str())
        .collect();
    match flows.protocols.as_slice() {
        [Protocol::Tcp, Protocol::Udp]
            if ports(&flows.local.ports).is_none() && ports(&flows.remote.ports).is_none() =>
        {
            text!("analysis-all-tcp-and-udp").to_owned()
        }
        _ => names.join("/"),
    }
}
