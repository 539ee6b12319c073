//! Both answers for many flows: counted, and to take away.

use crate::confirm::{AnswersCompared, Confirmation, LiveVerdict};
use nsg::{Decision, Flow, Verdict};
use nsg_documents::write::csv_table;
use serde::Serialize;
use text::text;

/// A flow with both answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowRow {
    /// The flow.
    pub flow: Flow,
    /// Our access.
    pub offline: Decision,
    /// Our rule.
    pub offline_rule: Option<String>,
    /// Azure's answer, as far as there is one.
    pub live: LiveProgress,
}

/// How far a flow has come with Azure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveProgress {
    /// It has not been answered yet.
    Waiting,
    /// Azure cannot be asked about it, for this reason.
    NotAskable(String),
    /// It was asked, and this went wrong.
    Failed(String),
    /// It was answered.
    Answered {
        /// Azure's answer; `None` where no group filters the interface.
        verdict: Option<LiveVerdict>,
        /// How both compare.
        outcome: AnswersCompared,
        /// The likeliest cause, where they do not agree.
        cause: Option<String>,
    },
}

impl LiveProgress {
    /// The outcome of a comparison.
    pub fn of(confirmation: Confirmation) -> Self {
        let cause = confirmation.causes.into_iter().next();
        Self::Answered {
            verdict: confirmation.live,
            outcome: confirmation.outcome,
            cause: cause.map(|cause| cause.message),
        }
    }

    /// Azure's access, or where the flow is, in a word.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Answered {
                verdict: Some(verdict),
                ..
            } => verdict.access.as_str(),
            Self::Answered { verdict: None, .. } => "NotFiltered",
            Self::Waiting | Self::NotAskable(_) | Self::Failed(_) => "",
        }
    }

    /// The same as people read it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Answered {
                verdict: Some(verdict),
                ..
            } => verdict.access.word(),
            Self::Answered { verdict: None, .. } => text!("azure-access-not-filtered"),
            Self::Waiting | Self::NotAskable(_) | Self::Failed(_) => "",
        }
    }

    /// The rule that Azure names.
    pub fn rule(&self) -> Option<&str> {
        match self {
            Self::Answered { verdict, .. } => verdict.as_ref()?.rule_name.as_deref(),
            _ => None,
        }
    }

    /// How both compare, or why they do not.
    pub fn outcome(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::NotAskable(_) => AnswersCompared::NotComparable.as_str(),
            Self::Failed(_) => "failed",
            Self::Answered { outcome, .. } => outcome.as_str(),
        }
    }

    /// What went wrong, or the likeliest cause.
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Waiting => None,
            Self::NotAskable(text) | Self::Failed(text) => Some(text),
            Self::Answered { cause, .. } => cause.as_deref(),
        }
    }
}

impl FlowRow {
    /// A flow with our answer, waiting for Azure's.
    pub fn new(flow: Flow, offline: &Verdict) -> Self {
        let live = match crate::confirm::askable(&flow) {
            Ok(()) => LiveProgress::Waiting,
            Err(reason) => LiveProgress::NotAskable(reason.to_string()),
        };
        Self {
            flow,
            offline: offline.access,
            offline_rule: offline.rule_name.clone(),
            live,
        }
    }

    /// The cells, as text, in the order of [`HEADER`].
    fn cells(&self) -> [String; 12] {
        let port = |port: Option<u16>| port.map_or_else(|| "*".to_owned(), |port| port.to_string());
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        [
            self.flow.direction.to_string(),
            self.flow.protocol.to_string(),
            self.flow.local.address.to_string(),
            port(self.flow.local.port),
            self.flow.remote.address.to_string(),
            port(self.flow.remote.port),
            self.offline.to_string(),
            text(self.offline_rule.as_deref()),
            self.live.as_str().to_owned(),
            text(self.live.rule()),
            self.live.outcome().to_owned(),
            text(self.live.note()),
        ]
    }
}

/// How many flows have come how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FlowCounts {
    /// Both answers are the same.
    pub agree: usize,
    /// The access is the same, the rule is not.
    pub same_access: usize,
    /// The access differs.
    pub differ: usize,
    /// They cannot be compared, or Azure cannot be asked.
    pub not_comparable: usize,
    /// Something went wrong.
    pub failed: usize,
    /// Not answered yet.
    pub waiting: usize,
}

/// Counts the rows.
pub fn counts(rows: &[FlowRow]) -> FlowCounts {
    let mut counts = FlowCounts::default();
    for row in rows {
        *match &row.live {
            LiveProgress::Waiting => &mut counts.waiting,
            LiveProgress::NotAskable(_) => &mut counts.not_comparable,
            LiveProgress::Failed(_) => &mut counts.failed,
            LiveProgress::Answered { outcome, .. } => match outcome {
                AnswersCompared::Agree => &mut counts.agree,
                AnswersCompared::SameAccess => &mut counts.same_access,
                AnswersCompared::Differ => &mut counts.differ,
                AnswersCompared::NotComparable => &mut counts.not_comparable,
            },
        } += 1;
    }
    counts
}

/// The names of the columns: Azure's for the flow, so that the table can be pasted as a list again.
const HEADER: [&str; 12] = [
    "direction",
    "protocol",
    "localIPAddress",
    "localPort",
    "remoteIPAddress",
    "remotePort",
    "offlineAccess",
    "offlineRule",
    "azureAccess",
    "azureRule",
    "outcome",
    "note",
];

/// The table as CSV.
pub fn csv(rows: &[FlowRow]) -> String {
    let rows = rows.iter().map(|row| row.cells().to_vec());
    csv_table(std::iter::once(HEADER.map(str::to_owned).to_vec()).chain(rows))
}

/// A row as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenRow {
    direction: String,
    protocol: String,
    #[serde(rename = "localIPAddress")]
    local: String,
    local_port: String,
    #[serde(rename = "remoteIPAddress")]
    remote: String,
    remote_port: String,
    offline_access: String,
    offline_rule: String,
    azure_access: String,
    azure_rule: String,
    outcome: String,
    note: String,
}

/// The table as a JSON list of objects, with the names of the CSV's columns.
pub fn json(rows: &[FlowRow]) -> String {
    let written = |row: &FlowRow| {
        let [
            direction,
            protocol,
            local,
            local_port,
            remote,
            remote_port,
            offline_access,
            offline_rule,
            azure_access,
            azure_rule,
            outcome,
            note,
        ] = row.cells();
        WrittenRow {
            direction,
            protocol,
            local,
            local_port,
            remote,
            remote_port,
            offline_access,
            offline_rule,
            azure_access,
            azure_rule,
            outcome,
            note,
        }
    };
    let written: Vec<WrittenRow> = rows.iter().map(written).collect();
    // Text always writes.
    serde_json::to_string_pretty(&written).unwrap_or_default()
}
