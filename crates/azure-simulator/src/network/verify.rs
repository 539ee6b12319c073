//! `ipFlowVerify`.

use super::refusal::ProviderError;
use super::{Situation, is_true, virtual_machine};
use crate::scenario::SimulatorScenario;
use crate::store::{id, id_of, text};
use nsg::{Decision, Direction, Endpoint, Flow, Protocol, RuleKind, Verdict};
use serde_json::{Value, json};
use std::net::{IpAddr, Ipv4Addr};

/// A port that stands for `*`: only a rule for every port matches it. Azure's way is unknown.
pub(super) const ANY_PORT: u16 = 0;

/// Answers a request to the watcher.
pub(crate) fn answer(
    scenario: &SimulatorScenario,
    watcher: &Value,
    body: &Value,
) -> Result<Value, ProviderError> {
    let machine = target(scenario, watcher, body)?;
    let flow = flow(body)?;
    let interface = interface(scenario, machine, body, flow.local.address)?;
    let Some(situation) = Situation::of(scenario, interface) else {
        return Err(incoherent(interface));
    };
    if situation.is_open() {
        // Recorded in 2020. Azure filters nothing here, and still answers an error.
        let message = format!(
            "No NSG applied on nic to allow or block traffic, nic id {}.",
            situation.interface
        );
        return Err(ProviderError::new(400, "NsgsNotAppliedOnNic", message));
    }
    let verdict = nsg::verify(&situation.scenario, &flow);
    if verdict.access == Decision::Depends {
        return Err(undecided(&verdict));
    }
    Ok(result(scenario, &situation, &flow, &verdict))
}

/// The running machine that a request names, in the watcher's region.
pub(super) fn target<'a>(
    scenario: &'a SimulatorScenario,
    watcher: &Value,
    body: &Value,
) -> Result<&'a Value, ProviderError> {
    let id = required(body, "targetResourceId")?;
    let Some(target) = scenario.store.get(id) else {
        return Err(ProviderError::not_found(id));
    };
    if !virtual_machine::same_region(target, watcher) {
        // The status and the code are unknown: `az` refuses before it calls.
        let message = format!("Resource {id} is not in the region of the network watcher.");
        return Err(ProviderError::new(400, "InvalidResourceReference", message));
    }
    let machine = virtual_machine::of_interface(&scenario.store, id).unwrap_or(target);
    if !virtual_machine::is_running(machine) {
        // The code is unknown; this one was recorded for effective security rules.
        return Err(not_running(id));
    }
    Ok(target)
}

/// The refusal of effective security rules for an interface without a running machine (recorded).
pub(crate) fn not_running(interface: &str) -> ProviderError {
    let message = format!(
        "A network interface must be attached to a running virtual machine to get effective security \
         groups. The network interface {interface} is not attached to a running virtual machine."
    );
    let code = "NicMustBeAttachedToRunningVmToGetEffectiveSecurityGroups";
    ProviderError::new(400, code, message)
}

/// A scenario whose resources refer to what is not there.
pub(super) fn incoherent(interface: &Value) -> ProviderError {
    eprintln!(
        "azure-simulator: the network of {} is not complete",
        id_of(interface)
    );
    ProviderError::new(500, "InternalServerError", "An error occurred.")
}

/// The whole network is known here, so this says that a rule of the scenario cannot be read.
pub(super) fn undecided(verdict: &Verdict) -> ProviderError {
    eprintln!(
        "azure-simulator: the verdict depends on a fact: {}",
        verdict.summary
    );
    ProviderError::new(500, "InternalServerError", "An error occurred.")
}

fn interface<'a>(
    scenario: &'a SimulatorScenario,
    machine: &'a Value,
    body: &Value,
    local: IpAddr,
) -> Result<&'a Value, ProviderError> {
    let all = virtual_machine::interfaces(&scenario.store, machine);
    let has_local = |interface: &&Value| {
        virtual_machine::addresses(interface).any(|address| address.parse() == Ok(local))
    };
    let found = match text(body, &["targetNicResourceId"]) {
        Some(id) => match all.iter().find(|it| id::same(id_of(it), id)) {
            Some(interface) => Some(*interface).filter(has_local),
            None => return Err(ProviderError::not_found(id)),
        },
        None => {
            let forwards = |it: &&Value| is_true(it, &["properties", "enableIPForwarding"]);
            if all.len() > 1 && all.iter().any(forwards) {
                // SPEC says that the field is required then; the code is unknown.
                let message = "targetNicResourceId is required: the virtual machine has several \
                               network interfaces, and IP forwarding is enabled on one of them.";
                return Err(ProviderError::bad_request(message));
            }
            all.into_iter().find(has_local)
        }
    };
    // Azure's answer to an address that is not the machine's is unknown.
    found.ok_or_else(|| {
        let message = format!("localIPAddress {local} does not belong to the network interface.");
        ProviderError::bad_request(message)
    })
}

/// The text of a member that the request needs.
pub(super) fn required<'a>(body: &'a Value, key: &str) -> Result<&'a str, ProviderError> {
    text(body, &[key]).ok_or_else(|| {
        ProviderError::bad_request(format!(
            "Required property '{key}' not found in the request."
        ))
    })
}

fn flow(body: &Value) -> Result<Flow, ProviderError> {
    let refuse = |key: &str, text: &str| {
        ProviderError::bad_request(format!("Value '{text}' of property '{key}' is not valid."))
    };
    let direction = required(body, "direction")?;
    let direction: Direction = direction
        .parse()
        .map_err(|()| refuse("direction", direction))?;
    let protocol = match required(body, "protocol")? {
        text if text.eq_ignore_ascii_case("TCP") => Protocol::Tcp,
        text if text.eq_ignore_ascii_case("UDP") => Protocol::Udp,
        // ICMP goes to NSG diagnostics (AD: `network-watcher/ip-flow-verify-overview.md`).
        text => return Err(refuse("protocol", text)),
    };
    // SPEC: a single port, and `*` for the source's, which depends on the direction.
    let port = |key: &str, is_source: bool| {
        let text = required(body, key)?;
        match text {
            "*" if is_source => Ok(Some(ANY_PORT)),
            text => text.parse().map(Some).map_err(|_| refuse(key, text)),
        }
    };
    let address = |key: &str| {
        let text = required(body, key)?;
        let address: Ipv4Addr = text.parse().map_err(|_| refuse(key, text))?;
        Ok(IpAddr::V4(address))
    };
    Ok(Flow {
        direction,
        protocol,
        local: Endpoint {
            address: address("localIPAddress")?,
            port: port("localPort", direction == Direction::Outbound)?,
        },
        remote: Endpoint {
            address: address("remoteIPAddress")?,
            port: port("remotePort", direction == Direction::Inbound)?,
        },
    })
}

fn result(
    scenario: &SimulatorScenario,
    situation: &Situation<'_>,
    flow: &Flow,
    verdict: &Verdict,
) -> Value {
    let access = verdict.access.as_str();
    let Some(rule_name) = &verdict.rule_name else {
        // SPEC: a flow that matches no rule has no name.
        return json!({ "access": access });
    };
    let last = verdict.evaluated_network_security_groups.last();
    let by_default = last
        .and_then(|stage| stage.matched_rule.as_ref())
        .is_some_and(|rule| rule.rule_name.kind == RuleKind::Default);
    let groups = [situation.subnet_group, situation.interface_group];
    let outdated = groups
        .into_iter()
        .flatten()
        .any(|group| scenario.store.is_outdated(group));
    if verdict.access == Decision::Deny && by_default && outdated {
        // The name that was recorded while a group was still being updated.
        let name = match flow.direction {
            Direction::Inbound => "defaultSecurityRules/DefaultInboundDenyAll",
            Direction::Outbound => "defaultSecurityRules/DefaultOutboundDenyAll",
        };
        return json!({ "access": access, "ruleName": name, "ruleId": "" });
    }
    // Recorded: the id of a user's rule, and an empty text for a default rule. What stands here for a
    // security admin rule is unknown.
    let user = rule_name.starts_with("securityRules/");
    let rule_id = verdict.rule_id.as_deref().filter(|_| user);
    json!({ "access": access, "ruleName": rule_name, "ruleId": rule_id.unwrap_or_default() })
}
