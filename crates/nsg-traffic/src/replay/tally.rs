//! What was counted: by what Azure says and what the rules say, by the hour, and by who talks to whom.

use super::conversations::{Conversations, SentConversations};
use super::judge::{ReplayOutcome, TrafficEffect};
use super::logged::Logged;
use crate::record::{RecordTime, RecordedFlow};
use nsg::Flow;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The reason why recorded flows were not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkippedReason {
    /// They went on or ended: the decision was made before, and rules that change do not end flows.
    Continued,
    /// Their group is none of the scenario's.
    AnotherGroup,
    /// The filter leaves them out.
    Filtered,
    /// The same record was given twice.
    Again,
    /// A tuple or row that is no flow.
    Unreadable,
    /// A protocol that network security groups do not tell apart, or addresses of two families.
    NotJudged,
}

/// The number of flows, their bytes, and the times of their decisions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Counted {
    pub(crate) flows: u64,
    pub(crate) packets: u64,
    pub(crate) bytes: u64,
    pub(crate) first: RecordTime,
    pub(crate) last: RecordTime,
    #[serde(with = "nsg::ip_flow")]
    pub(crate) example: Flow,
}

impl Counted {
    pub(crate) fn new(recorded: &RecordedFlow) -> Self {
        Self {
            flows: 0,
            packets: 0,
            bytes: 0,
            first: recorded.time,
            last: recorded.time,
            example: recorded.flow,
        }
    }

    #[inline]
    pub(crate) fn add(&mut self, recorded: &RecordedFlow) {
        if self.flows == 0 {
            self.first = recorded.time;
            self.last = recorded.time;
            self.example = recorded.flow;
        }
        self.flows += recorded.flows;
        self.add_counters(recorded);
        self.first = self.first.min(recorded.time);
        self.last = self.last.max(recorded.time);
    }

    /// Adds the counters of a flow that was decided before.
    #[inline]
    pub(crate) fn add_counters(&mut self, recorded: &RecordedFlow) {
        self.packets += recorded.packets;
        self.bytes += recorded.bytes;
    }

    fn absorb(&mut self, other: &Self) {
        let is_earlier = other.flows > 0 && (self.flows == 0 || other.first < self.first);
        if is_earlier {
            self.first = other.first;
            self.example = other.example;
        }
        if other.flows > 0 {
            self.last = match self.flows {
                0 => other.last,
                _ => self.last.max(other.last),
            };
        }
        self.flows += other.flows;
        self.packets += other.packets;
        self.bytes += other.bytes;
    }
}

/// The decisions of an hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HourCounts {
    /// Decisions.
    pub flows: u64,
    /// Those that the change breaks.
    pub broken: u64,
    /// Those that it opens.
    pub opened: u64,
    /// Those that depend on a missing fact.
    pub depends: u64,
    /// Those about which the record and the rules differ.
    pub differ: u64,
}

impl HourCounts {
    pub(crate) fn absorb(&mut self, other: &Self) {
        self.flows += other.flows;
        self.broken += other.broken;
        self.opened += other.opened;
        self.depends += other.depends;
        self.differ += other.differ;
    }

    pub(crate) fn add(&mut self, flows: u64, effect: TrafficEffect, differs: bool) {
        self.flows += flows;
        match effect {
            TrafficEffect::Broken => self.broken += flows,
            TrafficEffect::Opened => self.opened += flows,
            TrafficEffect::Depends => self.depends += flows,
            TrafficEffect::Unchanged => {}
        }
        if differs {
            self.differ += flows;
        }
    }
}

/// Something that could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnreadableTuple {
    pub(crate) text: String,
    pub(crate) document: String,
    pub(crate) position: u64,
}

/// Everything that a replay has counted. Tallies of several workers become one.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) logged: Vec<Logged>,
    logged_numbers: FxHashMap<Logged, u32>,
    /// By what Azure says and what the rules say.
    pub(crate) counted: Vec<Counting>,
    /// The place of a pair's counts: by the number of what Azure says, then of the outcome.
    places: Vec<Vec<Option<u32>>>,
    pub(crate) skipped: BTreeMap<SkippedReason, u64>,
    pub(crate) unreadable: Option<UnreadableTuple>,
    pub(crate) hours: BTreeMap<RecordTime, HourCounts>,
    /// Hashes of the records that were read.
    pub(crate) records: FxHashSet<u64>,
    /// The interfaces that recorded, and the hours in which each did.
    pub(crate) interfaces: BTreeMap<String, u64>,
    pub(crate) interface_hours: FxHashSet<(u64, RecordTime)>,
    pub(crate) conversations: Conversations,
    /// By effect: how many flows were counted at both their ends, to be taken off.
    pub(crate) other_ends: [u64; 4],
    /// Groups that were taken without it being told that they are the scenario's.
    pub(crate) taken: BTreeMap<String, u64>,
    pub(crate) bytes_read: u64,
    pub(crate) has_denied: bool,
}

/// The counts of what Azure says and what the rules say.
#[derive(Debug)]
pub(crate) struct Counting {
    pub(crate) logged: u32,
    pub(crate) outcome: u32,
    pub(crate) effect: TrafficEffect,
    /// Whether the record has another access than the rules.
    pub(crate) differs: bool,
    /// Whether the rules decide about such flows at all.
    pub(crate) is_ours: bool,
    pub(crate) counted: Counted,
}

impl Tally {
    /// The number of what Azure says.
    pub(crate) fn logged(&mut self, logged: Logged) -> u32 {
        if let Some(number) = self.logged_numbers.get(&logged) {
            return *number;
        }
        let number = u32::try_from(self.logged.len()).unwrap_or(u32::MAX);
        self.logged.push(logged.clone());
        self.logged_numbers.insert(logged, number);
        self.places.push(Vec::new());
        number
    }

    /// The place of a pair's counts, if it was met.
    #[inline]
    pub(crate) fn place(&self, logged: u32, outcome: u32) -> Option<u32> {
        let outcomes = self.places.get(logged as usize)?;
        *outcomes.get(outcome as usize)?
    }

    /// Makes room for the counts of a pair.
    pub(crate) fn add_pair(&mut self, counting: Counting) -> u32 {
        let place = u32::try_from(self.counted.len()).unwrap_or(u32::MAX);
        let (logged, outcome) = (counting.logged as usize, counting.outcome as usize);
        self.counted.push(counting);
        if let Some(outcomes) = self.places.get_mut(logged) {
            if outcomes.len() <= outcome {
                outcomes.resize(outcome + 1, None);
            }
            if let Some(own) = outcomes.get_mut(outcome) {
                *own = Some(place);
            }
        }
        place
    }

    /// Adds what was decided in an hour.
    pub(crate) fn add_hour(&mut self, hour: RecordTime, counts: &HourCounts) {
        self.hours.entry(hour).or_default().absorb(counts);
    }

    #[inline]
    pub(crate) fn counting(&mut self, place: u32) -> Option<&mut Counting> {
        self.counted.get_mut(place as usize)
    }

    pub(crate) fn skip(&mut self, reason: SkippedReason, flows: u64) {
        *self.skipped.entry(reason).or_default() += flows;
    }

    /// Everything in a form that another program's tally can take.
    pub(crate) fn sent(&self, outcome: impl Fn(u32) -> Option<ReplayOutcome>) -> SentTally {
        let counted = self.counted.iter().filter_map(|counting| {
            Some(SentCounting {
                logged: counting.logged,
                outcome: outcome(counting.outcome)?,
                effect: counting.effect,
                differs: counting.differs,
                is_ours: counting.is_ours,
                counted: counting.counted.clone(),
            })
        });
        SentTally {
            logged: self.logged.clone(),
            counted: counted.collect(),
            skipped: self.skipped.clone(),
            unreadable: self.unreadable.clone(),
            hours: self
                .hours
                .iter()
                .map(|(hour, counts)| (*hour, *counts))
                .collect(),
            records: self.records.iter().copied().collect(),
            interfaces: self.interfaces.clone(),
            interface_hours: self.interface_hours.iter().copied().collect(),
            conversations: self.conversations.sent(),
            other_ends: self.other_ends,
            taken: self.taken.clone(),
            bytes_read: self.bytes_read,
            has_denied: self.has_denied,
        }
    }

    /// Adds what another one has counted.
    pub(crate) fn absorb(&mut self, sent: SentTally, mut number: impl FnMut(ReplayOutcome) -> u32) {
        let logged: Vec<u32> = sent
            .logged
            .into_iter()
            .map(|one| self.logged(one))
            .collect();
        let mut places = Vec::with_capacity(sent.counted.len());
        for one in sent.counted {
            let logged = logged.get(one.logged as usize).copied().unwrap_or_default();
            let outcome = number(one.outcome);
            let place = match self.place(logged, outcome) {
                Some(place) => {
                    if let Some(own) = self.counting(place) {
                        own.counted.absorb(&one.counted);
                    }
                    place
                }
                None => self.add_pair(Counting {
                    logged,
                    outcome,
                    effect: one.effect,
                    differs: one.differs,
                    is_ours: one.is_ours,
                    counted: one.counted,
                }),
            };
            places.push(place);
        }
        for (reason, flows) in sent.skipped {
            self.skip(reason, flows);
        }
        self.unreadable = self.unreadable.take().or(sent.unreadable);
        for (hour, counts) in sent.hours {
            self.add_hour(hour, &counts);
        }
        self.records.extend(sent.records);
        for (interface, records) in sent.interfaces {
            *self.interfaces.entry(interface).or_default() += records;
        }
        self.interface_hours.extend(sent.interface_hours);
        self.conversations.absorb(sent.conversations, &places);
        for (own, other) in self.other_ends.iter_mut().zip(sent.other_ends) {
            *own += other;
        }
        for (group, flows) in sent.taken {
            *self.taken.entry(group).or_default() += flows;
        }
        self.bytes_read += sent.bytes_read;
        self.has_denied |= sent.has_denied;
    }
}

/// A tally on its way.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SentTally {
    logged: Vec<Logged>,
    counted: Vec<SentCounting>,
    skipped: BTreeMap<SkippedReason, u64>,
    unreadable: Option<UnreadableTuple>,
    hours: Vec<(RecordTime, HourCounts)>,
    records: Vec<u64>,
    interfaces: BTreeMap<String, u64>,
    interface_hours: Vec<(u64, RecordTime)>,
    conversations: SentConversations,
    other_ends: [u64; 4],
    taken: BTreeMap<String, u64>,
    bytes_read: u64,
    has_denied: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct SentCounting {
    logged: u32,
    outcome: ReplayOutcome,
    effect: TrafficEffect,
    differs: bool,
    is_ours: bool,
    counted: Counted,
}
