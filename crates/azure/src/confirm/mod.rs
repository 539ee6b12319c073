//! Azure's answer beside ours: whether they agree, and if not, why that may be.
//!
//! # Organization
//!
//! * [`LiveAnswer`]: what Azure answered.
//! * [`compare`]: both answers, and an [`AnswersCompared`].
//! * [`Context`] and [`Cause`]: what is known besides, and what follows from it.
//! * [`adopt`]: which of our open questions Azure's answer settles.
//! * [`NetworkDiagnostic`] and [`side_by_side()`]: Azure's answer rule by rule, beside ours.

mod adopt;
mod cause;
mod causes;
mod compare;
mod context;
mod diagnostic;
mod rules;
mod side_by_side;

pub use crate::ip_flow_request::{NotAskable, askable, askable_of};
pub use adopt::adopt;
pub use cause::Cause;
pub use compare::compare;
pub use context::{Context, ForeignGroup, InForce, TagData, VirtualNetworkData};
pub use diagnostic::{
    DiagnosedGroup, DiagnosedRule, DiagnosticRequest, NetworkDiagnostic, diagnostic_body,
};
pub use side_by_side::{ComparedFields, GroupSideBySide, RuleSideBySide, SideBySide, side_by_side};

use crate::error::AzureError;
use crate::shown_text::shown;
use nsg_documents::json::JsonNode;
use serde::Serialize;
use text::text;

/// What Azure answered to `ipFlowVerify`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveAnswer {
    /// An access, and usually a rule.
    Verdict(LiveVerdict),
    /// No group filters the network interface: nothing was decided, and nothing is in the way.
    NotFiltered {
        /// In Azure's words.
        message: String,
    },
}

/// An answer of `ipFlowVerify` (SPEC: `VerificationIPFlowResult`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LiveVerdict {
    /// The access.
    pub access: LiveAccess,
    /// The rule as Azure wrote it; [`crate::rule_name::comparable`] makes one of its forms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_name: Option<String>,
    /// The resource id of a user rule, which tells the group. Azure leaves it empty for default rules;
    /// it is in every answer since September 2017 and in no description (`recorded`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_id: Option<String>,
}

/// The access in an answer of Azure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum LiveAccess {
    /// The flow is let through.
    Allow,
    /// The flow is dropped.
    Deny,
    /// Azure cannot say (`recorded` in 2020), or says something that nobody has seen yet.
    Unknown,
}

impl LiveAccess {
    /// As the service writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
            Self::Unknown => "Unknown",
        }
    }

    /// The access as people read it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => nsg::Access::Allow.word(),
            Self::Deny => nsg::Access::Deny.word(),
            Self::Unknown => text!("azure-access-unknown"),
        }
    }

    fn read(text: &str) -> Self {
        match text.parse() {
            Ok(nsg::Access::Allow) => Self::Allow,
            Ok(nsg::Access::Deny) => Self::Deny,
            Err(()) => Self::Unknown,
        }
    }

    /// The access as one of ours; `None` where Azure cannot say.
    pub(crate) fn decision(self) -> Option<nsg::Decision> {
        match self {
            Self::Allow => Some(nsg::Decision::Allow),
            Self::Deny => Some(nsg::Decision::Deny),
            Self::Unknown => None,
        }
    }
}

impl LiveVerdict {
    /// From an answer.
    ///
    /// # Errors
    ///
    /// [`AzureError::Unexpected`] where it has no access.
    pub fn read(node: &JsonNode<'_>) -> Result<Self, AzureError> {
        let field = |key: &str| {
            let text = shown(node.str(key)?, 1_000);
            (!text.is_empty()).then_some(text)
        };
        let access = field("access")
            .ok_or_else(|| AzureError::unexpected(text!("azure-unexpected-no-access")))?;
        Ok(Self {
            access: LiveAccess::read(&access),
            rule_name: field("ruleName"),
            rule_id: field("ruleId"),
        })
    }
}

/// Both answers, and what follows. As JSON it is what the npm package returns.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Confirmation {
    /// Whether they agree.
    pub outcome: AnswersCompared,
    /// Ours.
    pub offline: nsg::Verdict,
    /// Azure's; `None` where no group filters the interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<LiveVerdict>,
    /// Why they may differ, likeliest first. Where they agree there is nothing, but for what has to be
    /// said about the agreement.
    pub causes: Vec<Cause>,
}

/// Whether the answers agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AnswersCompared {
    /// The same access, by the same rule.
    Agree,
    /// The same access, by another rule.
    SameAccess,
    /// Another access.
    Differ,
    /// One of them does not tell an access, or they are not about the same.
    NotComparable,
}

impl AnswersCompared {
    /// As the npm package writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::SameAccess => "sameAccess",
            Self::Differ => "differ",
            Self::NotComparable => "notComparable",
        }
    }
}
