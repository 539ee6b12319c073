//! A rule that would decide otherwise, and misses by one field that is easily overlooked.

use super::Candidate;
use super::judged::{JudgedFlow, called};
use super::subject::{QuizSubject, does, named};
use super::trap::Trap;
use super::typical::EPHEMERAL;
use crate::edit::{Edit, edited};
use crate::limits::TooLarge;
use crate::query::{EqualFlows, Query};
use crate::rule_ref::RuleRef;
use crate::why_not::missed_fields;
use nsg::ComparedField;
use nsg::tags::is_public;
use nsg::{
    Access, AddressMatch, Conditions, Decision, Direction, PortMatch, PortRange, Protocol,
    RuleProtocol, StageRule,
};
use text::text;

/// Services that are known by one protocol and use the other as well: DNS, HTTPS, Kerberos, LDAP, Remote Desktop.
const BOTH: [u16; 5] = [53, 443, 88, 389, 3389];

/// What this rule is asked about.
pub(super) fn questions(
    subject: &QuizSubject<'_>,
    direction: Direction,
    rule: &StageRule<'_>,
) -> Result<Vec<Candidate>, TooLarge> {
    let Some(wanted) = does(rule) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    let beside = [
        other_client(subject, direction, rule),
        other_protocol(subject, direction, rule),
        own_address(subject, direction, rule),
    ];
    for (field, query) in beside.into_iter().flatten() {
        let parts = subject.parts(subject.scenario, &query)?;
        let otherwise = |part: &EqualFlows| match part.ruling.access {
            Decision::Depends => false,
            access => access != Decision::from(wanted),
        };
        for judged in subject.judged(&parts, otherwise) {
            found.extend(missed(subject, rule, field, &judged));
        }
    }
    Ok(found)
}

/// The question, where the rule misses the flow by this field alone, and would decide without.
fn missed(
    subject: &QuizSubject<'_>,
    rule: &StageRule<'_>,
    field: ComparedField,
    judged: &JudgedFlow,
) -> Option<Candidate> {
    let missed = missed_fields(subject.scenario, rule, &judged.flow)?;
    let wanted = does(rule)?;
    let access = judged.access().filter(|access| *access != wanted)?;
    if missed != [field] || !would_decide(subject, rule, field, judged, wanted) {
        return None;
    }
    let (_, instead) = judged.deciding()?;
    let (slip, instead) = (slip(rule, field, judged), called(instead));
    let why = match access {
        Access::Allow => text!(
            "quiz-why-near-miss-allowed",
            rule = named(rule),
            slip,
            instead
        ),
        Access::Deny => text!(
            "quiz-why-near-miss-denied",
            rule = named(rule),
            slip,
            instead
        ),
    };
    let about = [(rule.applied_to, rule.position)];
    Some(Candidate::new(Trap::NearMiss, judged.flow, why, &about))
}

/// Whether the rule would decide if any value of the field would do.
fn would_decide(
    subject: &QuizSubject<'_>,
    rule: &StageRule<'_>,
    field: ComparedField,
    judged: &JudgedFlow,
    wanted: Access,
) -> bool {
    let Some(mut with) = subject.rule(rule.applied_to, rule.position).cloned() else {
        return false;
    };
    let any = Conditions::any();
    match field {
        ComparedField::Protocol => with.conditions.protocol = any.protocol,
        ComparedField::SourcePort => with.conditions.source_ports = any.source_ports,
        _ => with.conditions.destination = any.destination,
    }
    let replace = Edit::Replace {
        rule: RuleRef::of(rule),
        with,
    };
    let after = edited(subject.scenario, &[replace]);
    JudgedFlow::new(&after, judged.flow).is_some_and(|after| {
        let by = after.matched_in(rule.applied_to).map(|by| by.position);
        after.access() == Some(wanted) && by == Some(rule.position)
    })
}

/// Both values of the field.
fn slip(rule: &StageRule<'_>, field: ComparedField, judged: &JudgedFlow) -> String {
    let flow = &judged.flow;
    match field {
        ComparedField::Protocol => {
            let protocol = rule.conditions.protocol.known();
            let wanted = protocol.map(ToString::to_string).unwrap_or_default();
            text!("quiz-why-slip-protocol", wanted, given = flow.protocol)
        }
        ComparedField::SourcePort => text!(
            "quiz-why-slip-source-port",
            wanted = list(&rule.conditions.source_ports),
            given = flow.source().port.unwrap_or_default()
        ),
        _ => text!(
            "quiz-why-slip-destination",
            wanted = list(&rule.conditions.destination),
            given = flow.destination().address
        ),
    }
}

fn list(entries: &[impl ToString]) -> String {
    let texts: Vec<String> = entries.iter().map(ToString::to_string).collect();
    texts.join(text!("list-comma"))
}

/// A rule with a source port is asked about a client's.
fn other_client(
    subject: &QuizSubject<'_>,
    direction: Direction,
    rule: &StageRule<'_>,
) -> Option<(ComparedField, Query)> {
    let entries = &rule.conditions.source_ports;
    let takes = |entry: &PortMatch| match entry {
        PortMatch::Range(range) => range.contains(EPHEMERAL),
        PortMatch::Any | PortMatch::Unknown(_) => true,
    };
    if entries.iter().any(takes) {
        return None;
    }
    let conditions = Conditions {
        source_ports: vec![PortMatch::Any],
        ..rule.conditions.clone()
    };
    Some((
        ComparedField::SourcePort,
        subject.like(&conditions, direction),
    ))
}

/// A rule for one protocol is asked about another one that goes with it.
fn other_protocol(
    subject: &QuizSubject<'_>,
    direction: Direction,
    rule: &StageRule<'_>,
) -> Option<(ComparedField, Query)> {
    let RuleProtocol::One(protocol) = rule.conditions.protocol.known()? else {
        return None;
    };
    let ports = &rule.conditions.destination_ports;
    let every = |ports: &[PortMatch]| ports.contains(&PortMatch::Any);
    let other = match protocol {
        // A rule for all of TCP is often taken for one for everything.
        Protocol::Tcp if every(ports) && every(&rule.conditions.source_ports) => Protocol::Icmp,
        Protocol::Tcp => Protocol::Udp,
        Protocol::Udp => Protocol::Tcp,
        _ => return None,
    };
    let mut conditions = rule.conditions.clone();
    conditions.protocol = RuleProtocol::One(other).into();
    if other != Protocol::Icmp {
        conditions.destination_ports = both(ports);
    }
    let is_any = !conditions.destination_ports.is_empty();
    is_any.then(|| {
        (
            ComparedField::Protocol,
            subject.like(&conditions, direction),
        )
    })
}

/// Those of the ports that are used with either protocol.
fn both(ports: &[PortMatch]) -> Vec<PortMatch> {
    let named = |port: &u16| {
        let is_it = |entry: &PortMatch| match entry {
            // A range is not about this service.
            PortMatch::Range(range) => *range == PortRange::single(*port),
            PortMatch::Any | PortMatch::Unknown(_) => false,
        };
        ports.iter().any(is_it)
    };
    let ports = BOTH.into_iter().filter(named);
    ports
        .map(|port| PortMatch::Range(PortRange::single(port)))
        .collect()
}

/// A rule for a public address is asked about the private one behind it.
fn own_address(
    subject: &QuizSubject<'_>,
    direction: Direction,
    rule: &StageRule<'_>,
) -> Option<(ComparedField, Query)> {
    let destination = &rule.conditions.destination;
    let public = |entry: &AddressMatch| match entry {
        AddressMatch::Prefix(prefix) => prefix.prefix_len() > 0 && is_public(prefix.network()),
        _ => false,
    };
    if direction != Direction::Inbound || !destination.iter().all(public) {
        return None;
    }
    let conditions = Conditions {
        destination: vec![subject.machine()],
        ..rule.conditions.clone()
    };
    Some((
        ComparedField::Destination,
        subject.like(&conditions, direction),
    ))
}
