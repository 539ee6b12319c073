//! The names that Azure gives a rule.

use serde::{Serialize, Serializer};

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// A user's rule of a network security group.
    User,
    /// A default rule of a network security group.
    Default,
    /// A security admin rule.
    Admin,
}

/// A rule's name, in the two forms that Azure has for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RuleName {
    /// Whose rule it is.
    pub kind: RuleKind,
    /// The bare name.
    pub name: String,
}

impl RuleName {
    /// As `ipFlowVerify` and effective security rules write it: `securityRules/x`,
    /// `defaultSecurityRules/x`. Security admin rules have no prefix in what Azure documents.
    pub fn ip_flow_verify(&self) -> String {
        match self.kind {
            RuleKind::User => format!("securityRules/{}", self.name),
            RuleKind::Default => format!("defaultSecurityRules/{}", self.name),
            RuleKind::Admin => self.name.clone(),
        }
    }

    /// The name that [`Self::ip_flow_verify`] writes.
    pub fn from_ip_flow_verify(text: &str) -> Self {
        let (kind, name) = match text.split_once('/') {
            Some(("securityRules", name)) => (RuleKind::User, name),
            Some(("defaultSecurityRules", name)) => (RuleKind::Default, name),
            _ => (RuleKind::Admin, text),
        };
        Self {
            kind,
            name: name.to_owned(),
        }
    }

    /// As `networkConfigurationDiagnostic` and flow logs write it: `UserRule_x`, `DefaultRule_x`.
    pub fn diagnostic(&self) -> String {
        match self.kind {
            RuleKind::User => format!("UserRule_{}", self.name),
            RuleKind::Default => format!("DefaultRule_{}", self.name),
            RuleKind::Admin => self.name.clone(),
        }
    }
}

impl Serialize for RuleName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.diagnostic())
    }
}
