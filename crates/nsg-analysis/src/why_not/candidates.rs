//! Edits that may give a flow the wanted access.

use super::near::missed_fields;
use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use nsg::facts::RuleField;
use nsg::{
    Access, AddressMatch, AppliedTo, Conditions, Decision, Direction, Effect, Endpoint, Field,
    Flow, Network, NetworkSecurityGroup, PortMatch, PortRange, Priority, RuleKind, RuleProtocol,
    Scenario, SecurityRule, StageRule, stages,
};

/// Priorities of user rules (AD: `virtual-network/network-security-groups-overview.md`).
const FIRST: Priority = 100;
const LAST: Priority = 4096;

/// So many ways for one group are combined with those for the other.
const WAYS: usize = 6;

/// Lists of edits, each to be made together.
pub(super) fn candidates(scenario: &Scenario, flow: &Flow, wanted: Access) -> Vec<Vec<Edit>> {
    let groups = [AppliedTo::Subnet, AppliedTo::NetworkInterface];
    let groups = groups
        .into_iter()
        .filter(|applied_to| scenario.group(*applied_to).is_some());
    match wanted {
        // One group that denies is enough.
        Access::Deny => groups
            .flat_map(|applied_to| ways(scenario, applied_to, flow, wanted))
            .map(|edit| vec![edit])
            .collect(),
        // Each group must let it pass.
        Access::Allow => {
            let mut all: Vec<Vec<Edit>> = vec![Vec::new()];
            for applied_to in groups {
                if alone(scenario, applied_to, flow) == Decision::Allow {
                    continue;
                }
                let ways = ways(scenario, applied_to, flow, wanted);
                let with = |edits: &Vec<Edit>| {
                    let more = ways.iter().take(WAYS).cloned();
                    more.map(|edit| [edits.as_slice(), &[edit]].concat())
                        .collect::<Vec<_>>()
                };
                all = all.iter().flat_map(with).collect();
            }
            all.retain(|edits| !edits.is_empty());
            all
        }
    }
}

/// What becomes of the flow in one group, the other and security admin rules left aside.
fn alone(scenario: &Scenario, applied_to: AppliedTo, flow: &Flow) -> Decision {
    let group = |place| {
        scenario
            .group(place)
            .filter(|_| place == applied_to)
            .cloned()
    };
    let alone = Scenario {
        subnet_security_group: group(AppliedTo::Subnet),
        network_interface_security_group: group(AppliedTo::NetworkInterface),
        network: Network {
            security_admin_rules: Vec::new(),
            ..scenario.network.clone()
        },
    };
    nsg::verify(&alone, flow).access
}

/// Ways to make one group do what is wanted.
fn ways(scenario: &Scenario, applied_to: AppliedTo, flow: &Flow, wanted: Access) -> Vec<Edit> {
    let stages = stages(scenario, flow.direction);
    let stage = stages.iter().find(|stage| stage.applied_to == applied_to);
    let (Some(stage), Some(group)) = (stage, scenario.group(applied_to)) else {
        return Vec::new();
    };
    // The first rule that may stand in the way; every rule before it does not match, or does what is wanted.
    let contrary = |rule: &&StageRule<'_>| {
        let other = rule.effect.known().copied().map(Effect::access) != Some(wanted);
        other && missed_fields(scenario, rule, flow).is_none_or(|missed| missed.is_empty())
    };
    let Some(contrary) = stage.rules.iter().find(contrary) else {
        return Vec::new();
    };
    let before = contrary.priority.known().copied().unwrap_or(FIRST);
    let free = free_priority(group, flow.direction, before);
    let mut edits = Vec::new();
    edits.extend(free.map(|priority| Edit::Add {
        applied_to,
        rule: exact_rule(group, flow, wanted, priority),
    }));
    for rule in stage
        .rules
        .iter()
        .filter(|rule| rule.kind == RuleKind::User && !rule.contested)
    {
        edits.extend(changed(scenario, rule, group, flow, wanted, before, free));
    }
    if contrary.kind == RuleKind::User
        && let Some(was) = group.rule(contrary.position)
    {
        let rule = RuleRef::of(contrary);
        let flipped = SecurityRule {
            access: Field::Known(wanted),
            ..was.clone()
        };
        edits.push(Edit::Remove { rule: rule.clone() });
        edits.push(Edit::Replace {
            rule,
            with: flipped,
        });
    }
    edits
}

/// A rule that does what is wanted, moved or widened so that it decides the flow.
fn changed(
    scenario: &Scenario,
    rule: &StageRule<'_>,
    group: &NetworkSecurityGroup,
    flow: &Flow,
    wanted: Access,
    before: Priority,
    free: Option<Priority>,
) -> Option<Edit> {
    let does = rule.effect.known().copied().map(Effect::access) == Some(wanted);
    let missed = missed_fields(scenario, rule, flow)?;
    if !does || missed.len() > 1 {
        return None;
    }
    let mut with = group.rule(rule.position)?.clone();
    if let Some(field) = missed.first() {
        widen(&mut with.conditions, *field, flow)?;
    }
    if *rule.priority.known()? >= before {
        with.priority = Field::Known(free?);
    }
    Some(Edit::Replace {
        rule: RuleRef::of(rule),
        with,
    })
}

/// Adds the flow's value to the field, where Azure takes it beside what is there: lists hold prefixes and
/// ranges, never tags (SPEC: `networkSecurityGroup.json`).
fn widen(conditions: &mut Conditions, field: RuleField, flow: &Flow) -> Option<()> {
    match field {
        RuleField::Protocol => conditions.protocol = Field::Known(RuleProtocol::Any),
        RuleField::Source => add_address(&mut conditions.source, flow.source())?,
        RuleField::Destination => add_address(&mut conditions.destination, flow.destination())?,
        RuleField::SourcePort => add_port(&mut conditions.source_ports, flow.source())?,
        RuleField::DestinationPort => {
            add_port(&mut conditions.destination_ports, flow.destination())?
        }
    }
    Some(())
}

fn add_address(list: &mut Vec<AddressMatch>, end: &Endpoint) -> Option<()> {
    let same_family = |entry: &AddressMatch| matches!(entry, AddressMatch::Prefix(prefix) if prefix.addr().is_ipv4() == end.address.is_ipv4());
    list.iter()
        .all(same_family)
        .then(|| list.push(AddressMatch::Prefix(end.address.into())))
}

fn add_port(list: &mut Vec<PortMatch>, end: &Endpoint) -> Option<()> {
    let port = end.port?;
    let range = |entry: &PortMatch| matches!(entry, PortMatch::Range(_));
    list.iter()
        .all(range)
        .then(|| list.push(PortMatch::Range(PortRange::single(port))))
}

/// A number for a rule that must come before another one: a round one where there is one. `None` where every
/// number is taken.
fn free_priority(
    group: &NetworkSecurityGroup,
    direction: Direction,
    before: Priority,
) -> Option<Priority> {
    let own = group
        .security_rules
        .iter()
        .filter(|rule| rule.direction.known().is_none_or(|own| *own == direction));
    let taken: Vec<Priority> = own
        .filter_map(|rule| rule.priority.known().copied())
        .collect();
    let is_free = |priority: &Priority| !taken.contains(priority);
    if before > LAST {
        // Behind all rules that there are, so that they keep their say.
        let next = taken
            .iter()
            .max()
            .map_or(FIRST, |last| (last / 10 + 1) * 10);
        if (FIRST..=LAST).contains(&next) {
            return Some(next);
        }
    }
    let below = FIRST..before.min(LAST + 1);
    let round = below
        .clone()
        .rev()
        .filter(|priority| priority % 10 == 0)
        .find(is_free);
    round.or_else(|| below.rev().find(is_free))
}

/// A rule for this flow alone, whatever its source port.
fn exact_rule(
    group: &NetworkSecurityGroup,
    flow: &Flow,
    wanted: Access,
    priority: Priority,
) -> SecurityRule {
    let port = flow
        .destination()
        .port
        .filter(|_| flow.protocol.has_ports());
    let to = port.map_or_else(String::new, |port| format!("-{port}"));
    let name = format!("{}-{}{to}", wanted.as_str(), flow.protocol);
    let taken = |name: &str| {
        group
            .security_rules
            .iter()
            .any(|rule| rule.name.eq_ignore_ascii_case(name))
    };
    let numbered = (2..).map(|number: u32| format!("{name}-{number}"));
    let free = std::iter::once(name.clone())
        .chain(numbered)
        .find(|name| !taken(name));
    let address = |end: &Endpoint| vec![AddressMatch::Prefix(end.address.into())];
    SecurityRule {
        name: free.unwrap_or(name),
        id: None,
        description: None,
        priority: Field::Known(priority),
        direction: Field::Known(flow.direction),
        access: Field::Known(wanted),
        conditions: Conditions {
            protocol: Field::Known(RuleProtocol::One(flow.protocol)),
            source: address(flow.source()),
            source_ports: vec![PortMatch::Any],
            destination: address(flow.destination()),
            destination_ports: vec![port.map_or(PortMatch::Any, |port| {
                PortMatch::Range(PortRange::single(port))
            })],
        },
    }
}
