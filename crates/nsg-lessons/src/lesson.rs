//! The model of a lesson, for the tests, the page and the documentation. It serialises to JSON, which
//! the page reads as what it was. There is no version in it: all of them are built from one commit.

use nsg::{AppliedTo, Decision, Flow, Scenario};
use nsg_documents::assemble;
use nsg_documents::rule_text::RuleText;
use serde::{Deserialize, Serialize};

/// What the list of lessons says of one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct LessonEntry {
    /// Its name in addresses.
    pub slug: String,
    /// The tag of its language.
    pub language: String,
    /// Its place among the lessons, from 1.
    pub order: u32,
    /// The title.
    pub title: String,
    /// The truth that it teaches, in a line.
    pub teaches: String,
    /// What people believe instead, in a line.
    pub belief: String,
}

/// A lesson.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Lesson {
    /// Its name in addresses: the file's name without number and ending.
    pub slug: String,
    /// The tag of the language of its prose.
    pub language: String,
    /// Its place among the lessons, from 1.
    pub order: u32,
    /// The title.
    pub title: String,
    /// The truth that it teaches, in a line.
    pub teaches: String,
    /// What people believe instead, in a line.
    pub belief: String,
    /// The row of the list of cases that it covers, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<u32>,
    /// Its parts, in the order in which they are read.
    pub parts: Vec<LessonPart>,
    /// The file, as the reader was told it.
    #[serde(skip)]
    pub file: String,
}

impl Lesson {
    /// Returns what the list of lessons says of it.
    pub fn entry(&self) -> LessonEntry {
        LessonEntry {
            slug: self.slug.clone(),
            language: self.language.clone(),
            order: self.order,
            title: self.title.clone(),
            teaches: self.teaches.clone(),
            belief: self.belief.clone(),
        }
    }
}

/// A part of a lesson.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum LessonPart {
    /// Text.
    Prose(Prose),
    /// A group, in force from here on.
    Group(LessonGroup),
    /// What is known about the network, from here on.
    Network(LessonNetwork),
    /// A flow, and what becomes of it.
    Flow(FlowExample),
    /// Something to change.
    Task(LessonTask),
}

/// Text.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Prose {
    /// As HTML. It is made by us of Markdown without markup of its own: no scripts, no styles, no pictures, and links
    /// that begin with `https://`.
    pub html: String,
}

/// A group, in force from here on.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LessonGroup {
    /// The line of the file.
    pub line: usize,
    /// Where it applies.
    pub applied_to: AppliedTo,
    /// Its text; `None`: from here on there is no group.
    pub text: Option<String>,
    /// Its name, for who reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its rules as people write them, for who reads them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleText>,
    /// Codes of what Azure would say against it; usually nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<String>,
}

/// What is known about the network, from here on.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct LessonNetwork {
    /// The line of the file.
    pub line: usize,
    /// The text.
    pub text: String,
}

/// The texts of a scenario, as the npm package takes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LessonTexts {
    /// The subnet's group, if there is one.
    pub subnet_security_group: Option<String>,
    /// The network interface's group, if there is one.
    pub network_interface_security_group: Option<String>,
    /// What is known about the network, if anything.
    pub network: Option<String>,
}

impl LessonTexts {
    /// Returns the texts as they are read.
    pub fn as_texts(&self) -> assemble::ScenarioTexts<'_> {
        assemble::ScenarioTexts {
            subnet_security_group: self.subnet_security_group.as_deref(),
            network_interface_security_group: self.network_interface_security_group.as_deref(),
            network: self.network.as_deref(),
        }
    }

    /// Returns the scenario of the texts. What is wrong with one of them is told where it stands in the lesson.
    pub fn scenario(&self) -> Scenario {
        assemble::read(&self.as_texts()).scenario
    }
}

/// A flow, and what becomes of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FlowExample {
    /// The line of the file.
    pub line: usize,
    /// The block as it is written.
    pub text: String,
    /// The flow.
    #[serde(with = "nsg::ip_flow")]
    pub flow: Flow,
    /// What is in force here.
    pub scenario: LessonTexts,
    /// What becomes of it.
    pub expected: ExpectedVerdict,
    /// Why.
    pub reasons: Vec<ExpectedReason>,
    /// What it depends on, where it does.
    pub depends_on: Vec<ExpectedFact>,
}

/// What becomes of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpectedVerdict {
    /// The access.
    pub access: Decision,
    /// The rule that decides, as `ipFlowVerify` names it; `None` where no rule does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule_name: Option<String>,
    /// Where that rule applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_to: Option<AppliedTo>,
}

/// A claim about a rule, or about a stage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpectedReason {
    /// The bare name of the rule; `None` where it is about a stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The stage; `None` where the rule's name says it, and where it is about all NSGs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_to: Option<AppliedTo>,
    /// What it does.
    pub does: Does,
    /// The fields that miss, or that are open: exactly these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<ReasonField>,
}

/// What a rule does with a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Does {
    /// All its fields match.
    Match,
    /// These fields do not match, the others do.
    Miss,
    /// These fields depend on missing facts, the others match.
    Hang,
    /// It is never checked.
    NotAsked,
}

/// A field of a rule that is compared with the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ReasonField {
    /// The protocol.
    Protocol,
    /// The source address.
    Source,
    /// The source port.
    SourcePort,
    /// The destination address.
    Destination,
    /// The destination port.
    DestinationPort,
    /// Its place among the rules: open where another rule has the same priority.
    Priority,
}

/// A fact that the answer depends on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpectedFact {
    /// The question, word for word.
    pub question: String,
    /// The access if the answer is yes.
    pub if_yes: Decision,
    /// The access if it is no.
    pub if_no: Decision,
}

/// Something to change, and what must be so afterwards.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LessonTask {
    /// The line of the file.
    pub line: usize,
    /// What to do, in a sentence.
    #[serde(rename = "do")]
    pub todo: String,
    /// What is in force at the beginning. It breaks a contract.
    pub scenario: LessonTexts,
    /// What must be so: the text of a list of contracts, which `nsg_analysis::contracts` reads.
    pub contracts: String,
    /// Ways to do it.
    pub solutions: Vec<Solution>,
    /// Ways that look right and are not.
    pub mistakes: Vec<Mistake>,
}

/// A way to do it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Solution {
    /// What it does, in a sentence.
    pub why: String,
    /// The groups that it changes, as they are afterwards.
    pub groups: Vec<LessonGroup>,
    /// The scenario afterwards.
    pub scenario: LessonTexts,
}

/// A way that looks right and is not.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Mistake {
    /// Why it looks right and what it misses, in a sentence.
    pub why: String,
    /// The name of the contract that it breaks.
    pub breaks: String,
    /// The groups that it changes, as they are afterwards.
    pub groups: Vec<LessonGroup>,
    /// The scenario afterwards.
    pub scenario: LessonTexts,
}
