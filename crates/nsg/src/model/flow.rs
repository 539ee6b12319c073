//! The flow that is judged.

use super::protocol::Protocol;
use super::rule::Direction;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::IpAddr;
use text::text;

/// One end of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Endpoint {
    /// The address that the group sees: for the virtual machine its private address (AD:
    /// `virtual-network/network-security-groups-overview.md`).
    pub address: IpAddr,
    /// The port; `None` where it is not known or must not matter. Not looked at for protocols without
    /// ports.
    pub port: Option<u16>,
}

/// One flow, seen from the virtual machine's network interface: local is always the virtual machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Flow {
    /// Who initiates: replies need no rule (AD: `virtual-network/network-security-groups-overview.md`).
    pub direction: Direction,
    /// The protocol.
    pub protocol: Protocol,
    /// The virtual machine's end.
    pub local: Endpoint,
    /// The other end.
    pub remote: Endpoint,
}

impl Flow {
    /// The flow that goes from the source to the destination: inbound the destination is the virtual machine's end, outbound
    /// the source.
    pub fn between(
        direction: Direction,
        protocol: Protocol,
        source: Endpoint,
        destination: Endpoint,
    ) -> Self {
        let (local, remote) = match direction {
            Direction::Inbound => (destination, source),
            Direction::Outbound => (source, destination),
        };
        Self {
            direction,
            protocol,
            local,
            remote,
        }
    }

    /// Checks what no single field shows.
    ///
    /// # Errors
    ///
    /// [`FlowError::MixedFamilies`] for an IPv4 and an IPv6 address in one flow, and
    /// [`FlowError::Icmpv6`], which network security groups do not support.
    pub fn check(&self) -> Result<(), FlowError> {
        if self.local.address.is_ipv4() != self.remote.address.is_ipv4() {
            Err(FlowError::MixedFamilies)
        } else if self.protocol == Protocol::Icmp && self.local.address.is_ipv6() {
            Err(FlowError::Icmpv6)
        } else {
            Ok(())
        }
    }

    /// The end that sends the first packet.
    pub fn source(&self) -> &Endpoint {
        match self.direction {
            Direction::Inbound => &self.remote,
            Direction::Outbound => &self.local,
        }
    }

    /// The end that receives the first packet.
    pub fn destination(&self) -> &Endpoint {
        match self.direction {
            Direction::Inbound => &self.local,
            Direction::Outbound => &self.remote,
        }
    }
}

/// A flow that cannot exist or that network security groups do not judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowError {
    /// One address is IPv4, the other IPv6.
    MixedFamilies,
    /// ICMP over IPv6 (AD: `virtual-network/ip-services/ipv6-overview.md`).
    Icmpv6,
}

impl fmt::Display for FlowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MixedFamilies => text!("flow-mixed-families"),
            Self::Icmpv6 => text!("flow-icmpv6"),
        })
    }
}

impl std::error::Error for FlowError {}
