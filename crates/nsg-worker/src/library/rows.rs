//! A row for each group and each machine, with the groups that it is judged by.

use crate::group_list::{GroupRow, RowStage, RowSubject};
use nsg::{AppliedTo, Decision, Flow, Scenario};
use nsg_analysis::Finding;
use nsg_documents::{
    Document, DocumentGroup, DocumentGroupIndex, GroupChange, Machine, MachineGroup, PairedGroup,
    assemble, machines,
};

/// A row, and what it stands for.
#[derive(Debug)]
pub(super) struct LibraryRow {
    pub(super) listed: GroupRow,
    subject: JudgedSubject,
}

#[derive(Debug)]
enum JudgedSubject {
    /// A group that is there after the change.
    Group(AppliedTo, DocumentGroupIndex),
    /// A group that a change deletes: its place among those before it.
    Removed(AppliedTo, DocumentGroupIndex),
    /// A machine: the groups that are known.
    Machine {
        subnet: Option<DocumentGroupIndex>,
        interface: Option<DocumentGroupIndex>,
    },
}

/// The rows of documents: groups, then machines.
pub(super) fn of(documents: &[Document]) -> Vec<LibraryRow> {
    let mut rows = Vec::new();
    for (document, read) in documents.iter().enumerate() {
        for (group, it) in read.groups.iter().enumerate() {
            let index = DocumentGroupIndex { document, group };
            let change = read.before.is_some().then(|| change_of(read, it));
            let subject = JudgedSubject::Group(place(it), index);
            rows.push(group_row(read, it, document, change, subject));
        }
        let before = read.before.iter().flatten().enumerate();
        let changes = read.changes();
        let gone = changes.iter().filter(|it| it.after.is_none());
        for (group, it) in before {
            let is_gone =
                |pair: &PairedGroup<'_>| pair.before.is_some_and(|known| std::ptr::eq(known, it));
            if gone.clone().any(is_gone) {
                let index = DocumentGroupIndex { document, group };
                let subject = JudgedSubject::Removed(place(it), index);
                let change = Some(GroupChange::Removed);
                rows.push(group_row(read, it, document, change, subject));
            }
        }
    }
    let all: Vec<&Document> = documents.iter().collect();
    rows.extend(
        machines(&all)
            .into_iter()
            .map(|it| machine_row(documents, it)),
    );
    rows
}

/// Where a group alone is judged: what is associated with both is the same at each.
fn place(group: &DocumentGroup) -> AppliedTo {
    group.applied_to().unwrap_or(AppliedTo::Subnet)
}

fn name(group: &DocumentGroup) -> String {
    let name = group.security_group.display_name();
    name.unwrap_or_default().to_owned()
}

fn change_of(document: &Document, after: &DocumentGroup) -> GroupChange {
    let pair = PairedGroup {
        before: document.before(after),
        after: Some(after),
    };
    pair.change()
}

fn group_row(
    read: &Document,
    group: &DocumentGroup,
    document: usize,
    change: Option<GroupChange>,
    subject: JudgedSubject,
) -> LibraryRow {
    let listed = GroupRow {
        name: name(group),
        document,
        subject: RowSubject::Group {
            subnets: group.association.subnets.clone(),
            network_interfaces: group.association.network_interfaces.clone(),
        },
        rules: group.security_group.security_rules.len(),
        change,
        hides_rules: assemble::missing_rules(read).is_some(),
    };
    LibraryRow { listed, subject }
}

fn machine_row(documents: &[Document], machine: Machine) -> LibraryRow {
    let known = |group: &MachineGroup| match group {
        MachineGroup::Known(index) => Some(*index),
        _ => None,
    };
    let (subnet, interface) = (
        known(&machine.subnet_group),
        known(&machine.interface_group),
    );
    let group = |index: DocumentGroupIndex| {
        let document = documents.get(index.document)?;
        Some((document, document.groups.get(index.group)?))
    };
    let groups = || [subnet, interface].into_iter().flatten().filter_map(group);
    let stage = |of: MachineGroup| match of {
        MachineGroup::None => RowStage::None,
        MachineGroup::Known(index) => {
            RowStage::Group(group(index).map_or_else(String::new, |(_, group)| name(group)))
        }
        MachineGroup::NotGiven(id) => RowStage::NotGiven(id),
        MachineGroup::Several => RowStage::Several,
    };
    let changes = groups()
        .filter(|(document, _)| document.before.is_some())
        .map(|(document, group)| change_of(document, group));
    // What is created says more than what changes, and that more than what stays.
    let change = changes.min_by_key(|change| match change {
        GroupChange::Added => 0,
        GroupChange::Changed | GroupChange::Removed => 1,
        GroupChange::Unchanged => 2,
    });
    let id = machine.virtual_machine.as_ref();
    let id = id.unwrap_or(&machine.network_interface);
    let listed = GroupRow {
        name: id.rsplit('/').next().unwrap_or(id).to_owned(),
        document: machine.document,
        rules: groups()
            .map(|(_, group)| group.security_group.security_rules.len())
            .sum(),
        change,
        hides_rules: groups().any(|(document, _)| assemble::missing_rules(document).is_some()),
        subject: RowSubject::Machine {
            subnet: machine.subnet,
            subnet_group: stage(machine.subnet_group),
            interface_group: stage(machine.interface_group),
        },
    };
    LibraryRow {
        listed,
        subject: JudgedSubject::Machine { subnet, interface },
    }
}

impl LibraryRow {
    /// The group of a stage after the change; none where there is none, or where it is not known.
    pub(super) fn stage(&self, applied_to: AppliedTo) -> Option<DocumentGroupIndex> {
        match self.subject {
            JudgedSubject::Group(at, index) => (at == applied_to).then_some(index),
            JudgedSubject::Removed(..) => None,
            JudgedSubject::Machine { subnet, interface } => match applied_to {
                AppliedTo::Subnet => subnet,
                _ => interface,
            },
        }
    }

    /// The group of a stage after the change, in its document.
    fn group<'d>(
        &self,
        documents: &'d [Document],
        applied_to: AppliedTo,
    ) -> Option<(&'d Document, &'d DocumentGroup)> {
        let index = self.stage(applied_to)?;
        let document = documents.get(index.document)?;
        Some((document, document.groups.get(index.group)?))
    }

    /// The group of a stage before and after the change.
    pub(super) fn pair<'d>(
        &self,
        documents: &'d [Document],
        applied_to: AppliedTo,
    ) -> Option<PairedGroup<'d>> {
        let (document, after) = self.group(documents, applied_to)?;
        Some(PairedGroup {
            before: Some(document.before(after).unwrap_or(after)),
            after: Some(after),
        })
    }

    /// What Azure would refuse of the row's groups while the change is applied.
    pub(super) fn conflicts(&self, documents: &[Document]) -> Vec<Finding> {
        let mut conflicts = Vec::new();
        for applied_to in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
            let kept = self.group(documents, applied_to);
            let kept = kept.map(|(document, after)| (document, Some(after), None));
            let gone = self.removed().filter(|(at, _)| *at == applied_to);
            let gone = gone.and_then(|(_, index)| {
                let document = documents.get(index.document)?;
                let before = document.before.as_ref()?.get(index.group)?;
                Some((document, None, Some(before)))
            });
            let Some((document, after, before)) = kept.or(gone) else {
                continue;
            };
            let pair = PairedGroup { before, after };
            conflicts.extend(document.conflicts_of(&pair).map(|conflict| {
                let rules = document.rules_of(conflict);
                Finding::apply_conflict(applied_to, rules, &conflict.message, &conflict.help)
            }));
        }
        conflicts
    }

    /// The group that the change deletes, with where it is judged.
    pub(super) fn removed(&self) -> Option<(AppliedTo, DocumentGroupIndex)> {
        match self.subject {
            JudgedSubject::Removed(at, index) => Some((at, index)),
            _ => None,
        }
    }

    /// Whether what is before the change is known, and something else than what is after it. What is created has nothing
    /// before it: whether another group stood in its place is not in the text.
    pub(super) fn has_both_ends(&self, documents: &[Document]) -> bool {
        let mut stages = [AppliedTo::Subnet, AppliedTo::NetworkInterface]
            .into_iter()
            .filter_map(|place| self.stage(place));
        let is_known = |index: DocumentGroupIndex| {
            let document = documents.get(index.document)?;
            let after = document.groups.get(index.group)?;
            Some(document.before.is_none() || document.before(after).is_some())
        };
        let is_changed = matches!(self.listed.change, Some(GroupChange::Changed));
        is_changed && stages.all(|index| is_known(index) == Some(true))
    }

    /// What the groups of the row say to a flow; `None` where there is no group, or where part of it was not read.
    ///
    /// A packet passes both stages: where the group of one is missing, it is denied if the other one denies it, and else
    /// depends.
    pub(super) fn judge(
        &self,
        documents: &[Document],
        scenario: &mut Scenario,
        flow: &Flow,
    ) -> Option<Decision> {
        if self.listed.hides_rules || self.removed().is_some() {
            return None;
        }
        let group = |place| {
            let (_, group) = self.group(documents, place)?;
            Some(group.security_group.clone())
        };
        scenario.subnet_security_group = group(AppliedTo::Subnet);
        scenario.network_interface_security_group = group(AppliedTo::NetworkInterface);
        let access = nsg::access(scenario, flow);
        let is_missing = match &self.listed.subject {
            RowSubject::Group { .. } => false,
            RowSubject::Machine {
                subnet_group,
                interface_group,
                ..
            } => subnet_group.is_missing() || interface_group.is_missing(),
        };
        Some(match (access, is_missing) {
            (Decision::Allow, true) => Decision::Depends,
            _ => access,
        })
    }
}
