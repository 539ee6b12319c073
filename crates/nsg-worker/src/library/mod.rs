//! The documents that somebody gave, and what is asked about all of their groups.

mod opening;
mod rows;

use crate::group_list::{
    ExaminedRow, GivenDocument, GroupList, ListedDocument, OpenedRow, RowFinding, RowImpact,
};
use nsg::{AppliedTo, Decision, Flow, Network, Scenario};
use nsg_analysis::{AddressNames, Limits, TooLarge, gravest_first};
use nsg_documents::{Document, assemble, read};
use rows::LibraryRow;
use std::ops::Range;

/// The documents, read when they are first asked about.
#[derive(Debug, Default)]
pub(crate) struct Library {
    given: Vec<GivenDocument>,
    read: Option<ReadDocuments>,
}

/// What was read of the documents.
#[derive(Debug)]
struct ReadDocuments {
    documents: Vec<Document>,
    rows: Vec<LibraryRow>,
}

impl Library {
    /// Puts other documents in place of those that are there.
    pub(crate) fn put(&mut self, given: Vec<GivenDocument>) {
        self.given = given;
        self.forget();
    }

    /// Forgets what was read: its sentences are in a language that is no longer spoken.
    pub(crate) fn forget(&mut self) {
        self.read = None;
    }

    fn read(&mut self) -> &ReadDocuments {
        let given = &self.given;
        self.read.get_or_insert_with(|| {
            let documents: Vec<Document> = given.iter().map(|it| read(&it.text)).collect();
            let rows = rows::of(&documents);
            ReadDocuments { documents, rows }
        })
    }

    /// Every group and machine.
    pub(crate) fn list(&mut self) -> GroupList {
        let read = self.read();
        GroupList {
            documents: read.documents.iter().map(listed).collect(),
            rows: read.rows.iter().map(|row| row.listed.clone()).collect(),
        }
    }

    /// What each row says to a flow, in their order; `None` where that cannot be said.
    pub(crate) fn judge(&mut self, facts: &Network, flow: &Flow) -> Vec<Option<Decision>> {
        let read = self.read();
        let mut scenario = Scenario {
            network: facts.clone(),
            ..Scenario::default()
        };
        let mut judged = Vec::with_capacity(read.rows.len());
        for row in &read.rows {
            let own = read.network(facts, row);
            let before = own.map(|own| std::mem::replace(&mut scenario.network, own));
            judged.push(row.judge(&read.documents, &mut scenario, flow));
            if let Some(before) = before {
                scenario.network = before;
            }
        }
        judged
    }

    /// The findings of some rows, and what the change does to them.
    pub(crate) fn examine(
        &mut self,
        facts: &Network,
        names: &AddressNames,
        rows: Range<usize>,
    ) -> Vec<ExaminedRow> {
        let read = self.read();
        let rows = read.rows.iter().skip(rows.start).take(rows.len());
        rows.map(|row| {
            // Of a group that may lack rules nothing is proven: what is not there would be taken for deleted.
            if let Some(problem) = read.missing_rules(row) {
                return ExaminedRow {
                    problem: Some(problem),
                    ..ExaminedRow::default()
                };
            }
            let own = read.network(facts, row);
            let own_names = own.as_ref().map(AddressNames::new);
            let network = own.unwrap_or_else(|| facts.clone());
            let examined = examine(read, row, network, own_names.as_ref().unwrap_or(names));
            examined.unwrap_or_else(|error| ExaminedRow {
                problem: Some(error.to_string()),
                ..ExaminedRow::default()
            })
        })
        .collect()
    }

    /// The groups of a row with the texts that they can be read from.
    pub(crate) fn open(&mut self, row: usize) -> OpenedRow {
        self.read();
        match &self.read {
            Some(read) => opening::open(&self.given, read, row),
            None => OpenedRow::default(),
        }
    }
}

impl ReadDocuments {
    /// Why rules may be missing from the groups of a row, in a sentence.
    fn missing_rules(&self, row: &LibraryRow) -> Option<String> {
        let mut stages = [AppliedTo::Subnet, AppliedTo::NetworkInterface].into_iter();
        stages.find_map(|place| {
            let document = self.documents.get(row.stage(place)?.document)?;
            Some(assemble::missing_from_change(document)?.message.clone())
        })
    }

    /// What the row's own documents tell of the network, added to the facts; `None` where they tell nothing.
    fn network(&self, facts: &Network, row: &LibraryRow) -> Option<Network> {
        let told = |applied_to: AppliedTo| {
            let document = self.documents.get(row.stage(applied_to)?.document)?;
            let network = &document.network;
            let is_told = !network.service_tags.is_empty()
                || !network.security_admin_rules.is_empty()
                || !network.application_security_groups.is_empty()
                || network.virtual_network.is_some();
            is_told.then_some((applied_to, network))
        };
        let told = [AppliedTo::Subnet, AppliedTo::NetworkInterface].map(told);
        if told.iter().all(Option::is_none) {
            return None;
        }
        // Documents that disagree are told of where they are pasted.
        let (network, _) = assemble::network(facts.clone(), told.into_iter().flatten());
        Some(network)
    }
}

fn examine(
    read: &ReadDocuments,
    row: &LibraryRow,
    network: Network,
    names: &AddressNames,
) -> Result<ExaminedRow, TooLarge> {
    let pairs = [AppliedTo::Subnet, AppliedTo::NetworkInterface]
        .map(|place| row.pair(&read.documents, place));
    let ends = pairs.map(|pair| pair.map_or_else(Default::default, |pair| pair.ends()));
    let [[subnet_before, subnet_after], [before, after]] = ends;
    let sides = [(subnet_before, before), (subnet_after, after)];
    let [before, after] = sides.map(|(subnet, interface)| Scenario {
        subnet_security_group: subnet,
        network_interface_security_group: interface,
        network: network.clone(),
    });
    let mut found = nsg_analysis::findings(&after, Limits::default())?;
    found.extend(row.conflicts(&read.documents));
    gravest_first(&mut found);
    let worst = found.first().map(|finding| RowFinding {
        code: finding.code,
        severity: finding.severity,
        message: finding.message.clone(),
    });
    let impact = match row.has_both_ends(&read.documents) {
        true => {
            let compared = nsg_analysis::compare(&before, &after, None, Limits::default())?;
            Some(RowImpact {
                relation: compared.relation,
                summary: compared.summary(names, &after),
            })
        }
        false => None,
    };
    Ok(ExaminedRow {
        worst,
        findings: found.len(),
        impact,
        problem: None,
    })
}

/// What was read of a document, in short.
fn listed(document: &Document) -> ListedDocument {
    let topology = &document.topology;
    let resources = topology.interfaces.len() + topology.subnets.len();
    let groups = document.groups.len() + document.before.as_ref().map_or(0, Vec::len);
    let problem = match groups == 0 && resources == 0 {
        true => document.diagnostics.first(),
        false => assemble::missing_rules(document),
    };
    // As many as there are rows: what a change deletes has one, too.
    ListedDocument {
        groups: document.groups.len() + document.deleted().len(),
        resources,
        problem: problem.map(|diagnostic| diagnostic.message.clone()),
    }
}
