//! A rule that matches by a tag, which holds more than its name says.

use super::Candidate;
use super::judged::{JudgedFlow, called};
use super::subject::QuizSubject;
use super::trap::Trap;
use super::typical::{EPHEMERAL, OUTSIDE, SERVICES};
use crate::limits::TooLarge;
use crate::query::{EqualFlows, Query, QueryEnds};
use ipnet::IpNet;
use nsg::platform::HOST_ADDRESS;
use nsg::tags::DefaultTag;
use nsg::{
    Access, AddressMatch, Decision, Direction, Flow, Name, PortRange, Protocol, RuleEvaluation,
    RuleKind, SecurityRule,
};
use text::text;

/// So many of a scenario's service tags are asked about.
const TAGS: usize = 6;

/// What a tag holds, in a sentence, for a flow that it matches, and that a rule matches therefore.
type TagContents = Box<dyn Fn(DefaultTag, &Flow, &str) -> String>;

/// Addresses that nobody expects in a tag.
struct Beyond {
    /// The tag by which a rule matches them.
    tags: Vec<DefaultTag>,
    /// The addresses.
    addresses: Vec<AddressMatch>,
    /// Which rules surprise by matching them.
    surprises: fn(&RuleEvaluation) -> bool,
    /// What the tag holds.
    told: TagContents,
}

/// What the rules of a direction are asked about.
pub(super) fn questions(
    subject: &QuizSubject<'_>,
    direction: Direction,
) -> Result<Vec<Candidate>, TooLarge> {
    let mut found = Vec::new();
    let mut all = Vec::new();
    all.extend(peers(subject));
    all.extend(default_route(subject));
    all.extend(host(direction));
    all.extend(azure(subject));
    for beyond in all {
        let parts = subject.parts(subject.scenario, &query(subject, direction, &beyond))?;
        let decided = |part: &EqualFlows| {
            let by = part.ruling.rule.as_ref();
            let by = by.and_then(|by| subject.rule(by.applied_to, by.position));
            part.ruling.access != Decision::Depends
                && by.is_some_and(|by| tag(by, direction).is_some())
        };
        for judged in subject.judged(&parts, decided) {
            found.extend(question(subject, &beyond, &judged));
        }
    }
    Ok(found)
}

/// The question, where the rule that decides names the tag and nothing else.
fn question(subject: &QuizSubject<'_>, beyond: &Beyond, judged: &JudgedFlow) -> Option<Candidate> {
    judged.access()?;
    let (place, decides) = judged.deciding()?;
    let rule = subject.rule(place, decides.position)?;
    let tag = tag(rule, judged.flow.direction)?;
    if !(beyond.surprises)(decides) || !beyond.tags.contains(&tag) {
        return None;
    }
    let why = (beyond.told)(tag, &judged.flow, &called(decides));
    let about = [(place, decides.position)];
    Some(Candidate::new(Trap::TagHoldsMore, judged.flow, why, &about))
}

/// The tag by which the rule matches the other end.
fn tag(rule: &SecurityRule, direction: Direction) -> Option<DefaultTag> {
    let entries = match direction {
        Direction::Inbound => &rule.conditions.source,
        Direction::Outbound => &rule.conditions.destination,
    };
    match entries.as_slice() {
        [AddressMatch::ServiceTag(name)] => DefaultTag::from_name(name),
        _ => None,
    }
}

fn query(subject: &QuizSubject<'_>, direction: Direction, beyond: &Beyond) -> Query {
    let client = || vec![PortRange::single(EPHEMERAL)];
    let service = || SERVICES.map(PortRange::single).to_vec();
    let (local, remote) = match direction {
        Direction::Inbound => (service(), client()),
        Direction::Outbound => (client(), service()),
    };
    Query {
        direction,
        protocols: vec![Protocol::Tcp],
        local: QueryEnds {
            addresses: vec![subject.machine()],
            ports: local,
        },
        remote: QueryEnds {
            addresses: beyond.addresses.clone(),
            ports: remote,
        },
    }
}

/// `VirtualNetwork` beyond the network's first prefix.
fn peers(subject: &QuizSubject<'_>) -> Option<Beyond> {
    let (own, others) = subject.space.split_first()?;
    let (own, others) = (*own, others.to_vec());
    let outside = |prefix: &&IpNet| !own.contains(*prefix);
    let addresses: Vec<AddressMatch> = others
        .iter()
        .filter(outside)
        .copied()
        .map(AddressMatch::Prefix)
        .collect();
    let told = move |tag: DefaultTag, flow: &Flow, rule: &str| {
        let other = others
            .iter()
            .find(|prefix| prefix.contains(&flow.remote.address));
        let other = other.map(ToString::to_string).unwrap_or_default();
        text!("quiz-why-tag-peers", tag = tag.as_str(), own, other, rule)
    };
    (!addresses.is_empty()).then(|| Beyond {
        tags: vec![DefaultTag::VirtualNetwork],
        addresses,
        surprises: |_| true,
        told: Box::new(told),
    })
}

/// Everything, where a route makes `VirtualNetwork` hold it.
fn default_route(subject: &QuizSubject<'_>) -> Option<Beyond> {
    let space = subject.scenario.network.virtual_network.as_ref()?;
    let told = |tag: DefaultTag, flow: &Flow, rule: &str| {
        let address = flow.remote.address;
        text!(
            "quiz-why-tag-default-route",
            tag = tag.as_str(),
            address,
            rule
        )
    };
    space
        .iter()
        .any(|prefix| prefix.prefix_len() == 0)
        .then(|| Beyond {
            tags: vec![DefaultTag::VirtualNetwork],
            addresses: vec![AddressMatch::Prefix(OUTSIDE.into())],
            surprises: |_| true,
            told: Box::new(told),
        })
}

/// The host, from which probes come.
fn host(direction: Direction) -> Option<Beyond> {
    let told = |tag: DefaultTag, flow: &Flow, rule: &str| {
        let address = flow.remote.address;
        text!("quiz-why-tag-host", tag = tag.as_str(), address, rule)
    };
    (direction == Direction::Inbound).then(|| Beyond {
        tags: vec![DefaultTag::VirtualNetwork, DefaultTag::Internet],
        addresses: vec![AddressMatch::Prefix(HOST_ADDRESS.into())],
        surprises: |rule| rule.name.kind == RuleKind::User && rule.access == Some(Access::Deny),
        told: Box::new(told),
    })
}

/// Azure's own services, which are on the internet.
fn azure(subject: &QuizSubject<'_>) -> Vec<Beyond> {
    let tags = subject.scenario.network.service_tags.keys();
    let tags = tags.filter(|name| DefaultTag::from_name(name).is_none());
    let beyond = |name: &Name| {
        let service = name.to_string();
        let told = move |tag: DefaultTag, flow: &Flow, rule: &str| {
            let address = flow.remote.address;
            text!(
                "quiz-why-tag-azure",
                tag = tag.as_str(),
                address,
                service,
                rule
            )
        };
        Beyond {
            tags: vec![DefaultTag::Internet],
            addresses: vec![AddressMatch::ServiceTag(name.clone())],
            surprises: |rule| rule.name.kind == RuleKind::User,
            told: Box::new(told),
        }
    };
    tags.take(TAGS).map(beyond).collect()
}
