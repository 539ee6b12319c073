//! Assumptions: what a verdict takes for granted because Azure does not document it, or because reports differ.

use super::alternatives::alternatives;
use crate::agreement::AgreementEntry;
use crate::matching::{Facts, FieldMatches, Match};
use crate::model::address::AddressMatch;
use crate::model::applied_to::AppliedTo;
use crate::model::field::Field;
use crate::model::flow::Flow;
use crate::model::network::Network;
use crate::model::port::PortMatch;
use crate::model::protocol::Protocol;
use crate::model::rule::{Conditions, Direction};
use crate::model::scenario::Scenario;
use crate::platform::PlatformService;
use crate::stages::{Effect, StageRule};
use crate::tags::{DefaultTag, is_public};
use crate::verdict::{Assumption, Decision};
use ipnet::IpNet;
use text::text;

/// How many addresses an assumption lists.
const LISTED: usize = 3;

/// The assumptions that the verdict rests on whatever rules were checked: about the platform and IPv6.
pub(crate) fn general(
    scenario: &Scenario,
    flow: &Flow,
    platform: Option<PlatformService>,
) -> Vec<Assumption> {
    if platform.is_some() {
        return vec![assumption(
            AgreementEntry::PlatformTraffic,
            text!("assumption-platform"),
        )];
    }
    let (local, remote) = (flow.local.address, flow.remote.address);
    if remote.is_ipv4() {
        return Vec::new();
    }
    let expanded = scenario
        .network
        .service_tags
        .contains_key(DefaultTag::Internet.name());
    let internet = !expanded && (is_public(local) || is_public(remote));
    let names_internet = |entry: &AddressMatch| match entry {
        AddressMatch::ServiceTag(tag) => DefaultTag::from_name(tag) == Some(DefaultTag::Internet),
        _ => false,
    };
    let any_ipv4 = |entry: &AddressMatch| match entry {
        AddressMatch::Prefix(prefix) => prefix.prefix_len() == 0 && prefix.addr().is_ipv4(),
        _ => false,
    };
    let mut found = Vec::new();
    if internet && some_entry(scenario, names_internet) {
        found.push(assumption(
            AgreementEntry::InternetIpv6,
            text!("assumption-internet-ipv6"),
        ));
    }
    if some_entry(scenario, any_ipv4) {
        found.push(assumption(
            AgreementEntry::AnyIpv4,
            text!("assumption-any-ipv4"),
        ));
    }
    found
}

/// The assumption that the answer for one rule rests on, if any. The rule was checked on the way to the verdict.
pub(crate) fn of_rule(
    rule: &StageRule<'_>,
    matched: &Match,
    facts: &Facts<'_>,
) -> Option<Assumption> {
    if *matched != Match::No {
        let group = empty_group(rule.conditions, facts.network)?;
        let text = text!("assumption-empty-group", rule = rule.name, group);
        return Some(assumption(AgreementEntry::EmptyGroupInList, &text));
    }
    if missed_ports_of_icmp(rule, facts) {
        let text = text!("assumption-icmp-ports", rule = rule.name);
        return Some(assumption(AgreementEntry::IcmpPorts, &text));
    }
    let text = text!(
        "assumption-floating-ip",
        rule = rule.name,
        address = floating(rule, facts)?
    );
    Some(assumption(AgreementEntry::FloatingIp, &text))
}

/// What it would take for another access: a rule that names a public destination, which matches where floating IP
/// is on. One sentence.
pub(crate) fn what_it_would_take(
    rule: &StageRule<'_>,
    access: Decision,
    facts: &Facts<'_>,
) -> Option<String> {
    let other = match rule.effect {
        Field::Known(Effect::Drop) => Decision::Deny,
        Field::Known(Effect::Pass | Effect::Deliver) => Decision::Allow,
        Field::Unknown(_) => return None,
    };
    if access == Decision::Depends || access == other {
        return None;
    }
    let address = floating(rule, facts)?;
    Some(match other {
        Decision::Allow => text!("summary-floating-ip-allow", rule = rule.name, address),
        _ => text!("summary-floating-ip-deny", rule = rule.name, address),
    })
}

/// What a scenario has that makes an assumption about single rules possible: where it has nothing of it, a verdict
/// need not look at the rules again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Possible {
    empty_groups: bool,
    public_destinations: bool,
}

impl Possible {
    /// Looks through the scenario once.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let groups = scenario.network.application_security_groups.values();
        Self {
            empty_groups: groups.into_iter().any(|members| members.is_empty()),
            public_destinations: some_entry(scenario, is_public_prefix),
        }
    }

    /// Whether a verdict for the flow may rest on one.
    pub(crate) fn concern(self, flow: &Flow) -> bool {
        flow.protocol == Protocol::Icmp
            || self.empty_groups
            || (self.public_destinations && flow.direction == Direction::Inbound)
    }
}

fn assumption(entry: AgreementEntry, text: &str) -> Assumption {
    Assumption {
        text: text.to_owned(),
        entry,
    }
}

/// A group without members among several of one side. In 2021 such a rule was seen to do nothing at all
/// (MicrosoftDocs/azure-docs #77328); by the documentation it holds for the others.
pub fn empty_group<'a>(conditions: &'a Conditions, network: &Network) -> Option<&'a str> {
    let of_side = |entries: &'a [AddressMatch]| {
        let groups = entries.iter().filter_map(|entry| match entry {
            AddressMatch::ApplicationSecurityGroup(name) => Some(name),
            _ => None,
        });
        let is_empty = |name: &&crate::Name| {
            let members = network.members(name);
            members.is_some_and(crate::AddressSet::is_empty)
        };
        let others = groups.clone().any(|name| !is_empty(&name));
        let empty = groups.clone().find(is_empty)?;
        others.then(|| empty.last_segment())
    };
    of_side(&conditions.source).or_else(|| of_side(&conditions.destination))
}

/// Whether the rule misses an ICMP flow by its ports alone, none of which can be a type.
fn missed_ports_of_icmp(rule: &StageRule<'_>, facts: &Facts<'_>) -> bool {
    let conditions = rule.conditions;
    let mut ports = conditions
        .source_ports
        .iter()
        .chain(&conditions.destination_ports);
    facts.flow.protocol == Protocol::Icmp
        && ports.any(|port| matches!(port, PortMatch::Range(_)))
        && {
            let fields = facts.field_matches(conditions, &|| rule.key());
            let FieldMatches {
                protocol,
                source,
                destination,
                ..
            } = fields;
            [protocol, source, destination]
                .iter()
                .all(|field| *field != Match::No)
        }
}

/// The public destinations of a rule that misses an inbound flow by its destination alone.
fn floating(rule: &StageRule<'_>, facts: &Facts<'_>) -> Option<String> {
    let flow = facts.flow;
    if flow.direction != Direction::Inbound || is_public(flow.local.address) {
        return None;
    }
    let own_family = |entry: &&AddressMatch| matches!(entry, AddressMatch::Prefix(prefix) if prefix.addr().is_ipv4() == flow.local.address.is_ipv4());
    let public = rule.conditions.destination.iter();
    let public: Vec<_> = public
        .filter(|entry| is_public_prefix(entry))
        .filter(own_family)
        .collect();
    if public.is_empty() {
        return None;
    }
    let fields = facts.field_matches(rule.conditions, &|| rule.key());
    let others = [
        fields.protocol,
        fields.source,
        fields.source_port,
        fields.destination_port,
    ];
    let by_destination_alone =
        fields.destination == Match::No && others.iter().all(|field| *field != Match::No);
    by_destination_alone.then(|| alternatives(&public, LISTED))
}

fn is_public_prefix(entry: &AddressMatch) -> bool {
    let ends = match entry {
        AddressMatch::Prefix(IpNet::V4(net)) => [net.network().into(), net.broadcast().into()],
        AddressMatch::Prefix(IpNet::V6(net)) => [net.network().into(), net.broadcast().into()],
        _ => return false,
    };
    ends.into_iter().all(is_public)
}

/// Whether some rule names such an address.
fn some_entry(scenario: &Scenario, wanted: impl Fn(&AddressMatch) -> bool) -> bool {
    let named = |conditions: &Conditions| {
        conditions
            .source
            .iter()
            .chain(&conditions.destination)
            .any(&wanted)
    };
    let groups = [AppliedTo::Subnet, AppliedTo::NetworkInterface];
    let of_group = |applied_to: AppliedTo| {
        scenario.group(applied_to).is_some_and(|group| {
            let mut rules = group
                .security_rules
                .iter()
                .chain(&group.default_security_rules);
            rules.any(|rule| named(&rule.conditions))
        })
    };
    scenario
        .network
        .security_admin_rules
        .iter()
        .any(|rule| named(&rule.conditions))
        || groups.into_iter().any(of_group)
}
