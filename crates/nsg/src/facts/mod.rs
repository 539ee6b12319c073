//! Facts that a verdict may depend on, and answers to them.

mod answers;
mod end;
mod possible_ports;
mod question;

pub use answers::{Answers, Contradiction};
pub use end::End;
pub(crate) use possible_ports::{Number, PossiblePorts};
pub use question::Question;

use crate::model::applied_to::AppliedTo;
use crate::model::compared_field::ComparedField;
use crate::model::name::Name;
use crate::model::port::PortRange;
use crate::model::protocol::Protocol;
use crate::model::rule::Priority;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// Which rule a fact is about. Position tells rules of one name apart, which pasted text can hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleKey {
    /// The stage.
    pub applied_to: AppliedTo,
    /// The name as [`crate::model::rule_name::RuleName`] prints it.
    pub name: String,
    /// Index in the stage's rules, user rules first, in the document's order.
    pub position: usize,
}

/// A yes-or-no fact that the input may leave open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// The address is in the service tag.
    ServiceTag {
        /// The tag as the rule names it.
        tag: Name,
        /// The flow's address.
        address: IpAddr,
    },
    /// The address belongs to a member of the application security group.
    ApplicationSecurityGroup {
        /// The group as the rule names it.
        group: Name,
        /// The flow's address.
        address: IpAddr,
    },
    /// The flow's port, which was not given, lies in the range.
    Port {
        /// Whose port.
        end: End,
        /// The range that a rule names.
        range: PortRange,
    },
    /// A rule's field that could not be read matches the flow.
    Field {
        /// The rule.
        rule: RuleKey,
        /// The field.
        field: ComparedField,
        /// The field's text as given.
        text: String,
    },
    /// A rule whose direction could not be read judges flows of this direction.
    Direction {
        /// The rule.
        rule: RuleKey,
        /// The direction's text as given.
        text: String,
    },
    /// A rule whose access could not be read allows.
    Access {
        /// The rule.
        rule: RuleKey,
        /// The access's text as given.
        text: String,
    },
    /// A rule whose priority could not be read, or equals another's, is checked before the other rules
    /// that match the flow.
    Precedence {
        /// The rule.
        rule: RuleKey,
    },
    /// A rule whose priority could not be read comes after this priority, and before the other rules after it that
    /// match the flow. Only a comparison supposes it, of two groups in which rules have other priorities; nobody is asked.
    PrecedenceAfter {
        /// The rule.
        rule: RuleKey,
        /// The priority.
        priority: Priority,
    },
    /// The flow is ICMP of one of these types, and Azure compares a rule's ports with the type. Reports differ
    /// (MicrosoftDocs/azure-docs #51522 and #37413; sarti.dev, azure-nsg-rules).
    IcmpType {
        /// The ports of a rule that can be types.
        types: PortRange,
    },
    /// A rule that names ports can match a protocol that has none. Azure does not document it.
    PortlessProtocol {
        /// The flow's protocol.
        protocol: Protocol,
    },
    /// A security admin rule judges platform traffic. Azure does not document it.
    PlatformTraffic {
        /// The security admin rule.
        rule: RuleKey,
    },
}
