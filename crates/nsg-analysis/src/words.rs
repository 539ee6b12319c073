//! What sentences are made of.

use crate::flow_set::FlowSet;
use crate::names::ports;
use nsg::Protocol;

/// The text with a capital letter in front.
pub(crate) fn sentence(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
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
