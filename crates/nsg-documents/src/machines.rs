//! The network interfaces that texts know, each with both of its groups.

use crate::document::{Document, DocumentGroup};
use crate::topology::{DocumentInterface, NamedGroup};
use std::collections::BTreeMap;

/// A group of one of several documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentGroupIndex {
    /// Which document.
    pub document: usize,
    /// Which of its groups.
    pub group: usize,
}

/// A network interface with the groups of both stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The document that knows the interface first.
    pub document: usize,
    /// The interface's resource id, or its name.
    pub network_interface: String,
    /// The resource id of its virtual machine, where a text tells it.
    pub virtual_machine: Option<String>,
    /// The subnet's resource id, or its name.
    pub subnet: String,
    /// The group of the subnet.
    pub subnet_group: MachineGroup,
    /// The group of the interface itself.
    pub interface_group: MachineGroup,
}

/// The group of one stage of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MachineGroup {
    /// There is none.
    None,
    /// This one.
    Known(DocumentGroupIndex),
    /// It is in none of the texts. Its id or name; empty where not even that is known, or whether there is one.
    NotGiven(String),
    /// The texts have several groups for the one place, which Azure does not: they are of different times.
    Several,
}

/// Pairs the network interfaces of several documents with the group of each and that of its subnet.
///
/// One whose subnet no text tells is left out: what it is let through cannot be said. So is a group without a machine.
pub fn machines(documents: &[&Document]) -> Vec<Machine> {
    let groups = AssociatedGroups::of(documents);
    let mut interfaces: Vec<(usize, DocumentInterface)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (document, told) in documents.iter().enumerate() {
        for interface in &told.topology.interfaces {
            let at = *known.entry(key(&interface.id)).or_insert(interfaces.len());
            match interfaces.get_mut(at) {
                Some((_, first)) => add(first, interface),
                None => interfaces.push((document, interface.clone())),
            }
        }
    }
    let machine = |(document, interface): (usize, DocumentInterface)| {
        let subnet = interface.subnet?;
        let topologies = documents.iter().map(|it| &it.topology);
        let subnets = topologies.flat_map(|it| &it.subnets);
        let this = subnets.filter(|it| is_same(&it.id, &subnet));
        let told: Vec<_> = this.map(|it| &it.security_group).collect();
        // A template may list a subnet in its network, too, without its group.
        let names_one = |it: &&&NamedGroup| matches!(it, NamedGroup::Named(_));
        let named = told.iter().find(names_one).or(told.first());
        let named = named.map_or(&NamedGroup::Untold, |it| it);
        Some(Machine {
            document,
            subnet_group: groups.of_place(&groups.by_subnet, &subnet, named),
            interface_group: groups.of_place(
                &groups.by_interface,
                &interface.id,
                &interface.security_group,
            ),
            network_interface: interface.id,
            virtual_machine: interface.virtual_machine,
            subnet,
        })
    };
    interfaces.into_iter().filter_map(machine).collect()
}

/// Adds what another text tells of the same interface.
fn add(interface: &mut DocumentInterface, more: &DocumentInterface) {
    let DocumentInterface {
        virtual_machine,
        subnet,
        security_group,
        ..
    } = more;
    if interface.virtual_machine.is_none() {
        interface.virtual_machine.clone_from(virtual_machine);
    }
    if interface.subnet.is_none() {
        interface.subnet.clone_from(subnet);
    }
    if interface.security_group == NamedGroup::Untold {
        interface.security_group.clone_from(security_group);
    }
}

/// The groups of several documents, by what they are associated with.
struct AssociatedGroups<'d> {
    documents: &'d [&'d Document],
    by_subnet: BTreeMap<String, Vec<DocumentGroupIndex>>,
    by_interface: BTreeMap<String, Vec<DocumentGroupIndex>>,
}

impl<'d> AssociatedGroups<'d> {
    fn of(documents: &'d [&'d Document]) -> Self {
        let mut all = Self {
            documents,
            by_subnet: BTreeMap::new(),
            by_interface: BTreeMap::new(),
        };
        for (index, group) in all.iter() {
            for subnet in &group.association.subnets {
                all.by_subnet.entry(key(subnet)).or_default().push(index);
            }
            for interface in &group.association.network_interfaces {
                let known = all.by_interface.entry(key(interface));
                known.or_default().push(index);
            }
        }
        all
    }

    fn iter(&self) -> impl Iterator<Item = (DocumentGroupIndex, &'d DocumentGroup)> + use<'d> {
        let documents = self.documents.iter().enumerate();
        documents.flat_map(|(document, told)| {
            let groups = told.groups.iter().enumerate();
            groups.map(move |(group, it)| (DocumentGroupIndex { document, group }, it))
        })
    }

    /// The group of a place: the one that says so itself, else the one that the place names.
    fn of_place(
        &self,
        by_place: &BTreeMap<String, Vec<DocumentGroupIndex>>,
        place: &str,
        named: &NamedGroup,
    ) -> MachineGroup {
        let associated = by_place.get(&key(place)).map(Vec::as_slice);
        match (associated, named) {
            (Some([only]), _) => MachineGroup::Known(*only),
            (Some([first, others @ ..]), _) => match self.are_equal(*first, others) {
                true => MachineGroup::Known(*first),
                false => MachineGroup::Several,
            },
            (_, NamedGroup::None) => MachineGroup::None,
            (_, NamedGroup::Untold) => MachineGroup::NotGiven(String::new()),
            (_, NamedGroup::Named(id)) => {
                let is_it = |group: &DocumentGroup| {
                    let group = &group.security_group;
                    let id_or_name = group.id.as_ref().or(group.name.as_ref());
                    id_or_name.is_some_and(|known| is_same(known, id))
                };
                let mut named = self.iter().filter(|(_, group)| is_it(group));
                match (named.next(), named.next()) {
                    (Some((index, _)), None) => MachineGroup::Known(index),
                    (Some(_), Some(_)) => MachineGroup::Several,
                    _ => MachineGroup::NotGiven(id.clone()),
                }
            }
        }
    }

    fn are_equal(&self, first: DocumentGroupIndex, others: &[DocumentGroupIndex]) -> bool {
        let group = |index: &DocumentGroupIndex| {
            let group = self.documents.get(index.document)?.groups.get(index.group);
            group.map(|group| &group.security_group)
        };
        let first = group(&first);
        others.iter().all(|other| group(other) == first)
    }
}

/// Ids are compared without regard to case.
fn key(id: &str) -> String {
    id.trim().to_ascii_lowercase()
}

/// Whether two texts mean one resource: ids are compared as a whole, a name with the end of an id.
fn is_same(a: &str, b: &str) -> bool {
    let is_id = |text: &str| text.starts_with('/');
    let name = |text: &str| key(text.rsplit('/').next().unwrap_or(text));
    match is_id(a) && is_id(b) {
        true => key(a) == key(b),
        false => name(a) == name(b),
    }
}
