//! The side that answers.

use crate::answer::{Ask, Picture, RedactedSides};
use crate::ask::{self, MapSlice, PatchForm, ReportForm};
use crate::group_list::{ExaminedRow, GroupList, OpenedRow};
use crate::language::speak;
use crate::library::Library;
use crate::message::{Reply, WorkerMessage, WorkerQuestion};
use crate::sides::ToldSides;
use crate::{contracts, picture, redacted};
use nsg::Decision;
use nsg_analysis::contracts::Checked;
use nsg_analysis::results::{Compared, Proposal, ShownRegions};
use nsg_analysis::{AddressNames, Comparison, Finding, Limits, Report, TooLarge};
use nsg_documents::patch;
use nsg_documents::write::{self, Written};
use std::net::IpAddr;
use text::text;

/// So many regions fit a table that a person reads.
const REGIONS: usize = 100;

/// What a page has told.
#[derive(Debug, Default)]
pub struct Session {
    sides: ToldSides,
    /// Made of the network, for sentences.
    names: AddressNames,
    /// The machine that examples are of.
    machine: Option<IpAddr>,
    library: Library,
}

/// Answers one kind of question, or says in a sentence why not.
trait Answering<Q: Ask> {
    fn answer(&mut self, question: &Q) -> Result<Q::Answer, String>;
}

impl Session {
    /// Remembers what is told, and answers what is asked.
    pub fn take(&mut self, told: WorkerMessage) -> Option<Reply> {
        match told {
            WorkerMessage::Group(side, applied_to, group) => {
                self.sides.put(side, applied_to, group);
            }
            WorkerMessage::Network(network) => {
                self.names = AddressNames::new(&network);
                self.sides.refer(network);
            }
            WorkerMessage::Documents(given) => self.library.put(given),
            WorkerMessage::Machine(machine) => self.machine = machine,
            WorkerMessage::Language(file) => {
                // Of another build neither side is.
                speak(file.as_ref()).unwrap_or_default();
                // Some of its names are words.
                self.names = AddressNames::new(&self.sides.edited.network);
                self.library.forget();
            }
            WorkerMessage::Ask(number, question) => {
                let answer = self.reply(&question);
                return Some(Reply { number, answer });
            }
        }
        None
    }

    /// The answer as JSON.
    fn reply(&mut self, question: &WorkerQuestion) -> Result<String, String> {
        match question {
            WorkerQuestion::Impact(question) => self.written(question),
            WorkerQuestion::Findings(question) => self.written(question),
            WorkerQuestion::WhyNot(question) => self.written(question),
            WorkerQuestion::Picture(question) => self.written(question),
            WorkerQuestion::Change(question) => self.written(question),
            WorkerQuestion::Patch(question) => self.written(question),
            WorkerQuestion::Report(question) => self.written(question),
            WorkerQuestion::Contracts(question) => self.written(question),
            WorkerQuestion::Redact(question) => self.written(question),
            WorkerQuestion::Quiz(question) => self.written(question),
            WorkerQuestion::ListGroups(question) => self.written(question),
            WorkerQuestion::JudgeGroups(question) => self.written(question),
            WorkerQuestion::ExamineGroups(question) => self.written(question),
            WorkerQuestion::OpenGroup(question) => self.written(question),
            // The page asks the other worker, `traffic`.
            WorkerQuestion::BeginReplay(_)
            | WorkerQuestion::ReadTraffic(_)
            | WorkerQuestion::TakeCounted(_)
            | WorkerQuestion::AddCounted(_)
            | WorkerQuestion::ReplayResult(_)
            | WorkerQuestion::UsedRules(_)
            | WorkerQuestion::OpenTraffic(_)
            | WorkerQuestion::PlotTraffic(_)
            | WorkerQuestion::TightenRule(_)
            | WorkerQuestion::ListDenied(_)
            | WorkerQuestion::AllowDenied(_)
            | WorkerQuestion::WriteQuery(_) => Err(String::new()),
        }
    }

    fn written<Q: Ask>(&mut self, question: &Q) -> Result<String, String>
    where
        Self: Answering<Q>,
    {
        let answer = self.answer(question)?;
        serde_json::to_string(&answer).map_err(|error| error.to_string())
    }

    fn comparison(&self) -> Result<Comparison, String> {
        let limits = Limits::default();
        nsg_analysis::compare(&self.sides.original, &self.sides.edited, None, limits)
            .map_err(sentence)
    }

    fn shown(&self) -> ShownRegions {
        ShownRegions {
            regions: REGIONS,
            machine: self.machine,
        }
    }
}

impl Answering<ask::Impact> for Session {
    fn answer(&mut self, _: &ask::Impact) -> Result<Compared, String> {
        let comparison = self.comparison()?;
        Ok(Compared::new(
            &comparison,
            &self.names,
            &self.sides.edited,
            self.shown(),
        ))
    }
}

impl Answering<ask::Findings> for Session {
    fn answer(&mut self, _: &ask::Findings) -> Result<Vec<Finding>, String> {
        nsg_analysis::findings(&self.sides.edited, Limits::default()).map_err(sentence)
    }
}

impl Answering<ask::ProposeFixes> for Session {
    fn answer(&mut self, question: &ask::ProposeFixes) -> Result<Vec<Proposal>, String> {
        let ask::ProposeFixes { flow, wanted } = question;
        let answer = nsg_analysis::why_not(&self.sides.edited, flow, *wanted, Limits::default());
        let fixes = answer.fixes.iter();
        Ok(fixes
            .map(|fix| Proposal::new(fix, &self.names, self.shown()))
            .collect())
    }
}

impl Answering<MapSlice> for Session {
    fn answer(&mut self, slice: &MapSlice) -> Result<Picture, String> {
        let sides = [&self.sides.original, &self.sides.edited];
        picture::picture(sides, slice, &self.names, Limits::default()).map_err(sentence)
    }
}

impl Answering<ask::CheckContracts> for Session {
    fn answer(
        &mut self,
        contracts: &ask::CheckContracts,
    ) -> Result<Result<Vec<Checked>, Vec<String>>, String> {
        let limits = Limits::default();
        contracts::checked(
            &contracts.0,
            &self.sides.original,
            &self.sides.edited,
            limits,
        )
        .map_err(sentence)
    }
}

impl Answering<ask::Redact> for Session {
    fn answer(&mut self, question: &ask::Redact) -> Result<RedactedSides, String> {
        let ask::Redact { flow, key } = question;
        redacted::redacted(&self.sides.original, &self.sides.edited, flow.as_ref(), key)
    }
}

impl Answering<ask::Quiz> for Session {
    fn answer(&mut self, quiz: &ask::Quiz) -> Result<Vec<nsg_analysis::QuizQuestion>, String> {
        nsg_analysis::quiz(&self.sides.edited, quiz.seed, Limits::default()).map_err(sentence)
    }
}

impl Answering<ask::ListGroups> for Session {
    fn answer(&mut self, _: &ask::ListGroups) -> Result<GroupList, String> {
        Ok(self.library.list())
    }
}

impl Answering<ask::JudgeGroups> for Session {
    fn answer(&mut self, asked: &ask::JudgeGroups) -> Result<Vec<Option<Decision>>, String> {
        Ok(self.library.judge(&self.sides.edited.network, &asked.flow))
    }
}

impl Answering<ask::ExamineGroups> for Session {
    fn answer(&mut self, asked: &ask::ExamineGroups) -> Result<Vec<ExaminedRow>, String> {
        let ask::ExamineGroups { first, count } = *asked;
        let rows = first..first.saturating_add(count);
        Ok(self
            .library
            .examine(&self.sides.edited.network, &self.names, rows))
    }
}

impl Answering<ask::OpenGroup> for Session {
    fn answer(&mut self, asked: &ask::OpenGroup) -> Result<OpenedRow, String> {
        Ok(self.library.open(asked.row))
    }
}

impl Answering<ask::WriteReport> for Session {
    fn answer(&mut self, question: &ask::WriteReport) -> Result<Written, String> {
        let comparison = self.comparison()?;
        let (text, file_name) = match question.form {
            ReportForm::Markdown => {
                let report = Report {
                    title: text!("report-heading"),
                    before: &self.sides.original,
                    after: &self.sides.edited,
                    comparison: &comparison,
                    flow: question.flow.as_ref(),
                };
                (report.markdown(), "impact.md")
            }
            ReportForm::Json => {
                let compared = Compared::new(
                    &comparison,
                    &self.names,
                    &self.sides.edited,
                    ShownRegions::default(),
                );
                let text = serde_json::to_string_pretty(&compared);
                (text.map_err(|error| error.to_string())?, "impact.json")
            }
        };
        Ok(Written {
            text,
            file_name: file_name.to_owned(),
            notes: Vec::new(),
        })
    }
}

impl Answering<ask::WriteChange> for Session {
    fn answer(&mut self, question: &ask::WriteChange) -> Result<Written, String> {
        let Some(edited) = self.sides.edited.group(question.applied_to) else {
            return Err(text!("analysis-write-no-group").to_owned());
        };
        let original = self.sides.original.group(question.applied_to);
        write::change(original, edited, question.format).map_err(|error| error.to_string())
    }
}

impl Answering<ask::PatchText> for Session {
    fn answer(&mut self, question: &ask::PatchText) -> Result<Written, String> {
        let Some(edited) = self.sides.edited.group(question.applied_to) else {
            return Err(text!("analysis-write-no-group").to_owned());
        };
        let patched = patch(&question.text, &question.file, question.chosen, edited);
        let patched = patched.map_err(|error| error.to_string())?;
        let (text, file_name) = match question.form {
            PatchForm::File => (patched.text, patched.file_name),
            PatchForm::Diff => (patched.diff, format!("{}.patch", patched.file_name)),
        };
        Ok(Written {
            text,
            file_name,
            notes: patched.notes,
        })
    }
}

fn sentence(error: TooLarge) -> String {
    error.to_string()
}
