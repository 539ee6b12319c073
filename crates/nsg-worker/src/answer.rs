//! The answers to the questions, each with its type.

use crate::ask::{
    AddCounted, AllowDenied, BeginReplay, CheckContracts, ExamineGroups, Findings, Impact,
    JudgeGroups, ListDenied, ListGroups, MapSlice, OpenGroup, OpenTraffic, PatchText, PlotTraffic,
    ProposeFixes, Quiz, ReadTraffic, Redact, ReplayResult, TakeCounted, TightenRule, UsedRules,
    WriteChange, WriteQuery, WriteReport,
};
use crate::group_list::{ExaminedRow, GroupList, OpenedRow};
use crate::message::WorkerQuestion;
use nsg::{Decision, Flow, NetworkSecurityGroup};
use nsg_analysis::contracts::Checked;
use nsg_analysis::results::{Compared, Proposal};
use nsg_analysis::{Finding, Ruling};
use nsg_documents::write::Written;
use nsg_traffic::{
    DeniedFlows, RecordedConversation, RecordedPoints, RuleUse, Tightened, TrafficResult,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// A question that the worker answers.
pub trait Ask: Into<WorkerQuestion> {
    /// What it is answered with.
    type Answer: Serialize + DeserializeOwned;
}

/// Makes a question one of [`WorkerQuestion`], and gives its answer a type.
macro_rules! answered {
    ($($question:ty, $variant:ident => $answer:ty;)*) => {$(
        impl From<$question> for WorkerQuestion {
            fn from(question: $question) -> Self {
                Self::$variant(question)
            }
        }
        impl Ask for $question {
            type Answer = $answer;
        }
    )*};
}

answered! {
    Impact, Impact => Compared;
    Findings, Findings => Vec<Finding>;
    ProposeFixes, WhyNot => Vec<Proposal>;
    MapSlice, Picture => Picture;
    WriteChange, Change => Written;
    PatchText, Patch => Written;
    WriteReport, Report => Written;
    CheckContracts, Contracts => Result<Vec<Checked>, Vec<String>>;
    Redact, Redact => RedactedSides;
    Quiz, Quiz => Vec<nsg_analysis::QuizQuestion>;
    ListGroups, ListGroups => GroupList;
    JudgeGroups, JudgeGroups => Vec<Option<Decision>>;
    ExamineGroups, ExamineGroups => Vec<ExaminedRow>;
    OpenGroup, OpenGroup => OpenedRow;
    BeginReplay, BeginReplay => ();
    ReadTraffic, ReadTraffic => ReplayedSoFar;
    TakeCounted, TakeCounted => String;
    AddCounted, AddCounted => ();
    ReplayResult, ReplayResult => TrafficResult;
    UsedRules, UsedRules => Vec<RuleUse>;
    OpenTraffic, OpenTraffic => Vec<RecordedConversation>;
    PlotTraffic, PlotTraffic => RecordedPoints;
    TightenRule, TightenRule => Tightened;
    ListDenied, ListDenied => Vec<DeniedFlows>;
    AllowDenied, AllowDenied => Proposal;
    WriteQuery, WriteQuery => String;
}

/// How far a replay has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayedSoFar {
    /// How many decisions it has judged.
    pub flows: u64,
}

/// What can be shown to others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RedactedSides {
    /// The groups as their documents say, as JSON: subnet, network interface.
    pub originals: [Option<String>; 2],
    /// The same as edited.
    pub edited: [Option<NetworkSecurityGroup>; 2],
    /// The prefixes of the virtual network, in lines; empty where they are not known.
    pub virtual_network: String,
    /// The prefixes of each service tag that rules mention, by its name in lower case.
    pub tags: Vec<(String, String)>,
    /// The members of each application security group, by its name in lower case.
    pub members: Vec<(String, String)>,
    /// Security admin rules as JSON; empty where there are none.
    pub admin_rules: String,
    /// The flow.
    pub flow: Option<Flow>,
}

/// What becomes of a slice of all flows.
///
/// INVARIANT: areas name stretches, ports and rulings that are there, and those of a side cover every pair of a stretch and
/// a range of ports once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The remote addresses, cut where an answer changes, ascending.
    pub addresses: Vec<Stretch<IpAddr>>,
    /// The service's ports, cut likewise; one for protocols without ports.
    pub ports: Vec<Stretch<u16>>,
    /// Every ruling that occurs.
    pub rulings: Vec<Ruling>,
    /// As the documents say.
    pub original: Vec<Area>,
    /// As edited.
    pub edited: Vec<Area>,
    /// The edited side in words, the largest part first.
    pub words: Vec<String>,
}

/// A stretch of addresses, or a range of ports, within which no answer changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch<T> {
    /// The first of them.
    pub first: T,
    /// The last of them.
    pub last: T,
    /// The smallest tag, application security group or prefix of a rule that they are in, or the service that listens on
    /// the port; empty where there is none.
    pub name: String,
    /// What makes the edge at which it begins.
    pub edge: EdgeOrigin,
}

/// What makes an edge of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EdgeOrigin {
    /// An entry of a rule that is not one of Azure's default rules.
    CustomRule,
    /// Azure itself: a tag that its default rules alone name, its host's address, its own traffic.
    Platform,
    /// Azure itself, and the addresses on both sides have the same name: `Internet` leaves some out.
    InternetHole,
}

/// Some of a picture: every combination of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First and last of runs of stretches of addresses.
    pub addresses: Vec<(usize, usize)>,
    /// First and last of runs of ranges of ports.
    pub ports: Vec<(usize, usize)>,
    /// Which ruling.
    pub ruling: usize,
}

/// The answer from the text of a reply.
///
/// # Errors
///
/// That the text is no such answer.
pub fn answer<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}
