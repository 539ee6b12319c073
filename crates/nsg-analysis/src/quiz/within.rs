//! A check whether one rule is an exception to another, from their fields alone.

use nsg::{AddressMatch, Conditions, Field, PortMatch, RuleProtocol};

/// Whether every flow of the first is plainly one of the second.
pub(super) fn is_within(inner: &Conditions, outer: &Conditions) -> bool {
    let protocol = match (&inner.protocol, &outer.protocol) {
        (_, Field::Known(RuleProtocol::Any)) => true,
        (inner, outer) => inner == outer,
    };
    protocol
        && each(&inner.source, &outer.source, has_address)
        && each(&inner.source_ports, &outer.source_ports, has_port)
        && each(&inner.destination, &outer.destination, has_address)
        && each(&inner.destination_ports, &outer.destination_ports, has_port)
}

fn each<T>(inner: &[T], outer: &[T], has: impl Fn(&T, &T) -> bool) -> bool {
    inner
        .iter()
        .all(|inner| outer.iter().any(|outer| has(outer, inner)))
}

fn has_address(outer: &AddressMatch, inner: &AddressMatch) -> bool {
    match (outer, inner) {
        (AddressMatch::Any, _) => true,
        (AddressMatch::Prefix(outer), AddressMatch::Prefix(inner)) => outer.contains(inner),
        _ => outer == inner,
    }
}

fn has_port(outer: &PortMatch, inner: &PortMatch) -> bool {
    match (outer, inner) {
        (PortMatch::Any, _) => true,
        (PortMatch::Range(outer), PortMatch::Range(inner)) => {
            outer.first() <= inner.first() && inner.last() <= outer.last()
        }
        _ => outer == inner,
    }
}
