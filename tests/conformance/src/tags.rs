//! The addresses of the tags that Azure defines by the virtual network itself.

use crate::fact::{FactFailure, facts};
use ipnet::{IpNet, Ipv4Net};
use nsg::{
    Access, AddressMatch, AddressSet, Conditions, Decision, Direction, Endpoint, Field, Flow,
    Network, NetworkSecurityGroup, Protocol, Scenario, SecurityRule, verify,
};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// `facts/tags.toml`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Tags {
    /// The address of the host, which is in all three.
    pub host: IpAddr,
    /// What older lists of `Internet` lack and the newest holds.
    pub returned: Vec<Ipv4Net>,
    /// Address spaces whose expansion was recorded.
    pub virtual_network: Vec<SeenPrefixes>,
    /// Expansions of `AzureLoadBalancer`, the newest last.
    pub azure_load_balancer: Vec<SeenPrefixes>,
    /// Expansions of `Internet`, the newest last.
    pub internet: Vec<SeenPrefixes>,
}

/// A set of prefixes and when it was seen.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SeenPrefixes {
    /// First day.
    pub recorded: String,
    /// Last day.
    pub until: String,
    /// How often.
    pub times: u32,
    /// The address space, the prefixes, or the prefixes that are lacking.
    #[serde(alias = "address-space", alias = "lacks")]
    pub prefixes: Vec<IpNet>,
}

impl Tags {
    /// Reads the facts.
    ///
    /// # Errors
    ///
    /// Where the file does not read.
    pub fn read() -> Result<Self, FactFailure> {
        Ok(toml::from_str(&std::fs::read_to_string(
            facts().join("tags.toml"),
        )?)?)
    }
}

impl SeenPrefixes {
    /// Whether a prefix holds the address.
    pub fn holds(&self, address: IpAddr) -> bool {
        self.prefixes.iter().any(|prefix| prefix.contains(&address))
    }
}

/// Whether the tag holds the address, going by the verdict of a rule that denies the tag and nothing
/// else. `None`: we ask.
pub fn member(network: &Network, tag: &str, address: IpAddr) -> Option<bool> {
    let denies = SecurityRule {
        name: "probe".to_owned(),
        id: None,
        description: None,
        priority: Field::Known(100),
        direction: Field::Known(Direction::Inbound),
        access: Field::Known(Access::Deny),
        conditions: Conditions {
            source: vec![AddressMatch::ServiceTag(tag.into())],
            ..Conditions::any()
        },
        refusals: Vec::new(),
        spellings: nsg::Spellings::default(),
    };
    let scenario = Scenario {
        network_interface_security_group: Some(NetworkSecurityGroup {
            security_rules: vec![denies],
            ..NetworkSecurityGroup::default()
        }),
        network: network.clone(),
        ..Scenario::default()
    };
    let local = match address {
        IpAddr::V4(_) => Ipv4Addr::new(10, 0, 0, 4).into(),
        IpAddr::V6(_) => Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 4).into(),
    };
    let end = |address| Endpoint {
        address,
        port: Some(50_000),
    };
    let flow = Flow {
        direction: Direction::Inbound,
        protocol: Protocol::Tcp,
        local: end(local),
        remote: end(address),
    };
    match verify(&scenario, &flow).access {
        Decision::Deny => Some(true),
        Decision::Allow => Some(false),
        Decision::Depends => None,
    }
}

/// A network with that address space.
pub fn network(space: &[IpNet]) -> Network {
    Network {
        virtual_network: Some(space.to_vec()),
        ..Network::default()
    }
}

/// Both ends of every prefix, and the addresses next to them: where a set can change.
pub fn boundaries<'a>(prefixes: impl IntoIterator<Item = &'a IpNet>) -> BTreeSet<IpAddr> {
    let mut found = BTreeSet::new();
    for prefix in prefixes {
        let ends = [prefix.network(), prefix.broadcast()];
        found.extend(ends);
        found.extend(ends.into_iter().flat_map(neighbours));
    }
    found
}

fn neighbours(address: IpAddr) -> impl Iterator<Item = IpAddr> {
    let around: [Option<IpAddr>; 2] = match address {
        IpAddr::V4(address) => {
            let bits = address.to_bits();
            [bits.checked_sub(1), bits.checked_add(1)]
                .map(|bits| Some(Ipv4Addr::from_bits(bits?).into()))
        }
        IpAddr::V6(address) => {
            let bits = address.to_bits();
            [bits.checked_sub(1), bits.checked_add(1)]
                .map(|bits| Some(Ipv6Addr::from_bits(bits?).into()))
        }
    };
    around.into_iter().flatten()
}

/// The prefixes as a set.
pub fn set(prefixes: &[IpNet]) -> AddressSet {
    prefixes.iter().copied().collect()
}

/// What the IPv4 prefixes leave over.
pub fn complement(prefixes: &[IpNet]) -> AddressSet {
    let mut left = Vec::new();
    // None: past the last address.
    let mut next = Some(0);
    for (first, last) in set(prefixes).ipv4_ranges() {
        if let Some(next) = next.filter(|next| next < first) {
            left.extend(ipnet::Ipv4Subnets::new(next.into(), (first - 1).into(), 0));
        }
        next = last.checked_add(1);
    }
    if let Some(next) = next {
        left.extend(ipnet::Ipv4Subnets::new(next.into(), Ipv4Addr::BROADCAST, 0));
    }
    left.into_iter().map(IpNet::V4).collect()
}
