//! Lists as Azure takes them in one rule, and the rules that say the same in a form that it takes.

use nsg::{AddressMatch, Conditions, PortMatch, SecurityRule};

/// More rules than this are no repair of one.
const MOST: usize = 8;

/// Whether IPv4 and IPv6 addresses stand in one rule, which Azure refuses
/// (AD: `virtual-network/ip-services/ipv6-overview.md`).
pub(crate) fn mixes_families(conditions: &Conditions) -> bool {
    let entries = || conditions.source.iter().chain(&conditions.destination);
    let has = |ipv4: bool| entries().any(|entry| family(entry) == Some(ipv4));
    has(true) && has(false)
}

/// Whether a list holds prefixes alone, as one of several entries must: tags and `*` stand for themselves, and
/// application security groups in a field of their own (SPEC: `networkSecurityGroup.json`).
pub(crate) fn is_list(entries: &[AddressMatch]) -> bool {
    let is_prefix = |entry: &AddressMatch| matches!(entry, AddressMatch::Prefix(_));
    entries.iter().all(is_prefix)
}

/// The rules that match what this one does, each in a form that Azure takes: one family of addresses, and on each side one
/// tag, prefixes, or application security groups. `None` where that is unknown or takes too many rules. Their names and
/// priorities are those of the rule.
pub(crate) fn accepted(given: &SecurityRule) -> Option<Vec<SecurityRule>> {
    let mut rule = given.clone();
    rule.refusals.clear();
    for ports in [
        &mut rule.conditions.source_ports,
        &mut rule.conditions.destination_ports,
    ] {
        // Every port: whatever stands beside it says nothing more.
        if ports.contains(&PortMatch::Any) {
            *ports = vec![PortMatch::Any];
        }
    }
    let conditions = &rule.conditions;
    let (sources, destinations) = (parts(&conditions.source)?, parts(&conditions.destination)?);
    let mut rules = Vec::new();
    for source in &sources {
        for destination in &destinations {
            let mut one = rule.clone();
            one.conditions.source.clone_from(source);
            one.conditions.destination.clone_from(destination);
            // No flow has one end of each family.
            if !mixes_families(&one.conditions) {
                rules.push(one);
            }
        }
    }
    // What is not known of a rule is not known to be the same of another one.
    let same = matches!(rules.as_slice(), [one] if one.conditions == given.conditions);
    let few = (1..=MOST).contains(&rules.len());
    (same || (few && is_known(given))).then_some(rules)
}

/// Whether nothing is unknown of the rule but, perhaps, its priority.
fn is_known(rule: &SecurityRule) -> bool {
    let conditions = &rule.conditions;
    let mut ports = conditions
        .source_ports
        .iter()
        .chain(&conditions.destination_ports);
    rule.access.known().is_some()
        && rule.direction.known().is_some()
        && conditions.protocol.known().is_some()
        && !ports.any(|port| matches!(port, PortMatch::Unknown(_)))
}

/// A side in parts that can each stand in a rule.
fn parts(entries: &[AddressMatch]) -> Option<Vec<Vec<AddressMatch>>> {
    let (mut parts, mut groups) = (Vec::new(), Vec::new());
    let (mut v4, mut v6) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            // Every address: whatever stands beside it says nothing more.
            AddressMatch::Any => return Some(vec![vec![AddressMatch::Any]]),
            AddressMatch::PrintedAny | AddressMatch::ServiceTag(_) => {
                parts.push(vec![entry.clone()])
            }
            AddressMatch::Prefix(prefix) if prefix.addr().is_ipv4() => v4.push(entry.clone()),
            AddressMatch::Prefix(_) => v6.push(entry.clone()),
            AddressMatch::ApplicationSecurityGroup(_) => groups.push(entry.clone()),
            AddressMatch::Unknown(_) => return None,
        }
    }
    parts.extend([v4, v6, groups].into_iter().filter(|part| !part.is_empty()));
    Some(parts)
}

/// Whether a prefix is of IPv4; `None` for what is no prefix.
fn family(entry: &AddressMatch) -> Option<bool> {
    match entry {
        AddressMatch::Prefix(prefix) => Some(prefix.addr().is_ipv4()),
        _ => None,
    }
}
