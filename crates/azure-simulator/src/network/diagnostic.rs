//! `networkConfigurationDiagnostic`.

use super::refusal::ProviderError;
use super::verify::{ANY_PORT, incoherent, required, target, undecided};
use super::{Situation, prefixes, tags, virtual_machine};
use crate::scenario::SimulatorScenario;
use crate::store::entries;
use nsg::{
    AppliedTo, Decision, Direction, Endpoint, EvaluatedNetworkSecurityGroup, Flow, Protocol,
};
use serde_json::{Value, json};
use std::net::{IpAddr, Ipv4Addr};

/// An address that stands for `*`: no recorded tag but `Internet` holds it. Azure's way is unknown.
const ANY_ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 1));

/// Answers a request to the watcher.
pub(crate) fn answer(
    scenario: &SimulatorScenario,
    watcher: &Value,
    body: &Value,
) -> Result<Value, ProviderError> {
    let target = target(scenario, watcher, body)?;
    let of_machine = virtual_machine::interfaces(&scenario.store, target);
    // Which interface of several is taken is unknown; here the primary one.
    let interface = of_machine.first().copied().unwrap_or(target);
    let Some(situation) = Situation::of(scenario, interface) else {
        return Err(incoherent(interface));
    };
    // Recorded: no group, no result.
    if situation.is_open() && situation.admin_rules.is_empty() {
        return Ok(json!({ "results": [] }));
    }
    let profiles = entries(body, &["profiles"]);
    if profiles.is_empty() {
        let message = "Required property 'profiles' not found in the request.";
        return Err(ProviderError::bad_request(message));
    }
    let results = profiles
        .iter()
        .map(|profile| result(scenario, &situation, profile));
    let results: Vec<_> = results.collect::<Result<_, _>>()?;
    Ok(json!({ "results": results }))
}

fn result(
    scenario: &SimulatorScenario,
    situation: &Situation<'_>,
    profile: &Value,
) -> Result<Value, ProviderError> {
    let flow = flow(scenario, situation, profile)?;
    let verdict = nsg::verify(&situation.scenario, &flow);
    if verdict.access == Decision::Depends {
        return Err(undecided(&verdict));
    }
    let groups = verdict.evaluated_network_security_groups.iter();
    let groups: Vec<_> = groups.map(|group| evaluated(situation, group)).collect();
    Ok(json!({
        "profile": profile,
        "networkSecurityGroupResult": {
            "securityRuleAccessResult": verdict.access.as_str(),
            "evaluatedNetworkSecurityGroups": groups
        }
    }))
}

fn evaluated(situation: &Situation<'_>, group: &EvaluatedNetworkSecurityGroup) -> Value {
    let (id, applied_to) = match group.applied_to {
        // AD: `network-watcher/diagnose-network-security-rules.md`: the manager, and the whole network.
        AppliedTo::VirtualNetwork => (situation.network_manager, situation.virtual_network),
        AppliedTo::Subnet => (situation.subnet_group, situation.subnet),
        AppliedTo::NetworkInterface => (situation.interface_group, situation.interface),
    };
    let rules = group.rules_evaluation_result.iter().map(|rule| {
        json!({
            "name": rule.name.diagnostic(),
            "protocolMatched": rule.protocol_matched.unwrap_or_default(),
            "sourceMatched": rule.source_matched.unwrap_or_default(),
            "sourcePortMatched": rule.source_port_matched.unwrap_or_default(),
            "destinationMatched": rule.destination_matched.unwrap_or_default(),
            "destinationPortMatched": rule.destination_port_matched.unwrap_or_default()
        })
    });
    let mut entry = json!({
        "networkSecurityGroupId": id,
        "appliedTo": applied_to,
        "rulesEvaluationResult": rules.collect::<Vec<_>>()
    });
    if let (Some(matched), Value::Object(members)) = (&group.matched_rule, &mut entry) {
        let matched = json!({
            "ruleName": matched.rule_name.diagnostic(),
            "action": matched.action.as_str()
        });
        members.insert("matchedRule".to_owned(), matched);
    }
    entry
}

fn flow(
    scenario: &SimulatorScenario,
    situation: &Situation<'_>,
    profile: &Value,
) -> Result<Flow, ProviderError> {
    let refuse = |key: &str, text: &str| {
        ProviderError::bad_request(format!("Value '{text}' of property '{key}' is not valid."))
    };
    let direction = required(profile, "direction")?;
    let direction: Direction = direction
        .parse()
        .map_err(|()| refuse("direction", direction))?;
    let protocol = match required(profile, "protocol")? {
        // What `*` compares with is unknown; a rule for one protocol is taken to match its own.
        "*" => Protocol::Tcp,
        text => text.parse().map_err(|()| refuse("protocol", text))?,
    };
    let port = match required(profile, "destinationPort")? {
        "*" => ANY_PORT,
        text => text.parse().map_err(|_| refuse("destinationPort", text))?,
    };
    let address = |key: &str| {
        let text = required(profile, key)?;
        let representative = match text {
            "*" => Some(ANY_ADDRESS),
            text => prefixes::prefix(text)
                .map(|prefix| prefix.addr())
                .or_else(|| {
                    // The first address of a tag stands for it.
                    let expansion = tags::expansion(scenario, situation.subnet, text)?;
                    prefixes::prefix(expansion.first()?).map(|prefix| prefix.addr())
                }),
        };
        representative.ok_or_else(|| refuse(key, text))
    };
    // The source has no port here.
    let source = Endpoint {
        address: address("source")?,
        port: Some(ANY_PORT),
    };
    let destination = Endpoint {
        address: address("destination")?,
        port: Some(port),
    };
    let (local, remote) = match direction {
        Direction::Inbound => (destination, source),
        Direction::Outbound => (source, destination),
    };
    let flow = Flow {
        direction,
        protocol,
        local,
        remote,
    };
    match flow.check() {
        Ok(()) => Ok(flow),
        Err(error) => Err(ProviderError::bad_request(format!(
            "The profile is not valid: {error}."
        ))),
    }
}
