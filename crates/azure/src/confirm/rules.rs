//! From the name of a rule in Azure's answer to the rule in the loaded groups.

use crate::rule_name::comparable;
use nsg::{
    AddressMatch, AppliedTo, Conditions, Flow, NetworkSecurityGroup, RuleKind, RuleName, Scenario,
    SecurityRule, Verdict, verify,
};

/// A rule of a loaded group.
#[derive(Clone, Copy)]
pub(super) struct LoadedRule<'s> {
    pub(super) group: &'s NetworkSecurityGroup,
    pub(super) rule: &'s SecurityRule,
}

const PLACES: [AppliedTo; 2] = [AppliedTo::Subnet, AppliedTo::NetworkInterface];

/// The rules of the loaded groups that judge the flow's direction and have this name, in this group
/// where an id is given.
pub(super) fn named<'s>(
    scenario: &'s Scenario,
    flow: &Flow,
    name: &RuleName,
    id: Option<&str>,
) -> Vec<LoadedRule<'s>> {
    let mut found = Vec::new();
    for applied_to in PLACES {
        let Some(group) = scenario.group(applied_to) else {
            continue;
        };
        let ids = id.and_then(group_of).zip(group.id.as_deref());
        if ids.is_some_and(|(theirs, ours)| !theirs.eq_ignore_ascii_case(ours)) {
            continue;
        }
        let rules = match name.kind {
            RuleKind::User => &group.security_rules,
            RuleKind::Default => &group.default_security_rules,
            RuleKind::Admin => continue,
        };
        let meant = |rule: &&SecurityRule| {
            let judges = rule
                .direction
                .known()
                .is_none_or(|known| *known == flow.direction);
            judges && rule.name.eq_ignore_ascii_case(&name.name)
        };
        found.extend(
            rules
                .iter()
                .filter(meant)
                .map(|rule| LoadedRule { group, rule }),
        );
    }
    found
}

/// The group's id in a rule's id.
pub(super) fn group_of(rule_id: &str) -> Option<&str> {
    let (above, _name) = rule_id.rsplit_once('/')?;
    let (group, _type) = above.rsplit_once('/')?;
    Some(group)
}

/// The resource group's name in a resource id.
pub(super) fn resource_group_of(id: &str) -> Option<&str> {
    let mut parts = id.split('/');
    parts.find(|part| part.eq_ignore_ascii_case("resourceGroups"))?;
    parts.next()
}

/// What each loaded group says on its own, whatever comes before it.
pub(super) fn each_alone(scenario: &Scenario, flow: &Flow) -> Vec<(AppliedTo, Verdict)> {
    let mut network = scenario.network.clone();
    network.security_admin_rules.clear();
    let mut alone = Scenario {
        network,
        ..Scenario::default()
    };
    let mut verdicts = Vec::new();
    for place in PLACES {
        let Some(group) = scenario.group(place) else {
            continue;
        };
        // Where it applies changes only the order, of which there is none with one group.
        alone.subnet_security_group = Some(group.clone());
        verdicts.push((place, verify(&alone, flow)));
    }
    verdicts
}

/// Whether both are names of one rule.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    comparable(a) == comparable(b)
}

/// What the addresses of some rules hang on.
#[derive(Default)]
pub(super) struct RefersTo {
    /// `VirtualNetwork`, or `Internet`, which is what is not in it.
    pub(super) virtual_network: bool,
    pub(super) service_tag: bool,
    pub(super) application_security_group: bool,
}

impl RefersTo {
    pub(super) fn add(&mut self, conditions: &Conditions) {
        for entry in conditions.source.iter().chain(&conditions.destination) {
            match entry {
                AddressMatch::ServiceTag(tag) => match nsg::tags::DefaultTag::from_name(tag) {
                    Some(nsg::tags::DefaultTag::AzureLoadBalancer) => {}
                    Some(_) => self.virtual_network = true,
                    None => self.service_tag = true,
                },
                AddressMatch::ApplicationSecurityGroup(_) => self.application_security_group = true,
                _ => {}
            }
        }
    }
}
