//! Answers to facts.

use super::Fact;
use super::end::End;
use super::possible_ports::{Number, PossiblePorts};
use super::question::Question;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use text::text;

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

/// An answer that no flow can have beside the answers before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction;

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(text!("answer-contradiction"))
    }
}

impl std::error::Error for Contradiction {}
