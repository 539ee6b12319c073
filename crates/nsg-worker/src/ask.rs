//! The questions that the page asks its worker.

use nsg::{Access, AppliedTo, Direction, Flow, Protocol};
use nsg_documents::write::Format;
use nsg_traffic::kql::{QueryForm, TrafficTable};
use nsg_traffic::{TightenOptions, TrafficFilter};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// What do the edits change? The largest regions are told, as many as fit a table.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Impact;

/// What is there to know about the edited rules? The gravest first.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Findings;

/// What gives the flow the access, on the edited side? The least side effects first.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ProposeFixes {
    /// The flow.
    pub flow: Flow,
    /// The access that it does not have.
    pub wanted: Access,
}

/// How are the edits of a group written, to take away?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct WriteChange {
    /// Whose edits.
    pub applied_to: AppliedTo,
    /// As what.
    pub format: Format,
}

/// How are the edits of a group written into the text that the group is of?
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PatchText {
    /// Whose edits.
    pub applied_to: AppliedTo,
    /// The text.
    pub text: String,
    /// The name of its file, or empty.
    pub file: String,
    /// Which of its groups is meant.
    pub chosen: usize,
    /// As what.
    pub form: PatchForm,
}

/// What an edit of a text is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatchForm {
    /// The whole text as it will be.
    File,
    /// The lines that change.
    Diff,
}

/// How is the impact written as a report, with the verdict of a flow before and after?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct WriteReport {
    /// As what.
    pub form: ReportForm,
    /// The flow, where there is one.
    pub flow: Option<Flow>,
}

/// Do the contracts of a file hold, on both sides? It comes as JSON, see [`nsg_analysis::contracts`]; the answer is in its
/// order, or sentences about what cannot be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckContracts(pub String);

/// What are both sides with other names and addresses, and every verdict kept?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Redact {
    /// A flow that is redacted with them.
    pub flow: Option<Flow>,
    /// Makes the addresses.
    pub key: [u8; 16],
}

/// Where is the first look at the edited groups wrong? The same questions for the same seed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Quiz {
    /// Picks the questions.
    pub seed: u64,
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportForm {
    /// For a pull request.
    Markdown,
    /// As the package's `compare` answers.
    Json,
}

/// Flows to and from one local address, by remote address and by the service's port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapSlice {
    /// The direction.
    pub direction: Direction,
    /// The protocol.
    pub protocol: Protocol,
    /// The local address. Its family is the picture's.
    pub local: IpAddr,
    /// The port that they come from, for protocols with ports.
    pub source_port: u16,
}

/// Which groups and machines are in the documents that somebody gave?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ListGroups;

/// What does each row of the list say to a flow?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct JudgeGroups {
    /// The flow.
    pub flow: Flow,
}

/// Which findings have some rows of the list, and what does the change do to them? As few at a time as take no time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ExamineGroups {
    /// The first of them.
    pub first: usize,
    /// How many.
    pub count: usize,
}

/// From which text can the groups of a row be read?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OpenGroup {
    /// The row.
    pub row: usize,
}

/// Begins a replay of recorded flows against both sides, in place of the one before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BeginReplay {
    /// Which flows are replayed.
    pub filter: TrafficFilter,
}

/// Reads on in a file of recorded flows; the first piece of a name begins the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReadTraffic {
    /// The name of the file.
    pub file: String,
    /// What comes next of it.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// Whether nothing follows.
    pub is_last: bool,
}

/// What has the replay counted? For another worker, which has read other files.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TakeCounted;

/// Adds what another worker has counted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddCounted(pub String);

/// What does the replay come to so far?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ReplayResult;

/// What would each rule decide of the record, as edited?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct UsedRules;

/// Who talks to whom in a group of the result, the most flows first?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OpenTraffic {
    /// The place of the group in the result.
    pub group: usize,
}

/// Which flows were recorded of the slice of a map?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlotTraffic {
    /// The slice. Source ports are not looked at: hardly any flow would be left.
    pub slice: MapSlice,
}

/// What is the narrowest rule that decides what was recorded, of the rules as edited?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TightenRule {
    /// Whose rule.
    pub applied_to: AppliedTo,
    /// Its place in the edited group.
    pub position: usize,
    /// How narrow.
    pub options: TightenOptions,
}

/// Which recorded flows do the edited rules block, the most first?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ListDenied;

/// Which further rules would have allowed some of them?
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AllowDenied {
    /// Their places in the list.
    pub chosen: Vec<usize>,
}

/// How is a question put to Kusto, where the records of an estate are already?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteQuery {
    /// What is asked.
    pub about: QueryAbout,
    /// Of which table.
    pub table: TrafficTable,
    /// How it is written.
    pub form: QueryForm,
}

/// What is asked of recorded flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QueryAbout {
    /// What the edits would have done.
    Change,
    /// Whether the record agrees.
    Parity,
    /// What each rule decided.
    Use,
}
