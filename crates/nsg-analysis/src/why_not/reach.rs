//! The most flows that an edit can change: a cheap number to rank candidates by before they are compared.

use super::candidates::EditWay;
use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use nsg::sort::sort_by;
use nsg::tags::DefaultTag;
use nsg::{
    AddressMatch, AddressSet, Conditions, Network, PortMatch, PortRange, RuleProtocol, Scenario,
};

/// Candidates with the nearest reach first.
pub(super) fn ranked(scenario: &Scenario, candidates: Vec<Vec<EditWay>>) -> Vec<Vec<EditWay>> {
    let reach = |ways: &Vec<EditWay>| ways.iter().map(|way| of_edit(scenario, &way.edit)).sum();
    let mut ranked: Vec<(f64, Vec<EditWay>)> = candidates
        .into_iter()
        .map(|ways| (reach(&ways), ways))
        .collect();
    sort_by(&mut ranked, |(one, _), (other, _)| one.total_cmp(other));
    ranked.into_iter().map(|(_, ways)| ways).collect()
}

/// All flows that match the rule before or after: another one ends as it did.
fn of_edit(scenario: &Scenario, edit: &Edit) -> f64 {
    let network = &scenario.network;
    let was = |rule: &RuleRef| {
        let rule = scenario.group(rule.applied_to)?.rule(rule.position)?;
        Some(flows(network, &rule.conditions))
    };
    match edit {
        Edit::Add { rule, .. } => flows(network, &rule.conditions),
        Edit::Remove { rule } => was(rule).unwrap_or_default(),
        Edit::Replace { rule, with } => {
            was(rule).unwrap_or_default() + flows(network, &with.conditions)
        }
    }
}

fn flows(network: &Network, conditions: &Conditions) -> f64 {
    let protocols = match conditions.protocol.known() {
        Some(RuleProtocol::Any) | None => 6.0,
        Some(_) => 1.0,
    };
    let ends = [&conditions.source, &conditions.destination];
    let ends: f64 = ends
        .map(|list| {
            list.iter()
                .map(|entry| addresses(network, entry))
                .sum::<f64>()
        })
        .iter()
        .product();
    let ports = [&conditions.source_ports, &conditions.destination_ports];
    let ports: f64 = ports
        .map(|list| list.iter().map(range).sum::<f64>())
        .iter()
        .product();
    protocols * ends * ports
}

/// How many addresses there are in the entry; everything of IPv4 where that is not known.
fn addresses(network: &Network, entry: &AddressMatch) -> f64 {
    let all = 2_f64.powi(32);
    match entry {
        AddressMatch::Any => 2_f64.powi(128),
        AddressMatch::Prefix(prefix) => {
            2_f64.powi(i32::from(prefix.max_prefix_len() - prefix.prefix_len()))
        }
        AddressMatch::ServiceTag(tag) if DefaultTag::from_name(tag).is_some() => all,
        AddressMatch::ServiceTag(tag) => network.service_tags.get(tag).map_or(all, size),
        AddressMatch::ApplicationSecurityGroup(group) => network.members(group).map_or(all, size),
        AddressMatch::PrintedAny | AddressMatch::Unknown(_) => all,
    }
}

fn size(set: &AddressSet) -> f64 {
    let v4 = set
        .ipv4_ranges()
        .iter()
        .map(|(first, last)| f64::from(last - first) + 1.0);
    let v6 = set
        .ipv6_ranges()
        .iter()
        .map(|(first, last)| (last - first) as f64 + 1.0);
    v4.chain(v6).sum()
}

fn range(ports: &PortMatch) -> f64 {
    match ports {
        PortMatch::Range(range) => f64::from(range.last() - range.first()) + 1.0,
        PortMatch::Any | PortMatch::Unknown(_) => f64::from(PortRange::ALL.last()) + 1.0,
    }
}
