//! Flows at the edges of the rules: where a mistake shows first.
//!
//! For every rule a flow that it is the first of its group to match, then flows at the edges of its ports
//! and addresses, and just outside. What is taken is what IP flow verify answers: TCP and UDP over IPv4.

mod values;

use nsg::{
    AppliedTo, Direction, Endpoint, Flow, NetworkSecurityGroup, Protocol, RuleIndex, RuleKind,
    RuleName, RuleProtocol, Scenario, SecurityRule, checking_order,
};
use std::net::{IpAddr, Ipv4Addr};
use text::text;
use values::Values;

/// How many flows are made where nobody says otherwise.
pub const USUAL_LIMIT: usize = 500;

/// How many flows are tried for a rule that others keep from matching.
const TRIED: usize = 400;

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boundaries {
    /// The flows, those that rules match first, each once.
    pub flows: Vec<BoundaryFlow>,
    /// The rules that have no flow, and why.
    pub left_out: Vec<LeftOut>,
    /// The rules with so many prefixes or ports that only the first ones have flows at their edges.
    pub in_part: Vec<InPart>,
    /// How many flows more were made than the limit takes; of those beyond it some may be the same.
    pub beyond_limit: usize,
}

/// A flow and the rules that it was made for: one of each group can suggest the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundaryFlow {
    /// The flow.
    pub flow: Flow,
    /// The rules, the first that suggested it first.
    pub rules: Vec<BoundaryRule>,
}

/// A rule that a flow was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundaryRule {
    /// The group of the rule.
    pub applied_to: AppliedTo,
    /// The rule, as `ipFlowVerify` writes it.
    pub rule: String,
    /// Whether the rule is the first of its group to match the flow; else the flow lies at the rule's
    /// edge or just outside.
    pub matched: bool,
}

/// A rule without a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The group of the rule.
    pub applied_to: AppliedTo,
    /// The rule, as `ipFlowVerify` writes it.
    pub rule: String,
    /// Why.
    pub reason: NoFlowReason,
}

/// A rule with more prefixes or ports than are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InPart {
    /// The group of the rule.
    pub applied_to: AppliedTo,
    /// The rule, as `ipFlowVerify` writes it.
    pub rule: String,
}

/// Why a rule has no flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFlowReason {
    /// It is about ICMP, ESP or AH.
    Protocol,
    /// It is about IPv6, or the local address is.
    Ipv6,
    /// It is about other addresses than this network interface's.
    OtherAddress,
    /// What it names is not known: tags, groups or fields.
    Unknown,
    /// None of the flows that were tried comes to it: rules before it match them.
    NotReached,
}

impl NoFlowReason {
    /// The reason in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Protocol => text!("azure-edge-protocol"),
            Self::Ipv6 => text!("azure-edge-ipv6"),
            Self::OtherAddress => text!("azure-edge-other-address"),
            Self::Unknown => text!("azure-edge-unknown"),
            Self::NotReached => text!("azure-edge-not-reached"),
        }
    }
}

/// Makes flows for the loaded groups, seen from the network interface's address, in these directions,
/// at most `limit`. The same input gives the same flows.
pub fn boundaries(
    scenario: &Scenario,
    local: IpAddr,
    directions: &[Direction],
    limit: usize,
) -> Boundaries {
    let mut made = Boundaries::default();
    let mut edges = Vec::new();
    for direction in directions {
        for applied_to in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
            let Some(group) = scenario.group(applied_to) else {
                continue;
            };
            let stage = GroupAlone::new(scenario, group, applied_to, *direction, local);
            for position in checking_order(group, *direction) {
                if let Some(rule) = group.rule(position) {
                    stage.add(rule, position, &mut made, &mut edges);
                }
            }
        }
    }
    // Every rule has its flow before any rule has its edges.
    let all = std::mem::take(&mut made.flows).into_iter().chain(edges);
    for flow in all {
        let known = made.flows.iter_mut().find(|known| known.flow == flow.flow);
        if let Some(known) = known {
            let same = |a: &BoundaryRule, b: &BoundaryRule| {
                a.applied_to == b.applied_to && a.rule == b.rule
            };
            for rule in flow.rules {
                if !known.rules.iter().any(|listed| same(listed, &rule)) {
                    known.rules.push(rule);
                }
            }
        } else if made.flows.len() < limit {
            made.flows.push(flow);
        } else {
            made.beyond_limit += 1;
        }
    }
    made
}

/// One group in one direction, alone: a subnet's group that denies must not hide the other one.
struct GroupAlone<'a> {
    index: RuleIndex,
    scenario: &'a Scenario,
    group: &'a NetworkSecurityGroup,
    applied_to: AppliedTo,
    direction: Direction,
    local: IpAddr,
}

impl<'a> GroupAlone<'a> {
    fn new(
        scenario: &'a Scenario,
        group: &'a NetworkSecurityGroup,
        applied_to: AppliedTo,
        direction: Direction,
        local: IpAddr,
    ) -> Self {
        Self {
            index: RuleIndex::new(scenario.alone(applied_to)),
            scenario,
            group,
            applied_to,
            direction,
            local,
        }
    }

    fn add(
        &self,
        rule: &SecurityRule,
        position: usize,
        made: &mut Boundaries,
        edges: &mut Vec<BoundaryFlow>,
    ) {
        let is_user = position < self.group.security_rules.len();
        let name = RuleName {
            kind: if is_user {
                RuleKind::User
            } else {
                RuleKind::Default
            },
            name: rule.name.clone(),
        };
        let name = name.ip_flow_verify();
        let flow = |flow: Flow, matched: bool| BoundaryFlow {
            flow,
            rules: vec![BoundaryRule {
                applied_to: self.applied_to,
                rule: name.clone(),
                matched,
            }],
        };
        match self.of_rule(rule, &name) {
            Ok((first, values)) => {
                made.flows.push(flow(first, true));
                let around = self.around(&first, &values).into_iter();
                edges.extend(around.map(|other| flow(other, false)));
                if values.in_part {
                    made.in_part.push(InPart {
                        applied_to: self.applied_to,
                        rule: name,
                    });
                }
            }
            Err(reason) => made.left_out.push(LeftOut {
                applied_to: self.applied_to,
                rule: name,
                reason,
            }),
        }
    }

    /// A flow that the rule is the first to match, and the values that were tried.
    fn of_rule(&self, rule: &SecurityRule, name: &str) -> Result<(Flow, Values), NoFlowReason> {
        let IpAddr::V4(local) = self.local else {
            return Err(NoFlowReason::Ipv6);
        };
        let protocols: &[Protocol] = match rule.conditions.protocol.known() {
            Some(RuleProtocol::Any) => &[Protocol::Tcp, Protocol::Udp],
            Some(RuleProtocol::One(Protocol::Tcp)) => &[Protocol::Tcp],
            Some(RuleProtocol::One(Protocol::Udp)) => &[Protocol::Udp],
            Some(RuleProtocol::One(_)) => return Err(NoFlowReason::Protocol),
            None => return Err(NoFlowReason::Unknown),
        };
        let values = Values::of(self.scenario, self.group, rule, self.direction, local)?;
        let mut tried = 0;
        let mut first = None;
        'search: for address in &values.inside {
            for source_port in &values.source_ports.inside {
                for destination_port in &values.destination_ports.inside {
                    for protocol in protocols {
                        tried += 1;
                        let flow = self.flow(*protocol, *address, *source_port, *destination_port);
                        let verdict = self.index.verdict(&flow);
                        if verdict.rule_name.as_deref() == Some(name) {
                            first = Some(flow);
                            break 'search;
                        }
                        if tried >= TRIED {
                            break 'search;
                        }
                    }
                }
            }
        }
        Ok((first.ok_or(NoFlowReason::NotReached)?, values))
    }

    /// The first flow with one value at a time moved to an edge of the rule, or just over it.
    fn around(&self, first: &Flow, values: &Values) -> Vec<Flow> {
        let IpAddr::V4(address) = first.remote.address else {
            return Vec::new();
        };
        let (source, destination) = (first.source().port, first.destination().port);
        let make =
            |address, source, destination| self.flow(first.protocol, address, source, destination);
        let mut flows = Vec::new();
        for port in values.destination_ports.edges() {
            flows.push(make(address, source, port));
        }
        for port in values.source_ports.edges() {
            flows.push(make(address, port, destination));
        }
        for edge in values.edges.iter() {
            flows.push(make(*edge, source, destination));
        }
        // The port of a destination has to be a number.
        flows.retain(|flow| flow.destination().port.is_some());
        flows
    }

    fn flow(
        &self,
        protocol: Protocol,
        remote: Ipv4Addr,
        source_port: Option<u16>,
        destination_port: Option<u16>,
    ) -> Flow {
        let (local_port, remote_port) = match self.direction {
            Direction::Inbound => (destination_port, source_port),
            Direction::Outbound => (source_port, destination_port),
        };
        Flow {
            direction: self.direction,
            protocol,
            local: Endpoint {
                address: self.local,
                port: local_port,
            },
            remote: Endpoint {
                address: remote.into(),
                port: remote_port,
            },
        }
    }
}
