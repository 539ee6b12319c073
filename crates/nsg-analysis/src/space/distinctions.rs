//! Distinctions between flows that no rule makes: each has a bit of its own.

use nsg::ComparedField;
use nsg::facts::{Answers, Fact};
use nsg::index::addresses::{AddressValues, ipv4_address, ipv6_address};
use nsg::index::dimension::AnswerChanges;
use nsg::matching::Match;
use nsg::platform::{self, PlatformTag};
use nsg::{AddressMatch, Conditions, Direction, Name, Network};
use std::net::IpAddr;

/// Flows that the walk must keep apart.
#[derive(Debug)]
pub(crate) struct Marks {
    /// The conditions whose flows must not be mixed with others.
    pub(crate) conditions: Vec<Conditions>,
    /// So many of them, the first ones, are traffic of the platform.
    pub(crate) platform: usize,
}

impl Marks {
    /// The marks that these networks and rules need.
    pub(crate) fn new<'a>(
        direction: Direction,
        networks: impl Iterator<Item = &'a Network>,
        rules: impl Iterator<Item = &'a Conditions>,
    ) -> Self {
        let mut conditions = Vec::new();
        if direction == Direction::Outbound {
            conditions = platform::traffic();
        }
        let platform = conditions.len();
        if direction == Direction::Outbound && rules.into_iter().any(names_licensing) {
            conditions.push(platform::licensing());
        }
        for network in networks {
            for address in network.answers.iter().filter_map(|(fact, _)| address(fact)) {
                let entry = || vec![AddressMatch::Prefix(address.into())];
                conditions.push(Conditions {
                    source: entry(),
                    ..Conditions::any()
                });
                conditions.push(Conditions {
                    destination: entry(),
                    ..Conditions::any()
                });
            }
        }
        Self {
            conditions,
            platform,
        }
    }
}

impl Marks {
    /// The bits of platform traffic, the marks' bits beginning at `first`, a word's first bit.
    pub(crate) fn platform_bits(&self, first: usize) -> Vec<u64> {
        let mut bits = vec![0; (first + self.conditions.len()).div_ceil(64)];
        for bit in first..first + self.platform {
            if let Some(word) = bits.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        bits
    }
}

/// The address that an answer is about.
fn address(fact: &Fact) -> Option<IpAddr> {
    match fact {
        Fact::ServiceTag { address, .. } | Fact::ApplicationSecurityGroup { address, .. } => {
            Some(*address)
        }
        _ => None,
    }
}

fn names_licensing(conditions: &Conditions) -> bool {
    conditions.destination.iter().any(|entry| {
        matches!(entry, AddressMatch::ServiceTag(name) if PlatformTag::from_name(name) == Some(PlatformTag::Lkm))
    })
}

/// The answers of an address entry, platform tags included.
pub(crate) fn changes(
    values: &AddressValues<'_>,
    entry: &AddressMatch,
    ipv4: bool,
) -> AnswerChanges {
    let service = match entry {
        AddressMatch::ServiceTag(name) => platform_address(name),
        _ => None,
    };
    match service {
        // Only platform traffic matches, and the reference says which: its port decides, too.
        Some(address) if values.field == ComparedField::Destination && ipv4 => {
            let after = address.checked_add(1);
            let mut changes = vec![(0, Some(false)), (address, None)];
            changes.extend(after.map(|after| (after, Some(false))));
            changes
        }
        Some(_) => vec![(0, Some(false))],
        None if ipv4 => values.ipv4(entry),
        None => values.ipv6(entry),
    }
}

fn platform_address(name: &Name) -> Option<u128> {
    let tag = PlatformTag::from_name(name)?;
    let service = platform::PlatformService::ALL
        .into_iter()
        .find(|service| service.tag() == Some(tag))?;
    match service.address() {
        IpAddr::V4(address) => Some(address.to_bits().into()),
        IpAddr::V6(_) => None,
    }
}

/// Returns the changes of each question of an entry, where there is more than one way to be open or a piece that is not: where the
/// answer is open, the question can still change from piece to piece, since whether an address is in `Internet` can hang on one
/// fact or on two.
pub(crate) fn questions(
    values: &AddressValues<'_>,
    entry: &AddressMatch,
    changes: &AnswerChanges,
    ipv4: bool,
) -> Vec<AnswerChanges> {
    if changes.iter().all(|(_, answer)| answer.is_some()) {
        return Vec::new();
    }
    let at = if ipv4 { ipv4_address } else { ipv6_address };
    let question = |(first, answer): &(u128, Option<bool>)| match answer {
        Some(_) => None,
        None => Some(form(values, entry, at(*first), &mut Answers::default(), 0)),
    };
    let forms: Vec<Option<String>> = changes.iter().map(question).collect();
    let mut different: Vec<&String> = Vec::new();
    for form in forms.iter().flatten() {
        if !different.contains(&form) {
            different.push(form);
        }
    }
    if different.len() < 2 && forms.iter().all(Option::is_some) {
        return Vec::new();
    }
    let of = |wanted: &String| -> AnswerChanges {
        let pieces = changes.iter().zip(&forms);
        pieces
            .map(|((first, _), form)| (*first, Some(form.as_ref() == Some(wanted))))
            .collect()
    };
    different.into_iter().map(of).collect()
}

/// No entry asks more facts in a row.
const DEEPEST: usize = 6;

/// The questions that the answer hangs on, without the address that they are about.
fn form(
    values: &AddressValues<'_>,
    entry: &AddressMatch,
    address: IpAddr,
    supposed: &mut Answers,
    depth: usize,
) -> String {
    let fact = match values.ask(entry, address, supposed) {
        Match::Yes => return "y".to_owned(),
        Match::No => return "n".to_owned(),
        Match::Unknown(fact) => fact,
    };
    let name = match &fact {
        Fact::ServiceTag { tag, .. } => tag.as_str(),
        Fact::ApplicationSecurityGroup { group, .. } => group.as_str(),
        _ => "field",
    };
    let mut told = name.to_owned();
    if depth >= DEEPEST {
        return told;
    }
    for answer in [true, false] {
        supposed.insert(fact.clone(), answer);
        told.push(if answer { '(' } else { ',' });
        told.push_str(&form(values, entry, address, supposed, depth + 1));
    }
    supposed.remove(&fact);
    told.push(')');
    told
}
