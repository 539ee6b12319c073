//! What a verdict takes for granted because Azure does not document it.

use crate::model::address::AddressMatch;
use crate::model::flow::Flow;
use crate::model::rule::Conditions;
use crate::model::scenario::{AppliedTo, Scenario};
use crate::platform::PlatformService;
use crate::tags::{DefaultTag, is_public};
use text::text;

const INTERNET_IPV6: &str = text!("assumption-internet-ipv6");
const ANY_IPV4: &str = text!("assumption-any-ipv4");
const PLATFORM: &str = text!("assumption-platform");

/// The assumptions that this flow's verdict can rest on, as sentences without a full stop.
pub(crate) fn assumptions(
    scenario: &Scenario,
    flow: &Flow,
    platform: Option<PlatformService>,
) -> Vec<&'static str> {
    if platform.is_some() {
        return vec![PLATFORM];
    }
    let (local, remote) = (flow.local.address, flow.remote.address);
    if remote.is_ipv4() {
        return Vec::new();
    }
    let expanded = scenario
        .network
        .service_tags
        .contains_key(&DefaultTag::Internet.as_str().into());
    let internet = !expanded && (is_public(local) || is_public(remote));
    let names_internet = |entry: &AddressMatch| match entry {
        AddressMatch::ServiceTag(tag) => DefaultTag::from_name(tag) == Some(DefaultTag::Internet),
        _ => false,
    };
    let any_ipv4 = |entry: &AddressMatch| match entry {
        AddressMatch::Prefix(prefix) => prefix.prefix_len() == 0 && prefix.addr().is_ipv4(),
        _ => false,
    };
    let mut found = Vec::new();
    if internet && some_entry(scenario, names_internet) {
        found.push(INTERNET_IPV6);
    }
    if some_entry(scenario, any_ipv4) {
        found.push(ANY_IPV4);
    }
    found
}

/// Whether some rule names such an address.
fn some_entry(scenario: &Scenario, wanted: impl Fn(&AddressMatch) -> bool) -> bool {
    let named = |conditions: &Conditions| {
        conditions
            .source
            .iter()
            .chain(&conditions.destination)
            .any(&wanted)
    };
    let groups = [AppliedTo::Subnet, AppliedTo::NetworkInterface];
    let of_group = |applied_to: AppliedTo| {
        scenario.group(applied_to).is_some_and(|group| {
            let mut rules = group
                .security_rules
                .iter()
                .chain(&group.default_security_rules);
            rules.any(|rule| named(&rule.conditions))
        })
    };
    scenario
        .network
        .security_admin_rules
        .iter()
        .any(|rule| named(&rule.conditions))
        || groups.into_iter().any(of_group)
}
