//! The question and the answer of `networkConfigurationDiagnostic`: every rule with its five fields.

use super::LiveAccess;
use crate::error::AzureError;
use crate::shown_text::shown;
use nsg::{Flow, Protocol};
use nsg_documents::json::JsonNode;
use serde::Serialize;
use text::text;

/// The body of `networkConfigurationDiagnostic` (SPEC: `NetworkConfigurationDiagnosticParameters`).
/// `verbosityLevel` is left out as in all recorded requests: what its values mean is not documented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticRequest {
    /// The resource id of the virtual machine or network interface.
    pub target_resource_id: String,
    /// The flow.
    pub profiles: [Profile; 1],
}

/// A flow as this operation describes it. There is no source port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// `Inbound` or `Outbound`.
    pub direction: &'static str,
    /// The protocol.
    pub protocol: &'static str,
    /// The source's address.
    pub source: String,
    /// The destination's address.
    pub destination: String,
    /// The destination's port, or `*`.
    pub destination_port: String,
}

impl DiagnosticRequest {
    /// The question for a flow of a virtual machine or network interface.
    ///
    /// The specification names TCP, UDP and `*`, the portal offers ICMP as well (AD:
    /// `network-watcher/diagnose-network-security-rules.md`): a flow's own protocol is sent, since `*`
    /// would ask another question.
    pub fn new(flow: &Flow, target: &str) -> Self {
        let port = flow
            .destination()
            .port
            .filter(|_| flow.protocol.has_ports());
        Self {
            target_resource_id: target.to_owned(),
            profiles: [Profile {
                direction: flow.direction.as_str(),
                protocol: flow.protocol.as_str(),
                source: flow.source().address.to_string(),
                destination: flow.destination().address.to_string(),
                destination_port: port.map_or_else(|| "*".to_owned(), |port| port.to_string()),
            }],
        }
    }

    /// Whether the operation knows the flow's protocol; ESP and AH are in none of its descriptions.
    pub fn knows(protocol: Protocol) -> bool {
        !matches!(protocol, Protocol::Esp | Protocol::Ah)
    }
}

/// The body of `networkConfigurationDiagnostic` as JSON.
pub fn diagnostic_body(flow: &Flow, target: &str) -> String {
    // Text always writes.
    serde_json::to_string(&DiagnosticRequest::new(flow, target)).unwrap_or_default()
}

/// An answer of `networkConfigurationDiagnostic` for one flow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkDiagnostic {
    /// The access; `None` where Azure evaluated nothing, which does not mean that no group applies
    /// (`recorded` in 2019 and 2020, with groups associated).
    pub access: Option<LiveAccess>,
    /// The stages in the order in which they were evaluated.
    pub groups: Vec<DiagnosedGroup>,
}

/// One stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosedGroup {
    /// The group's resource id; for security admin rules one of a network manager.
    pub id: String,
    /// The resource id of what it applies to; absent in answers before 2018-10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applied_to: Option<String>,
    /// The rule that matched, in Azure's words. It was recorded to name a rule of the other group, so
    /// nothing is concluded from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched_rule: Option<String>,
    /// In the order of their priority, up to the one that matched.
    pub rules: Vec<DiagnosedRule>,
}

/// How a rule compared with the flow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosedRule {
    /// `UserRule_x` or `DefaultRule_x`.
    pub name: String,
    /// Whether the protocol matched.
    pub protocol_matched: bool,
    /// Whether the source address matched.
    pub source_matched: bool,
    /// Whether the source port matched.
    pub source_port_matched: bool,
    /// Whether the destination address matched.
    pub destination_matched: bool,
    /// Whether the destination port matched.
    pub destination_port_matched: bool,
}

impl NetworkDiagnostic {
    /// From an answer.
    ///
    /// # Errors
    ///
    /// [`AzureError::Unexpected`] where it is no list of results.
    pub fn read(node: &JsonNode<'_>) -> Result<Self, AzureError> {
        let results = node.get("results").filter(|results| results.is_array());
        let results =
            results.ok_or_else(|| AzureError::unexpected(text!("azure-unexpected-no-results")))?;
        let Some(first) = results.items().first() else {
            return Ok(Self::default());
        };
        let result = first.get("networkSecurityGroupResult").unwrap_or(first);
        let groups = result
            .get("evaluatedNetworkSecurityGroups")
            .map(JsonNode::items);
        let groups = groups.unwrap_or_default().iter();
        let access = result.str("securityRuleAccessResult").map(LiveAccess::read);
        Ok(Self {
            access,
            groups: groups.map(DiagnosedGroup::read).collect(),
        })
    }

    /// Whether Azure evaluated nothing.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

impl DiagnosedGroup {
    fn read(node: &JsonNode<'_>) -> Self {
        let text = |node: &JsonNode<'_>, key: &str| Some(shown(node.str(key)?, 1_000));
        let rules = node.get("rulesEvaluationResult").map(JsonNode::items);
        let rule = |node: &JsonNode<'_>| {
            let matched = |key: &str| node.get(key).is_some_and(JsonNode::is_true);
            DiagnosedRule {
                name: text(node, "name").unwrap_or_default(),
                protocol_matched: matched("protocolMatched"),
                source_matched: matched("sourceMatched"),
                source_port_matched: matched("sourcePortMatched"),
                destination_matched: matched("destinationMatched"),
                destination_port_matched: matched("destinationPortMatched"),
            }
        };
        Self {
            id: text(node, "networkSecurityGroupId").unwrap_or_default(),
            applied_to: text(node, "appliedTo"),
            matched_rule: node
                .get("matchedRule")
                .and_then(|rule| text(rule, "ruleName")),
            rules: rules.unwrap_or_default().iter().map(rule).collect(),
        }
    }

    /// Where the group applies, told by the type of that resource; `None` where Azure does not say.
    pub fn place(&self) -> Option<nsg::AppliedTo> {
        let id = self.applied_to.as_deref()?.to_ascii_lowercase();
        if id.contains("/subnets/") {
            Some(nsg::AppliedTo::Subnet)
        } else if id.contains("/networkinterfaces/") {
            Some(nsg::AppliedTo::NetworkInterface)
        } else if id.contains("/virtualnetworks/") {
            Some(nsg::AppliedTo::VirtualNetwork)
        } else {
            None
        }
    }
}
