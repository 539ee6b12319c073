//! The recordings themselves, where they lie beside the checkout. They are not part of the project;
//! the facts are what it keeps of them.

use crate::fact::{FactFailure, FlowFact, GroupAnswer, RecordedAnswer};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

/// A recorded `ipFlowVerify`.
#[derive(Debug, Deserialize)]
pub struct RecordedIpFlow {
    /// What failures name.
    pub id: String,
    /// In the npm package's form; `None` where the rules are not on record.
    pub scenario: Option<Value>,
    flow: IpFlowParameters,
    azure: IpFlowResponse,
    /// Set where Azure departs from what it documents.
    pub anomaly: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct IpFlowParameters {
    direction: String,
    protocol: String,
    #[serde(rename = "localIPAddress")]
    local: String,
    local_port: String,
    #[serde(rename = "remoteIPAddress")]
    remote: String,
    remote_port: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct IpFlowResponse {
    status: u16,
    access: Option<String>,
    rule_name: Option<String>,
    rule_id: Option<String>,
    error: Option<Value>,
}

impl RecordedIpFlow {
    /// The flow, as a fact writes it.
    pub fn flow(&self) -> FlowFact {
        let IpFlowParameters {
            direction,
            protocol,
            local,
            local_port,
            remote,
            remote_port,
        } = &self.flow;
        FlowFact {
            direction: direction.clone(),
            protocol: protocol.clone(),
            local: local.clone(),
            local_port: local_port.clone(),
            remote: remote.clone(),
            remote_port: remote_port.clone(),
        }
    }

    /// The answer, as a fact writes it.
    pub fn answer(&self) -> RecordedAnswer {
        let error = self.azure.error.as_ref().map(|error| text(error, "/code"));
        RecordedAnswer {
            status: Some(self.azure.status),
            error,
            access: self.azure.access.clone(),
            rule: self.azure.rule_name.clone(),
            groups: None,
        }
    }

    /// The resource id of the rule, which Azure gives for user rules since September 2017.
    pub fn rule_id(&self) -> Option<&str> {
        self.azure.rule_id.as_deref().filter(|id| !id.is_empty())
    }
}

/// A recorded `networkConfigurationDiagnostic`.
#[derive(Debug, Deserialize)]
pub struct RecordedDiagnostic {
    /// What failures name.
    pub id: String,
    request: Value,
    response: Value,
}

impl RecordedDiagnostic {
    /// The flow, as a fact writes it. A profile has no source port.
    pub fn flow(&self) -> FlowFact {
        let profile = |key| text(&self.request, &format!("/profiles/0/{key}"));
        FlowFact {
            direction: profile("direction"),
            protocol: profile("protocol"),
            local: profile("destination"),
            local_port: profile("destinationPort"),
            remote: profile("source"),
            remote_port: "*".to_owned(),
        }
    }

    /// The access; `None` where nothing was evaluated.
    pub fn access(&self) -> Option<&str> {
        self.result("securityRuleAccessResult")?.as_str()
    }

    /// The stages.
    pub fn groups(&self) -> Vec<GroupAnswer> {
        let groups = self.result("evaluatedNetworkSecurityGroups");
        list(groups)
            .iter()
            .map(|group| GroupAnswer {
                applied_to: if text(group, "/appliedTo").contains("/subnets/") {
                    "Subnet".to_owned()
                } else {
                    "NetworkInterface".to_owned()
                },
                matched: text(group, "/matchedRule/ruleName"),
                our_matched: None,
                why: None,
                rules: list(group.get("rulesEvaluationResult"))
                    .iter()
                    .map(row)
                    .collect(),
            })
            .collect()
    }

    fn result(&self, key: &str) -> Option<&Value> {
        let path = format!("/body/results/0/networkSecurityGroupResult/{key}");
        self.response.pointer(&path)
    }
}

fn row(rule: &Value) -> (String, bool, bool, bool, bool, bool) {
    let matched = |key: &str| rule.get(key) == Some(&Value::Bool(true));
    (
        text(rule, "/name"),
        matched("protocolMatched"),
        matched("sourceMatched"),
        matched("sourcePortMatched"),
        matched("destinationMatched"),
        matched("destinationPortMatched"),
    )
}

fn list(value: Option<&Value>) -> &[Value] {
    value
        .and_then(Value::as_array)
        .map_or(&[], |list| list.as_slice())
}

fn text(value: &Value, pointer: &str) -> String {
    let text = value.pointer(pointer).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

/// A recorded expansion of a tag.
#[derive(Debug, Deserialize)]
pub struct Expansion {
    /// The tag.
    pub tag: String,
    /// The day on which it was first seen.
    pub first_seen: String,
    /// The day on which it was last seen.
    pub last_seen: String,
    /// As Azure printed it.
    pub prefixes: Vec<ipnet::IpNet>,
}

/// A recorded answer of another operation.
#[derive(Debug, Deserialize)]
pub struct RecordedOperation {
    /// What failures name.
    pub id: String,
    /// Status and body.
    pub response: Value,
}

/// All recordings of a file; `None`, and a line that says so, where the folder is missing.
///
/// # Errors
///
/// Where the file is there and does not read.
pub fn all<T: serde::de::DeserializeOwned>(file: &str) -> Result<Option<Vec<T>>, FactFailure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/oracle");
    if !folder.is_dir() {
        println!("../shared/oracle is not beside the checkout: {file} skipped, the facts hold");
        return Ok(None);
    }
    let text = std::fs::read_to_string(folder.join(file))?;
    Ok(Some(serde_json::from_str(&text)?))
}
