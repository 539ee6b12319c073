//! The service tags that Azure defines by the virtual network itself, each in one place.
//!
//! Where the input carries the expansion that effective security rules print, that replaces the
//! definition here: it is the only sourced way to the true set.

use crate::facts::Fact;
use crate::matching::{Facts, Match};
use crate::model::name::Name;
use crate::platform::{HOST_ADDRESS, PlatformTag};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

/// The link-local address of IPv6 health probes, recorded in `AzureLoadBalancer` since 2020.
pub const HOST_ADDRESS_IPV6: IpAddr =
    IpAddr::V6(Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0x1234, 0x5678, 0x9abc));

/// Ranges that no recorded expansion of `Internet` holds (2016 to 2024).
///
/// 198.51.100.0/24 and 203.0.113.0/24 are in `Internet`; 192.0.2.0/24 is not.
pub const NEVER_INTERNET: [Ipv4Net; 10] = [
    v4(0, 0, 0, 0, 8),
    v4(10, 0, 0, 0, 8),
    v4(100, 64, 0, 0, 10),
    v4(127, 0, 0, 0, 8),
    v4(169, 254, 0, 0, 16),
    v4(172, 16, 0, 0, 12),
    v4(192, 0, 2, 0, 24),
    v4(192, 168, 0, 0, 16),
    v4(198, 18, 0, 0, 15),
    v4(224, 0, 0, 0, 3),
];

/// Public ranges that the expansion of `Internet` recorded in August 2024 lacks.
///
/// The list grew and shrank between 2018 and 2024, so for an address in it `Internet` is unknown, not
/// empty, unless the input carries the expansion.
pub const INTERNET_GAPS: [Ipv4Net; 51] = [
    v4(4, 128, 0, 0, 12),
    v4(13, 96, 0, 0, 13),
    v4(20, 35, 252, 0, 22),
    v4(20, 128, 0, 0, 16),
    v4(20, 130, 0, 0, 16),
    v4(20, 144, 0, 0, 14),
    v4(20, 176, 0, 0, 13),
    v4(21, 0, 0, 0, 8),
    v4(22, 0, 0, 0, 8),
    v4(23, 103, 0, 0, 18),
    v4(25, 0, 0, 0, 16),
    v4(25, 4, 0, 0, 14),
    v4(25, 64, 0, 0, 10),
    v4(25, 128, 0, 0, 17),
    v4(25, 142, 0, 0, 15),
    v4(25, 144, 0, 0, 15),
    v4(25, 148, 0, 0, 15),
    v4(25, 150, 0, 0, 16),
    v4(25, 152, 0, 0, 14),
    v4(25, 156, 0, 0, 16),
    v4(25, 159, 0, 0, 16),
    v4(25, 160, 0, 0, 12),
    v4(25, 176, 0, 0, 13),
    v4(25, 184, 0, 0, 14),
    v4(25, 192, 0, 0, 15),
    v4(25, 248, 0, 0, 16),
    v4(25, 250, 0, 0, 18),
    v4(25, 250, 64, 0, 20),
    v4(25, 250, 84, 0, 23),
    v4(25, 252, 0, 0, 16),
    v4(25, 254, 0, 0, 21),
    v4(25, 254, 8, 0, 24),
    v4(25, 254, 64, 0, 18),
    v4(25, 254, 128, 0, 17),
    v4(40, 66, 128, 0, 17),
    v4(40, 108, 0, 0, 17),
    v4(40, 109, 0, 0, 16),
    v4(52, 132, 0, 0, 14),
    v4(52, 145, 0, 0, 16),
    v4(68, 18, 0, 0, 15),
    v4(104, 146, 0, 0, 17),
    v4(104, 147, 0, 0, 16),
    v4(104, 212, 36, 0, 22),
    v4(104, 212, 52, 0, 22),
    v4(129, 75, 0, 0, 16),
    v4(134, 177, 0, 0, 16),
    v4(138, 196, 0, 0, 16),
    v4(141, 251, 0, 0, 16),
    v4(146, 147, 0, 0, 16),
    v4(157, 59, 0, 0, 16),
    v4(192, 32, 0, 0, 16),
];

/// Public IPv6 unicast (RFC 4291 §2.4). That `Internet` holds it is an assumption: every recorded
/// expansion lists IPv4 only.
pub const PUBLIC_IPV6: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

const fn v4(a: u8, b: u8, c: u8, d: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length)
}

/// A tag that this crate defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DefaultTag {
    /// Everything the virtual network reaches privately.
    VirtualNetwork,
    /// Everything else that is public, Azure's own public addresses included.
    Internet,
    /// The sources of health probes.
    AzureLoadBalancer,
}

impl DefaultTag {
    /// The tag of that name, the classic deployment model's spellings included (AD:
    /// `virtual-network/service-tags-overview.md`).
    pub fn from_name(name: &Name) -> Option<Self> {
        [
            ("VirtualNetwork", Self::VirtualNetwork),
            ("Internet", Self::Internet),
            ("AzureLoadBalancer", Self::AzureLoadBalancer),
            ("VIRTUAL_NETWORK", Self::VirtualNetwork),
            ("AZURE_LOADBALANCER", Self::AzureLoadBalancer),
        ]
        .into_iter()
        .find_map(|(known, tag)| (name == known).then_some(tag))
    }

    /// The name as Azure writes it today.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VirtualNetwork => "VirtualNetwork",
            Self::Internet => "Internet",
            Self::AzureLoadBalancer => "AzureLoadBalancer",
        }
    }

    /// The same as a name that is there once: an analysis looks for it a million times.
    pub fn name(self) -> &'static Name {
        static NAMES: [LazyLock<Name>; 3] = [
            LazyLock::new(|| DefaultTag::VirtualNetwork.as_str().into()),
            LazyLock::new(|| DefaultTag::Internet.as_str().into()),
            LazyLock::new(|| DefaultTag::AzureLoadBalancer.as_str().into()),
        ];
        let [virtual_network, internet, load_balancer] = &NAMES;
        match self {
            Self::VirtualNetwork => virtual_network,
            Self::Internet => internet,
            Self::AzureLoadBalancer => load_balancer,
        }
    }

    /// The ranges at whose edges the definition of the tag here can change its answer.
    pub(crate) fn ranges(self) -> Vec<IpNet> {
        let mut ranges = vec![HOST_ADDRESS.into(), HOST_ADDRESS_IPV6.into()];
        if self != Self::AzureLoadBalancer {
            ranges.extend(NEVER_INTERNET.map(IpNet::V4));
            ranges.push(PUBLIC_IPV6.into());
        }
        if self == Self::Internet {
            ranges.extend(INTERNET_GAPS.map(IpNet::V4));
        }
        ranges
    }
}

/// Whether the address is one that `Internet` can hold at all.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !NEVER_INTERNET.iter().any(|range| range.contains(&address)),
        IpAddr::V6(address) => PUBLIC_IPV6.contains(&address),
    }
}

impl Facts<'_> {
    /// Whether the address is in the service tag.
    pub(crate) fn service_tag(&self, tag: &Name, address: IpAddr) -> Match {
        if let Some(platform) = PlatformTag::from_name(tag) {
            return self.platform_tag(platform, tag, address);
        }
        // The classic spellings are the same tags, so they are looked up and asked by today's name.
        if let Some(default) = DefaultTag::from_name(tag) {
            return self.default_tag(default, address);
        }
        match self.network.service_tags.get(tag) {
            Some(addresses) => Match::from(addresses.contains(address)),
            None => self.ask(Fact::ServiceTag {
                tag: tag.clone(),
                address,
            }),
        }
    }

    fn default_tag(&self, tag: DefaultTag, address: IpAddr) -> Match {
        if let Some(addresses) = self.network.service_tags.get(tag.name()) {
            return Match::from(addresses.contains(address));
        }
        match tag {
            DefaultTag::VirtualNetwork => self.virtual_network(address),
            DefaultTag::Internet => self.internet(address),
            DefaultTag::AzureLoadBalancer => {
                Match::from([HOST_ADDRESS, HOST_ADDRESS_IPV6].contains(&address))
            }
        }
    }

    /// Address space, peers, on-premises ranges, routes, and the host (AD:
    /// `virtual-network/service-tags-overview.md`; the host was recorded in every expansion).
    fn virtual_network(&self, address: IpAddr) -> Match {
        if address == HOST_ADDRESS {
            return Match::Yes;
        }
        if let Some(space) = &self.network.virtual_network {
            return Match::from(space.iter().any(|prefix| prefix.contains(&address)));
        }
        // A network interface is in a subnet, and a subnet in the address space. A public address as
        // local is more likely a slip than a virtual network of public addresses: ask.
        if address == self.flow.local.address && !is_public(address) {
            return Match::Yes;
        }
        self.ask(Fact::ServiceTag {
            tag: DefaultTag::VirtualNetwork.name().clone(),
            address,
        })
    }

    /// Public addresses outside the virtual network (AD: `virtual-network/service-tags-overview.md`).
    fn internet(&self, address: IpAddr) -> Match {
        if address == HOST_ADDRESS {
            return Match::Yes;
        }
        if !is_public(address) {
            return Match::No;
        }
        let ask = || {
            self.ask(Fact::ServiceTag {
                tag: DefaultTag::Internet.name().clone(),
                address,
            })
        };
        match self.default_tag(DefaultTag::VirtualNetwork, address) {
            Match::Unknown(fact) => Match::Unknown(fact),
            Match::No if is_in_gap(address) => ask(),
            Match::No => Match::Yes,
            // Contested: a deny of `Internet` was seen to cut off public addresses on premises
            // (MicrosoftDocs/azure-docs #81801, 2021), and the documentation says since #101300 (2022) that
            // `Internet` applies only where no other tag does.
            Match::Yes => ask(),
        }
    }
}

/// Whether the address is public, and in a range that recorded expansions of `Internet` lack.
pub(crate) fn is_in_gap(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => INTERNET_GAPS.iter().any(|range| range.contains(&address)),
        IpAddr::V6(_) => false,
    }
}
