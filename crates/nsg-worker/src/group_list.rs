//! Every group and machine of the documents that somebody gave, as rows of a list.

use nsg_analysis::{FindingCode, FindingSeverity, Relation};
use nsg_documents::GroupChange;
use serde::{Deserialize, Serialize};

/// A document as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenDocument {
    /// The name of its file; empty where it was pasted.
    pub file: String,
    /// The text.
    pub text: String,
}

/// The groups and machines of all documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupList {
    /// What was read of each document, in their order.
    pub documents: Vec<ListedDocument>,
    /// Machines after groups, each in the documents' order.
    pub rows: Vec<GroupRow>,
}

/// What was read of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedDocument {
    /// How many groups it has.
    pub groups: usize,
    /// How many network interfaces and subnets it tells of.
    pub resources: usize,
    /// The first thing that is wrong with it, where rules may be missing or none were found.
    pub problem: Option<String>,
}

/// A group, or a machine with the groups before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupRow {
    /// The group's name, or the machine's; empty where it has none.
    pub name: String,
    /// Which document it is from.
    pub document: usize,
    /// What it is.
    pub subject: RowSubject,
    /// How many rules its groups have, Azure's default rules aside.
    pub rules: usize,
    /// What becomes of it, where the document tells a change.
    pub change: Option<GroupChange>,
    /// Whether rules may be missing, because part of the text was not read.
    pub hides_rules: bool,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowSubject {
    /// A group, and what it is associated with: ids, or names.
    Group {
        /// Subnets.
        subnets: Vec<String>,
        /// Network interfaces.
        network_interfaces: Vec<String>,
    },
    /// A network interface, and the groups that a packet passes.
    Machine {
        /// The id or name of its subnet.
        subnet: String,
        /// The subnet's group.
        subnet_group: RowStage,
        /// The interface's own group.
        interface_group: RowStage,
    },
}

/// The group of one stage of a machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowStage {
    /// There is none.
    None,
    /// The one of that name.
    Group(String),
    /// It is in no document. Its id or name; empty where not even that is known, or whether there is one.
    NotGiven(String),
    /// The documents have several for the one place.
    Several,
}

impl RowStage {
    /// Whether the group is missing, or which one it is.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::NotGiven(_) | Self::Several)
    }
}

/// What takes longer to know of a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExaminedRow {
    /// The gravest finding.
    pub worst: Option<RowFinding>,
    /// How many findings there are.
    pub findings: usize,
    /// What the change does, where both ends of it are known.
    pub impact: Option<RowImpact>,
    /// Why findings or impact are not known, in a sentence.
    pub problem: Option<String>,
}

/// A finding, as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowFinding {
    /// What it is.
    pub code: FindingCode,
    /// How much it matters.
    pub severity: FindingSeverity,
    /// Why, in one sentence.
    pub message: String,
}

/// A change, as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowImpact {
    /// How both ends relate.
    pub relation: Relation,
    /// What changes, in one sentence.
    pub summary: String,
}

/// The groups of a row, as they go into the two places of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedRow {
    /// The subnet's.
    pub subnet: Option<OpenedGroup>,
    /// The network interface's.
    pub interface: Option<OpenedGroup>,
}

/// A group with a text that it can be read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedGroup {
    /// Which document it is from.
    pub document: usize,
    /// The part of the document that is the group alone; none where only the whole text says the same.
    pub part: Option<String>,
    /// Which group of the text.
    pub chosen: usize,
}
