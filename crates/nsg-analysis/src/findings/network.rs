//! Findings about the network that the rules refer to.

use super::{Finding, FindingCode, FindingSeverity, FindingsSubject};
use ipnet::IpNet;
use nsg::tags::{DefaultTag, is_public};
use nsg::{AddressMatch, AddressSet, Name};
use text::text;

/// `VirtualNetwork` holds the prefixes of user-defined routes: a default route makes it everything, and
/// `AllowVnetInBound` an open door (AD: `virtual-network/service-tags-overview.md`).
pub(super) fn findings(subject: &FindingsSubject<'_>) -> Vec<Finding> {
    let network = &subject.scenario.network;
    let tag = Name::from(DefaultTag::VirtualNetwork.as_str());
    let every = |set: &AddressSet| {
        set.ipv4_ranges() == [(0, u32::MAX)] || set.ipv6_ranges() == [(0, u128::MAX)]
    };
    let everything = match (network.service_tags.get(&tag), &network.virtual_network) {
        (Some(expansion), _) => every(expansion),
        (None, Some(space)) => every(&space.iter().copied().collect()),
        (None, None) => false,
    };
    if !everything {
        return Vec::new();
    }
    let message = text!("finding-default-route").to_owned();
    vec![Finding::new(
        FindingCode::DefaultRouteInVirtualNetwork,
        FindingSeverity::High,
        Vec::new(),
        message,
    )]
}

/// Whether all addresses of the prefix are public.
pub(super) fn may_float(prefix: &IpNet) -> bool {
    is_public(prefix.network()) && is_public(prefix.broadcast())
}

/// Why no machine's flow can match a side of a rule, if that is so. `local`: the machine's own side.
pub(super) fn nothing_there(
    subject: &FindingsSubject<'_>,
    entries: &[AddressMatch],
    local: bool,
) -> Option<String> {
    let network = &subject.scenario.network;
    let mut reason = None;
    for entry in entries {
        let why = match entry {
            AddressMatch::ApplicationSecurityGroup(group) => network
                .members(group)
                .filter(|members| members.is_empty())
                .map(|_| text!("finding-no-members", group = group.last_segment())),
            AddressMatch::ServiceTag(name) if DefaultTag::from_name(name).is_none() => network
                .service_tags
                .get(name)
                .filter(|prefixes| prefixes.is_empty())
                .map(|_| text!("finding-empty-tag", tag = name)),
            // The tag is the host's address, from which probes come (Azure/AKS #674,
            // hashicorp/terraform-provider-azurerm #2011).
            AddressMatch::ServiceTag(name)
                if local && DefaultTag::from_name(name) == Some(DefaultTag::AzureLoadBalancer) =>
            {
                Some(text!("finding-load-balancer-as-machine").to_owned())
            }
            // A packet arrives with a public address where floating IP is on: such a rule is asked about elsewhere.
            AddressMatch::Prefix(prefix) if local && may_float(prefix) => None,
            AddressMatch::Prefix(prefix) if local => {
                let space = network.virtual_network.as_ref()?;
                let apart = |own: &IpNet| !own.contains(prefix) && !prefix.contains(own);
                let outside = space.iter().all(apart);
                outside.then(|| text!("finding-outside-virtual-network", prefix))
            }
            _ => None,
        };
        reason = Some(why?);
    }
    reason
}
