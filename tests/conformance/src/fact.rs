//! The form of a fact.

use nsg::{AppliedTo, Direction, Endpoint, Flow, Protocol, Scenario};
use serde::Deserialize;
use serde_json::{Value, json};
use std::error::Error;
use std::path::{Path, PathBuf};

/// What went wrong, for the person who wrote the fact.
pub type FactFailure = Box<dyn Error>;

/// One file of `facts/ip-flow` or `facts/diagnostic`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FactFile {
    /// Where the answer was recorded.
    pub source: FactSource,
    /// What the flow was judged against. Absent where the recording does not tell.
    pub scenario: Option<Rules>,
    /// What it must have been judged against, going by the answer, where the recording does not tell.
    pub assumed: Option<Rules>,
    /// The flow.
    pub flow: FlowFact,
    /// What Azure answered.
    pub azure: RecordedAnswer,
    /// What we answer where that is something else.
    pub answer: Option<OurAnswer>,
}

/// Where an answer was recorded: in the tests of which repository, and when.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FactSource {
    /// Owner and name, on GitHub.
    pub repository: String,
    /// The test whose traffic was recorded.
    pub test: String,
    /// The day, month or year of the first recording.
    pub recorded: String,
    /// That of the last, where there are several.
    pub until: Option<String>,
    /// How many recordings, where there are several.
    pub times: Option<u32>,
}

/// Groups and the virtual network. An absent group is no group; an empty one has the default rules only.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rules {
    /// The address space; absent where it was not recorded.
    pub virtual_network: Option<Vec<String>>,
    /// User rules of the subnet's group.
    pub subnet: Option<Vec<FactRule>>,
    /// User rules of the network interface's group.
    pub network_interface: Option<Vec<FactRule>>,
}

/// A user rule.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FactRule {
    priority: u32,
    name: String,
    direction: String,
    access: String,
    protocol: String,
    source: OneOrMore,
    source_port: OneOrMore,
    destination: OneOrMore,
    destination_port: OneOrMore,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn list(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(list) => list,
        }
    }
}

/// The flow as it was asked. `*` for a port is what Azure accepts for the source's.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FlowFact {
    /// Seen from the virtual machine.
    pub direction: String,
    /// The protocol.
    pub protocol: String,
    /// The virtual machine's address.
    pub local: String,
    /// The virtual machine's port.
    pub local_port: String,
    /// The other end's address.
    pub remote: String,
    /// The other end's port.
    pub remote_port: String,
}

/// What Azure answered.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RecordedAnswer {
    /// The final HTTP status; 200 where it is not written.
    pub status: Option<u16>,
    /// The code of the error.
    pub error: Option<String>,
    /// The access, in Azure's word.
    pub access: Option<String>,
    /// The rule's name as it was written.
    pub rule: Option<String>,
    /// The stages of `networkConfigurationDiagnostic`, in its order.
    pub groups: Option<Vec<GroupAnswer>>,
}

/// A stage of `networkConfigurationDiagnostic`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GroupAnswer {
    /// `Subnet` or `NetworkInterface`.
    pub applied_to: String,
    /// The rule that matched, as Azure says.
    pub matched: String,
    /// The rule that matched as we say, where that is another.
    pub our_matched: Option<String>,
    /// Why it is another.
    pub why: Option<String>,
    /// Rules up to the match: protocol, source, source port, destination, destination port.
    pub rules: Vec<(String, bool, bool, bool, bool, bool)>,
}

/// What we answer where Azure departs from what it documents.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OurAnswer {
    /// Our access.
    pub access: String,
    /// Our rule.
    pub rule: Option<String>,
    /// Why.
    pub why: String,
}

impl FactFile {
    /// What to judge the flow against.
    ///
    /// # Errors
    ///
    /// Where the fact has neither or both, or does not read without an error.
    pub fn judged(&self) -> Result<Scenario, FactFailure> {
        match (&self.scenario, &self.assumed) {
            (Some(rules), None) | (None, Some(rules)) => scenario(&rules.to_json()),
            _ => Err("a fact has either a scenario or an assumed one".into()),
        }
    }

    /// The access and the rule that we are to answer.
    pub fn expected(&self) -> (Option<&str>, Option<&str>) {
        match &self.answer {
            Some(ours) => (Some(&ours.access), ours.rule.as_deref()),
            None => (self.azure.access.as_deref(), self.azure.rule.as_deref()),
        }
    }
}

impl Rules {
    /// As the npm package takes a scenario, so that facts and recordings take one way in.
    pub fn to_json(&self) -> Value {
        let group = |rules: &Option<Vec<FactRule>>| {
            rules.as_ref().map(|rules| {
                let rules: Vec<_> = rules.iter().map(FactRule::to_json).collect();
                json!({ "name": "group", "properties": { "securityRules": rules } })
            })
        };
        let network = self
            .virtual_network
            .as_ref()
            .map_or_else(|| json!({}), |space| json!({ "virtualNetwork": space }));
        json!({
            "network": network,
            "subnetSecurityGroup": group(&self.subnet),
            "networkInterfaceSecurityGroup": group(&self.network_interface),
        })
    }
}

impl FactRule {
    fn to_json(&self) -> Value {
        json!({ "name": self.name, "properties": {
            "priority": self.priority,
            "direction": self.direction,
            "access": self.access,
            "protocol": self.protocol,
            "sourceAddressPrefixes": self.source.list(),
            "sourcePortRanges": self.source_port.list(),
            "destinationAddressPrefixes": self.destination.list(),
            "destinationPortRanges": self.destination_port.list(),
        }})
    }
}

impl FlowFact {
    /// The flow in the model's form.
    ///
    /// # Errors
    ///
    /// Where a field does not read.
    pub fn to_flow(&self) -> Result<Flow, FactFailure> {
        let direction = |()| format!("direction {}", self.direction);
        let protocol = |_| format!("protocol {}", self.protocol);
        Ok(Flow {
            direction: self.direction.parse::<Direction>().map_err(direction)?,
            protocol: self.protocol.parse::<Protocol>().map_err(protocol)?,
            local: endpoint(&self.local, &self.local_port)?,
            remote: endpoint(&self.remote, &self.remote_port)?,
        })
    }
}

fn endpoint(address: &str, port: &str) -> Result<Endpoint, FactFailure> {
    let port = match port {
        "*" => None,
        port => Some(port.parse()?),
    };
    Ok(Endpoint {
        address: address.parse()?,
        port,
    })
}

/// Reads a scenario in the npm package's form.
///
/// # Errors
///
/// Where a part does not read without an error.
pub fn scenario(json: &Value) -> Result<Scenario, FactFailure> {
    let group = |key: &str| match json.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let mut document = nsg_documents::read_value(value);
            if document.has_errors() {
                return Err(format!("{key}: {:?}", document.diagnostics));
            }
            Ok(document.groups.pop().map(|group| group.security_group))
        }
    };
    let facts = nsg_documents::network::read_value(json.get("network").unwrap_or(&json!({})));
    if !facts.diagnostics.is_empty() {
        return Err(format!("network: {:?}", facts.diagnostics).into());
    }
    Ok(Scenario {
        subnet_security_group: group("subnetSecurityGroup")?,
        network_interface_security_group: group("networkInterfaceSecurityGroup")?,
        network: facts.network,
    })
}

/// Where a stage applies, by Azure's name.
pub fn applied_to(name: &str) -> AppliedTo {
    match name {
        "Subnet" => AppliedTo::Subnet,
        "NetworkInterface" => AppliedTo::NetworkInterface,
        _ => AppliedTo::VirtualNetwork,
    }
}

/// All facts of a folder under `facts/`, by file name.
///
/// # Errors
///
/// Where a file does not read; the error names it.
pub fn all(folder: &str) -> Result<Vec<(String, FactFile)>, FactFailure> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(facts().join(folder))? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.iter().map(|path| named(path)).collect()
}

fn named(path: &Path) -> Result<(String, FactFile), FactFailure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let text = std::fs::read_to_string(path)?;
    let fact = toml::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
    Ok((name.into_owned(), fact))
}

/// The folder of the facts.
pub fn facts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("facts")
}
