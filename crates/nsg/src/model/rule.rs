//! Security rules and security admin rules.

use super::address::AddressMatch;
use super::field::Field;
use super::port::PortMatch;
use super::protocol::RuleProtocol;
use super::spelling::Spellings;
use crate::model::compared_field::ComparedField;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use text::text;

/// Position of a rule: lower numbers are checked first.
///
/// 100–4096 in user rules, 65000–65500 in default rules, 1–4096 in security admin rules (AD:
/// `virtual-network/network-security-groups-overview.md`). Other numbers are kept as they are; the reader
/// warns.
pub type Priority = u32;

/// Which way a flow goes, seen from the virtual machine's network interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// To the virtual machine: the source is remote.
    Inbound,
    /// From the virtual machine: the source is local.
    Outbound,
}

impl Direction {
    /// The name as Azure writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "Inbound",
            Self::Outbound => "Outbound",
        }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inbound => text!("direction-inbound"),
            Self::Outbound => text!("direction-outbound"),
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Direction {
    type Err = ();

    /// Reads a direction without regard to case.
    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Inbound, Self::Outbound]
            .into_iter()
            .find(|direction| direction.as_str().eq_ignore_ascii_case(text))
            .ok_or(())
    }
}

/// What a security rule does with a flow that it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Access {
    /// The flow passes this group.
    Allow,
    /// The flow is dropped.
    Deny,
}

impl Access {
    /// The name as Azure writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => text!("access-allow"),
            Self::Deny => text!("access-deny"),
        }
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Access {
    type Err = ();

    /// Reads an access without regard to case.
    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Allow, Self::Deny]
            .into_iter()
            .find(|access| access.as_str().eq_ignore_ascii_case(text))
            .ok_or(())
    }
}

/// What a security admin rule does with a flow that it matches (AD:
/// `virtual-network-manager/concept-security-admins.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AdminAccess {
    /// The network security groups decide.
    Allow,
    /// The flow is delivered; network security groups are not asked.
    AlwaysAllow,
    /// The flow is dropped; network security groups are not asked.
    Deny,
}

impl FromStr for AdminAccess {
    type Err = ();

    /// Reads an action without regard to case.
    fn from_str(text: &str) -> Result<Self, ()> {
        [
            ("Allow", Self::Allow),
            ("AlwaysAllow", Self::AlwaysAllow),
            ("Deny", Self::Deny),
        ]
        .into_iter()
        .find_map(|(name, access)| name.eq_ignore_ascii_case(text).then_some(access))
        .ok_or(())
    }
}

/// The five fields that a flow must match, all of them.
///
/// The lists are united: one matching entry suffices. Singular and plural fields of Azure's REST form
/// (`sourceAddressPrefix`, `sourceAddressPrefixes`) are one list here, and so are application security
/// groups. An empty list matches nothing; a reader that finds no value puts an unknown entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Conditions {
    /// The protocol.
    pub protocol: Field<RuleProtocol>,
    /// Source addresses.
    pub source: Vec<AddressMatch>,
    /// Source ports.
    pub source_ports: Vec<PortMatch>,
    /// Destination addresses.
    pub destination: Vec<AddressMatch>,
    /// Destination ports.
    pub destination_ports: Vec<PortMatch>,
}

impl Conditions {
    /// Conditions that every flow meets.
    pub fn any() -> Self {
        Self {
            protocol: Field::Known(RuleProtocol::Any),
            source: vec![AddressMatch::Any],
            source_ports: vec![PortMatch::Any],
            destination: vec![AddressMatch::Any],
            destination_ports: vec![PortMatch::Any],
        }
    }

    /// Returns how many entries there are to compare, the protocol among them.
    pub(crate) fn entries(&self) -> usize {
        let addresses = self.source.len() + self.destination.len();
        1 + addresses + self.source_ports.len() + self.destination_ports.len()
    }

    /// Whether nothing of them was understood.
    pub(crate) fn are_unread(&self) -> bool {
        let address = |entry: &AddressMatch| matches!(entry, AddressMatch::Unknown(_));
        let port = |entry: &PortMatch| matches!(entry, PortMatch::Unknown(_));
        self.protocol.known().is_none()
            && [&self.source, &self.destination]
                .into_iter()
                .all(|list| list.iter().all(address))
            && [&self.source_ports, &self.destination_ports]
                .into_iter()
                .all(|list| list.iter().all(port))
    }
}

/// A rule of a network security group, user-defined or default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityRule {
    /// The bare name, without `securityRules/`.
    pub name: String,
    /// The resource id, where the input carries one.
    pub id: Option<String>,
    /// Free text for people.
    pub description: Option<String>,
    /// Position among the rules of the same direction.
    pub priority: Field<Priority>,
    /// The direction of the flows that it judges.
    pub direction: Field<Direction>,
    /// What becomes of a flow that matches.
    pub access: Field<Access>,
    /// What a flow must look like to match.
    pub conditions: Conditions,
    /// How the text wrote fields in forms that Azure refuses, though what they mean is plain.
    pub refusals: Vec<Refusal>,
    /// How the text spells entries that are written otherwise here.
    pub spellings: Spellings,
}

impl SecurityRule {
    /// Whether nothing but its existence is known of the rule.
    pub fn is_unread(&self) -> bool {
        self.priority.known().is_none()
            && self.direction.known().is_none()
            && self.access.known().is_none()
            && self.conditions.are_unread()
    }
}

/// A field of a rule that is written in a form that Azure refuses. [`SecurityRule::conditions`] has what is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The field.
    pub field: ComparedField,
    /// What is wrong with it.
    pub form: RefusedForm,
    /// The text as given.
    pub text: String,
}

/// A form that Azure refuses (SPEC: `networkSecurityGroup.json`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefusedForm {
    /// A prefix with host bits, such as `10.0.0.5/24` (`SecurityRuleInvalidAddressPrefix`;
    /// kubernetes-sigs/cloud-provider-azure #5599, 2024).
    HostBits,
    /// Several values in a field that holds one, such as `80,443` (`SecurityRuleInvalidPortRange`).
    ListInSingular,
    /// Several values in one entry of a list.
    ListInEntry,
    /// `*` in a list (`SecurityRuleParameterContainsUnsupportedValue`).
    AnyInList,
    /// A service tag in a list (`SecurityRuleParameterContainsUnsupportedValue`).
    TagInList,
}

/// A rule of Azure Virtual Network Manager, evaluated before any network security group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityAdminRule {
    /// The name; Azure prints it without a prefix.
    pub name: String,
    /// The resource id, where the input carries one.
    pub id: Option<String>,
    /// Position among the rules of the same direction, 1–4096.
    pub priority: Field<Priority>,
    /// The direction of the flows that it judges.
    pub direction: Field<Direction>,
    /// What becomes of a flow that matches.
    pub access: Field<AdminAccess>,
    /// What a flow must look like to match.
    pub conditions: Conditions,
}
