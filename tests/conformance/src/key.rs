//! The key of a recording: rules, flow and answer, whatever the resources are called.

use crate::fact::{FactFailure, FlowFact, GroupAnswer, RecordedAnswer, scenario};
use nsg::{NetworkSecurityGroup, SecurityRule};
use serde_json::Value;

/// A key; equal keys, same fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

/// The key of an answer of IP flow verify. `rules` in the npm package's form; `None`: not on record.
///
/// # Errors
///
/// Where a part does not read.
pub fn ip_flow(
    rules: Option<&Value>,
    flow: &FlowFact,
    answer: &RecordedAnswer,
) -> Result<Key, FactFailure> {
    let rules = match rules {
        None => None,
        Some(json) => {
            let scenario = scenario(json)?;
            Some((
                user_rules(scenario.subnet_security_group),
                user_rules(scenario.network_interface_security_group),
                scenario.network.virtual_network,
            ))
        }
    };
    let answer = (
        answer.status.unwrap_or(200),
        &answer.error,
        &answer.access,
        &answer.rule,
    );
    Ok(Key(format!("{rules:?} {:?} {answer:?}", flow.to_flow()?)))
}

/// The key of an answer of a diagnostic, which has the rules in it.
///
/// # Errors
///
/// Where a part does not read.
pub fn diagnostic(
    flow: &FlowFact,
    access: Option<&str>,
    groups: &[GroupAnswer],
) -> Result<Key, FactFailure> {
    let groups: Vec<_> = groups
        .iter()
        .map(|group| (&group.applied_to, &group.matched, &group.rules))
        .collect();
    Ok(Key(format!("{:?} {access:?} {groups:?}", flow.to_flow()?)))
}

/// The user rules in one order, without what does not judge. The default rules are always the six.
fn user_rules(group: Option<NetworkSecurityGroup>) -> Option<Vec<String>> {
    let mut rules: Vec<_> = group?
        .security_rules
        .into_iter()
        .map(|rule| SecurityRule {
            id: None,
            description: None,
            refusals: Vec::new(),
            spellings: nsg::Spellings::default(),
            ..rule
        })
        .map(|rule| format!("{rule:?}"))
        .collect();
    rules.sort();
    Some(rules)
}
