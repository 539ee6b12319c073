//! The entries of *Agreement with Azure*: where the evidence for a question or an assumption stands.
//!
//! The entries themselves are data (`docs/agreement.yaml`) and a page of the documentation. A test in `tests/conformance`
//! holds that each of these has one.

use crate::facts::Fact;
use crate::model::name::Name;
use crate::model::protocol::Protocol;
use crate::platform::PlatformTag;
use crate::tags::{DefaultTag, is_in_gap};
use serde::{Deserialize, Serialize};

/// An entry of *Agreement with Azure* that a verdict can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementEntry {
    /// What `VirtualNetwork` holds is not in the rules.
    VirtualNetwork,
    /// What other service tags hold is not in the rules.
    ServiceTags,
    /// Who is a member of an application security group is not in the rules.
    ApplicationSecurityGroups,
    /// The flow does not tell its port.
    Ports,
    /// A field of a rule cannot be read.
    UnreadableFields,
    /// Two rules have one priority, or a rule has none that can be read.
    OrderOfRules,
    /// Whether `Internet` holds public addresses that `VirtualNetwork` holds, too. Contested.
    InternetAndVirtualNetwork,
    /// Public ranges that recorded expansions of `Internet` lack.
    InternetGaps,
    /// Whether `Internet` holds IPv6 addresses.
    InternetIpv6,
    /// Whether `0.0.0.0/0` in a rule matches IPv6.
    AnyIpv4,
    /// What a port in a rule means for ICMP. Contested.
    IcmpPorts,
    /// What a port in a rule means for ESP and AH.
    PortlessProtocols,
    /// Traffic to the platform passes whatever ordinary rules say.
    PlatformTraffic,
    /// Whether security admin rules judge platform traffic.
    AdminRulesAndPlatformTraffic,
    /// Whether a rule holds for its other groups where one has no members. Contested.
    EmptyGroupInList,
    /// A rule with a public destination matches where floating IP is on.
    FloatingIp,
    /// The addresses of the activation of Windows.
    WindowsActivation,
}

impl AgreementEntry {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::VirtualNetwork,
        Self::ServiceTags,
        Self::ApplicationSecurityGroups,
        Self::Ports,
        Self::UnreadableFields,
        Self::OrderOfRules,
        Self::InternetAndVirtualNetwork,
        Self::InternetGaps,
        Self::InternetIpv6,
        Self::AnyIpv4,
        Self::IcmpPorts,
        Self::PortlessProtocols,
        Self::PlatformTraffic,
        Self::AdminRulesAndPlatformTraffic,
        Self::EmptyGroupInList,
        Self::FloatingIp,
        Self::WindowsActivation,
    ];

    /// The entry's anchor on the page *Agreement with Azure*.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VirtualNetwork => "virtual-network",
            Self::ServiceTags => "service-tags",
            Self::ApplicationSecurityGroups => "application-security-groups",
            Self::Ports => "ports",
            Self::UnreadableFields => "unreadable-fields",
            Self::OrderOfRules => "order-of-rules",
            Self::InternetAndVirtualNetwork => "internet-and-virtual-network",
            Self::InternetGaps => "internet-gaps",
            Self::InternetIpv6 => "internet-ipv6",
            Self::AnyIpv4 => "any-ipv4",
            Self::IcmpPorts => "icmp-ports",
            Self::PortlessProtocols => "portless-protocols",
            Self::PlatformTraffic => "platform-traffic",
            Self::AdminRulesAndPlatformTraffic => "admin-rules-and-platform-traffic",
            Self::EmptyGroupInList => "empty-group-in-list",
            Self::FloatingIp => "floating-ip",
            Self::WindowsActivation => "windows-activation",
        }
    }
}

impl Fact {
    /// The entry that says why the fact is asked.
    pub fn entry(&self) -> AgreementEntry {
        match self {
            Self::ServiceTag { tag, address } => match DefaultTag::from_name(tag) {
                Some(DefaultTag::Internet) if is_in_gap(*address) => AgreementEntry::InternetGaps,
                Some(DefaultTag::Internet) => AgreementEntry::InternetAndVirtualNetwork,
                Some(DefaultTag::VirtualNetwork) => AgreementEntry::VirtualNetwork,
                Some(DefaultTag::AzureLoadBalancer) => AgreementEntry::ServiceTags,
                None if is_activation(tag) => AgreementEntry::WindowsActivation,
                None => AgreementEntry::ServiceTags,
            },
            Self::ApplicationSecurityGroup { .. } => AgreementEntry::ApplicationSecurityGroups,
            Self::Port { .. } => AgreementEntry::Ports,
            // As effective rules print both a configured `*` and the literal prefix.
            Self::Field { text, .. } if text == "0.0.0.0/0" => AgreementEntry::AnyIpv4,
            Self::Field { .. } | Self::Direction { .. } | Self::Access { .. } => {
                AgreementEntry::UnreadableFields
            }
            Self::Precedence { .. } | Self::PrecedenceAfter { .. } => AgreementEntry::OrderOfRules,
            Self::IcmpType { .. }
            | Self::PortlessProtocol {
                protocol: Protocol::Icmp,
            } => AgreementEntry::IcmpPorts,
            Self::PortlessProtocol { .. } => AgreementEntry::PortlessProtocols,
            Self::PlatformTraffic { .. } => AgreementEntry::AdminRulesAndPlatformTraffic,
        }
    }
}

fn is_activation(tag: &Name) -> bool {
    PlatformTag::from_name(tag) == Some(PlatformTag::Lkm)
}
