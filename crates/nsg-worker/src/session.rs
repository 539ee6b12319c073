//! The side that answers.

use crate::message::{Answer, Form, Question, Reply, ReportForm, Side, Told, Written};
use crate::{answer, contracts, picture, redacted};
use nsg::{AppliedTo, Flow, Network, NetworkSecurityGroup, Scenario};
use nsg_analysis::objects::Compared;
use nsg_analysis::{Limits, Names, Report, TooLarge};
use nsg_documents::write::{self, Format};
use std::net::IpAddr;
use text::text;

/// What a page has told.
#[derive(Debug, Default)]
pub struct Session {
    original: Scenario,
    edited: Scenario,
    /// Made of the network, for sentences.
    names: Names,
    /// The machine that examples are of.
    machine: Option<IpAddr>,
}

impl Session {
    /// Remembers what is told, and answers what is asked.
    pub fn take(&mut self, told: Told) -> Option<Reply> {
        match told {
            Told::Group(side, applied_to, group) => self.put(side, applied_to, group),
            Told::Network(network) => self.refer(network),
            Told::Machine(machine) => self.machine = machine,
            Told::Ask(number, question) => {
                let answer = self.answer(&question);
                return Some(Reply { number, answer });
            }
        }
        None
    }

    fn put(&mut self, side: Side, applied_to: AppliedTo, group: Option<NetworkSecurityGroup>) {
        let scenario = match side {
            Side::Original => &mut self.original,
            Side::Edited => &mut self.edited,
        };
        match applied_to {
            AppliedTo::Subnet => scenario.subnet_security_group = group,
            AppliedTo::NetworkInterface => scenario.network_interface_security_group = group,
            // Security admin rules belong to the network.
            AppliedTo::VirtualNetwork => {}
        }
    }

    fn refer(&mut self, network: Network) {
        self.names = Names::new(&network);
        self.original.network = network.clone();
        self.edited.network = network;
    }

    /// The answer, or a sentence why there is none.
    fn answer(&self, question: &Question) -> Result<Answer, String> {
        let limits = Limits::default();
        let sentence = |error: TooLarge| error.to_string();
        Ok(match question {
            Question::Impact => {
                let comparison = nsg_analysis::compare(&self.original, &self.edited, None, limits);
                let comparison = comparison.map_err(sentence)?;
                let impact = answer::impact(&comparison, &self.names, &self.edited, self.machine);
                Answer::Impact(impact)
            }
            Question::Findings => {
                let found = nsg_analysis::findings(&self.edited, limits).map_err(sentence)?;
                Answer::Findings(found.iter().map(answer::found).collect())
            }
            Question::WhyNot(flow, wanted) => {
                let answer = nsg_analysis::why_not(&self.edited, flow, *wanted, limits);
                let fixes = answer.fixes.iter();
                Answer::WhyNot(
                    fixes
                        .map(|fix| answer::mend(fix, &self.names, self.machine))
                        .collect(),
                )
            }
            Question::Picture(slice) => {
                let sides = [&self.original, &self.edited];
                let picture = picture::picture(sides, slice, &self.names, limits);
                Answer::Picture(picture.map_err(sentence)?)
            }
            Question::Write(applied_to, form) => self.write(*applied_to, *form)?,
            Question::Report(form, flow) => self.report(*form, flow.as_ref())?,
            Question::Contracts(lines) => {
                let checked = contracts::checked(lines, &self.original, &self.edited, limits);
                Answer::Contracts(checked.map_err(sentence)?)
            }
            Question::Redact(flow, key) => {
                let told = redacted::redacted(&self.original, &self.edited, flow.as_ref(), key)?;
                Answer::Redacted(Box::new(told))
            }
            Question::Quiz(seed) => {
                let questions = nsg_analysis::quiz(&self.edited, *seed, limits);
                let questions = questions.map_err(sentence)?;
                Answer::Quiz(questions.into_iter().map(answer::quizzed).collect())
            }
        })
    }

    fn report(&self, form: ReportForm, flow: Option<&Flow>) -> Result<Answer, String> {
        let comparison =
            nsg_analysis::compare(&self.original, &self.edited, None, Limits::default());
        let comparison = comparison.map_err(|error| error.to_string())?;
        let (text, file_name) = match form {
            ReportForm::Markdown => {
                let report = Report {
                    title: text!("report-heading"),
                    before: &self.original,
                    after: &self.edited,
                    comparison: &comparison,
                    flow,
                };
                (report.markdown(), "impact.md")
            }
            ReportForm::Json => {
                let compared = Compared::new(&comparison, &self.edited);
                let text = serde_json::to_string_pretty(&compared);
                (text.map_err(|error| error.to_string())?, "impact.json")
            }
        };
        Ok(Answer::Written(Written {
            text,
            file_name: file_name.to_owned(),
            notes: Vec::new(),
        }))
    }

    fn write(&self, applied_to: AppliedTo, form: Form) -> Result<Answer, String> {
        let Some(edited) = self.edited.group(applied_to) else {
            return Err(text!("analysis-write-no-group").to_owned());
        };
        let original = self.original.group(applied_to);
        let format = match form {
            Form::Arm => Format::Arm,
            Form::AzureCli => Format::AzureCli,
            Form::PowerShell => Format::PowerShell,
            Form::Bicep => Format::Bicep,
            Form::Terraform => Format::Terraform,
        };
        let written = write::change(original, edited, format).map_err(|error| error.to_string())?;
        Ok(Answer::Written(Written {
            text: written.text,
            file_name: written.file_name,
            notes: written.notes,
        }))
    }
}
