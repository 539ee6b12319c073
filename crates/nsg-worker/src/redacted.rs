//! Both sides with other names and addresses, as texts that a page can put into its fields.

use crate::answer::RedactedSides;
use nsg::tags::DefaultTag;
use nsg::{
    AddressMatch, AddressSet, AppliedTo, Conditions, Flow, Mentions, Name, Network,
    NetworkSecurityGroup, Scenario, SecurityAdminRule, SecurityRule,
};
use nsg_documents::redact::redact;
use nsg_documents::write;
use std::collections::{BTreeMap, BTreeSet};
use text::text;

/// The places of groups.
const PLACES: [AppliedTo; 2] = [AppliedTo::Subnet, AppliedTo::NetworkInterface];

/// Redacts both sides as one, so that what is the same rule in both is the same after it.
///
/// # Errors
///
/// In a sentence, that texts cannot say what the rules are.
pub(crate) fn redacted(
    original: &Scenario,
    edited: &Scenario,
    flow: Option<&Flow>,
    key: &[u8; 16],
) -> Result<RedactedSides, String> {
    let both = |applied_to| {
        let group = original.group(applied_to)?.clone();
        let more = edited.group(applied_to).map(|group| &group.security_rules);
        let rules = group
            .security_rules
            .iter()
            .chain(more.into_iter().flatten());
        Some(NetworkSecurityGroup {
            security_rules: rules.cloned().collect(),
            ..group
        })
    };
    let united = Scenario {
        subnet_security_group: both(AppliedTo::Subnet),
        network_interface_security_group: both(AppliedTo::NetworkInterface),
        network: edited.network.clone(),
    };
    let shown = redact(&united, flow, key);
    let mut mentions = Mentions::default();
    let (mut originals, mut edits) = ([None, None], [None, None]);
    for ((applied_to, text), edit) in PLACES.into_iter().zip(&mut originals).zip(&mut edits) {
        let (Some(group), Some(before)) =
            (shown.scenario.group(applied_to), original.group(applied_to))
        else {
            continue;
        };
        mentions.add(group);
        let count = before.security_rules.len().min(group.security_rules.len());
        let (old, new) = group.security_rules.split_at(count);
        *text = Some(group_text(group, old)?);
        *edit = Some(NetworkSecurityGroup {
            security_rules: new.to_vec(),
            ..group.clone()
        });
    }
    let network = &shown.scenario.network;
    let mut tags: BTreeSet<Name> = mentions.service_tags.into_iter().collect();
    tags.extend(network.security_admin_rules.iter().flat_map(admin_tags));
    tags.retain(|tag| DefaultTag::from_name(tag).is_none());
    Ok(RedactedSides {
        originals,
        edited: edits,
        virtual_network: network
            .virtual_network
            .as_deref()
            .map(lines)
            .unwrap_or_default(),
        tags: sets(&network.service_tags, |name| tags.contains(name)),
        members: sets(&network.application_security_groups, |_| true),
        admin_rules: admin_text(network)?,
        flow: shown.flow,
    })
}

/// A group with these rules as JSON that says exactly them.
fn group_text(group: &NetworkSecurityGroup, rules: &[SecurityRule]) -> Result<String, String> {
    let group = NetworkSecurityGroup {
        security_rules: rules.to_vec(),
        ..group.clone()
    };
    let text = json(&write::network_security_group(&group))?;
    let read = nsg_documents::read_json(&text).groups.into_iter().next();
    let same = read.is_some_and(|read| {
        let read = read.security_group;
        read.security_rules == group.security_rules
            && read.default_security_rules == group.default_security_rules
    });
    // `0.0.0.0/0` of effective security rules may stand for `*`, and a group cannot say that.
    same.then_some(text)
        .ok_or_else(|| text!("analysis-redact-group-cannot-say").to_owned())
}

/// Security admin rules as JSON that says exactly them.
fn admin_text(network: &Network) -> Result<String, String> {
    let rules = &network.security_admin_rules;
    if rules.is_empty() {
        return Ok(String::new());
    }
    let text = json(&write::security_admin_rules(rules))?;
    let same = nsg_documents::admin_rules::read(&text).rules == *rules;
    same.then_some(text)
        .ok_or_else(|| text!("analysis-redact-admin-rules-unread").to_owned())
}

fn admin_tags(rule: &SecurityAdminRule) -> Vec<Name> {
    let Conditions {
        source,
        destination,
        ..
    } = &rule.conditions;
    let entries = source.iter().chain(destination);
    let tags = entries.filter_map(|entry| match entry {
        AddressMatch::ServiceTag(name) => Some(name.clone()),
        _ => None,
    });
    tags.collect()
}

fn sets(
    known: &BTreeMap<Name, AddressSet>,
    is_wanted: impl Fn(&Name) -> bool,
) -> Vec<(String, String)> {
    let wanted = known.iter().filter(|(name, _)| is_wanted(name));
    let texts = wanted.map(|(name, set)| {
        (
            name.to_string().to_ascii_lowercase(),
            lines(&set.prefixes()),
        )
    });
    texts.collect()
}

fn lines(prefixes: &[ipnet::IpNet]) -> String {
    let texts: Vec<String> = prefixes.iter().map(ToString::to_string).collect();
    texts.join("\n")
}

fn json(value: &impl serde::Serialize) -> Result<String, String> {
    serde_json::to_string_pretty(value).map_err(|error| error.to_string())
}
