//! Messages between the page and its worker.

use crate::ask;
use crate::language::LanguageFile;
use nsg::{AppliedTo, Direction, Flow, Network, NetworkSecurityGroup, Protocol};
use nsg_analysis::Ruling;
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
    /// The language of the answers; none is English.
    Language(Option<LanguageFile>),
    /// A question. The number comes back with the answer.
    Ask(u32, Question),
}

/// What can be asked. Each is a question of its own, whose answer has a type: see [`Ask`](crate::Ask).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Question {
    /// What the edits change.
    Impact(ask::Impact),
    /// What there is to know about the edited rules.
    Findings(ask::Findings),
    /// What gives a flow an access.
    WhyNot(ask::WhyNot),
    /// What becomes of a slice of all flows.
    Picture(Slice),
    /// The edits of a group as text.
    Change(ask::Change),
    /// What the edits change as a report.
    Report(ask::Report),
    /// Whether contracts hold.
    Contracts(ask::Contracts),
    /// Both sides with other names and addresses.
    Redact(ask::Redact),
    /// Questions about the edited groups where the first look is wrong.
    Quiz(ask::Quiz),
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
    /// The answer as JSON, or a sentence why there is none.
    pub answer: Result<String, String>,
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
    pub rulings: Vec<Ruling>,
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

/// A message as bytes.
///
/// # Errors
///
/// That it cannot be written, which no message of this crate comes to.
pub fn encode(message: &impl Serialize) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(message).map_err(|error| error.to_string())
}

/// The answer from the text of a reply.
///
/// # Errors
///
/// That the text is no such answer.
pub fn answer<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// A message from its bytes.
///
/// # Errors
///
/// That these are not a message's bytes.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| error.to_string())
}
