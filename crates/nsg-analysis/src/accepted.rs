//! What Azure takes in the lists of one rule.

use nsg::{AddressMatch, Conditions};

/// Whether IPv4 and IPv6 addresses stand in one rule, which Azure refuses
/// (AD: `virtual-network/ip-services/ipv6-overview.md`).
pub(crate) fn mixes_families(conditions: &Conditions) -> bool {
    let entries = || conditions.source.iter().chain(&conditions.destination);
    let has = |ipv4: bool| {
        entries().any(|entry| matches!(entry, AddressMatch::Prefix(prefix) if prefix.addr().is_ipv4() == ipv4))
    };
    has(true) && has(false)
}

/// Whether a list holds prefixes alone, as one of several entries must: tags and `*` stand for themselves, and
/// application security groups in a field of their own (SPEC: `networkSecurityGroup.json`).
pub(crate) fn is_list(entries: &[AddressMatch]) -> bool {
    let is_prefix = |entry: &AddressMatch| matches!(entry, AddressMatch::Prefix(_));
    entries.iter().all(is_prefix)
}
