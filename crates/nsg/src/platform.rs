//! Traffic that the platform keeps alive whatever the rules say.
//!
//! DHCP, DNS, instance metadata and the virtual machine agent are not subject to ordinary rules, only to
//! rules that name an `AzurePlatform*` tag (AD: `virtual-network/network-security-groups-overview.md` and
//! `virtual-network/what-is-ip-address-168-63-129-16.md`). Health probes are subject to rules. What
//! `ipFlowVerify` answers for these flows is unknown.

use crate::facts::{End, Fact};
use crate::matching::{Facts, Match};
use crate::model::address::AddressMatch;
use crate::model::field::Field;
use crate::model::name::Name;
use crate::model::port::{PortMatch, PortRange};
use crate::model::protocol::{Protocol, RuleProtocol};
use crate::model::rule::{Conditions, Direction};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr};
use text::text;

/// The virtual public address of the host: DNS, WireServer, health probes (AD:
/// `virtual-network/what-is-ip-address-168-63-129-16.md`).
///
/// Recorded in the expansions of `VirtualNetwork`, `AzureLoadBalancer` and `Internet` alike.
pub const HOST_ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16));

/// The address of the instance metadata service.
pub const METADATA_ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254));

/// The port of the key management service that activates Windows.
const LICENSING_PORT: u16 = 1688;

/// A service of the platform that a virtual machine calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlatformService {
    /// Azure's own name resolution.
    Dns,
    /// The endpoint of the virtual machine agent.
    WireServer,
    /// Leases of private addresses.
    Dhcp,
    /// The instance metadata service.
    InstanceMetadata,
}

impl PlatformService {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Dns,
        Self::WireServer,
        Self::Dhcp,
        Self::InstanceMetadata,
    ];

    /// The service in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dns => text!("platform-dns"),
            Self::WireServer => text!("platform-wire-server"),
            Self::Dhcp => text!("platform-dhcp"),
            Self::InstanceMetadata => text!("platform-instance-metadata"),
        }
    }

    /// Where it answers.
    pub fn address(self) -> IpAddr {
        match self {
            Self::Dns | Self::WireServer | Self::Dhcp => HOST_ADDRESS,
            Self::InstanceMetadata => METADATA_ADDRESS,
        }
    }

    fn protocols(self) -> &'static [Protocol] {
        match self {
            Self::Dns => &[Protocol::Tcp, Protocol::Udp],
            Self::WireServer | Self::InstanceMetadata => &[Protocol::Tcp],
            Self::Dhcp => &[Protocol::Udp],
        }
    }

    fn ports(self) -> &'static [u16] {
        match self {
            Self::Dns => &[53],
            Self::WireServer => &[80, 32526],
            Self::Dhcp => &[67],
            Self::InstanceMetadata => &[80],
        }
    }

    /// The tag by which a rule can still name the service; WireServer and DHCP have none.
    pub fn tag(self) -> Option<PlatformTag> {
        match self {
            Self::Dns => Some(PlatformTag::Dns),
            Self::InstanceMetadata => Some(PlatformTag::Imds),
            Self::WireServer | Self::Dhcp => None,
        }
    }
}

/// A tag that names a platform service (AD: `virtual-network/service-tags-overview.md`). Outbound only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlatformTag {
    /// `AzurePlatformDNS`.
    Dns,
    /// `AzurePlatformIMDS`.
    Imds,
    /// `AzurePlatformLKM`, the activation of Windows.
    Lkm,
}

impl PlatformTag {
    /// The tag of that name.
    pub fn from_name(name: &Name) -> Option<Self> {
        [Self::Dns, Self::Imds, Self::Lkm]
            .into_iter()
            .find(|tag| name == tag.as_str())
    }

    /// The name as Azure writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dns => "AzurePlatformDNS",
            Self::Imds => "AzurePlatformIMDS",
            Self::Lkm => "AzurePlatformLKM",
        }
    }
}

/// What traffic of the platform looks like, outbound: a flow that meets one of these is judged only by
/// rules that name a platform tag.
pub fn traffic() -> Vec<Conditions> {
    let of = |service: PlatformService| {
        service.protocols().iter().map(move |protocol| Conditions {
            protocol: Field::Known(RuleProtocol::One(*protocol)),
            destination: vec![AddressMatch::Prefix(service.address().into())],
            destination_ports: service.ports().iter().copied().map(port).collect(),
            ..Conditions::any()
        })
    };
    PlatformService::ALL.into_iter().flat_map(of).collect()
}

/// What the activation of Windows looks like, wherever it goes to.
pub fn licensing() -> Conditions {
    Conditions {
        protocol: Field::Known(RuleProtocol::One(Protocol::Tcp)),
        destination_ports: vec![port(LICENSING_PORT)],
        ..Conditions::any()
    }
}

fn port(port: u16) -> PortMatch {
    PortMatch::Range(PortRange::single(port))
}

impl Facts<'_> {
    /// Which platform service the flow calls, if any.
    ///
    /// # Errors
    ///
    /// The missing fact that it hangs on: the remote port.
    pub(crate) fn platform_service(&self) -> Result<Option<PlatformService>, Fact> {
        for service in PlatformService::ALL {
            match self.calls(service) {
                Match::Yes => return Ok(Some(service)),
                Match::No => {}
                Match::Unknown(fact) => return Err(fact),
            }
        }
        Ok(None)
    }

    fn calls(&self, service: PlatformService) -> Match {
        let flow = self.flow;
        if flow.direction != Direction::Outbound
            || flow.remote.address != service.address()
            || !service.protocols().contains(&flow.protocol)
        {
            return Match::No;
        }
        Match::any(
            service
                .ports()
                .iter()
                .map(|port| self.port(End::Remote, PortRange::single(*port))),
        )
    }

    /// Whether the flow is what the platform tag names. That each tag names the service and nothing
    /// else at its address is read from its description; the addresses of Windows activation are not
    /// documented, so for its port they are asked.
    pub(crate) fn platform_tag(&self, tag: PlatformTag, name: &Name, address: IpAddr) -> Match {
        let service = match tag {
            PlatformTag::Dns => PlatformService::Dns,
            PlatformTag::Imds => PlatformService::InstanceMetadata,
            PlatformTag::Lkm => {
                let licensing = self.flow.direction == Direction::Outbound
                    && self.flow.protocol == Protocol::Tcp
                    && self.flow.remote.address == address;
                if !licensing {
                    return Match::No;
                }
                return self
                    .port(End::Remote, PortRange::single(LICENSING_PORT))
                    .and(|| {
                        self.ask(Fact::ServiceTag {
                            tag: name.clone(),
                            address,
                        })
                    });
            }
        };
        if address == self.flow.remote.address {
            self.calls(service)
        } else {
            Match::No
        }
    }
}
