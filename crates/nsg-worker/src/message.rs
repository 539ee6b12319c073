//! Messages between the page and its worker.

use crate::ask;
use crate::group_list::GivenDocument;
use crate::language::LanguageFile;
use nsg::{AppliedTo, Network, NetworkSecurityGroup};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// As the documents say.
    Original,
    /// As edited.
    Edited,
}

/// A part of what is judged, as it is from now on, or a question about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum WorkerMessage {
    /// A group of one side; none, where the place is empty.
    Group(Side, AppliedTo, Option<NetworkSecurityGroup>),
    /// What rules refer to, on both sides.
    Network(Network),
    /// The machine that examples are to be of, where they can.
    Machine(Option<IpAddr>),
    /// The language of the answers; none is English.
    Language(Option<LanguageFile>),
    /// A question. The number comes back with the answer.
    Ask(u32, WorkerQuestion),
    /// The documents of the list of groups, in place of all that were there.
    Documents(Vec<GivenDocument>),
}

/// What can be asked. Each is a question of its own, whose answer has a type: see [`Ask`](crate::Ask).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum WorkerQuestion {
    /// What the edits change.
    Impact(ask::Impact),
    /// What there is to know about the edited rules.
    Findings(ask::Findings),
    /// What gives a flow an access.
    WhyNot(ask::ProposeFixes),
    /// What becomes of a slice of all flows.
    Picture(ask::MapSlice),
    /// The edits of a group as text.
    Change(ask::WriteChange),
    /// The edits of a group in the text that it is of.
    Patch(ask::PatchText),
    /// What the edits change as a report.
    Report(ask::WriteReport),
    /// Whether contracts hold.
    Contracts(ask::CheckContracts),
    /// Both sides with other names and addresses.
    Redact(ask::Redact),
    /// Questions about the edited groups where the first look is wrong.
    Quiz(ask::Quiz),
    /// The groups of the documents.
    ListGroups(ask::ListGroups),
    /// What each of them says to a flow.
    JudgeGroups(ask::JudgeGroups),
    /// What there is to know about some of them.
    ExamineGroups(ask::ExamineGroups),
    /// One of them with its text.
    OpenGroup(ask::OpenGroup),
    /// A replay begins.
    BeginReplay(ask::BeginReplay),
    /// A piece of a file of recorded flows.
    ReadTraffic(ask::ReadTraffic),
    /// What was counted.
    TakeCounted(ask::TakeCounted),
    /// What another worker counted.
    AddCounted(ask::AddCounted),
    /// What the replay comes to.
    ReplayResult(ask::ReplayResult),
    /// What each rule would decide.
    UsedRules(ask::UsedRules),
    /// Who talks to whom in a group of it.
    OpenTraffic(ask::OpenTraffic),
    /// The points of a map.
    PlotTraffic(ask::PlotTraffic),
    /// A rule made narrower.
    TightenRule(ask::TightenRule),
    /// The recorded flows that are blocked.
    ListDenied(ask::ListDenied),
    /// Rules that allow some of them.
    AllowDenied(ask::AllowDenied),
    /// A query for Kusto.
    WriteQuery(ask::WriteQuery),
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The question's number.
    pub number: u32,
    /// The answer as JSON, or a sentence why there is none.
    pub answer: Result<String, String>,
}

/// Has a session take a message as bytes, and gives back its reply as bytes: the line of every worker to its page.
///
/// # Errors
///
/// That the bytes are not a message.
#[cfg(any(feature = "engine", feature = "traffic"))]
pub(crate) fn answered(
    bytes: &[u8],
    take: impl FnOnce(WorkerMessage) -> Option<Reply>,
) -> Result<Option<Vec<u8>>, String> {
    take(decode(bytes)?).map(|reply| encode(&reply)).transpose()
}

/// A message as bytes.
///
/// # Errors
///
/// That it cannot be written, which no message of this crate comes to.
pub fn encode(message: &impl Serialize) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(message).map_err(|error| error.to_string())
}

/// A message from its bytes.
///
/// # Errors
///
/// That these are not a message's bytes.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| error.to_string())
}
