//! The answer, in Azure's own shape.
//!
//! [`Verdict`] extends what `ipFlowVerify` answers; [`EvaluatedNetworkSecurityGroup`] is what
//! `networkConfigurationDiagnostic` returns, so that an offline and a live answer can be laid side by
//! side.

use crate::agreement::AgreementEntry;
use crate::explain::SummaryParts;
use crate::facts::Question;
use crate::model::applied_to::AppliedTo;
use crate::model::rule::{Access, Priority};
use crate::model::rule_name::RuleName;
use crate::platform::PlatformService;
use serde::{Deserialize, Serialize};
use std::fmt;
use text::text;

/// An access, or that it hangs on missing facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Decision {
    /// The flow is let through.
    Allow,
    /// The flow is dropped.
    Deny,
    /// Missing facts decide; [`Verdict::depends_on`] names them.
    Depends,
}

impl Decision {
    pub(crate) fn from_possible(allow: bool, deny: bool) -> Self {
        match (allow, deny) {
            (true, false) => Self::Allow,
            (false, true) => Self::Deny,
            _ => Self::Depends,
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        if self == other { self } else { Self::Depends }
    }

    /// The name as the package prints it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
            Self::Depends => "Depends",
        }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => Access::Allow.word(),
            Self::Deny => Access::Deny.word(),
            Self::Depends => text!("access-depends"),
        }
    }
}

impl From<Access> for Decision {
    fn from(access: Access) -> Self {
        match access {
            Access::Allow => Self::Allow,
            Access::Deny => Self::Deny,
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The answer for one flow.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// Allow, Deny, or that missing facts decide.
    pub access: Decision,
    /// The deciding rule as `ipFlowVerify` writes it. `None` where no group applies, where the platform
    /// lets the flow through, or where missing facts leave the rule open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_name: Option<String>,
    /// The resource id of the deciding rule, where the input carries one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_id: Option<String>,
    /// The stages in evaluation order, up to the last that the flow can reach.
    pub evaluated_network_security_groups: Vec<EvaluatedNetworkSecurityGroup>,
    /// The smallest set of missing facts that settles the access; empty unless it is `Depends`.
    pub depends_on: Vec<MissingFact>,
    /// One plain sentence.
    pub summary: String,
    /// What the sentence is made of.
    pub summary_parts: SummaryParts,
    /// What the verdict takes for granted because Azure does not document it; usually nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Assumption>,
    /// The platform service whose traffic ordinary rules leave alone, if this is such traffic.
    #[serde(skip)]
    pub platform: Option<PlatformService>,
}

/// Something that a verdict takes for granted because Azure does not document it, or because reports differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// One sentence without a full stop.
    pub text: String,
    /// The entry of *Agreement with Azure* that has the evidence.
    pub entry: AgreementEntry,
}

/// A stage and what its rules did.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvaluatedNetworkSecurityGroup {
    /// The group's resource id, where the input carries one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_security_group_id: Option<String>,
    /// Where the stage applies.
    pub applied_to: AppliedTo,
    /// The rule that decided here; `None` where missing facts leave it open or no rule matched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched_rule: Option<MatchedRule>,
    /// In the order in which they are checked, ending with the rule that matched.
    pub rules_evaluation_result: Vec<RuleEvaluation>,
}

/// The rule that decided in a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchedRule {
    /// The rule.
    pub rule_name: RuleName,
    /// What it does.
    pub action: Access,
}

/// How one rule compared with the flow. `None` where a missing fact leaves a field undecided.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleEvaluation {
    /// The rule.
    pub name: RuleName,
    /// The rule's priority; `None` where the input does not tell it.
    pub priority: Option<Priority>,
    /// What the rule does with a flow that matches; `None` where the input does not tell it.
    pub access: Option<Access>,
    /// Whether the protocol matched.
    pub protocol_matched: Option<bool>,
    /// Whether the source address matched.
    pub source_matched: Option<bool>,
    /// Whether the source port matched.
    pub source_port_matched: Option<bool>,
    /// Whether the destination address matched.
    pub destination_matched: Option<bool>,
    /// Whether the destination port matched.
    pub destination_port_matched: Option<bool>,
    /// Why it matched or did not, in one sentence.
    pub reason: String,
    /// Whether the rule matched: all five fields, its direction and its place. `None` where that hangs
    /// on a missing fact.
    #[serde(skip)]
    pub matched: Option<bool>,
    /// Index among the stage's rules in the document: user rules first, then default rules.
    #[serde(skip)]
    pub position: usize,
}

/// A fact that the input leaves open, with the outcome of either answer.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MissingFact {
    /// What sort of fact: `VirtualNetwork`, `ServiceTag`, `ApplicationSecurityGroup`, `Port`, `Rule`, or
    /// `AzureBehaviour` for what Azure does not document.
    pub kind: &'static str,
    /// The tag, group, field or rule that is unknown.
    pub name: String,
    /// The question that settles it.
    pub question: String,
    /// The entry of *Agreement with Azure* that says why it is asked.
    pub entry: AgreementEntry,
    /// The access if the answer is yes.
    pub if_yes: Decision,
    /// The access if the answer is no.
    pub if_no: Decision,
    /// The question itself, to answer through [`crate::Network::answers`] or the flow's port.
    pub about: Question,
}

impl MissingFact {
    /// Whether neither answer settles the access: so much is unknown that this is only what to settle first.
    pub fn leads_nowhere(&self) -> bool {
        [self.if_yes, self.if_no] == [Decision::Depends; 2]
    }
}
