//! A check whether two rules may match one flow, from their fields alone.

use nsg::{AddressMatch, Conditions, Field, PortMatch, Protocol, RuleProtocol};

/// Whether a flow may match both. A no is certain.
pub(super) fn may_share(a: &Conditions, b: &Conditions) -> bool {
    let protocols = [protocol(a), protocol(b)];
    if let [Some(one), Some(other)] = protocols
        && one != other
    {
        return false;
    }
    // Whether a protocol without ports matches a rule with ports is not known.
    let has_ports = protocols.into_iter().flatten().any(Protocol::has_ports);
    let ports = |a: &[PortMatch], b: &[PortMatch]| {
        !has_ports || a.iter().any(|a| b.iter().any(|b| ports_meet(a, b)))
    };
    let addresses = |a: &[AddressMatch], b: &[AddressMatch]| {
        a.iter().any(|a| b.iter().any(|b| addresses_meet(a, b)))
    };
    ports(&a.destination_ports, &b.destination_ports)
        && ports(&a.source_ports, &b.source_ports)
        && addresses(&a.source, &b.source)
        && addresses(&a.destination, &b.destination)
}

/// The one protocol, where only one can match.
fn protocol(conditions: &Conditions) -> Option<Protocol> {
    match conditions.protocol {
        Field::Known(RuleProtocol::One(protocol)) => Some(protocol),
        Field::Known(RuleProtocol::Any) | Field::Unknown(_) => None,
    }
}

fn ports_meet(a: &PortMatch, b: &PortMatch) -> bool {
    match (a, b) {
        (PortMatch::Range(a), PortMatch::Range(b)) => {
            a.first() <= b.last() && b.first() <= a.last()
        }
        _ => true,
    }
}

fn addresses_meet(a: &AddressMatch, b: &AddressMatch) -> bool {
    match (a, b) {
        (AddressMatch::Prefix(a), AddressMatch::Prefix(b)) => a.contains(b) || b.contains(a),
        _ => true,
    }
}
