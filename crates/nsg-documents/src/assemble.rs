//! From documents to what flows are judged against: the one way for the page, the package, lessons and what is fetched.
//!
//! Who has texts calls [`read`]. Who keeps documents that were read, as the page does, calls [`group`] when a document
//! comes and [`network()`] when a fact changes, so that no key pressed reads a text again.
//!
//! # What wins
//!
//! The same for everybody:
//!
//! * An expansion of a tag that Azure printed into a document wins over any definition of that tag: it is what the rules
//!   of that document were compiled with. Where two documents print different ones, the first stands and a warning says so.
//! * Members of an application security group, and the prefixes of `VirtualNetwork`, are what somebody gave; a document's
//!   own are for where nobody did.
//! * A security admin rule that stands in several places is one rule. All of them belong to the one virtual network, so
//!   effective security rules repeat them for every place. Rules that differ in anything are two rules.

use crate::codes::DiagnosticCode;
use crate::codes::DiagnosticSeverity;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, DocumentGroup, GroupExtent};
use crate::network::{self, NetworkFacts};
use nsg::{AppliedTo, Network, NetworkSecurityGroup, Scenario};
use std::collections::BTreeSet;
use text::{quote, text};

/// Errors after which part of a text was not read at all. Elsewhere an error leaves a rule whose matching is unknown, and
/// the verdict depends; here rules may be missing without a trace.
const NOT_READ: [DiagnosticCode; 9] = [
    DiagnosticCode::TextTooLarge,
    DiagnosticCode::TooManyValues,
    DiagnosticCode::TooDeep,
    DiagnosticCode::Truncated,
    DiagnosticCode::Unclosed,
    DiagnosticCode::UnexpectedClosing,
    DiagnosticCode::UnexpectedToken,
    DiagnosticCode::UnclosedString,
    DiagnosticCode::SeveralTerraformDocuments,
];

/// More groups than these a message does not list.
const LISTED: usize = 20;

/// Texts of a scenario, under the names that the package has for them.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScenarioTexts<'t> {
    /// The document with the subnet's group; `None`: there is no group.
    pub subnet_security_group: Option<&'t str>,
    /// The document with the network interface's group; `None`: there is no group.
    pub network_interface_security_group: Option<&'t str>,
    /// What rules refer to, as [`mod@network`] reads it; `None`: nothing is known.
    pub network: Option<&'t str>,
}

/// A scenario, and what there is to say about its documents.
#[derive(Clone, Debug, Default)]
pub struct Assembled {
    /// What flows are judged against.
    pub scenario: Scenario,
    /// Why flows must not be judged by it, where rules may be missing, and where documents disagree. Pointers begin with the part of the scenario:
    /// `/subnetSecurityGroup/properties/…`.
    pub diagnostics: Vec<Diagnostic>,
}

impl Assembled {
    /// The scenario, where all of it was read.
    ///
    /// # Errors
    ///
    /// What was not.
    pub fn whole(self) -> Result<Scenario, Vec<Diagnostic>> {
        match self.diagnostics.iter().any(is_error) {
            true => Err(self.diagnostics),
            false => Ok(self.scenario),
        }
    }
}

/// The pointer of a part of a scenario: the package's own name for it.
fn pointer(part: AppliedTo) -> &'static str {
    match part {
        AppliedTo::Subnet => "/subnetSecurityGroup",
        AppliedTo::NetworkInterface => "/networkInterfaceSecurityGroup",
        AppliedTo::VirtualNetwork => "/network",
    }
}

/// Reads texts into a scenario.
pub fn read(texts: &ScenarioTexts<'_>) -> Assembled {
    let facts = texts.network.map(network::read).unwrap_or_default();
    let subnet = texts.subnet_security_group.map(crate::read);
    let interface = texts.network_interface_security_group.map(crate::read);
    assemble(subnet.as_ref(), interface.as_ref(), facts)
}

/// Makes a scenario of the documents for its two places and of what is known about the network.
pub fn assemble(
    subnet: Option<&Document>,
    network_interface: Option<&Document>,
    facts: NetworkFacts,
) -> Assembled {
    let mut diagnostics = Vec::new();
    // A prefix that is left out makes a tag smaller, and the verdict wrong.
    if facts.diagnostics.iter().any(is_error) {
        diagnostics.extend(below(pointer(AppliedTo::VirtualNetwork), facts.diagnostics));
    }
    let mut place = |document: Option<&Document>, place| -> Option<NetworkSecurityGroup> {
        match group(document?, place) {
            Ok(group) => {
                let hidden = document?.diagnostics.iter();
                let hidden = hidden.filter(|diagnostic| diagnostic.hides_rules);
                diagnostics.extend(below(pointer(place), hidden.cloned().collect()));
                Some(group.security_group.clone())
            }
            Err(problems) => {
                diagnostics.extend(below(pointer(place), problems));
                None
            }
        }
    };
    let subnet_security_group = place(subnet, AppliedTo::Subnet);
    let network_interface_security_group = place(network_interface, AppliedTo::NetworkInterface);
    let documents = [
        (AppliedTo::Subnet, subnet),
        (AppliedTo::NetworkInterface, network_interface),
    ];
    let documents = documents.map(|(place, document)| Some((place, &document?.network)));
    let (network, differences) = network(facts.network, documents.into_iter().flatten());
    diagnostics.extend(differences);
    Assembled {
        scenario: Scenario {
            subnet_security_group,
            network_interface_security_group,
            network,
        },
        diagnostics,
    }
}

/// The group of a document that is meant for a place: its only one, or the only one that it associates with such a place.
///
/// # Errors
///
/// Why there is none, or that part of the text was not read.
pub fn group(document: &Document, place: AppliedTo) -> Result<&DocumentGroup, Vec<Diagnostic>> {
    if document.diagnostics.iter().any(is_unread) {
        return Err(document.diagnostics.clone());
    }
    if let [only] = document.groups.as_slice() {
        return Ok(only);
    }
    let mut fitting = belonging(document, place);
    if let (Some((_, only)), None) = (fitting.next(), fitting.next()) {
        return Ok(only);
    }
    Err(match document.groups.as_slice() {
        [] => without_group(document),
        several => vec![several_groups(several)],
    })
}

/// The first thing because of which rules may be missing from a document's groups: part of its text was not read, or what
/// the text deploys is not all in it.
pub fn missing_rules(document: &Document) -> Option<&Diagnostic> {
    let mut diagnostics = document.diagnostics.iter();
    diagnostics.find(|diagnostic| diagnostic.hides_rules || is_unread(diagnostic))
}

/// The first thing because of which rules may be missing from the change that a document tells, and be taken for deleted.
///
/// Rules whose group is not in the text are none: [`PairedGroup::ends`](crate::PairedGroup::ends) has the group's
/// others as missing facts. But where a text does not tell the group, nobody knows whose rules they are.
pub fn missing_from_change(document: &Document) -> Option<&Diagnostic> {
    let Some(before) = &document.before else {
        return missing_rules(document);
    };
    let mut groups = document.groups.iter().chain(before);
    let are_told = !groups.any(|group| group.extent == GroupExtent::RulesOfUnknown);
    let is_told = |diagnostic: &Diagnostic| {
        are_told && diagnostic.code == DiagnosticCode::OrphanRule.as_str()
    };
    let mut diagnostics = document.diagnostics.iter();
    diagnostics.find(|diagnostic| {
        (diagnostic.hides_rules && !is_told(diagnostic)) || is_unread(diagnostic)
    })
}

fn is_unread(diagnostic: &Diagnostic) -> bool {
    let mut codes = NOT_READ.iter();
    codes.any(|code| code.as_str() == diagnostic.code)
}

/// The groups that a document associates with such a place alone, each with its number in the document.
pub fn belonging(
    document: &Document,
    place: AppliedTo,
) -> impl Iterator<Item = (usize, &DocumentGroup)> {
    let groups = document.groups.iter().enumerate();
    groups.filter(move |(_, group)| group.applied_to() == Some(place))
}

fn without_group(document: &Document) -> Vec<Diagnostic> {
    let mut diagnostics = document.diagnostics.clone();
    if !document.has_errors() {
        diagnostics.push(problem(
            DiagnosticCode::NoGroup,
            text!("document-no-group").to_owned(),
        ));
    }
    diagnostics
}

fn several_groups(groups: &[DocumentGroup]) -> Diagnostic {
    let names = groups.iter().take(LISTED).map(|group| {
        let name = group.security_group.display_name();
        name.unwrap_or(text!("document-group-without-name"))
    });
    let names = names.collect::<Vec<_>>().join(", ");
    let message = text!("document-several-groups", count = groups.len(), names);
    // The texts of the groups themselves are in order.
    problem(DiagnosticCode::SeveralGroups, message).with_help(text!("document-several-groups-help"))
}

/// Adds what documents tell of the network that they are from to the facts that somebody gave, and says where documents
/// disagree.
pub fn network<'d>(
    mut facts: Network,
    documents: impl IntoIterator<Item = (AppliedTo, &'d Network)>,
) -> (Network, Vec<Diagnostic>) {
    one_each(&mut facts);
    let mut diagnostics = Vec::new();
    let mut printed = BTreeSet::new();
    for (place, told) in documents {
        for (tag, addresses) in &told.service_tags {
            if printed.insert(tag) {
                facts.service_tags.insert(tag.clone(), addresses.clone());
            } else if facts.service_tags.get(tag) != Some(addresses) {
                let message = text!("document-expansion-differs", tag = quote(tag.as_str()));
                let found = vec![problem(DiagnosticCode::ExpansionDiffers, message)];
                diagnostics.extend(below(pointer(place), found));
            }
        }
        for rule in &told.security_admin_rules {
            if !facts.security_admin_rules.contains(rule) {
                facts.security_admin_rules.push(rule.clone());
            }
        }
        for (name, members) in &told.application_security_groups {
            let groups = &mut facts.application_security_groups;
            if !groups.contains_key(name) {
                groups.insert(name.clone(), members.clone());
            }
        }
        if facts.virtual_network.is_none() {
            facts.virtual_network.clone_from(&told.virtual_network);
        }
    }
    (facts, diagnostics)
}

/// Leaves every security admin rule once.
fn one_each(facts: &mut Network) {
    let mut once: Vec<_> = Vec::new();
    for rule in std::mem::take(&mut facts.security_admin_rules) {
        if !once.contains(&rule) {
            once.push(rule);
        }
    }
    facts.security_admin_rules = once;
}

fn problem(code: DiagnosticCode, message: String) -> Diagnostic {
    let mut problem = Diagnostic::new(code.severity(), code.as_str(), message);
    problem.pointer = Some(String::new());
    problem
}

/// Pointers from the scenario on, not from the text, so that one sees whose text it is.
fn below(part: &str, diagnostics: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
    diagnostics.into_iter().map(move |mut diagnostic| {
        let inside = diagnostic.pointer.unwrap_or_default();
        diagnostic.pointer = Some(format!("{part}{inside}"));
        diagnostic
    })
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == DiagnosticSeverity::Error
}
