//! The replay of recorded flows against rules, and what it counts.

mod agreement;
mod conversations;
mod counting;
mod filter;
mod judge;
mod logged;
mod other_ends;
mod tally;

pub use filter::TrafficFilter;
pub use judge::TrafficEffect;
pub use tally::{HourCounts, SkippedReason};

pub(crate) use agreement::{Agreement, agreement};
pub(crate) use conversations::Conversation;
pub(crate) use judge::{Answer, ReplayJudge, ReplayOutcome, RulePlace};
pub(crate) use logged::{Logged, LoggedRule};
pub(crate) use tally::{Counting, SentTally, Tally};

use crate::record::{RecordFault, RecordReader};
use counting::AtHand;
use filter::Belonging;
use nsg::Scenario;
use nsg_analysis::Limits;
use other_ends::OtherEnds;

/// Replays recorded flows against rules, and against the rules as they would be.
///
/// ```
/// use nsg::Scenario;
/// use nsg_traffic::{TrafficFilter, TrafficReplay};
///
/// let mut replay = TrafficReplay::new(Scenario::default(), None, TrafficFilter::default());
/// let mut document = replay.document("PT1H.json");
/// document.read(br#"{"records":[]}"#);
/// document.finish();
/// assert_eq!(replay.flows(), 0);
/// ```
#[derive(Debug)]
pub struct TrafficReplay {
    judge: ReplayJudge,
    belonging: Belonging,
    tally: Tally,
    at_hand: AtHand,
    other_ends: OtherEnds,
    faults: Vec<(String, RecordFault)>,
    flows: u64,
}

/// A file that is being read. [`Self::finish`] ends it.
#[derive(Debug)]
pub struct TrafficDocument<'a> {
    replay: &'a mut TrafficReplay,
    reader: RecordReader,
    name: String,
}

impl TrafficReplay {
    /// Begins a replay. A group without its default rules is judged as if it had none.
    pub fn new(scenario: Scenario, after: Option<Scenario>, filter: TrafficFilter) -> Self {
        Self {
            belonging: Belonging::new(&scenario, filter),
            judge: ReplayJudge::new(scenario, after, Limits::default()),
            tally: Tally::default(),
            at_hand: AtHand::default(),
            other_ends: OtherEnds::default(),
            faults: Vec::new(),
            flows: 0,
        }
    }

    /// Begins a file.
    pub fn document(&mut self, name: &str) -> TrafficDocument<'_> {
        let reader = self.begin(name);
        TrafficDocument {
            replay: self,
            reader,
            name: name.to_owned(),
        }
    }

    /// Begins a file for whoever keeps its reader: [`Self::read`] reads on, and [`Self::finish`] ends it.
    pub fn begin(&mut self, name: &str) -> RecordReader {
        self.at_hand = AtHand::of_document(name);
        RecordReader::default()
    }

    /// Reads on in a file.
    pub fn read(&mut self, reader: &mut RecordReader, bytes: &[u8]) {
        self.tally.bytes_read += bytes.len() as u64;
        reader.read(bytes, self);
        self.end_hour();
    }

    /// Ends a file.
    pub fn finish(&mut self, reader: RecordReader, name: &str) {
        let fault = reader.finish(self);
        self.end_hour();
        if let Some(fault) = fault {
            self.faults.push((name.to_owned(), fault));
        }
    }

    /// The number of decisions that were judged.
    pub fn flows(&self) -> u64 {
        self.flows
    }

    /// Everything that was counted, as bytes for [`Self::absorb`] of a replay of the same scenarios elsewhere.
    ///
    /// # Errors
    ///
    /// The error of serde.
    pub fn counted(&self) -> Result<Vec<u8>, serde_json::Error> {
        let sent = self
            .tally
            .sent(|number| self.judge.outcome(number).cloned());
        serde_json::to_vec(&(sent, &self.faults))
    }

    /// Adds what a replay of the same scenarios counted elsewhere.
    ///
    /// # Errors
    ///
    /// The bytes are not those of [`Self::counted`].
    pub fn absorb(&mut self, counted: &[u8]) -> Result<(), serde_json::Error> {
        let (sent, faults): (SentTally, Vec<_>) = serde_json::from_slice(counted)?;
        let before = self.counted_flows();
        let judge = &mut self.judge;
        self.tally.absorb(sent, |outcome| judge.number(outcome));
        self.flows += self.counted_flows() - before;
        self.faults.extend(faults);
        Ok(())
    }

    fn counted_flows(&self) -> u64 {
        self.tally
            .counted
            .iter()
            .map(|counting| counting.counted.flows)
            .sum()
    }

    pub(crate) fn judge(&self) -> &ReplayJudge {
        &self.judge
    }

    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    pub(crate) fn faults(&self) -> &[(String, RecordFault)] {
        &self.faults
    }
}

impl TrafficDocument<'_> {
    /// Reads on.
    pub fn read(&mut self, bytes: &[u8]) {
        self.replay.read(&mut self.reader, bytes);
    }

    /// Ends the file.
    pub fn finish(self) {
        self.replay.finish(self.reader, &self.name);
    }
}
