//! The form for what rules refer to.

use super::saved::Saved;
use super::shared::Shared;
use super::spoken::Spoken;
use super::texts::NamedTexts;
use leptos::prelude::*;
use nsg::{AddressSet, Name, Network};
use nsg_documents::Document;
use nsg_documents::prefixes::Prefixes;
use nsg_documents::service_tags::ServiceTags;
use std::collections::BTreeMap;

/// A service tag file that was picked.
#[derive(Debug)]
pub struct TagFile {
    /// The file's name.
    pub name: String,
    /// What it holds.
    pub content: ServiceTags,
}

/// Fields for what rules refer to. An empty field is unknown, not empty.
#[derive(Clone, Copy)]
pub struct NetworkForm {
    /// The address space of the virtual network.
    pub virtual_network: RwSignal<String>,
    /// A service tag file. It does not survive a reload: it is too large for the session's storage.
    pub tag_file: RwSignal<Option<Shared<TagFile>>>,
    /// Addresses of service tags, by the tag's name in lower case.
    pub tags: RwSignal<NamedTexts>,
    /// Members of application security groups, by the group's name in lower case.
    pub members: RwSignal<NamedTexts>,
    /// Security admin rules as JSON.
    pub admin_rules: RwSignal<String>,
    /// What was understood of them.
    pub admin_document: Memo<Shared<Document>>,
}

impl NetworkForm {
    /// Empty fields.
    pub(super) fn new(language: RwSignal<Spoken>) -> Self {
        let admin_rules = RwSignal::new(String::new());
        Self {
            virtual_network: RwSignal::new(String::new()),
            tag_file: RwSignal::new(None),
            tags: RwSignal::new(NamedTexts::default()),
            members: RwSignal::new(NamedTexts::default()),
            admin_rules,
            admin_document: Memo::new(move |_| {
                language.track();
                Shared::new(admin_rules.with(|text| read_admin(text)))
            }),
        }
    }
}

impl NetworkForm {
    /// What the fields say.
    pub fn read(&self) -> Network {
        let space = self.virtual_network.with(|text| read_prefixes(text));
        let mut service_tags = BTreeMap::new();
        if let Some(file) = self.tag_file.get() {
            service_tags.clone_from(&file.content.tags);
        }
        self.tags.with(|tags| service_tags.extend(sets(tags)));
        let mut members = BTreeMap::new();
        self.members.with(|texts| members.extend(sets(texts)));
        Network {
            virtual_network: space.map(|space| space.prefixes),
            service_tags,
            application_security_groups: members,
            security_admin_rules: self
                .admin_document
                .with(|document| document.network.security_admin_rules.clone()),
            ..Network::default()
        }
    }

    pub(super) fn restore(&self, saved: &Saved) {
        self.virtual_network.set(saved.virtual_network.clone());
        self.tags.set(saved.tags.clone());
        self.members.set(saved.members.clone());
        self.admin_rules.set(saved.admin_rules.clone());
    }

    pub(super) fn save(&self, saved: &mut Saved) {
        saved.virtual_network = self.virtual_network.get();
        saved.tags = self.tags.get();
        saved.members = self.members.get();
        saved.admin_rules = self.admin_rules.get();
    }
}

/// Reads security admin rules as a document of a network that has them.
fn read_admin(text: &str) -> Document {
    let mut document = Document::default();
    if !text.trim().is_empty() {
        let read = nsg_documents::admin_rules::read(text);
        document.network.security_admin_rules = read.rules;
        document.diagnostics = read.diagnostics;
    }
    document
}

/// Reads prefixes; `None` for a field in which nothing was typed.
pub fn read_prefixes(text: &str) -> Option<Prefixes> {
    (!text.trim().is_empty()).then(|| nsg_documents::prefixes::read(text))
}

/// Fields that hold only readable prefixes. One slip leaves the whole field unknown: a set that lacks a
/// member would be wrong, not unknown.
fn sets(texts: &NamedTexts) -> impl Iterator<Item = (Name, AddressSet)> + '_ {
    texts.iter().filter_map(|(name, text)| {
        let prefixes = read_prefixes(text).filter(is_complete)?;
        Some((Name::from(name), prefixes.prefixes.into_iter().collect()))
    })
}

/// Whether every part of the text was understood.
pub fn is_complete(prefixes: &Prefixes) -> bool {
    prefixes
        .diagnostics
        .iter()
        .all(|d| d.severity != nsg_documents::DiagnosticSeverity::Error)
}
