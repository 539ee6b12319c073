//! The document that reading a text gives.

use crate::codes::DiagnosticSeverity;
use crate::conflicts::ApplyConflict;
use crate::diagnostic::Diagnostic;
use crate::pairing::before_of;
use crate::position::{Position, Span};
use crate::topology::Topology;
use nsg::{AppliedTo, Network, NetworkSecurityGroup};
use serde::Serialize;
use std::fmt;

/// The form in which a text writes its groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "syntax-tree", derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Azure Resource Manager's REST form: rules with `properties`.
    Arm,
    /// `az network nsg show`, `list`, `create` or `rule list`: rules without `properties`.
    AzureCli,
    /// `Get-AzNetworkSecurityGroup`, as JSON or as a list on the screen.
    #[serde(rename = "powershell")]
    PowerShell,
    /// Resources of a template, with expressions.
    ArmTemplate,
    /// Rows of an Azure Resource Graph query.
    ResourceGraph,
    /// What applies to a network interface, with the expansions of tags.
    EffectiveSecurityRules,
    /// Terraform state, plan or source.
    Terraform,
    /// A table: the portal's, of the command line, CSV, Markdown.
    Table,
    /// Tasks of Ansible.
    Ansible,
    /// Resources of Kubernetes: Cluster API's, and Azure Service Operator's.
    Kubernetes,
}

impl Shape {
    /// The stable, kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Arm => "arm",
            Self::AzureCli => "azure-cli",
            Self::PowerShell => "powershell",
            Self::ArmTemplate => "arm-template",
            Self::ResourceGraph => "resource-graph",
            Self::EffectiveSecurityRules => "effective-security-rules",
            Self::Terraform => "terraform",
            Self::Table => "table",
            Self::Ansible => "ansible",
            Self::Kubernetes => "kubernetes",
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was understood of a text, and what there is to say about it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The form of the text; `None` where it is none of those that hold rules.
    pub shape: Option<Shape>,
    /// The groups, in the text's order.
    pub groups: Vec<DocumentGroup>,
    /// Where the text tells a change, the groups as they are before it; `groups` are those after it.
    pub before: Option<Vec<DocumentGroup>>,
    /// What the text tells about the network: the expansions of tags that effective security rules
    /// print, and security admin rules.
    pub network: Network,
    /// The subnets and network interfaces that the text knows; after the change, where it tells one.
    pub topology: Topology,
    /// What Azure would refuse while the change is applied. The diagnostics say it, too.
    pub conflicts: Vec<ApplyConflict>,
    /// Problems, in the text's order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Whether rules that the text deploys may be missing from its groups.
    pub fn hides_rules(&self) -> bool {
        let mut diagnostics = self.diagnostics.iter();
        diagnostics.any(|diagnostic| diagnostic.hides_rules)
    }

    /// The group before the change that becomes this one; `None` where the change creates it, or where the text tells none.
    ///
    /// It has the same key, or else the same id, or else the same name.
    pub fn before(&self, after: &DocumentGroup) -> Option<&DocumentGroup> {
        before_of(after, self.before.as_deref()?, &self.groups)
    }

    /// Whether a problem is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == DiagnosticSeverity::Error)
    }
}

/// A group with what the text tells around it.
#[derive(Clone, Debug)]
pub struct DocumentGroup {
    /// The group, with Azure's default rules where the text lacks them.
    pub security_group: NetworkSecurityGroup,
    /// What tells the group from others in every text about it, such as its address in Terraform.
    pub key: Option<String>,
    /// How much of the group is in the text.
    pub extent: GroupExtent,
    /// What the group is associated with.
    pub association: Association,
    /// Where the group stands; `None` where rules without a group were put into one.
    pub position: Option<Position>,
    /// Where each of `security_group.security_rules` stands.
    pub security_rule_positions: Vec<Option<Position>>,
    /// Where each of `security_group.default_security_rules` stands; `None` where Azure's own was added.
    pub default_security_rule_positions: Vec<Option<Position>>,
}

/// How much of a group is in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupExtent {
    /// The group itself is.
    #[default]
    Whole,
    /// Some of its rules are, as resources of their own: what else the group has is not known.
    SomeRules,
    /// Rules are whose group the text does not tell, so that they may belong to several.
    RulesOfUnknown,
}

impl DocumentGroup {
    /// Where the group applies, if the text tells that it is one place only.
    pub fn applied_to(&self) -> Option<AppliedTo> {
        let Association {
            subnets,
            network_interfaces,
        } = &self.association;
        match (subnets.is_empty(), network_interfaces.is_empty()) {
            (false, true) => Some(AppliedTo::Subnet),
            (true, false) => Some(AppliedTo::NetworkInterface),
            _ => None,
        }
    }

    /// The address of its resource in Terraform, where the text tells it. The key of rules whose group is not in the text is none.
    pub fn address(&self) -> Option<&str> {
        let key = self.key.as_deref();
        key.filter(|_| self.extent == GroupExtent::Whole)
    }
}

/// What a group is associated with: resource ids, or names where the text has no ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Association {
    /// Subnets.
    pub subnets: Vec<String>,
    /// Network interfaces.
    pub network_interfaces: Vec<String>,
}

/// A group while the text is read, with bytes for positions.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) group: NetworkSecurityGroup,
    pub(crate) key: Option<String>,
    pub(crate) extent: GroupExtent,
    pub(crate) association: Association,
    pub(crate) span: Option<Span>,
    pub(crate) rule_spans: Vec<Span>,
    pub(crate) default_rule_spans: Vec<Span>,
    /// The place of a user's rule without a name of which nothing is known: one stands for all of them.
    pub(crate) nameless: Option<usize>,
}
