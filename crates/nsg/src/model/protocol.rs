//! Protocols of flows and of rules.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The protocol of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Protocol {
    /// Transmission Control Protocol; has ports.
    Tcp,
    /// User Datagram Protocol; has ports.
    Udp,
    /// Internet Control Message Protocol; no ports. ICMPv6 is not supported in NSGs (AD:
    /// `virtual-network/ip-services/ipv6-overview.md`).
    Icmp,
    /// Encapsulating Security Payload; no ports.
    Esp,
    /// Authentication Header; no ports.
    Ah,
}

impl Protocol {
    /// Every protocol that a rule can name.
    pub const ALL: [Self; 5] = [Self::Tcp, Self::Udp, Self::Icmp, Self::Esp, Self::Ah];

    /// Whether flows of this protocol have ports.
    pub fn has_ports(self) -> bool {
        matches!(self, Self::Tcp | Self::Udp)
    }

    /// The name in capitals, as `ipFlowVerify` writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
            Self::Icmp => "ICMP",
            Self::Esp => "ESP",
            Self::Ah => "AH",
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Protocol {
    type Err = ();

    /// Reads a protocol without regard to case.
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|protocol| protocol.as_str().eq_ignore_ascii_case(text))
            .ok_or(())
    }
}

/// The protocol of a rule (SPEC: `SecurityRuleProtocol`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RuleProtocol {
    /// `*`, or `All` in effective rules: every protocol.
    Any,
    /// One protocol.
    One(Protocol),
}

impl RuleProtocol {
    /// Whether a flow of this protocol is meant.
    pub fn matches(self, protocol: Protocol) -> bool {
        match self {
            Self::Any => true,
            Self::One(one) => one == protocol,
        }
    }
}

impl fmt::Display for RuleProtocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::One(one) => one.fmt(f),
        }
    }
}

impl FromStr for RuleProtocol {
    type Err = ();

    /// Reads `Tcp`, `*`, `All` and the like without regard to case. Numbers are not read: whether Azure
    /// accepts them is unknown.
    fn from_str(text: &str) -> Result<Self, ()> {
        if ["*", "all", "any"]
            .iter()
            .any(|any| any.eq_ignore_ascii_case(text))
        {
            return Ok(Self::Any);
        }
        text.parse().map(Self::One)
    }
}
