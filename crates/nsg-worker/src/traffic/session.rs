//! A replay, and what the page has told it.

use crate::answer::{Ask, ReplayedSoFar};
use crate::ask::{self, QueryAbout};
use crate::language::speak;
use crate::message::{Reply, WorkerMessage, WorkerQuestion};
use crate::sides::ToldSides;
use nsg_analysis::results::Proposal;
use nsg_traffic::kql::{QueryOptions, parity_query, traffic_query, use_query};
use nsg_traffic::record::RecordReader;
use nsg_traffic::{
    DeniedFlows, RecordedConversation, RecordedPoints, Tightened, TrafficFilter, TrafficGroup,
    TrafficReplay, TrafficResult,
};
use text::text;

/// So many points a map has room for.
const POINTS: usize = 500;

/// So many lines a row opens to.
const LINES: usize = 20;

/// The scenarios and records that a page has given.
#[derive(Debug, Default)]
pub struct TrafficSession {
    sides: ToldSides,
    replay: Option<TrafficReplay>,
    /// The file that is being read.
    reading: Option<(String, RecordReader)>,
    /// The groups of the result that was told last.
    groups: Vec<TrafficGroup>,
}

impl TrafficSession {
    /// Remembers what is told, and answers what is asked.
    pub fn take(&mut self, told: WorkerMessage) -> Option<Reply> {
        match told {
            WorkerMessage::Group(side, applied_to, group) => {
                self.sides.put(side, applied_to, group);
            }
            WorkerMessage::Network(network) => self.sides.refer(network),
            // Of another build neither side is.
            WorkerMessage::Language(file) => speak(file.as_ref()).unwrap_or_default(),
            WorkerMessage::Documents(_) | WorkerMessage::Machine(_) => {}
            WorkerMessage::Ask(number, question) => {
                let answer = self.reply(question);
                return Some(Reply { number, answer });
            }
        }
        None
    }

    fn reply(&mut self, question: WorkerQuestion) -> Result<String, String> {
        match question {
            WorkerQuestion::BeginReplay(asked) => {
                self.begin(asked.filter.clone());
                written(&asked, &())
            }
            WorkerQuestion::ReadTraffic(asked) => written(&asked, &self.read(&asked)?),
            WorkerQuestion::TakeCounted(asked) => written(&asked, &self.counted()?),
            WorkerQuestion::AddCounted(asked) => written(&asked, &self.add(&asked)?),
            WorkerQuestion::ReplayResult(asked) => written(&asked, &self.result()?),
            WorkerQuestion::UsedRules(asked) => written(&asked, &self.replay()?.newest_rules()),
            WorkerQuestion::OpenTraffic(asked) => written(&asked, &self.open(asked)?),
            WorkerQuestion::PlotTraffic(asked) => written(&asked, &self.points(asked)?),
            WorkerQuestion::TightenRule(asked) => written(&asked, &self.tighten(asked)?),
            WorkerQuestion::ListDenied(asked) => written(&asked, &self.replay()?.denied()),
            WorkerQuestion::AllowDenied(asked) => written(&asked, &self.allow(&asked)?),
            WorkerQuestion::WriteQuery(asked) => written(&asked, &self.query(asked)?),
            // The page asks the other worker.
            _ => Err(String::new()),
        }
    }

    fn begin(&mut self, filter: TrafficFilter) {
        self.reading = None;
        self.groups.clear();
        let is_edited = self.sides.original.subnet_security_group
            != self.sides.edited.subnet_security_group
            || self.sides.original.network_interface_security_group
                != self.sides.edited.network_interface_security_group;
        let after = is_edited.then(|| self.sides.edited.clone());
        let replay = TrafficReplay::new(self.sides.original.clone(), after, filter);
        self.replay = Some(replay);
    }

    fn replay(&mut self) -> Result<&mut TrafficReplay, String> {
        let replay = self.replay.as_mut();
        replay.ok_or_else(|| text!("traffic-not-begun").to_owned())
    }

    fn read(&mut self, asked: &ask::ReadTraffic) -> Result<ReplayedSoFar, String> {
        let mut reading = self.reading.take();
        let replay = self.replay()?;
        let reader = reading.take_if(|(file, _)| *file == asked.file);
        let (file, mut reader) =
            reader.unwrap_or_else(|| (asked.file.clone(), replay.begin(&asked.file)));
        replay.read(&mut reader, &asked.bytes);
        let reading = match asked.is_last {
            true => {
                replay.finish(reader, &file);
                None
            }
            false => Some((file, reader)),
        };
        let flows = replay.flows();
        self.reading = reading;
        Ok(ReplayedSoFar { flows })
    }

    fn counted(&mut self) -> Result<String, String> {
        let counted = self.replay()?.counted();
        let counted = counted.map_err(|error| error.to_string())?;
        String::from_utf8(counted).map_err(|error| error.to_string())
    }

    fn add(&mut self, ask::AddCounted(counted): &ask::AddCounted) -> Result<(), String> {
        let added = self.replay()?.absorb(counted.as_bytes());
        added.map_err(|error| error.to_string())
    }

    fn result(&mut self) -> Result<TrafficResult, String> {
        let result = self.replay()?.result();
        self.groups = result
            .change
            .as_ref()
            .map(|change| change.groups.clone())
            .unwrap_or_default();
        Ok(result)
    }

    fn open(&mut self, asked: ask::OpenTraffic) -> Result<Vec<RecordedConversation>, String> {
        let group = self.groups.get(asked.group).cloned();
        let replay = self.replay()?;
        let opened = group.map(|group| replay.conversations(&group, LINES));
        Ok(opened.unwrap_or_default())
    }

    fn points(
        &mut self,
        ask::PlotTraffic { slice }: ask::PlotTraffic,
    ) -> Result<RecordedPoints, String> {
        let replay = self.replay()?;
        Ok(replay.points(slice.direction, slice.protocol, slice.local, POINTS))
    }

    fn tighten(&mut self, asked: ask::TightenRule) -> Result<Tightened, String> {
        let ask::TightenRule {
            applied_to,
            position,
            options,
        } = asked;
        let tightened = self.replay()?.tighten(applied_to, position, options);
        tightened.map_err(|why| why.to_string())
    }

    fn query(&self, asked: ask::WriteQuery) -> Result<String, String> {
        let options = QueryOptions {
            form: asked.form,
            ..QueryOptions::default()
        };
        let query = match asked.about {
            QueryAbout::Change => traffic_query(
                &self.sides.original,
                &self.sides.edited,
                asked.table,
                &options,
            ),
            QueryAbout::Parity => parity_query(&self.sides.original, asked.table, &options),
            QueryAbout::Use => use_query(&self.sides.edited, asked.table, &options),
        };
        query.map_err(|error| error.to_string())
    }

    fn allow(&mut self, asked: &ask::AllowDenied) -> Result<Proposal, String> {
        let replay = self.replay()?;
        let denied = replay.denied();
        let chosen = asked.chosen.iter();
        let chosen: Vec<DeniedFlows> = chosen.filter_map(|at| denied.get(*at).cloned()).collect();
        replay.let_in(&chosen).map_err(|why| why.to_string())
    }
}

/// The answer as JSON.
fn written<Q: Ask>(_: &Q, answer: &Q::Answer) -> Result<String, String> {
    serde_json::to_string(answer).map_err(|error| error.to_string())
}
