//! What is likely behind a difference between the record and the rules, each with the fact that would settle it.

use super::parity::Agreed;
use super::rule_at;
use crate::record::RecordTime;
use crate::replay::{Answer, Logged, LoggedRule, RulePlace};
use nsg::tags::{DefaultTag, is_public};
use nsg::{Access, AddressMatch, AppliedTo, Conditions, Direction, Flow, Scenario};
use text::text;

/// A difference, and what is known around it.
pub(super) struct Disagreement<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) logged: &'a Logged,
    pub(super) ours: &'a Answer,
    pub(super) first: RecordTime,
    pub(super) last: RecordTime,
    pub(super) example: &'a Flow,
    /// Whether the access differs, and not the rule alone.
    pub(super) is_access: bool,
    /// The times when both agreed about our rule.
    pub(super) agreed: Option<Agreed>,
}

/// The causes, the likeliest first.
pub(super) fn causes(about: &Disagreement<'_>) -> Vec<String> {
    let mut causes = Vec::new();
    causes.extend(changed_since(about));
    let logged = rules_of(about);
    if let LoggedRule::Named(_) = about.logged.kind()
        && logged.is_empty()
    {
        causes.push(absent(about));
    }
    let places = about.ours.matched.iter().chain(&logged);
    let mut tags: Vec<String> = Vec::new();
    let mut groups: Vec<String> = Vec::new();
    let mut has_network = false;
    for conditions in places.filter_map(|place| conditions(about.scenario, *place)) {
        for entry in conditions.source.iter().chain(&conditions.destination) {
            match entry {
                AddressMatch::ServiceTag(tag) => match DefaultTag::from_name(tag) {
                    Some(DefaultTag::VirtualNetwork | DefaultTag::Internet) => has_network = true,
                    Some(DefaultTag::AzureLoadBalancer) => {}
                    None => push(&mut tags, tag.as_str()),
                },
                AddressMatch::ApplicationSecurityGroup(group) => {
                    push(&mut groups, group.last_segment());
                }
                _ => {}
            }
        }
    }
    for tag in tags {
        causes.push(text!(
            "traffic-cause-tag",
            tag,
            address = about.example.remote.address
        ));
    }
    for group in groups {
        causes.push(text!("traffic-cause-members", group));
    }
    if has_network && !is_public(about.example.remote.address) {
        causes.push(text!(
            "traffic-cause-network",
            address = about.example.remote.address
        ));
    }
    if is_noise(about) {
        causes.push(text!("traffic-cause-translation").to_owned());
    }
    if !about.is_access && causes.is_empty() {
        causes.push(text!("traffic-cause-other-rule").to_owned());
    }
    if causes.is_empty() {
        causes.push(text!("traffic-cause-unknown").to_owned());
    }
    causes
}

fn push(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

/// The record and the rules agreed before, or afterwards: rules that changed do that, and a misunderstanding does not.
fn changed_since(about: &Disagreement<'_>) -> Option<String> {
    let agreed = about.agreed?;
    if agreed.last < about.first {
        return Some(text!(
            "traffic-cause-changed",
            first = about.first.minute(),
            last = agreed.last.minute()
        ));
    }
    if about.last < agreed.first {
        return Some(text!(
            "traffic-cause-changed-before",
            first = agreed.first.minute(),
            last = about.last.minute()
        ));
    }
    None
}

/// The record names a rule that is not there.
fn absent(about: &Disagreement<'_>) -> String {
    let rule = about.logged.rule.as_str();
    let has_one_group = about.scenario.subnet_security_group.is_some()
        != about.scenario.network_interface_security_group.is_some();
    match about.logged.access {
        Access::Deny if has_one_group => text!("traffic-cause-other-group", rule),
        _ => text!("traffic-cause-absent", rule),
    }
}

/// Every rule of a scenario.
pub(super) fn places(scenario: &Scenario) -> impl Iterator<Item = RulePlace> {
    let admin = (
        AppliedTo::VirtualNetwork,
        scenario.network.security_admin_rules.len(),
    );
    let of_group = |applied_to| {
        let group = scenario.group(applied_to);
        let count = group.map_or(0, |group| {
            group.security_rules.len() + group.default_security_rules.len()
        });
        (applied_to, count)
    };
    let groups = [AppliedTo::Subnet, AppliedTo::NetworkInterface].map(of_group);
    let stages = [admin].into_iter().chain(groups);
    stages.flat_map(|(applied_to, count)| (0..count).map(move |position| (applied_to, position)))
}

/// The rules of ours that the record may mean.
fn rules_of(about: &Disagreement<'_>) -> Vec<RulePlace> {
    let means = |place: &RulePlace| {
        rule_at(about.scenario, *place).is_some_and(|rule| about.logged.names(&rule.name))
    };
    places(about.scenario).filter(means).collect()
}

fn conditions(scenario: &Scenario, (applied_to, position): RulePlace) -> Option<&Conditions> {
    match scenario.group(applied_to) {
        Some(group) => group.rule(position).map(|rule| &rule.conditions),
        None => {
            let rule = scenario.network.security_admin_rules.get(position)?;
            Some(&rule.conditions)
        }
    }
}

/// Inbound from the internet to a machine that has no public address: nothing of it is delivered, and it is recorded.
fn is_noise(about: &Disagreement<'_>) -> bool {
    let flow = about.example;
    flow.direction == Direction::Inbound
        && about.is_access
        && about.logged.access == Access::Allow
        && is_public(flow.remote.address)
}
