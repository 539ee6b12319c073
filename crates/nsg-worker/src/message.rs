//! What crosses between the page and its worker.

use nsg::{
    Access, AppliedTo, Decision, Direction, Flow, Network, NetworkSecurityGroup, Protocol,
    SecurityRule,
};
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
pub enum Told {
    /// A group of one side; none, where the place is empty.
    Group(Side, AppliedTo, Option<NetworkSecurityGroup>),
    /// What rules refer to, on both sides.
    Network(Network),
    /// The machine that examples are to be of, where they can.
    Machine(Option<IpAddr>),
    /// A question. The number comes back with the answer.
    Ask(u32, Question),
}

/// What can be asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Question {
    /// What the edits change.
    Impact,
    /// What there is to know about the edited rules.
    Findings,
    /// What gives the flow the access, on the edited side.
    WhyNot(Flow, Access),
    /// What becomes of a slice of all flows, on both sides.
    Picture(Slice),
    /// The edits of a group as text, to take away.
    Write(AppliedTo, Form),
    /// What the edits change as a report, with the verdict of a flow before and after.
    Report(ReportForm, Option<Flow>),
    /// Whether contracts hold, on both sides: JSON as `nsg_analysis::contracts` reads it.
    Contracts(String),
    /// Both sides with other names and addresses, and every verdict kept; the key makes the addresses.
    Redact(Option<Flow>, [u8; 16]),
    /// Questions about the edited groups where the first look is wrong: the same ones for the same number.
    Quiz(u64),
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportForm {
    /// For a pull request.
    Markdown,
    /// As the package's `compare` answers.
    Json,
}

/// What edits are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// The whole group as an Azure Resource Manager template.
    Arm,
    /// `az` commands that make the change.
    AzureCli,
    /// Azure PowerShell that makes the change.
    PowerShell,
    /// The whole group as Bicep.
    Bicep,
    /// The whole group as Terraform.
    Terraform,
}

/// Flows to and from one local address, by remote address and by the service's port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// The direction.
    pub direction: Direction,
    /// The protocol.
    pub protocol: Protocol,
    /// The local address. Its family is the picture's.
    pub local: IpAddr,
    /// The port that they come from, for protocols with ports.
    pub source_port: u16,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The question's number.
    pub number: u32,
    /// The answer, or a sentence why there is none.
    pub answer: Result<Answer, String>,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Question::Impact`].
    Impact(Impact),
    /// To [`Question::Findings`], the gravest first.
    Findings(Vec<Found>),
    /// To [`Question::WhyNot`], the least side effects first.
    WhyNot(Vec<Mend>),
    /// To [`Question::Picture`].
    Picture(Picture),
    /// To [`Question::Write`] and [`Question::Report`].
    Written(Written),
    /// To [`Question::Contracts`], in the order of the file.
    Contracts(Result<Vec<Checked>, Vec<String>>),
    /// To [`Question::Redact`].
    Redacted(Box<Redacted>),
    /// To [`Question::Quiz`], in the order in which they are asked.
    Quiz(Vec<Quizzed>),
}

/// What can be shown to others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Redacted {
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

/// A contract, and whether it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// What it is called.
    pub name: String,
    /// Whether the edited side keeps it.
    pub now: Kept,
    /// Whether the original side does; none, where nothing is edited.
    pub before: Option<Kept>,
    /// A flow of the edited side that breaks it, or may.
    pub witness: Option<Flow>,
    /// What becomes of a flow that breaks it.
    pub decided: Option<Decided>,
}

/// Whether a contract holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kept {
    /// It is proven for every flow.
    Holds,
    /// A flow breaks it.
    Broken,
    /// No flow is known to break it, and one may: it hangs on a missing fact.
    Open,
}

/// A text to take away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The text.
    pub text: String,
    /// A name for a file that holds it.
    pub file_name: String,
    /// What to know before it is used, in sentences.
    pub notes: Vec<String>,
}

/// What becomes of a slice of all flows.
///
/// INVARIANT: areas name stretches, ports and rulings that are there, and those of a side cover every pair of a stretch and
/// a range of ports once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The remote addresses, cut where an answer changes: first and last of each stretch, ascending.
    pub addresses: Vec<(IpAddr, IpAddr)>,
    /// The service's ports, cut likewise; one for protocols without ports.
    pub ports: Vec<(u16, u16)>,
    /// Every ruling that occurs.
    pub rulings: Vec<Decided>,
    /// As the documents say.
    pub original: Vec<Area>,
    /// As edited.
    pub edited: Vec<Area>,
    /// The edited side in words, the largest part first.
    pub words: Vec<String>,
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

/// What edits change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Impact {
    /// In one sentence.
    pub sentence: String,
    /// The largest regions, as many as fit a table.
    pub regions: Vec<Region>,
    /// How many there are.
    pub count: usize,
}

/// Flows whose access changes, all in the same way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// The direction.
    pub direction: Direction,
    /// Protocols and the service's ports: `TCP 22`.
    pub service: String,
    /// The source's addresses, and its ports where they matter.
    pub source: String,
    /// The destination's addresses.
    pub destination: String,
    /// What became of them.
    pub before: Decided,
    /// What becomes of them.
    pub after: Decided,
    /// How many there are, in words.
    pub flows: String,
    /// One of them.
    pub witness: Option<Flow>,
}

/// An access, and by which rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// The access.
    pub access: Decision,
    /// The rule that decides, where one does.
    pub rule: Option<RuleAt>,
}

/// A rule of the edited side, or of the original one where that is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleAt {
    /// Whose.
    pub applied_to: AppliedTo,
    /// Its name.
    pub name: String,
    /// Index among the group's rules: user rules first, then default rules.
    pub position: usize,
}

/// Something about the rules that a person should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The stable name of what it is: `unreachable`.
    pub code: String,
    /// `high`, `medium`, `low` or `info`.
    pub severity: String,
    /// Why, in one sentence.
    pub message: String,
    /// The rules that it is about, and those that leave them nothing.
    pub rules: Vec<RuleAt>,
    /// A flow that shows it.
    pub witness: Option<Flow>,
    /// Edits that end it; empty where there are none.
    pub fix: Vec<Edit>,
}

/// A question to a learner: what becomes of the flow, and by which rule?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quizzed {
    /// The flow.
    pub flow: Flow,
    /// The stable name of what makes the first look wrong: `shadowed`.
    pub trap: String,
    /// The explanation, in one or two sentences.
    pub why: String,
}

/// Edits that give a flow an access.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mend {
    /// What to do, in one sentence.
    pub summary: String,
    /// The edits, to be made together.
    pub edits: Vec<Edit>,
    /// Everything that they change.
    pub impact: Impact,
}

/// An edit of one rule of the edited side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// A new rule.
    Add(AppliedTo, SecurityRule),
    /// A rule goes.
    Remove(RuleAt),
    /// A rule becomes another one.
    Replace(RuleAt, SecurityRule),
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

impl Edit {
    /// Whose group it is an edit of.
    pub fn applied_to(&self) -> nsg::AppliedTo {
        match self {
            Self::Add(applied_to, _) => *applied_to,
            Self::Remove(at) | Self::Replace(at, _) => at.applied_to,
        }
    }
}
