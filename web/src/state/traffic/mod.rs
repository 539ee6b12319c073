//! Recorded flows: the files that somebody gave, how reading them goes, and what the replay comes to.
//!
//! Loaded with the part of the page that shows it, and made by it. Several workers share the files; what they count becomes one.

mod files;
mod filter;
mod reading;
mod written;

pub use files::TrafficFile;
pub use filter::RecordFilter;
pub use written::{traffic_csv, traffic_json};

use super::awaited::Awaited;
use super::shared::Shared;
use super::worker_client::{JudgedParts, WorkerClient};
use super::{RecordedMap, RecordedTraffic, RecordedUse, State};
use leptos::prelude::*;
use nsg::{AppliedTo, NetworkSecurityGroup};
use nsg_analysis::results::Proposal;
use nsg_analysis::{Edit, RuleRef};
use nsg_traffic::kql::{QueryForm, TrafficTable};
use nsg_traffic::{
    DeniedFlows, RecordedConversation, RuleUse, TightenOptions, Tightened, TrafficResult, grouped,
};
use nsg_worker::{Ask, MapSlice, ask};
use text::text;

/// With more bytes than these an edit does not read all files again by itself.
pub const READ_AGAIN_BY_ITSELF: f64 = 64e6;

/// Who talks to whom in a group of the result.
pub(crate) type AwaitedConversations = Awaited<Shared<Vec<RecordedConversation>>>;

/// The progress of reading.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ReplayProgress {
    /// Bytes that were read.
    pub read: f64,
    /// Bytes that there are.
    pub of: f64,
    /// Decisions that were judged.
    pub flows: u64,
}

/// The state of the room of recorded traffic.
#[derive(Clone, Copy)]
pub struct TrafficReading {
    state: State,
    /// Who is asked; the first one has the result.
    workers: StoredValue<Vec<WorkerClient>>,
    parts: Memo<JudgedParts>,
    /// The files, in the order in which they came.
    pub files: RwSignal<Vec<TrafficFile>, LocalStorage>,
    /// The part of the record that is replayed.
    pub filter: RecordFilter,
    /// The map's question.
    map: RecordedMap,
    /// The progress of reading; none while nothing is being read.
    pub progress: RwSignal<Option<ReplayProgress>>,
    /// The result of the replay.
    pub result: RwSignal<Awaited<Shared<TrafficResult>>>,
    /// What each rule would decide, as edited.
    pub rules: RwSignal<Shared<Vec<RuleUse>>>,
    /// The parts that the result was judged with: other rules make it stale.
    judged: RwSignal<Option<JudgedParts>>,
    /// The group of the result that is open, with who talks to whom in it.
    pub opened: RwSignal<Option<(usize, AwaitedConversations)>>,
    /// The options for narrower rules.
    pub options: RwSignal<TightenOptions>,
    /// The rule that was made narrower last.
    pub tightened: RwSignal<Option<(RuleRef, Awaited<Shared<Tightened>>)>>,
    /// The blocked flows, while they are looked at.
    pub denied: RwSignal<Awaited<Shared<Vec<DeniedFlows>>>>,
    /// Which of them were chosen.
    pub chosen: RwSignal<Vec<usize>>,
    /// The rules that allow them.
    pub new_rules: RwSignal<Awaited<Shared<Proposal>>>,
    /// The query's question, table and form.
    pub query: RwSignal<ask::WriteQuery>,
    /// The query, while it is looked at.
    pub written: RwSignal<Awaited<String>>,
    /// Counts what was begun, so that nobody goes on with what is no longer wanted.
    begun: StoredValue<usize>,
}

impl TrafficReading {
    /// Starts to follow the rules.
    pub fn new(state: State) -> Self {
        let parts = JudgedParts::of(state, || None);
        let reading = Self {
            state,
            workers: StoredValue::new(Vec::new()),
            parts,
            files: RwSignal::new_local(Vec::new()),
            filter: RecordFilter::new(),
            map: RecordedMap::new(),
            progress: RwSignal::new(None),
            result: RwSignal::new(Awaited::Nothing),
            rules: RwSignal::new(Shared::new(Vec::new())),
            judged: RwSignal::new(None),
            opened: RwSignal::new(None),
            options: RwSignal::new(TightenOptions::default()),
            tightened: RwSignal::new(None),
            denied: RwSignal::new(Awaited::Nothing),
            chosen: RwSignal::new(Vec::new()),
            new_rules: RwSignal::new(Awaited::Nothing),
            query: RwSignal::new(ask::WriteQuery {
                about: ask::QueryAbout::Change,
                table: TrafficTable::NtaNetAnalytics,
                form: QueryForm::Commented,
            }),
            written: RwSignal::new(Awaited::Nothing),
            begun: StoredValue::new(0),
        };
        Effect::new(move |before: Option<u32>| {
            let times = state.cleared.get();
            if before.is_some_and(|before| before != times) {
                reading.clear();
            }
            times
        });
        Effect::new(move |_| {
            let parts = parts.get();
            let is_known = reading
                .judged
                .with_untracked(|judged| judged.as_ref() == Some(&parts));
            let is_small = reading.size() <= READ_AGAIN_BY_ITSELF;
            if !is_known && is_small && !reading.files.with_untracked(Vec::is_empty) {
                reading.replay();
            }
        });
        Effect::new(move |_| {
            let recorded = match reading.result.get() {
                // What was counted for other rules says nothing of these.
                Awaited::Is(result) if result.flows > 0 && !reading.is_stale() => {
                    Some(Shared::new(RecordedTraffic {
                        uses: reading.rules.with(|rules| uses(rules)),
                        report: nsg_traffic::markdown(&result),
                    }))
                }
                _ => None,
            };
            state.recorded.set(recorded);
        });
        // While files are read, the worker has only a part of the flows.
        let is_read = Memo::new(move |_| {
            reading.progress.with(Option::is_none)
                && reading
                    .result
                    .with(|result| matches!(result, Awaited::Is(_)))
        });
        Effect::new(move |_| reading.plot(reading.map.slice.get(), is_read.get()));
        state.recorded_map.set(Some(reading.map));
        reading
    }

    /// Whether the result is of other rules than those that are there now.
    pub fn is_stale(self) -> bool {
        let parts = self.parts.get();
        self.judged
            .with(|judged| judged.as_ref().is_some_and(|judged| *judged != parts))
    }

    /// Whether there are rules at all.
    pub fn has_rules(self) -> bool {
        self.parts
            .with(|parts| parts.groups.iter().any(Option::is_some))
    }

    /// Asks the worker that has the result.
    fn ask<Q: Ask>(self, question: Q, then: impl FnOnce(Result<Q::Answer, String>) + 'static) {
        let first = self.workers.with_value(|workers| workers.first().copied());
        let parts = self.judged.get_untracked();
        if let (Some(worker), Some(parts)) = (first, parts) {
            worker.ask(question, parts, then);
        }
    }

    /// Shows or hides who talks to whom in a group of the result.
    pub fn open(self, group: usize) {
        if self
            .opened
            .with_untracked(|opened| matches!(opened, Some((at, _)) if *at == group))
        {
            return self.opened.set(None);
        }
        self.opened.set(Some((group, Awaited::Asked)));
        self.ask(ask::OpenTraffic { group }, move |answer| {
            let told = Awaited::of(answer.map(Shared::new));
            self.opened.set(Some((group, told)));
        });
    }

    /// Gives the map the recorded flows of its slice.
    fn plot(self, slice: Option<MapSlice>, is_read: bool) {
        let points = self.map.points;
        if self.files.with_untracked(Vec::is_empty) {
            return points.set(None);
        }
        if let Some(slice) = slice.filter(|_| is_read) {
            self.ask(ask::PlotTraffic { slice }, move |answer| {
                points.set(answer.ok().map(|told| (slice, Shared::new(told))));
            });
        }
    }

    /// Makes a rule as narrow as what was recorded.
    pub fn tighten(self, rule: RuleRef) {
        let question = ask::TightenRule {
            applied_to: rule.applied_to,
            position: rule.position,
            options: self.options.get_untracked(),
        };
        self.tightened.set(Some((rule.clone(), Awaited::Asked)));
        self.ask(question, move |answer| {
            self.tightened
                .set(Some((rule, Awaited::of(answer.map(Shared::new)))));
        });
    }

    /// Lists the blocked flows.
    pub fn list_denied(self) {
        self.denied.set(Awaited::Asked);
        self.chosen.set(Vec::new());
        self.new_rules.set(Awaited::Nothing);
        self.ask(ask::ListDenied, move |answer| {
            self.denied.set(Awaited::of(answer.map(Shared::new)));
        });
    }

    /// Finds the fewest rules for the chosen ones.
    pub fn allow_chosen(self) {
        let chosen = self.chosen.get_untracked();
        self.new_rules.set(Awaited::Asked);
        self.ask(ask::AllowDenied { chosen }, move |answer| {
            self.new_rules.set(Awaited::of(answer.map(Shared::new)));
        });
    }

    /// Writes the query.
    pub fn write_query(self) {
        let question = self.query.get_untracked();
        self.written.set(Awaited::Asked);
        self.ask(question, move |answer| {
            self.written.set(Awaited::of(answer))
        });
    }

    /// Makes edits of the rules that were replayed in those that are in edit now.
    pub fn apply(self, edits: &[Edit]) {
        let placed: Vec<Edit> = edits.iter().filter_map(|edit| self.placed(edit)).collect();
        self.state.editing.apply(text!("step-fix"), &placed);
    }

    /// The edit where the rule stands now: others may have come or gone before it.
    fn placed(self, edit: &Edit) -> Option<Edit> {
        let mut edit = edit.clone();
        let group = self.current(edit.applied_to())?;
        if let Edit::Replace { rule, .. } | Edit::Remove { rule } = &mut edit {
            let mut rules = group.security_rules.iter();
            rule.position = rules.position(|one| one.name == rule.name.name)?;
        }
        Some(edit)
    }

    fn current(self, applied_to: AppliedTo) -> Option<Shared<NetworkSecurityGroup>> {
        self.state.place(applied_to)?.current.get_untracked()
    }
}

/// The decisions of each rule, as the ladder says them.
fn uses(rules: &[RuleUse]) -> Vec<RecordedUse> {
    let of = |used: &RuleUse| RecordedUse {
        applied_to: used.rule.applied_to,
        rule: used.rule.name.name.clone(),
        words: match (used.flows, used.perhaps) {
            (0, 0) => text!("traffic-unused").to_owned(),
            (flows, _) => text!("traffic-used", count = flows, flows = grouped(flows)),
        },
    };
    rules.iter().map(of).collect()
}
