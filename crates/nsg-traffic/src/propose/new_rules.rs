//! The fewest rules that would have let in denied flows that somebody chose.

use crate::record::RecordTime;
use crate::replay::{Conversation, RulePlace, TrafficReplay};
use crate::result::rule_at;
use ipnet::IpNet;
use nsg::sort::sort_by_key;
use nsg::{
    Access, AddressMatch, AddressSet, AppliedTo, Conditions, Decision, Direction, Endpoint, Field,
    Flow, PortMatch, Protocol, RuleProtocol, Scenario, SecurityRule, verify_without_reasons,
};
use nsg_analysis::results::{Compared, Proposal, ShownRegions};
use nsg_analysis::{AddressNames, Edit, Limits, RuleRef, compare, edited, insert_before};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::net::IpAddr;
use text::text;

/// Flows to one port of one machine, or from it, that were denied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeniedFlows {
    /// Which way.
    pub direction: Direction,
    /// The protocol.
    pub protocol: Protocol,
    /// The machine.
    pub local: IpAddr,
    /// The port of the destination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The rule that denies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleRef>,
    /// The number of flows.
    pub flows: u64,
    /// The time when the last was recorded.
    pub last: RecordTime,
    /// The other ends, ascending.
    pub remotes: Vec<IpAddr>,
}

/// The reason why there are no such rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNewRules {
    /// Nothing was chosen.
    NothingChosen,
    /// A security admin rule denies, or missing facts leave it open, or there is no number left.
    NotPossible,
    /// The comparison is too large.
    TooLarge,
}

impl fmt::Display for NoNewRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NothingChosen => text!("traffic-new-rules-nothing"),
            Self::NotPossible => text!("traffic-new-rules-impossible"),
            Self::TooLarge => text!("traffic-tighten-large"),
        })
    }
}

impl std::error::Error for NoNewRules {}

/// Each chosen flow is checked with the new rules: so many at most.
const MOST_FLOWS: usize = 100_000;

type DeniedKey = (bool, Protocol, IpAddr, Option<u16>, Option<RulePlace>);

/// Flows that one rule can let in: every combination of these.
#[derive(Clone, Debug)]
struct FlowBox {
    direction: Direction,
    protocol: Protocol,
    locals: BTreeSet<IpAddr>,
    remotes: BTreeSet<IpAddr>,
    ports: BTreeSet<Option<u16>>,
}

impl TrafficReplay {
    /// The flows that the rules deny, those after the change where there is one; the most first.
    pub fn denied(&self) -> Vec<DeniedFlows> {
        let scenario = self.judge().newest();
        let mut found: BTreeMap<DeniedKey, DeniedFlows> = BTreeMap::new();
        for (conversation, counts) in self.tally().conversations.iter() {
            let Some(rule) = self.denied_by(&conversation) else {
                continue;
            };
            let direction = conversation.direction;
            let key = (
                direction == Direction::Outbound,
                conversation.protocol,
                conversation.local,
                conversation.port,
                rule,
            );
            let denied = found.entry(key).or_insert_with(|| DeniedFlows {
                direction,
                protocol: conversation.protocol,
                local: conversation.local,
                port: conversation.port,
                rule: rule.and_then(|place| rule_at(scenario, place)),
                flows: 0,
                last: counts.last,
                remotes: Vec::new(),
            });
            denied.flows += counts.flows;
            denied.last = denied.last.max(counts.last);
            denied.remotes.push(conversation.remote);
        }
        let mut denied: Vec<DeniedFlows> = found.into_values().collect();
        for one in &mut denied {
            one.remotes.sort_unstable();
            one.remotes.dedup();
        }
        sort_by_key(&mut denied, |one| Reverse(one.flows));
        denied
    }

    /// The rule that denies a conversation, if one is known; `None` where it is not denied.
    fn denied_by(&self, conversation: &Conversation) -> Option<Option<RulePlace>> {
        let counting = self.tally().counted.get(conversation.place as usize)?;
        let outcome = self.judge().outcome(counting.outcome)?;
        let answer = outcome.newest();
        let is_denied = counting.is_ours && answer.access == Decision::Deny;
        is_denied.then_some(answer.rule)
    }

    /// The fewest rules that would have let in these flows, as edits to be made together, with everything that they open.
    ///
    /// # Errors
    ///
    /// [`NoNewRules`], where there are none.
    pub fn let_in(&self, chosen: &[DeniedFlows]) -> Result<Proposal, NoNewRules> {
        let before = self.judge().newest();
        let mut after = before.clone();
        let mut edits = Vec::new();
        let length = self.tally().conversations.prefix_length();
        for one in boxes(chosen) {
            if one.len() > MOST_FLOWS {
                return Err(NoNewRules::TooLarge);
            }
            for applied_to in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
                let more =
                    edits_for(&after, applied_to, &one, length).ok_or(NoNewRules::NotPossible)?;
                after = edited(&after, &more);
                edits.extend(more);
            }
            let is_let_in = |flow: &Flow| nsg::access(&after, flow) == Decision::Allow;
            if !one.flows().all(|flow| is_let_in(&flow)) {
                return Err(NoNewRules::NotPossible);
            }
        }
        if edits.is_empty() {
            return Err(NoNewRules::NothingChosen);
        }
        let comparison = compare(before, &after, None, Limits::default());
        let comparison = comparison.map_err(|_| NoNewRules::TooLarge)?;
        let names = AddressNames::new(&after.network);
        let rules = edits
            .iter()
            .filter(|edit| matches!(edit, Edit::Add { .. }))
            .count();
        Ok(Proposal {
            summary: text!("traffic-new-rules", rules),
            edits,
            impact: Compared::new(&comparison, &names, &after, ShownRegions::default()),
        })
    }
}

/// The rules of one group for a box; none where the group lets it in already.
fn edits_for(
    scenario: &Scenario,
    applied_to: AppliedTo,
    flows: &FlowBox,
    prefix_length: u8,
) -> Option<Vec<Edit>> {
    if scenario.group(applied_to).is_none() {
        return Some(Vec::new());
    }
    let alone = scenario.alone(applied_to);
    let mut first: Option<(u32, usize)> = None;
    for flow in flows.flows() {
        let verdict = verify_without_reasons(&alone, &flow);
        if verdict.access == Decision::Allow {
            continue;
        }
        let stage = verdict.evaluated_network_security_groups.first()?;
        let denying = stage
            .rules_evaluation_result
            .iter()
            .find(|rule| rule.matched != Some(false))?;
        let place = (denying.priority?, denying.position);
        first = Some(first.map_or(place, |known| known.min(place)));
    }
    match first {
        None => Some(Vec::new()),
        Some((_, position)) => insert_before(
            scenario,
            applied_to,
            flows.direction,
            position,
            &flows.rule(prefix_length),
        ),
    }
}

/// Boxes that hold the chosen flows and no others: what agrees in all but one part is one.
fn boxes(chosen: &[DeniedFlows]) -> Vec<FlowBox> {
    let mut boxes: Vec<FlowBox> = chosen
        .iter()
        .map(|one| FlowBox {
            direction: one.direction,
            protocol: one.protocol,
            locals: [one.local].into(),
            remotes: one.remotes.iter().copied().collect(),
            ports: [one.port].into(),
        })
        .collect();
    loop {
        let count = boxes.len();
        let mut joined: Vec<FlowBox> = Vec::new();
        for one in boxes {
            match joined.iter_mut().find(|known| known.joins(&one)) {
                Some(known) => known.join(one),
                None => joined.push(one),
            }
        }
        boxes = joined;
        if boxes.len() == count {
            return boxes;
        }
    }
}

impl FlowBox {
    fn joins(&self, other: &Self) -> bool {
        let differs = [
            self.locals != other.locals,
            self.remotes != other.remotes,
            self.ports != other.ports,
        ];
        self.direction == other.direction
            && self.protocol == other.protocol
            && differs.into_iter().filter(|differs| *differs).count() <= 1
    }

    fn join(&mut self, other: Self) {
        self.locals.extend(other.locals);
        self.remotes.extend(other.remotes);
        self.ports.extend(other.ports);
    }

    /// Every flow of it; source ports are not told.
    fn flows(&self) -> impl Iterator<Item = Flow> {
        self.locals.iter().flat_map(move |local| {
            self.remotes.iter().flat_map(move |remote| {
                self.ports.iter().map(move |port| {
                    let (local_port, remote_port) = match self.direction {
                        Direction::Inbound => (*port, None),
                        Direction::Outbound => (None, *port),
                    };
                    let end = |address: &IpAddr, port| Endpoint {
                        address: *address,
                        port,
                    };
                    Flow {
                        direction: self.direction,
                        protocol: self.protocol,
                        local: end(local, local_port),
                        remote: end(remote, remote_port),
                    }
                })
            })
        })
    }

    /// The number of flows.
    fn len(&self) -> usize {
        self.locals
            .len()
            .saturating_mul(self.remotes.len())
            .saturating_mul(self.ports.len())
    }

    /// The rule for them; remote addresses are kept by prefixes of this length.
    fn rule(&self, prefix_length: u8) -> SecurityRule {
        let prefixes = |addresses: &BTreeSet<IpAddr>, length: u8| {
            let around = addresses.iter().filter_map(|address| match address {
                IpAddr::V4(_) => IpNet::new(*address, length).ok(),
                IpAddr::V6(_) => IpNet::new(*address, length.saturating_mul(4)).ok(),
            });
            let set: AddressSet = around.collect();
            set.prefixes()
                .into_iter()
                .map(AddressMatch::Prefix)
                .collect()
        };
        let locals = prefixes(&self.locals, 32);
        let remotes = prefixes(&self.remotes, prefix_length);
        let (source, destination) = match self.direction {
            Direction::Inbound => (remotes, locals),
            Direction::Outbound => (locals, remotes),
        };
        let ports: Vec<u16> = self.ports.iter().copied().flatten().collect();
        let ports = super::lists::ranges(&ports, usize::MAX);
        let service = ports
            .first()
            .map_or(String::new(), |port| format!("-{}", port.first()));
        SecurityRule {
            name: format!("Allow-{}{service}", self.protocol),
            id: None,
            description: None,
            priority: Field::Unknown(String::new()),
            direction: Field::Known(self.direction),
            access: Field::Known(Access::Allow),
            conditions: Conditions {
                protocol: Field::Known(RuleProtocol::One(self.protocol)),
                source,
                destination,
                source_ports: vec![PortMatch::Any],
                destination_ports: match ports.is_empty() {
                    true => vec![PortMatch::Any],
                    false => ports.into_iter().map(PortMatch::Range).collect(),
                },
            },
            refusals: Vec::new(),
            spellings: nsg::Spellings::default(),
        }
    }
}
