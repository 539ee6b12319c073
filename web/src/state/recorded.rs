//! What recorded traffic says of the rules, for the other rooms. It is set by the room of recorded traffic, whose part is loaded
//! when somebody goes there.

use super::State;
use super::shared::Shared;
use leptos::prelude::*;
use nsg::AppliedTo;
use nsg_traffic::RecordedPoints;
use nsg_worker::MapSlice;

/// The decisions of a rule in the record.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedUse {
    /// Its stage.
    pub applied_to: AppliedTo,
    /// Its name.
    pub rule: String,
    /// The number of its decisions, in words.
    pub words: String,
}

/// The record's findings about the rules that are there now.
#[derive(Debug)]
pub struct RecordedTraffic {
    /// The decisions of each rule.
    pub uses: Vec<RecordedUse>,
    /// The record's section of the impact report.
    pub report: String,
}

/// The map's question to the record.
#[derive(Clone, Copy)]
pub struct RecordedMap {
    /// The slice of the map; none while nobody looks at it.
    pub slice: RwSignal<Option<MapSlice>>,
    /// The recorded flows of a slice; none while there is no record.
    pub points: RwSignal<Option<(MapSlice, Shared<RecordedPoints>)>>,
}

impl RecordedMap {
    /// Without a slice.
    pub(super) fn new() -> Self {
        Self {
            slice: RwSignal::new(None),
            points: RwSignal::new(None),
        }
    }
}

impl State {
    /// Says how often a rule decided, in words; empty where nobody looked at recorded traffic.
    pub fn recorded_use(&self, applied_to: AppliedTo, rule: &str) -> String {
        self.recorded.with(|recorded| {
            let mut uses = recorded.iter().flat_map(|recorded| &recorded.uses);
            let used = uses.find(|used| used.applied_to == applied_to && used.rule == rule);
            used.map(|used| used.words.clone()).unwrap_or_default()
        })
    }
}
