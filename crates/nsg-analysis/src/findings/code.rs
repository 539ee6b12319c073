//! The codes of findings, and how much each matters.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a finding matters, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingSeverity {
    /// Someone outside can reach what they should not, or Azure refuses the rules.
    High,
    /// Rules do not do what they say.
    Medium,
    /// Rules can be simpler.
    Low,
    /// Good to know.
    Info,
}

impl FindingSeverity {
    /// The name as the package prints it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Info => "info",
        }
    }
}

/// What a finding is. Codes are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingCode {
    /// Management ports are open to the internet.
    ExposedManagementPort,
    /// Database ports are open to the internet.
    ExposedDatabasePort,
    /// Every port is open to the internet.
    ExposedAnyPort,
    /// `VirtualNetwork` holds a default route, and with it every address.
    DefaultRouteInVirtualNetwork,
    /// Health probes of the load balancer are denied.
    ProbesDenied,
    /// Azure would refuse the change while it is applied, although the rules after it are right.
    ApplyConflict,
    /// Two rules of a direction have one priority.
    SamePriority,
    /// A priority that Azure refuses.
    PriorityOutOfRange,
    /// A rule that names IPv4 and IPv6 addresses.
    MixedFamilies,
    /// A prefix with host bits.
    HostBits,
    /// Several values in a field that holds one.
    ListInSingularField,
    /// Several values in one entry of a list.
    ListInsideEntry,
    /// `*` in a list.
    AnyInList,
    /// A service tag in a list.
    TagInList,
    /// An Allow rule for a tag that Azure accepts only in Deny rules.
    PlatformTagAllowed,
    /// Higher rules leave the rule nothing, and at least one does the opposite.
    Unreachable,
    /// A part of the rule's list never decides: a higher rule does the opposite for all of it.
    PartlyShadowed,
    /// No flow of a machine here can match the rule.
    CannotMatch,
    /// A rule of several application security groups, one of which has no members.
    NoMembers,
    /// A rule of ICMP alone that names ports.
    PortOfIcmp,
    /// A deny that is named for the internet and leaves other ports open.
    PartialInternetDeny,
    /// A source port where clients choose one of their own.
    FixedSourcePort,
    /// A public destination, which a packet has only where floating IP is on.
    PublicDestination,
    /// Two rules say the same.
    Duplicate,
    /// The rule can go: without it every flow ends alike.
    Redundant,
    /// Two rules of opposite effect share flows, and neither is a special case of the other.
    ConflictingOverlap,
    /// A list of the rule can be written with fewer entries.
    MergeableRanges,
    /// Two rules differ in one field alone and can be one.
    MergeableRules,
}

impl FindingCode {
    /// Every code, the gravest first.
    pub const ALL: [Self; 28] = [
        Self::ExposedManagementPort,
        Self::ExposedDatabasePort,
        Self::ExposedAnyPort,
        Self::DefaultRouteInVirtualNetwork,
        Self::ProbesDenied,
        Self::ApplyConflict,
        Self::SamePriority,
        Self::PriorityOutOfRange,
        Self::MixedFamilies,
        Self::HostBits,
        Self::ListInSingularField,
        Self::ListInsideEntry,
        Self::AnyInList,
        Self::TagInList,
        Self::PlatformTagAllowed,
        Self::Unreachable,
        Self::PartlyShadowed,
        Self::CannotMatch,
        Self::NoMembers,
        Self::PortOfIcmp,
        Self::PartialInternetDeny,
        Self::FixedSourcePort,
        Self::PublicDestination,
        Self::Duplicate,
        Self::Redundant,
        Self::ConflictingOverlap,
        Self::MergeableRanges,
        Self::MergeableRules,
    ];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ExposedManagementPort => "exposed-management-port",
            Self::ExposedDatabasePort => "exposed-database-port",
            Self::ExposedAnyPort => "exposed-any-port",
            Self::DefaultRouteInVirtualNetwork => "default-route-in-virtual-network",
            Self::ProbesDenied => "probes-denied",
            Self::ApplyConflict => "apply-conflict",
            Self::SamePriority => "same-priority",
            Self::PriorityOutOfRange => "priority-out-of-range",
            Self::MixedFamilies => "mixed-families",
            Self::HostBits => "host-bits",
            Self::ListInSingularField => "list-in-singular-field",
            Self::ListInsideEntry => "list-inside-entry",
            Self::AnyInList => "any-in-list",
            Self::TagInList => "tag-in-list",
            Self::PlatformTagAllowed => "platform-tag-allowed",
            Self::Unreachable => "unreachable",
            Self::PartlyShadowed => "partly-shadowed",
            Self::CannotMatch => "cannot-match",
            Self::NoMembers => "no-members",
            Self::PortOfIcmp => "port-of-icmp",
            Self::PartialInternetDeny => "partial-internet-deny",
            Self::FixedSourcePort => "fixed-source-port",
            Self::PublicDestination => "public-destination",
            Self::Duplicate => "duplicate",
            Self::Redundant => "redundant",
            Self::ConflictingOverlap => "conflicting-overlap",
            Self::MergeableRanges => "mergeable-ranges",
            Self::MergeableRules => "mergeable-rules",
        }
    }
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
