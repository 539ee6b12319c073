//! Matching one rule with one flow: yes, no, or which fact is missing.

use crate::facts::{Answers, End, Fact, RuleKey};
use crate::model::address::AddressMatch;
use crate::model::compared_field::ComparedField;
use crate::model::field::Field;
use crate::model::flow::{Endpoint, Flow};
use crate::model::network::Network;
use crate::model::port::{PortMatch, PortRange};
use crate::model::protocol::{Protocol, RuleProtocol};
use crate::model::rule::{Conditions, Direction};
use std::net::IpAddr;

/// Three-valued: a missing fact is never taken for a yes or a no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// It matches.
    Yes,
    /// It does not match.
    No,
    /// It hangs on a missing fact, the first of them where there are several.
    Unknown(Fact),
}

impl Match {
    /// Yes or no; `None` for unknown.
    pub fn decided(&self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown(_) => None,
        }
    }

    /// A yes among them is a yes, whatever is unknown beside it.
    pub(crate) fn any(matches: impl IntoIterator<Item = Self>) -> Self {
        let mut result = Self::No;
        for one in matches {
            match one {
                Self::Yes => return Self::Yes,
                Self::Unknown(_) if result == Self::No => result = one,
                Self::Unknown(_) | Self::No => {}
            }
        }
        result
    }

    /// A no among them is a no, whatever is unknown beside it.
    pub(crate) fn all(matches: impl IntoIterator<Item = Self>) -> Self {
        let mut result = Self::Yes;
        for one in matches {
            match one {
                Self::No => return Self::No,
                Self::Unknown(_) if result == Self::Yes => result = one,
                Self::Unknown(_) | Self::Yes => {}
            }
        }
        result
    }

    /// Both; `other` is looked at only where this one is not a no.
    pub(crate) fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::No => Self::No,
            first => Self::all([first, other()]),
        }
    }
}

impl From<bool> for Match {
    fn from(matched: bool) -> Self {
        if matched { Self::Yes } else { Self::No }
    }
}

/// What is known while a flow is judged: the flow, the network, and answers.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub(crate) network: &'a Network,
    pub(crate) flow: &'a Flow,
    /// What a person answered.
    pub(crate) given: &'a Answers,
    /// What the evaluator supposes.
    pub(crate) supposed: &'a Answers,
}

/// The five answers for one rule, in the order of Azure's diagnostics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMatches {
    /// The protocol.
    pub protocol: Match,
    /// The source address.
    pub source: Match,
    /// The source port.
    pub source_port: Match,
    /// The destination address.
    pub destination: Match,
    /// The destination port.
    pub destination_port: Match,
}

impl FieldMatches {
    /// Every field with its answer.
    pub fn fields(&self) -> [(ComparedField, &Match); 5] {
        [
            (ComparedField::Protocol, &self.protocol),
            (ComparedField::Source, &self.source),
            (ComparedField::SourcePort, &self.source_port),
            (ComparedField::Destination, &self.destination),
            (ComparedField::DestinationPort, &self.destination_port),
        ]
    }
}

impl<'a> Facts<'a> {
    /// What is known about a flow before anything is supposed.
    pub fn new(network: &'a Network, flow: &'a Flow, supposed: &'a Answers) -> Self {
        Self {
            network,
            flow,
            given: &network.answers,
            supposed,
        }
    }

    /// The answer to a fact, where a person gave one or it is supposed; else the fact itself.
    pub(crate) fn ask(&self, fact: Fact) -> Match {
        match self.given.get(&fact).or_else(|| self.supposed.get(&fact)) {
            Some(answer) => Match::from(answer),
            None => Match::Unknown(fact),
        }
    }

    /// Whether the flow's port lies in the range. The flow must have ports.
    pub(crate) fn port(&self, end: End, range: PortRange) -> Match {
        let known = match end {
            End::Local => self.flow.local.port,
            End::Remote => self.flow.remote.port,
        };
        match known {
            Some(port) => Match::from(range.contains(port)),
            None => self.ask(Fact::Port { end, range }),
        }
    }

    /// Whether the flow meets all five conditions. `key` names the rule, where a field is unreadable.
    pub(crate) fn conditions(&self, rule: &Conditions, key: &dyn Fn() -> RuleKey) -> Match {
        // Cheapest first; the order does not change the answer, only which missing fact is named.
        self.protocol(&rule.protocol, key)
            .and(|| self.ports(&rule.destination_ports, ComparedField::DestinationPort, key))
            .and(|| self.ports(&rule.source_ports, ComparedField::SourcePort, key))
            .and(|| self.addresses(&rule.source, ComparedField::Source, key))
            .and(|| self.addresses(&rule.destination, ComparedField::Destination, key))
    }

    /// The five conditions one by one.
    pub fn field_matches(&self, rule: &Conditions, key: &dyn Fn() -> RuleKey) -> FieldMatches {
        FieldMatches {
            protocol: self.protocol(&rule.protocol, key),
            source: self.addresses(&rule.source, ComparedField::Source, key),
            source_port: self.ports(&rule.source_ports, ComparedField::SourcePort, key),
            destination: self.addresses(&rule.destination, ComparedField::Destination, key),
            destination_port: self.ports(
                &rule.destination_ports,
                ComparedField::DestinationPort,
                key,
            ),
        }
    }

    fn protocol(&self, rule: &Field<RuleProtocol>, key: &dyn Fn() -> RuleKey) -> Match {
        match rule {
            Field::Known(protocol) => Match::from(protocol.matches(self.flow.protocol)),
            Field::Unknown(text) => self.unreadable(ComparedField::Protocol, text, key),
        }
    }

    fn addresses(
        &self,
        rule: &[AddressMatch],
        field: ComparedField,
        key: &dyn Fn() -> RuleKey,
    ) -> Match {
        let address = self.end(field).1.address;
        Match::any(
            rule.iter()
                .map(|entry| self.address(entry, address, field, key)),
        )
    }

    /// Whether one entry of a rule's source or destination holds the address.
    pub(crate) fn address(
        &self,
        entry: &AddressMatch,
        address: IpAddr,
        field: ComparedField,
        key: &dyn Fn() -> RuleKey,
    ) -> Match {
        match entry {
            AddressMatch::Any => Match::Yes,
            AddressMatch::PrintedAny if address.is_ipv4() => Match::Yes,
            AddressMatch::PrintedAny => self.unreadable(field, "0.0.0.0/0", key),
            AddressMatch::Prefix(prefix) => Match::from(prefix.contains(&address)),
            AddressMatch::ServiceTag(tag) => self.service_tag(tag, address),
            AddressMatch::ApplicationSecurityGroup(group) => match self.network.members(group) {
                Some(members) => Match::from(members.contains(address)),
                None => self.ask(Fact::ApplicationSecurityGroup {
                    group: group.clone(),
                    address,
                }),
            },
            AddressMatch::Unknown(text) => self.unreadable(field, text, key),
        }
    }

    fn ports(&self, rule: &[PortMatch], field: ComparedField, key: &dyn Fn() -> RuleKey) -> Match {
        Match::any(rule.iter().map(|entry| match entry {
            PortMatch::Any => Match::Yes,
            PortMatch::Unknown(text) => self.unreadable(field, text, key),
            PortMatch::Range(range) if self.flow.protocol.has_ports() => {
                self.port(self.end(field).0, *range)
            }
            // `0-65535` is how effective rules print `*`.
            PortMatch::Range(PortRange::ALL) => Match::Yes,
            PortMatch::Range(range) if self.flow.protocol == Protocol::Icmp => {
                match range.icmp_types() {
                    Some(types) => self.ask(Fact::IcmpType { types }),
                    // An assumption that is told with the verdict: `explain::assumptions`.
                    None => Match::No,
                }
            }
            PortMatch::Range(_) => self.ask(Fact::PortlessProtocol {
                protocol: self.flow.protocol,
            }),
        }))
    }

    fn unreadable(&self, field: ComparedField, text: &str, key: &dyn Fn() -> RuleKey) -> Match {
        self.ask(Fact::Field {
            rule: key(),
            field,
            text: text.to_owned(),
        })
    }

    /// The end of the flow that a source or destination field is compared with.
    pub(crate) fn end(&self, field: ComparedField) -> (End, &Endpoint) {
        let source = matches!(field, ComparedField::Source | ComparedField::SourcePort);
        if source == (self.flow.direction == Direction::Outbound) {
            (End::Local, &self.flow.local)
        } else {
            (End::Remote, &self.flow.remote)
        }
    }
}
