//! From three texts to a scenario.

use crate::problem;
use nsg::{AppliedTo, Name, Network, NetworkSecurityGroup, Scenario};
use nsg_documents::{Code, Diagnostic, Document, Severity};

/// The scenario's keys, in the order in which the texts come.
const KEYS: [&str; 3] = [
    "subnetSecurityGroup",
    "networkInterfaceSecurityGroup",
    "network",
];

/// Errors after which part of the text was not read at all. Elsewhere an error leaves a rule whose
/// matching is unknown, and the verdict depends; here rules may be missing without a trace.
const NOT_READ: [Code; 8] = [
    Code::TextTooLarge,
    Code::TooManyValues,
    Code::TooDeep,
    Code::Truncated,
    Code::Unclosed,
    Code::UnexpectedClosing,
    Code::UnexpectedToken,
    Code::UnclosedString,
];

/// The texts of a scenario.
pub(crate) struct Texts {
    /// The argument's name.
    argument: &'static str,
    texts: [Option<String>; 3],
    /// A bit for each that was an object.
    parsed: u8,
}

impl Texts {
    pub(crate) fn new(texts: [Option<String>; 3], parsed: u8) -> Self {
        Self::of("scenario", texts, parsed)
    }

    /// The texts of an argument that has another name than `scenario`.
    pub(crate) fn of(argument: &'static str, texts: [Option<String>; 3], parsed: u8) -> Self {
        Self {
            argument,
            texts,
            parsed,
        }
    }

    /// Reads them all.
    ///
    /// # Errors
    ///
    /// Every reason why they cannot be judged by.
    pub(crate) fn read(self) -> Result<Scenario, Vec<Diagnostic>> {
        self.read_with_tags().map(|(scenario, _)| scenario)
    }

    /// The same, and the names of the tags that the groups' own texts expand.
    ///
    /// # Errors
    ///
    /// As [`Texts::read`].
    pub(crate) fn read_with_tags(self) -> Result<(Scenario, Vec<Name>), Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut tags = Vec::new();
        let [subnet, network_interface, network] = &self.texts;
        let mut facts = match network {
            Some(text) => {
                let read = nsg_documents::network::read(text);
                // A prefix that is left out makes a tag smaller, and the verdict wrong.
                if read.diagnostics.iter().any(is_error) {
                    problems.extend(self.placed(read.diagnostics, 2));
                }
                read.network
            }
            None => Network::default(),
        };
        let mut group = |text: &Option<String>, which, place| {
            let document = nsg_documents::read(text.as_ref()?);
            match choose(document, &self.pointer(which), place) {
                Ok((group, found)) => {
                    tags.extend(found.service_tags.keys().cloned());
                    merge(&mut facts, found);
                    Some(group)
                }
                Err(diagnostics) => {
                    problems.extend(self.placed(diagnostics, which));
                    None
                }
            }
        };
        let subnet = group(subnet, 0, AppliedTo::Subnet);
        let network_interface = group(network_interface, 1, AppliedTo::NetworkInterface);
        if !problems.is_empty() {
            return Err(problems);
        }
        let scenario = Scenario {
            subnet_security_group: subnet,
            network_interface_security_group: network_interface,
            network: facts,
        };
        Ok((scenario, tags))
    }

    fn pointer(&self, which: usize) -> String {
        let key = KEYS.get(which).copied().unwrap_or_default();
        format!("/{}/{key}", self.argument)
    }

    /// Pointers from the arguments on, not from the text, so that one sees whose text it is.
    fn placed(
        &self,
        diagnostics: Vec<Diagnostic>,
        which: usize,
    ) -> impl Iterator<Item = Diagnostic> {
        let parsed = self.parsed >> which & 1 == 1;
        diagnostics.into_iter().map(move |mut diagnostic| {
            let inside = diagnostic.pointer.take().unwrap_or_default();
            diagnostic.pointer = Some(self.pointer(which) + &inside);
            if parsed {
                diagnostic.line = None;
                diagnostic.column = None;
                diagnostic.start = None;
                diagnostic.end = None;
            }
            diagnostic
        })
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// The group that is meant, and what the document tells of the network.
fn choose(
    document: Document,
    pointer: &str,
    place: AppliedTo,
) -> Result<(NetworkSecurityGroup, Network), Vec<Diagnostic>> {
    let mut diagnostics = document.diagnostics;
    let not_read =
        |diagnostic: &Diagnostic| NOT_READ.iter().any(|code| code.as_str() == diagnostic.code);
    if diagnostics.iter().any(not_read) {
        return Err(diagnostics);
    }
    let mut groups = document.groups;
    let fits = |group: &nsg_documents::Group| group.applied_to() == Some(place);
    if groups.len() > 1 && groups.iter().filter(|group| fits(group)).count() == 1 {
        groups.retain(fits);
    }
    let several = groups.len();
    match groups.pop() {
        Some(only) if groups.is_empty() => Ok((only.security_group, document.network)),
        Some(last) => {
            groups.push(last);
            let names: Vec<&str> = groups
                .iter()
                .map(|group| {
                    group
                        .security_group
                        .display_name()
                        .unwrap_or("one without a name")
                })
                .take(20)
                .collect();
            let message = format!("there are {several} groups: {}", names.join(", "));
            // The texts of the groups themselves are in order.
            let help = "give the one that applies here";
            Err(vec![
                problem::at(String::new(), "several-groups", message).with_help(help),
            ])
        }
        None => {
            if !diagnostics.iter().any(is_error) {
                let message = format!("`{pointer}` holds no network security group");
                let code = Code::NoGroup.as_str();
                diagnostics.push(problem::at(String::new(), code, message));
            }
            Err(diagnostics)
        }
    }
}

/// Adds what a document tells: expansions that Azure printed replace definitions.
fn merge(facts: &mut Network, found: Network) {
    facts.service_tags.extend(found.service_tags);
    facts
        .security_admin_rules
        .extend(found.security_admin_rules);
    for (name, members) in found.application_security_groups {
        facts
            .application_security_groups
            .entry(name)
            .or_insert(members);
    }
    if facts.virtual_network.is_none() {
        facts.virtual_network = found.virtual_network;
    }
}
