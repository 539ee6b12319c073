//! Questions that a reader would ask about a rule: it is in order, and perhaps not what was meant.

use super::network::may_float;
use super::{Finding, FindingCode, FindingSeverity, FindingsSubject, called};
use crate::edit::Edit;
use crate::limits::TooLarge;
use crate::query::{Query, QueryEnds, flows};
use crate::rule_ref::RuleRef;
use crate::services::SERVICES;
use nsg::explain::empty_group;
use nsg::tags::DefaultTag;
use nsg::{
    AddressMatch, AppliedTo, Decision, Direction, Effect, Field, Flow, PortMatch, PortRange,
    Protocol, RuleKind, RuleProtocol, SecurityRule, StageRule, stages,
};
use text::text;

/// Clients take their port from here on (the widest of the usual ranges, Linux').
const FIRST_CLIENT_PORT: u16 = 32_768;

/// Ports between which both ends may well be fixed: DNS, DHCP, NTP, IKE, SIP, VXLAN.
const SYMMETRIC: [u16; 8] = [53, 67, 68, 123, 500, 4500, 4789, 5060];

pub(super) fn findings(subject: &FindingsSubject<'_>) -> Result<Vec<Finding>, TooLarge> {
    let mut found = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        for stage in stages(subject.scenario, direction) {
            let own = stage.rules.iter().filter(|rule| {
                stage.applied_to != AppliedTo::VirtualNetwork
                    && rule.kind == RuleKind::User
                    && !rule.contested
                    && rule.direction.known().is_some()
            });
            for rule in own {
                found.extend(no_members(subject, rule));
                found.extend(port_of_icmp(subject, rule));
                found.extend(fixed_source_port(rule));
                found.extend(public_destination(rule, direction));
                found.extend(partial_internet_deny(subject, rule, direction)?);
            }
        }
    }
    Ok(found)
}

/// In 2021 such a rule was seen to do nothing at all (MicrosoftDocs/azure-docs #77328).
fn no_members(subject: &FindingsSubject<'_>, rule: &StageRule<'_>) -> Option<Finding> {
    let network = &subject.scenario.network;
    let group = empty_group(rule.conditions, network)?;
    let named = RuleRef::of(rule);
    let message = text!("finding-empty-group", rule = called(&named), group);
    let mut with = subject.rule(&named)?.clone();
    let has_members = |entry: &AddressMatch| match entry {
        AddressMatch::ApplicationSecurityGroup(name) => network
            .members(name)
            .is_none_or(|members| !members.is_empty()),
        _ => true,
    };
    with.conditions.source.retain(has_members);
    with.conditions.destination.retain(has_members);
    let whole = !with.conditions.source.is_empty() && !with.conditions.destination.is_empty();
    let fix = whole.then(|| replace(&named, with));
    let finding = Finding::new(
        FindingCode::NoMembers,
        FindingSeverity::Medium,
        vec![named],
        message,
    );
    Some(finding.with_fix(fix.into_iter().collect()))
}

/// ICMP has no ports, says Microsoft; a port was seen to act as the type (MicrosoftDocs/azure-docs #51522).
fn port_of_icmp(subject: &FindingsSubject<'_>, rule: &StageRule<'_>) -> Option<Finding> {
    let conditions = rule.conditions;
    let icmp = Field::Known(RuleProtocol::One(Protocol::Icmp));
    let mut ports = conditions
        .source_ports
        .iter()
        .chain(&conditions.destination_ports);
    let names_port =
        |port: &PortMatch| matches!(port, PortMatch::Range(range) if *range != PortRange::ALL);
    if conditions.protocol != icmp || !ports.any(names_port) {
        return None;
    }
    let named = RuleRef::of(rule);
    let message = text!("finding-port-of-icmp", rule = called(&named));
    let mut with = subject.rule(&named)?.clone();
    with.conditions.source_ports = vec![PortMatch::Any];
    with.conditions.destination_ports = vec![PortMatch::Any];
    let fix = vec![replace(&named, with)];
    Some(
        Finding::new(
            FindingCode::PortOfIcmp,
            FindingSeverity::Medium,
            vec![named],
            message,
        )
        .with_fix(fix),
    )
}

fn fixed_source_port(rule: &StageRule<'_>) -> Option<Finding> {
    let tcp = match rule.conditions.protocol {
        Field::Known(RuleProtocol::Any | RuleProtocol::One(Protocol::Tcp)) => true,
        Field::Known(RuleProtocol::One(Protocol::Udp)) => false,
        _ => return None,
    };
    let ports = &rule.conditions.source_ports;
    let fixed = |port: &PortMatch| match port {
        PortMatch::Range(range) => {
            range.last() < FIRST_CLIENT_PORT && (tcp || !SYMMETRIC.contains(&range.first()))
        }
        PortMatch::Any | PortMatch::Unknown(_) => false,
    };
    if ports.is_empty() || !ports.iter().all(fixed) {
        return None;
    }
    let named = RuleRef::of(rule);
    let listed: Vec<String> = ports.iter().map(ToString::to_string).collect();
    let ports = listed.join(text!("list-comma"));
    let message = text!("finding-fixed-source-port", rule = called(&named), ports);
    Some(Finding::new(
        FindingCode::FixedSourcePort,
        FindingSeverity::Low,
        vec![named],
        message,
    ))
}

/// Kubernetes writes such rules for each service of type LoadBalancer, whose rules use floating IP
/// (kubernetes/kubernetes #54177).
fn public_destination(rule: &StageRule<'_>, direction: Direction) -> Option<Finding> {
    let public =
        |entry: &&AddressMatch| matches!(entry, AddressMatch::Prefix(prefix) if may_float(prefix));
    let public = rule.conditions.destination.iter().find(public)?;
    if direction != Direction::Inbound {
        return None;
    }
    let named = RuleRef::of(rule);
    let message = text!(
        "finding-public-destination",
        rule = called(&named),
        address = public.to_string()
    );
    Some(Finding::new(
        FindingCode::PublicDestination,
        FindingSeverity::Info,
        vec![named],
        message,
    ))
}

/// A rule such as `DenyInternetOutbound` with the port that a form had put there (a lab of Microsoft's own,
/// MicrosoftLearning/AZ-104 #1002). A name that tells its port or service means what it says.
fn partial_internet_deny(
    subject: &FindingsSubject<'_>,
    rule: &StageRule<'_>,
    direction: Direction,
) -> Result<Option<Finding>, TooLarge> {
    let conditions = rule.conditions;
    let other_end = match direction {
        Direction::Inbound => &conditions.source,
        Direction::Outbound => &conditions.destination,
    };
    let everyone = |entry: &AddressMatch| match entry {
        AddressMatch::Any => true,
        AddressMatch::Prefix(prefix) => prefix.prefix_len() == 0,
        AddressMatch::ServiceTag(tag) => DefaultTag::from_name(tag) == Some(DefaultTag::Internet),
        _ => false,
    };
    let name = rule.name.to_lowercase();
    let (Some(Effect::Drop), true, true) = (
        rule.effect.known(),
        name.contains("internet"),
        other_end.iter().any(everyone),
    ) else {
        return Ok(None);
    };
    let range = |port: &PortMatch| match port {
        PortMatch::Range(range) if *range != PortRange::ALL => Some(*range),
        _ => None,
    };
    let ranges: Option<Vec<PortRange>> = conditions.destination_ports.iter().map(range).collect();
    let Some(ranges) = ranges.filter(|ranges| !ranges.is_empty() && !tells_port(&name, ranges))
    else {
        return Ok(None);
    };
    let Some(witness) = open_beside(subject, direction, &ranges)? else {
        return Ok(None);
    };
    let named = RuleRef::of(rule);
    let listed: Vec<String> = ranges.iter().map(ToString::to_string).collect();
    let ports = listed.join(text!("list-comma"));
    let message = text!(
        "finding-partial-internet-deny",
        rule = called(&named),
        ports
    );
    let finding = Finding::new(
        FindingCode::PartialInternetDeny,
        FindingSeverity::Low,
        vec![named],
        message,
    );
    Ok(Some(finding.with_witness(Some(witness))))
}

fn tells_port(name: &str, ranges: &[PortRange]) -> bool {
    let tells = |range: &PortRange| {
        let service = SERVICES
            .iter()
            .filter(|(port, _)| range.contains(*port))
            .any(|(_, service)| name.contains(&service.to_lowercase()));
        service || name.contains(&range.first().to_string())
    };
    ranges.iter().any(tells)
}

/// A flow to the internet, or from it, by another port, that is let through.
fn open_beside(
    subject: &FindingsSubject<'_>,
    direction: Direction,
    closed: &[PortRange],
) -> Result<Option<Flow>, TooLarge> {
    let others: Vec<PortRange> = [80, 443, 22, 8080, 3389]
        .into_iter()
        .filter(|port| !closed.iter().any(|range| range.contains(*port)))
        .map(PortRange::single)
        .collect();
    let internet = AddressMatch::ServiceTag(DefaultTag::Internet.name().clone());
    let (mut local, mut remote) = (QueryEnds::default(), QueryEnds::default());
    remote.addresses = vec![internet];
    match direction {
        Direction::Inbound => local.ports = others,
        Direction::Outbound => remote.ports = others,
    }
    let query = Query {
        protocols: vec![Protocol::Tcp],
        local,
        remote,
        ..Query::all(direction)
    };
    let parts = flows(subject.scenario, &query, subject.limits.clone())?;
    let open = parts
        .iter()
        .find(|part| part.ruling.access == Decision::Allow);
    Ok(open.and_then(|part| part.flows.witness()))
}

fn replace(rule: &RuleRef, with: SecurityRule) -> Edit {
    Edit::Replace {
        rule: rule.clone(),
        with,
    }
}
