//! A claim: one or more regions of changed flows that are said at once.

use crate::compare::Change;
use crate::names::{AddressNames, WholeTag, host, ports, with_host};
use crate::phrase::{Named, Phrase};
use crate::words::service;
use ipnet::IpNet;
use nsg::tags::{DefaultTag, NEVER_INTERNET, PUBLIC_IPV6};
use nsg::{Access, AddressSet, Decision, Direction, Scenario};
use std::fmt;
use text::text;

/// The change that flows undergo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Opens,
    MayOpen,
    Allows,
    Closes,
    MayClose,
    Denies,
    MayChange,
}

impl Verb {
    pub(super) fn of(change: &Change) -> Self {
        use Decision::{Allow, Deny, Depends};
        match (change.before.access, change.after.access) {
            (Deny, Depends) => Self::MayOpen,
            (Depends, Allow) => Self::Allows,
            (_, Allow) => Self::Opens,
            (Allow, Depends) => Self::MayClose,
            (Depends, Deny) => Self::Denies,
            (_, Deny) => Self::Closes,
            (Depends, Depends) => match change.becomes {
                Some(Access::Allow) => Self::MayOpen,
                Some(Access::Deny) => Self::MayClose,
                None => Self::MayChange,
            },
        }
    }

    /// How much is known: nothing before and after, the end alone, both ends.
    pub(super) fn certainty(self) -> u8 {
        match self {
            Self::MayOpen | Self::MayClose | Self::MayChange => 0,
            Self::Allows | Self::Denies => 1,
            Self::Opens | Self::Closes => 2,
        }
    }

    /// Whether more is let through, or may be.
    pub(super) fn opens(self) -> bool {
        matches!(self, Self::Opens | Self::MayOpen | Self::Allows)
    }

    /// The clause about these flows, with what it hangs on where it does, in lower case and without a full stop.
    pub(super) fn said(self, flows: &str, facts: &str) -> String {
        match self {
            Self::Opens => text!("impact-opens", flows),
            Self::MayOpen => text!("impact-may-open", flows, facts),
            Self::Allows => text!("impact-allows", flows),
            Self::Closes => text!("impact-closes", flows),
            Self::MayClose => text!("impact-may-close", flows, facts),
            Self::Denies => text!("impact-denies", flows),
            Self::MayChange => text!("impact-may-change", flows, facts),
        }
    }
}

/// The kind of flows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Traffic {
    /// Every flow.
    All,
    /// Of protocols and ports.
    Of(String),
}

impl fmt::Display for Traffic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => text!("impact-all-traffic"),
            Self::Of(service) => service,
        })
    }
}

/// The part that changes, where more is named than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    /// The flows that were not allowed.
    Shut,
    /// The flows that were allowed.
    Open,
}

/// One or more regions that are said at once.
#[derive(Clone, Debug)]
pub(super) struct Claim<'a> {
    pub(super) verb: Verb,
    pub(super) direction: Direction,
    pub(super) traffic: Vec<Traffic>,
    pub(super) from: Phrase,
    pub(super) to: Phrase,
    /// The source ports in words; none where they are all of them.
    pub(super) source_ports: Option<String>,
    pub(super) ipv4: bool,
    pub(super) ipv6: bool,
    /// Whether the words say nothing about the family of addresses.
    pub(super) any_family: bool,
    /// Whether the other end can be on the internet.
    pub(super) public: bool,
    /// The part of the named flows that changes; none where all of them do.
    pub(super) only: Option<Only>,
    /// The local and the remote addresses that the words name.
    pub(super) said: [AddressSet; 2],
    /// The tags of the local and the remote end, where what may be in one is said with what is sure to be.
    pub(super) tags: [Option<WholeTag>; 2],
    /// One of the regions.
    pub(super) change: &'a Change,
}

impl Claim<'_> {
    /// The words for the local and the remote end.
    pub(super) fn phrases(&self) -> [&Phrase; 2] {
        match self.direction {
            Direction::Inbound => [&self.to, &self.from],
            Direction::Outbound => [&self.from, &self.to],
        }
    }
}

/// The claim about these flows, with these addresses in the place of their own, and the tags that these are of where what may
/// be in one was added to what is sure to be.
pub(super) fn named<'a>(
    change: &'a Change,
    [local, remote]: [AddressSet; 2],
    tags: [Option<WholeTag>; 2],
    names: &AddressNames,
    after: &Scenario,
) -> Claim<'a> {
    let (verb, flows) = (Verb::of(change), &change.flows);
    let public = !remote.is_disjoint(&public());
    let place = |set: AddressSet, tag: Option<&WholeTag>, at_remote: bool| {
        let phrase = |set: &AddressSet| match tag {
            Some(tag) => tag.phrase(set),
            None => names.phrase(set),
        };
        let (plain, whole) = (phrase(&set), with_host(&set));
        // A tag without the host's own address is the tag, where that address ends alike; and to a person
        // that address is not the internet.
        let tag = phrase(&whole);
        let length = |phrase: &Phrase| phrase.to_string().len();
        let shorter = length(&tag) < length(&plain) || names.whole(&whole).is_some();
        let internet =
            || matches!(&tag.named, Named::Whole(name) if name == DefaultTag::Internet.as_str());
        if whole != set && shorter && (internet() || host_follows(change, at_remote, after)) {
            (tag, whole)
        } else {
            (plain, set)
        }
    };
    let [local_tag, remote_tag] = &tags;
    let ((local, local_said), (remote, remote_said)) = (
        place(local, local_tag.as_ref(), false),
        place(remote, remote_tag.as_ref(), true),
    );
    let (from, to, source, target) = match flows.direction {
        Direction::Inbound => (remote, local, &flows.remote, &flows.local),
        Direction::Outbound => (local, remote, &flows.local, &flows.remote),
    };
    let ipv4 = flows.is_ipv4();
    Claim {
        verb,
        direction: flows.direction,
        traffic: vec![Traffic::Of(service(flows, &target.ports))],
        any_family: flows.has_ports() && names.has_both(&from) && names.has_both(&to),
        from,
        to,
        source_ports: ports(&source.ports),
        ipv4,
        ipv6: !ipv4,
        public,
        only: None,
        said: [local_said, remote_said],
        tags,
        change,
    }
}

/// Whether flows of the host's own address at this end become what the others do.
fn host_follows(change: &Change, remote: bool, after: &Scenario) -> bool {
    let Some(mut flow) = change.flows.witness() else {
        return false;
    };
    let end = if remote {
        &mut flow.remote
    } else {
        &mut flow.local
    };
    end.address = host(&change.flows.local.addresses);
    nsg::verify(after, &flow).access == change.after.access
}

/// Every address that can be on the internet.
fn public() -> AddressSet {
    let all = AddressSet::from_ranges(&[(0, u32::MAX)], Vec::new());
    let never = NEVER_INTERNET.into_iter().map(IpNet::V4).collect();
    all.without(&never)
        .with(&std::iter::once(IpNet::V6(PUBLIC_IPV6)).collect())
}
