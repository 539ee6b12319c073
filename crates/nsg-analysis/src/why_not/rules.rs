//! Conditions that a flow meets: of its own, or like those of a rule that missed it.

use crate::accepted::{is_list, mixes_families};
use nsg::ComparedField;
use nsg::{
    Access, AddressMatch, Conditions, Endpoint, Field, Flow, PortMatch, PortRange, RuleProtocol,
};

/// Conditions for this flow alone, whatever its source port.
pub(super) fn exact(flow: &Flow) -> Conditions {
    let port = port(flow).map_or(PortMatch::Any, |port| {
        PortMatch::Range(PortRange::single(port))
    });
    Conditions {
        protocol: Field::Known(RuleProtocol::One(flow.protocol)),
        source: vec![address(flow.source())],
        source_ports: vec![PortMatch::Any],
        destination: vec![address(flow.destination())],
        destination_ports: vec![port],
    }
}

/// What to call a rule for this flow alone.
pub(super) fn exact_name(flow: &Flow, wanted: Access) -> String {
    let to = port(flow).map_or_else(String::new, |port| format!("-{port}"));
    format!("{}-{}{to}", wanted.as_str(), flow.protocol)
}

fn port(flow: &Flow) -> Option<u16> {
    let port = flow.destination().port;
    port.filter(|_| flow.protocol.has_ports())
}

fn address(end: &Endpoint) -> AddressMatch {
    AddressMatch::Prefix(end.address.into())
}

/// The conditions with the flow's value in the field beside what is there; `None` where Azure does not take both.
pub(super) fn widened(
    conditions: &Conditions,
    field: ComparedField,
    flow: &Flow,
) -> Option<Conditions> {
    let mut wide = conditions.clone();
    match field {
        ComparedField::Protocol => wide.protocol = Field::Known(RuleProtocol::Any),
        ComparedField::Source => add_address(&mut wide.source, flow.source())?,
        ComparedField::Destination => add_address(&mut wide.destination, flow.destination())?,
        ComparedField::SourcePort => add_port(&mut wide.source_ports, flow.source())?,
        ComparedField::DestinationPort => {
            add_port(&mut wide.destination_ports, flow.destination())?
        }
    }
    (!mixes_families(&wide)).then_some(wide)
}

/// The conditions with the flow's address in the field in place of what is there; `None` for a field that holds no
/// addresses, and where Azure does not take the address beside the other side's.
pub(super) fn narrowed(
    conditions: &Conditions,
    field: ComparedField,
    flow: &Flow,
) -> Option<Conditions> {
    let mut narrow = conditions.clone();
    match field {
        ComparedField::Source => narrow.source = vec![address(flow.source())],
        ComparedField::Destination => narrow.destination = vec![address(flow.destination())],
        ComparedField::Protocol | ComparedField::SourcePort | ComparedField::DestinationPort => {
            return None;
        }
    }
    (!mixes_families(&narrow)).then_some(narrow)
}

fn add_address(list: &mut Vec<AddressMatch>, end: &Endpoint) -> Option<()> {
    is_list(list).then(|| list.push(address(end)))
}

fn add_port(list: &mut Vec<PortMatch>, end: &Endpoint) -> Option<()> {
    let port = end.port?;
    let range = |entry: &PortMatch| matches!(entry, PortMatch::Range(_));
    list.iter()
        .all(range)
        .then(|| list.push(PortMatch::Range(PortRange::single(port))))
}
