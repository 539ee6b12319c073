//! Facts that a verdict may hang on, and answers to them.

use crate::consensus::Question;
use crate::model::name::Name;
use crate::model::port::PortRange;
use crate::model::protocol::Protocol;
use crate::model::scenario::AppliedTo;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;
use text::text;

/// One end of a flow, seen from the virtual machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum End {
    /// The virtual machine.
    Local,
    /// The other end.
    Remote,
}

/// A field of a rule that is compared with the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RuleField {
    /// The protocol.
    Protocol,
    /// The source address.
    Source,
    /// The source port.
    SourcePort,
    /// The destination address.
    Destination,
    /// The destination port.
    DestinationPort,
}

impl RuleField {
    /// All of them, in the order in which Azure lists its answers.
    pub const ALL: [Self; 5] = [
        Self::Protocol,
        Self::Source,
        Self::SourcePort,
        Self::Destination,
        Self::DestinationPort,
    ];

    /// The field as names of missing facts and the package have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Protocol => "protocol",
            Self::Source => "source",
            Self::SourcePort => "source port",
            Self::Destination => "destination",
            Self::DestinationPort => "destination port",
        }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Protocol => text!("field-protocol"),
            Self::Source => text!("field-source"),
            Self::SourcePort => text!("field-source-port"),
            Self::Destination => text!("field-destination"),
            Self::DestinationPort => text!("field-destination-port"),
        }
    }
}

/// Which rule a fact is about. Position tells rules of one name apart, which pasted text can hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleKey {
    /// The stage.
    pub applied_to: AppliedTo,
    /// The name as [`crate::verdict::RuleName`] prints it.
    pub name: String,
    /// Index in the stage's rules, user rules first, in the document's order.
    pub position: usize,
}

/// A yes-or-no fact that the input may leave open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// The address is in the service tag.
    ServiceTag {
        /// The tag as the rule names it.
        tag: Name,
        /// The flow's address.
        address: IpAddr,
    },
    /// The address belongs to a member of the application security group.
    ApplicationSecurityGroup {
        /// The group as the rule names it.
        group: Name,
        /// The flow's address.
        address: IpAddr,
    },
    /// The flow's port, which was not given, lies in the range.
    Port {
        /// Whose port.
        end: End,
        /// The range that a rule names.
        range: PortRange,
    },
    /// A rule's field that could not be read matches the flow.
    Field {
        /// The rule.
        rule: RuleKey,
        /// The field.
        field: RuleField,
        /// The field's text as given.
        text: String,
    },
    /// A rule whose direction could not be read judges flows of this direction.
    Direction {
        /// The rule.
        rule: RuleKey,
        /// The direction's text as given.
        text: String,
    },
    /// A rule whose access could not be read allows.
    Access {
        /// The rule.
        rule: RuleKey,
        /// The access's text as given.
        text: String,
    },
    /// A rule whose priority could not be read, or equals another's, is checked before the other rules
    /// that match the flow.
    Precedence {
        /// The rule.
        rule: RuleKey,
    },
    /// The flow is ICMP of one of these types, and Azure compares a rule's ports with the type. Reports differ
    /// (MicrosoftDocs/azure-docs #51522 and #37413; sarti.dev, azure-nsg-rules).
    IcmpType {
        /// The ports of a rule that can be types.
        types: PortRange,
    },
    /// A rule that names ports can match a protocol that has none. Azure does not document it.
    PortlessProtocol {
        /// The flow's protocol.
        protocol: Protocol,
    },
    /// A security admin rule judges platform traffic. Azure does not document it.
    PlatformTraffic {
        /// The security admin rule.
        rule: RuleKey,
    },
}

/// Answers to facts. What was not answered is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    facts: Vec<(Fact, bool)>,
    local_port: PossiblePorts,
    remote_port: PossiblePorts,
}

impl Answers {
    /// The answer, where it was given or follows from what was answered about the same port.
    pub fn get(&self, fact: &Fact) -> Option<bool> {
        match fact {
            Fact::Port { end, range } => {
                return self.possible(Number::port(*end)).answer(*range);
            }
            // What was answered about one type tells of others: there is one.
            Fact::IcmpType { types } => return self.possible(Number::IcmpType).answer(*types),
            _ => {}
        }
        self.facts
            .iter()
            .find_map(|(known, answer)| (known == fact).then_some(*answer))
    }

    /// Adds an answer; an answer that is there already is replaced.
    pub fn insert(&mut self, fact: Fact, answer: bool) {
        if let Fact::Port { end, range } = fact {
            return self.ports_mut(end).keep(range, answer);
        }
        self.remove(&fact);
        self.facts.push((fact, answer));
    }

    /// Adds the answer to a question.
    ///
    /// # Errors
    ///
    /// [`Contradiction`] where no flow can have this answer and the ones before; then nothing is added.
    pub fn answer(&mut self, question: Question, answer: bool) -> Result<(), Contradiction> {
        match question {
            Question::Fact(fact) => {
                if self.get(&fact) == Some(!answer) {
                    return Err(Contradiction);
                }
                self.insert(fact, answer);
            }
            Question::Port { end, ranges } => {
                let ports = self.ports(end);
                let other = ports.without(&ranges);
                let left = if answer {
                    ports.without(other.ranges())
                } else {
                    other
                };
                if left.ranges().is_empty() {
                    return Err(Contradiction);
                }
                *self.ports_mut(end) = left;
            }
        }
        Ok(())
    }

    /// Every answer with its question, those about ports included.
    pub fn questions(&self) -> impl Iterator<Item = (Question, bool)> {
        let facts = self.facts.iter();
        let facts = facts.map(|(fact, answer)| (Question::Fact(fact.clone()), *answer));
        let ports = [End::Local, End::Remote].map(|end| {
            let possible = self.ports(end);
            (*possible != PossiblePorts::default()).then(|| {
                let ranges = possible.ranges().to_vec();
                (Question::Port { end, ranges }, true)
            })
        });
        facts.chain(ports.into_iter().flatten())
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns how many things there are to copy and to look through.
    pub(crate) fn len(&self) -> usize {
        let ports = self.local_port.ranges().len() + self.remote_port.ranges().len();
        self.facts.len() + ports
    }

    /// Takes an answer back.
    pub fn remove(&mut self, fact: &Fact) {
        self.facts.retain(|(known, _)| known != fact);
    }

    /// The answers in the order they were given, those about ports left out.
    pub fn iter(&self) -> impl Iterator<Item = (&Fact, bool)> {
        self.facts.iter().map(|(fact, answer)| (fact, *answer))
    }

    /// These answers and one more.
    #[must_use]
    pub(crate) fn with(&self, fact: Fact, answer: bool) -> Self {
        let mut answers = self.clone();
        answers.insert(fact, answer);
        answers
    }

    /// These answers, with the ports alone that are possible under the others, too.
    #[must_use]
    pub(crate) fn within_ports_of(mut self, others: &Self) -> Self {
        for end in [End::Local, End::Remote] {
            let possible = others.ports(end);
            if *possible == PossiblePorts::default() {
                continue;
            }
            let impossible = PossiblePorts::default().without(possible.ranges());
            let left = self.ports(end).without(impossible.ranges());
            *self.ports_mut(end) = left;
        }
        self
    }

    fn ports(&self, end: End) -> &PossiblePorts {
        match end {
            End::Local => &self.local_port,
            End::Remote => &self.remote_port,
        }
    }

    fn ports_mut(&mut self, end: End) -> &mut PossiblePorts {
        match end {
            End::Local => &mut self.local_port,
            End::Remote => &mut self.remote_port,
        }
    }

    /// Which numbers the answers leave possible.
    pub(crate) fn possible(&self, number: Number) -> Cow<'_, PossiblePorts> {
        match number {
            Number::LocalPort => Cow::Borrowed(self.ports(End::Local)),
            Number::RemotePort => Cow::Borrowed(self.ports(End::Remote)),
            Number::IcmpType => {
                let mut possible = PossiblePorts::default();
                for (fact, answer) in &self.facts {
                    if let Fact::IcmpType { types } = fact {
                        possible.keep(*types, *answer);
                    }
                }
                Cow::Owned(possible)
            }
        }
    }
}

/// A number of the flow that may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    LocalPort,
    RemotePort,
    /// 0 to 255; beyond, Azure compares no port with it.
    IcmpType,
}

impl Number {
    pub(crate) const ALL: [Self; 3] = [Self::LocalPort, Self::RemotePort, Self::IcmpType];

    pub(crate) fn port(end: End) -> Self {
        match end {
            End::Local => Self::LocalPort,
            End::Remote => Self::RemotePort,
        }
    }
}

/// An answer that no flow can have beside the answers before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction;

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(text!("answer-contradiction"))
    }
}

impl std::error::Error for Contradiction {}

/// The ports that an unknown port may still be.
///
/// INVARIANT: ranges are sorted and disjoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PossiblePorts(Vec<PortRange>);

impl Default for PossiblePorts {
    fn default() -> Self {
        Self(vec![PortRange::ALL])
    }
}

impl PossiblePorts {
    pub(crate) fn ranges(&self) -> &[PortRange] {
        &self.0
    }

    /// Whether the port lies in `range`: no where none of the possible ports does, yes where all do.
    fn answer(&self, range: PortRange) -> Option<bool> {
        let inside = |r: &PortRange| range.first() <= r.first() && r.last() <= range.last();
        let outside = |r: &PortRange| r.last() < range.first() || range.last() < r.first();
        if self.0.iter().all(outside) {
            Some(false)
        } else if self.0.iter().all(inside) {
            Some(true)
        } else {
            None
        }
    }

    /// The ports that none of the ranges holds.
    fn without(&self, ranges: &[PortRange]) -> Self {
        let mut left = self.clone();
        ranges.iter().for_each(|range| left.keep(*range, false));
        left
    }

    /// Keeps the ports inside `range` (`inside`), or those outside it.
    fn keep(&mut self, range: PortRange, inside: bool) {
        let cut = |first: Option<u16>, last: Option<u16>| {
            move |r: &PortRange| PortRange::new(r.first().max(first?), r.last().min(last?))
        };
        let kept: Vec<_> = if inside {
            self.0
                .iter()
                .filter_map(cut(Some(range.first()), Some(range.last())))
                .collect()
        } else {
            let below = cut(Some(0), range.first().checked_sub(1));
            let above = cut(range.last().checked_add(1), Some(u16::MAX));
            self.0
                .iter()
                .flat_map(|r| [below(r), above(r)])
                .flatten()
                .collect()
        };
        self.0 = kept;
    }

    /// Whether some port is possible on both sides.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let meets = |a: &PortRange, b: &PortRange| a.first() <= b.last() && b.first() <= a.last();
        self.0.iter().any(|a| other.0.iter().any(|b| meets(a, b)))
    }
}
