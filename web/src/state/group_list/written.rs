//! The list as a file to take away: every row that is shown, in its order.

use super::GroupListing;
use crate::state::Awaited;
use leptos::prelude::*;
use nsg::Decision;
use nsg_analysis::{FindingCode, FindingSeverity, Relation};
use nsg_documents::write::csv_table;
use nsg_worker::{ExaminedRow, GroupChange, GroupRow, RowStage, RowSubject};
use serde::Serialize;

/// The form of the JSON.
const VERSION: u32 = 1;

/// The list.
#[derive(Serialize)]
struct WrittenList {
    version: u32,
    /// The flow that the verdicts are of, in its one text form.
    #[serde(skip_serializing_if = "Option::is_none")]
    flow: Option<String>,
    rows: Vec<GroupListRow>,
}

/// A row. What is not known is not there.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GroupListRow {
    kind: &'static str,
    name: String,
    file: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    subnets: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    network_interfaces: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subnet_security_group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    network_interface_security_group: Option<String>,
    rules: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    access: Option<Decision>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<FindingSeverity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<FindingCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finding_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<GroupChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<Relation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<String>,
}

/// The names of the columns: those of the JSON.
const HEADER: [&str; 16] = [
    "kind",
    "name",
    "file",
    "subnets",
    "networkInterfaces",
    "subnetSecurityGroup",
    "networkInterfaceSecurityGroup",
    "rules",
    "access",
    "findings",
    "severity",
    "finding",
    "findingMessage",
    "change",
    "relation",
    "impact",
];

/// The rows as CSV.
pub fn csv(listing: GroupListing, rows: &[usize]) -> String {
    let rows = rows.iter().filter_map(|at| listing.written(*at));
    let header = HEADER.map(str::to_owned).to_vec();
    csv_table(std::iter::once(header).chain(rows.map(GroupListRow::cells)))
}

/// The rows as JSON, with a version.
pub fn json(listing: GroupListing, rows: &[usize]) -> String {
    let list = WrittenList {
        version: VERSION,
        flow: listing.state.flow.flow().map(|flow| flow.to_string()),
        rows: rows.iter().filter_map(|at| listing.written(*at)).collect(),
    };
    serde_json::to_string_pretty(&list).unwrap_or_default()
}

impl GroupListing {
    fn written(self, at: usize) -> Option<GroupListRow> {
        let Awaited::Is(list) = self.list.get_untracked() else {
            return None;
        };
        let documents = self.state.documents.all.get_untracked();
        let row = list.rows.get(at)?;
        let document = documents.get(row.document);
        let verdict = self.verdicts.with_untracked(|all| all.get(at).copied());
        let examined = self.examined.with_untracked(|all| all.get(at).cloned());
        Some(GroupListRow {
            file: document.map(|it| it.file.clone()).unwrap_or_default(),
            access: verdict.flatten(),
            ..GroupListRow::of(row, examined)
        })
    }
}

impl GroupListRow {
    /// The row, with what examining it came to, where that is known.
    fn of(row: &GroupRow, examined: Option<ExaminedRow>) -> Self {
        let examined = examined.filter(|row| row.problem.is_none());
        let findings = examined.as_ref().map(|row| row.findings);
        let ExaminedRow { worst, impact, .. } = examined.unwrap_or_default();
        let (kind, subnets, network_interfaces, stages) = match &row.subject {
            RowSubject::Group {
                subnets,
                network_interfaces,
            } => (
                "networkSecurityGroup",
                subnets.clone(),
                network_interfaces.clone(),
                [None, None],
            ),
            RowSubject::Machine {
                subnet,
                subnet_group,
                interface_group,
            } => (
                "machine",
                vec![subnet.clone()],
                Vec::new(),
                [subnet_group, interface_group].map(|stage| match stage {
                    RowStage::Group(name) => Some(name.clone()),
                    RowStage::NotGiven(id) if !id.is_empty() => Some(id.clone()),
                    _ => None,
                }),
            ),
        };
        let [subnet_security_group, network_interface_security_group] = stages;
        Self {
            kind,
            name: row.name.clone(),
            file: String::new(),
            subnets,
            network_interfaces,
            subnet_security_group,
            network_interface_security_group,
            rules: row.rules,
            access: None,
            findings,
            severity: worst.as_ref().map(|worst| worst.severity),
            finding: worst.as_ref().map(|worst| worst.code),
            finding_message: worst.map(|worst| worst.message),
            change: row.change,
            relation: impact.as_ref().map(|impact| impact.relation),
            impact: impact.map(|impact| impact.summary),
        }
    }

    fn cells(self) -> Vec<String> {
        let text = |text: Option<String>| text.unwrap_or_default();
        vec![
            self.kind.to_owned(),
            self.name,
            self.file,
            self.subnets.join(" "),
            self.network_interfaces.join(" "),
            text(self.subnet_security_group),
            text(self.network_interface_security_group),
            self.rules.to_string(),
            text(self.access.map(|access| access.to_string())),
            text(self.findings.map(|count| count.to_string())),
            text(self.severity.map(|severity| severity.as_str().to_owned())),
            text(self.finding.map(|code| code.as_str().to_owned())),
            text(self.finding_message),
            text(self.change.map(|change| change.as_str().to_owned())),
            text(self.relation.map(|relation| relation.as_str().to_owned())),
            text(self.impact),
        ]
    }
}
