//! The subject of a quiz: the scenario, with what every kind of question looks at.

use super::judged::JudgedFlow;
use super::typical::{EPHEMERAL, rank, typical};
use crate::limits::{Limits, TooLarge};
use crate::query::{EqualFlows, Query, QueryEnds, flows};
use crate::rule_ref::RuleRef;
use crate::why_not::missed_fields;
use ipnet::{IpNet, Ipv4Net};
use nsg::sort::sort_by_key;
use nsg::tags::DefaultTag;
use nsg::{
    Access, AddressMatch, AppliedTo, Conditions, Direction, Effect, Flow, Name, PortMatch,
    PortRange, Protocol, RuleKind, Scenario, SecurityRule, StageRule,
};
use std::net::Ipv4Addr;
use text::text;

/// Of the flows of one question, so many are looked at closely.
const CLOSELY: usize = 6;

pub(super) struct QuizSubject<'a> {
    pub(super) scenario: &'a Scenario,
    /// What `VirtualNetwork` holds, where that is known, the default route left out.
    pub(super) space: Vec<IpNet>,
    /// The first of it: where the machines are that are asked about.
    pub(super) own: Option<IpNet>,
    /// Where in it a rule has its machines, the first that says so.
    pub(super) subnet: Option<IpNet>,
    limits: Limits,
}

impl<'a> QuizSubject<'a> {
    pub(super) fn new(scenario: &'a Scenario, limits: Limits) -> Self {
        let network = &scenario.network;
        let tag = Name::from(DefaultTag::VirtualNetwork.as_str());
        let space = match (network.service_tags.get(&tag), &network.virtual_network) {
            (Some(expansion), _) => expansion.prefixes(),
            (None, Some(space)) => space.clone(),
            (None, None) => Vec::new(),
        };
        let machines = |prefix: &IpNet| match prefix {
            IpNet::V4(prefix) => (1..=30).contains(&prefix.prefix_len()),
            IpNet::V6(_) => false,
        };
        let space: Vec<IpNet> = space.into_iter().filter(machines).collect();
        let own = space.first().copied();
        Self {
            scenario,
            own,
            subnet: own.and_then(|own| subnet(scenario, own)),
            space,
            limits,
        }
    }

    /// What becomes of flows.
    pub(super) fn parts(
        &self,
        scenario: &Scenario,
        query: &Query,
    ) -> Result<Vec<EqualFlows>, TooLarge> {
        flows(scenario, query, self.limits.clone())
    }

    /// A flow of each part that may be what is looked for, the best known first, with what the reference says of it.
    pub(super) fn judged(
        &self,
        parts: &[EqualFlows],
        promising: impl Fn(&EqualFlows) -> bool,
    ) -> impl Iterator<Item = JudgedFlow> {
        let promising = parts.iter().filter(|part| promising(part));
        let flows = promising.filter_map(|part| typical(self.own, self.subnet, &part.flows));
        let mut flows: Vec<_> = flows.collect();
        sort_by_key(&mut flows, rank);
        let judged = flows.into_iter().take(CLOSELY);
        judged.filter_map(|flow| JudgedFlow::new(self.scenario, flow))
    }

    /// The flows like those that a rule matches, from a client's port and to a machine of the network where that is left
    /// open.
    pub(super) fn like(&self, rule: &Conditions, direction: Direction) -> Query {
        let protocols = match rule.protocol.known() {
            Some(nsg::RuleProtocol::One(protocol)) => vec![*protocol],
            _ => vec![Protocol::Tcp, Protocol::Udp],
        };
        let has_ports = protocols.iter().all(|protocol| protocol.has_ports());
        let from = match ranges(&rule.source_ports) {
            some if !some.is_empty() || !has_ports => some,
            _ => vec![PortRange::single(EPHEMERAL)],
        };
        let ends = |addresses, ports| QueryEnds {
            addresses,
            ports: if has_ports { ports } else { Vec::new() },
        };
        let to = ranges(&rule.destination_ports);
        let (local, remote) = match direction {
            Direction::Inbound => (
                ends(self.local(&rule.destination), to),
                ends(self.remote(&rule.source), from),
            ),
            Direction::Outbound => (
                ends(self.local(&rule.source), from),
                ends(self.remote(&rule.destination), to),
            ),
        };
        Query {
            direction,
            protocols,
            local,
            remote,
        }
    }

    /// Machines of the network among these addresses.
    fn local(&self, entries: &[AddressMatch]) -> Vec<AddressMatch> {
        let Some(own) = self.own else {
            return self.remote(entries);
        };
        let within = |entry: &AddressMatch| match entry {
            AddressMatch::Prefix(prefix) if !prefix.contains(&own) => entry.clone(),
            AddressMatch::ApplicationSecurityGroup(_) => entry.clone(),
            _ => AddressMatch::Prefix(own),
        };
        entries.iter().map(within).collect()
    }

    /// These addresses; nothing for every one.
    fn remote(&self, entries: &[AddressMatch]) -> Vec<AddressMatch> {
        let any = |entry: &AddressMatch| {
            matches!(
                entry,
                AddressMatch::Any | AddressMatch::PrintedAny | AddressMatch::Unknown(_)
            )
        };
        if entries.iter().any(any) {
            return Vec::new();
        }
        let network = &self.scenario.network;
        let near = |entry: &AddressMatch| match entry {
            // Whoever may be a member is in the network.
            AddressMatch::ApplicationSecurityGroup(name) if network.members(name).is_none() => {
                self.machine()
            }
            _ => entry.clone(),
        };
        entries.iter().map(near).collect()
    }

    /// A machine of the network.
    pub(super) fn machine(&self) -> AddressMatch {
        let usual = || IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(10, 0, 0, 0), 24));
        AddressMatch::Prefix(self.own.unwrap_or_else(usual))
    }

    /// The rule as its document has it.
    pub(super) fn rule(&self, applied_to: AppliedTo, position: usize) -> Option<&SecurityRule> {
        self.scenario.group(applied_to)?.rule(position)
    }

    /// Whether the rule matches the flow in every field, for sure.
    pub(super) fn matches(&self, rule: &StageRule<'_>, flow: &Flow) -> bool {
        missed_fields(self.scenario, rule, flow).is_some_and(|missed| missed.is_empty())
    }
}

/// The first prefix within the network at which a rule has its machines.
fn subnet(scenario: &Scenario, own: IpNet) -> Option<IpNet> {
    let groups = [AppliedTo::Subnet, AppliedTo::NetworkInterface].into_iter();
    let rules = groups.filter_map(|place| scenario.group(place));
    let mut rules = rules.flat_map(|group| &group.security_rules);
    rules.find_map(|rule| {
        let local = match rule.direction.known()? {
            Direction::Inbound => &rule.conditions.destination,
            Direction::Outbound => &rule.conditions.source,
        };
        local.iter().find_map(|entry| match entry {
            AddressMatch::Prefix(prefix) => Some(*prefix).filter(|prefix| own.contains(prefix)),
            _ => None,
        })
    })
}

/// Whether a user wrote the rule, and nothing about it is open that decides when it is asked.
pub(super) fn is_plain(rule: &StageRule<'_>) -> bool {
    rule.kind == RuleKind::User && !rule.contested && rule.direction.known().is_some()
}

/// What the rule does, where that is known.
pub(super) fn does(rule: &StageRule<'_>) -> Option<Access> {
    rule.effect.known().copied().map(Effect::access)
}

/// What a group is called in a sentence.
pub(super) fn whose(applied_to: AppliedTo) -> &'static str {
    match applied_to {
        AppliedTo::VirtualNetwork => text!("quiz-why-security-admin-rules"),
        AppliedTo::Subnet => text!("quiz-why-group-of-subnet"),
        AppliedTo::NetworkInterface => text!("quiz-why-group-of-network-interface"),
    }
}

/// The rule in a sentence.
pub(super) fn named(rule: &StageRule<'_>) -> String {
    crate::findings::called(&RuleRef::of(rule))
}

fn ranges(entries: &[PortMatch]) -> Vec<PortRange> {
    let range = |entry: &PortMatch| match entry {
        PortMatch::Range(range) => Some(*range),
        PortMatch::Any | PortMatch::Unknown(_) => None,
    };
    let ranges: Option<Vec<PortRange>> = entries.iter().map(range).collect();
    ranges.unwrap_or_default()
}
