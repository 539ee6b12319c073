//! The catalogue of *Agreement with Azure*, and the counts on its page.

use crate::fact::{self, FactFailure, FactFile, facts};
use crate::tags::Tags;
use serde::{Deserialize, Serialize};
use std::fs;

/// `agreement.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// In the order of their numbers.
    pub entry: Vec<Disagreement>,
}

/// Something on which Azure and its documentation, or reports of Azure, do not agree, or that the rules do not tell.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Disagreement {
    /// Counted from 1.
    pub number: usize,
    /// The anchor on the page, which questions and assumptions name.
    pub id: String,
    /// What it is.
    pub kind: DisagreementKind,
    /// A few words.
    pub title: String,
    /// What there is to know.
    pub what: String,
    /// What we do.
    pub we: String,
    /// Files of `facts/` without their ending. They have the evidence of a departure.
    #[serde(default)]
    pub facts: Vec<String>,
    /// Who says so.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Files, or tests as `file::name`, that hold what we do.
    pub held_by: Vec<String>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisagreementKind {
    /// Azure was recorded to answer otherwise than it documents.
    Departure,
    /// The rules do not tell it.
    Missing,
    /// Nobody documents it.
    Unknown,
    /// Reports contradict each other.
    Contested,
}

/// A source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Who says what.
    pub source: String,
    /// When: a day, month or year, or `undated`.
    pub date: String,
}

impl Agreement {
    /// Reads the catalogue.
    ///
    /// # Errors
    ///
    /// Where the file does not read.
    pub fn read() -> Result<Self, FactFailure> {
        let file = facts().with_file_name("agreement.toml");
        Ok(toml::from_str(&fs::read_to_string(file)?)?)
    }
}

/// What was recorded of Azure, and how much of it we answer alike.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementCounts {
    /// IP flow verify.
    pub ip_flow: OperationCounts,
    /// NSG diagnostics.
    pub diagnostic: OperationCounts,
    /// Printed expansions of the three tags that Azure defines itself.
    pub expansions: u32,
    /// Exchanges that are played back to the client.
    pub exchanges: usize,
}

/// Answers of one operation.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationCounts {
    /// Different combinations of rules, flow and answer.
    pub facts: usize,
    /// How often they were recorded.
    pub recorded: u32,
    /// Those that we answer as Azure did.
    pub reproduced: usize,
    /// Those where Azure departs from its documentation and we answer something else.
    pub departures: usize,
}

impl AgreementCounts {
    /// Counts the facts.
    ///
    /// # Errors
    ///
    /// Where a fact does not read.
    pub fn of_facts() -> Result<Self, FactFailure> {
        let tags = Tags::read()?;
        let seen = [
            &tags.virtual_network,
            &tags.azure_load_balancer,
            &tags.internet,
        ];
        Ok(Self {
            ip_flow: answers("ip-flow")?,
            diagnostic: answers("diagnostic")?,
            expansions: seen.into_iter().flatten().map(|seen| seen.times).sum(),
            exchanges: fs::read_dir(facts().join("exchange"))?.count(),
        })
    }
}

fn answers(folder: &str) -> Result<OperationCounts, FactFailure> {
    let facts = fact::all(folder)?;
    let departures = facts.iter().filter(|(_, fact)| departs(fact)).count();
    Ok(OperationCounts {
        facts: facts.len(),
        recorded: facts
            .iter()
            .map(|(_, fact)| fact.source.times.unwrap_or(1))
            .sum(),
        reproduced: facts.len() - departures,
        departures,
    })
}

/// Whether we answer something else than Azure did.
pub fn departs(fact: &FactFile) -> bool {
    let mut groups = fact.azure.groups.iter().flatten();
    fact.answer.is_some() || groups.any(|group| group.our_matched.is_some())
}
