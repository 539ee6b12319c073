//! Findings about what the internet can reach, and about probes that cannot get through.

use super::{Finding, FindingCode, FindingSeverity, FindingsSubject, called};
use crate::limits::TooLarge;
use crate::query::{EqualFlows, Query, QueryEnds, flows};
use crate::rule_ref::RuleRef;
use crate::services::{DATABASES, MANAGEMENT};
use ipnet::IpNet;
use nsg::facts::Answers;
use nsg::index::addresses::AddressValues;
use nsg::matching::Match;
use nsg::platform::HOST_ADDRESS;
use nsg::tags::DefaultTag;
use nsg::{
    AddressMatch, AddressSet, ComparedField, Decision, Direction, Effect, PortMatch, PortRange,
    Protocol, RuleKind, StageRule, stages,
};
use text::text;

pub(super) fn findings(subject: &FindingsSubject<'_>) -> Result<Vec<Finding>, TooLarge> {
    let mut found = Vec::new();
    let wide_open = wide_open(subject)?;
    let everything: Vec<RuleRef> = wide_open
        .iter()
        .flat_map(|finding| finding.rules.clone())
        .collect();
    found.extend(wide_open);
    let parts = to_known_ports(subject)?;
    for (ports, code) in [
        (&MANAGEMENT, FindingCode::ExposedManagementPort),
        (&DATABASES, FindingCode::ExposedDatabasePort),
    ] {
        found.extend(open_ports(subject, &parts, ports, code, &everything));
    }
    found.extend(probes(subject)?);
    Ok(found)
}

/// The addresses of the scenario's machines, as far as they are known.
fn machines(subject: &FindingsSubject<'_>) -> QueryEnds {
    let space = subject.scenario.network.virtual_network.iter().flatten();
    // Without a default route, which is no place of a machine.
    let own = space.filter(|prefix| prefix.prefix_len() > 0);
    QueryEnds {
        addresses: own.copied().map(AddressMatch::Prefix).collect(),
        ports: Vec::new(),
    }
}

fn from_internet(subject: &FindingsSubject<'_>, ports: Vec<PortRange>) -> Query {
    let internet = AddressMatch::ServiceTag(DefaultTag::Internet.name().clone());
    Query {
        protocols: vec![Protocol::Tcp],
        local: QueryEnds {
            ports,
            ..machines(subject)
        },
        remote: QueryEnds {
            addresses: vec![internet],
            ports: Vec::new(),
        },
        ..Query::all(Direction::Inbound)
    }
}

/// The flows that are allowed, rule by rule, with the addresses that they come from. The host's address is in `Internet`,
/// too, and is no one from outside.
fn let_through(parts: Vec<EqualFlows>) -> Vec<Opened> {
    let host = host();
    let mut opened: Vec<Opened> = Vec::new();
    for mut part in parts {
        part.flows.remote.addresses = part.flows.remote.addresses.without(&host);
        let (Decision::Allow, Some(rule)) = (part.ruling.access, part.ruling.rule.clone()) else {
            continue;
        };
        if part.flows.remote.addresses.is_empty() {
            continue;
        }
        match opened.iter_mut().find(|known| known.rule == rule) {
            Some(known) => known.parts.push(part),
            None => opened.push(Opened {
                rule,
                parts: vec![part],
            }),
        }
    }
    opened
}

fn host() -> AddressSet {
    std::iter::once(IpNet::from(HOST_ADDRESS)).collect()
}

/// A rule, and what it lets through.
struct Opened {
    rule: RuleRef,
    /// At least one.
    parts: Vec<EqualFlows>,
}

impl Opened {
    /// From where, as far as these parts go.
    fn from<'p>(parts: impl Iterator<Item = &'p EqualFlows>) -> AddressSet {
        let addresses = parts.map(|part| part.flows.remote.addresses.clone());
        addresses
            .reduce(|all, more| all.with(&more))
            .unwrap_or_default()
    }

    fn finding(&self, subject: &FindingsSubject<'_>, code: FindingCode, what: &str) -> Finding {
        let from = Self::from(self.parts.iter());
        let v4 = AddressSet::from_ranges(from.ipv4_ranges(), Vec::new());
        let told = if v4.is_empty() { &from } else { &v4 };
        // Whole tags are told by their names, the host in them or not.
        let whole = told.with(&host());
        let told = subject
            .names
            .whole(&whole)
            .map_or_else(|| subject.names.phrase(told).to_string(), str::to_owned);
        let message = text!(
            "finding-exposed",
            rule = called(&self.rule),
            from = told,
            what
        );
        let finding = Finding::new(code, severity(&from), vec![self.rule.clone()], message);
        finding.with_witness(self.parts.first().and_then(|part| part.flows.witness()))
    }
}

/// Rules that open every port. Only those that name none are asked about: all ports at once is a question
/// with many answers.
fn wide_open(subject: &FindingsSubject<'_>) -> Result<Vec<Finding>, TooLarge> {
    if !any_rule(subject, names_no_port) {
        return Ok(Vec::new());
    }
    let parts = flows(
        subject.scenario,
        &from_internet(subject, Vec::new()),
        subject.limits.clone(),
    )?;
    let every_port = |part: &EqualFlows| part.flows.local.ports == [PortRange::ALL];
    let mut opened = let_through(parts);
    opened
        .iter_mut()
        .for_each(|opened| opened.parts.retain(every_port));
    opened.retain(|opened| !opened.parts.is_empty());
    let finding = |opened: &Opened| {
        opened.finding(
            subject,
            FindingCode::ExposedAnyPort,
            text!("finding-every-port"),
        )
    };
    Ok(opened.iter().map(finding).collect())
}

/// Whether such a rule is checked for inbound flows: to look at the rules is cheaper than to ask about flows.
fn any_rule(subject: &FindingsSubject<'_>, is_it: impl Fn(&StageRule<'_>) -> bool) -> bool {
    let stages = stages(subject.scenario, Direction::Inbound);
    stages.iter().flat_map(|stage| &stage.rules).any(is_it)
}

fn names_no_port(rule: &StageRule<'_>) -> bool {
    let every =
        |entry: &PortMatch| matches!(entry, PortMatch::Any | PortMatch::Range(PortRange::ALL));
    rule.kind != RuleKind::Default
        && rule.effect.known() != Some(&Effect::Drop)
        && rule.conditions.destination_ports.iter().any(every)
}

/// Asks about the flows from the internet to all ports that are told by name at once: to cut the space takes longer than to walk
/// it.
fn to_known_ports(subject: &FindingsSubject<'_>) -> Result<Vec<EqualFlows>, TooLarge> {
    let ports = MANAGEMENT.iter().chain(&DATABASES);
    let asked = ports.map(|(port, _)| PortRange::single(*port)).collect();
    let query = from_internet(subject, asked);
    flows(subject.scenario, &query, subject.limits.clone())
}

/// One finding for each rule, with every port of the list that it opens.
fn open_ports(
    subject: &FindingsSubject<'_>,
    parts: &[EqualFlows],
    ports: &[(u16, &str)],
    code: FindingCode,
    told: &[RuleRef],
) -> Vec<Finding> {
    let parts = parts.iter().filter_map(|part| {
        let mut part = part.clone();
        // No port of one list is next to one of the other, so no range is of both.
        let is_listed = |range: &PortRange| ports.iter().any(|(port, _)| range.contains(*port));
        part.flows.local.ports.retain(is_listed);
        (!part.flows.local.ports.is_empty()).then_some(part)
    });
    let finding = |opened: &Opened| {
        let is_open = |port: u16| {
            let mut ranges = opened.parts.iter().flat_map(|part| &part.flows.local.ports);
            ranges.any(|range| range.contains(port))
        };
        let open = ports.iter().filter(|(port, _)| is_open(*port));
        let open: Vec<String> = open
            .map(|(port, service)| text!("finding-port", service, port))
            .collect();
        opened.finding(subject, code, &open.join(text!("list-comma")))
    };
    let opened = let_through(parts.collect());
    let news = opened.iter().filter(|opened| !told.contains(&opened.rule));
    news.map(finding).collect()
}

/// By how many addresses can reach it: a few partners are not the internet.
fn severity(from: &AddressSet) -> FindingSeverity {
    let ranges = from.ipv4_ranges();
    let count: u64 = ranges
        .iter()
        .map(|(first, last)| u64::from(last - first) + 1)
        .sum();
    match count {
        // All of IPv6 is the internet, whatever part of it.
        0 => FindingSeverity::High,
        1..=256 => FindingSeverity::Low,
        257..=65_536 => FindingSeverity::Medium,
        _ => FindingSeverity::High,
    }
}

/// Probes come from the host's address and are subject to rules (AD:
/// `load-balancer/load-balancer-custom-probes-overview.md`): a deny that a user wrote cuts them.
fn probes(subject: &FindingsSubject<'_>) -> Result<Vec<Finding>, TooLarge> {
    if !any_rule(subject, |rule| may_deny_host(subject, rule)) {
        return Ok(Vec::new());
    }
    let query = Query {
        protocols: vec![Protocol::Tcp],
        local: machines(subject),
        remote: QueryEnds {
            addresses: vec![AddressMatch::Prefix(HOST_ADDRESS.into())],
            ports: Vec::new(),
        },
        ..Query::all(Direction::Inbound)
    };
    let mut found: Vec<Finding> = Vec::new();
    for part in flows(subject.scenario, &query, subject.limits.clone())? {
        let Some(rule) = part.ruling.rule.clone() else {
            continue;
        };
        let denies = part.ruling.access == Decision::Deny && rule.name.kind != RuleKind::Default;
        if !denies || found.iter().any(|known| known.rules.contains(&rule)) {
            continue;
        }
        let message = text!(
            "finding-probes-denied",
            rule = called(&rule),
            address = HOST_ADDRESS
        );
        let finding = Finding::new(
            FindingCode::ProbesDenied,
            FindingSeverity::Medium,
            vec![rule],
            message,
        );
        found.push(finding.with_witness(part.flows.witness()));
    }
    Ok(found)
}

/// Whether the rule, which Azure did not add, may deny something that comes from the host.
fn may_deny_host(subject: &FindingsSubject<'_>, rule: &StageRule<'_>) -> bool {
    let sources = AddressValues {
        network: &subject.scenario.network,
        direction: Direction::Inbound,
        field: ComparedField::Source,
    };
    let may_match =
        |entry: &AddressMatch| sources.ask(entry, HOST_ADDRESS, &Answers::default()) != Match::No;
    rule.kind != RuleKind::Default
        && rule
            .effect
            .known()
            .is_none_or(|effect| *effect == Effect::Drop)
        && rule.conditions.source.iter().any(may_match)
}
