//! A judge that knows nothing of missing facts, and every way to fill them in: what `Depends` is held
//! against. It shares no code with the evaluators beyond the model.

use super::ways::{choices, orders};
use nsg::{
    Access, AddressMatch, AddressSet, Direction, Field, Flow, PortMatch, PortRange, Scenario,
    SecurityRule,
};
use std::collections::BTreeSet;
use std::net::IpAddr;

const HOST: &str = "168.63.129.16";

/// A scenario and a flow, with what Azure does not document decided.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) scenario: Scenario,
    pub(crate) flow: Flow,
    /// What a port of a rule is compared with for ICMP: the type, or nothing.
    pub(crate) icmp_type: Option<Option<u16>>,
    numbered: bool,
}

impl Case {
    pub(crate) fn new(scenario: Scenario, flow: Flow) -> Self {
        Self {
            scenario,
            flow,
            icmp_type: None,
            numbered: false,
        }
    }

    fn rules(&self) -> impl Iterator<Item = &SecurityRule> {
        let s = &self.scenario;
        [
            &s.subnet_security_group,
            &s.network_interface_security_group,
        ]
        .into_iter()
        .flatten()
        .flat_map(|group| {
            group
                .security_rules
                .iter()
                .chain(&group.default_security_rules)
        })
    }

    fn rules_mut(&mut self) -> impl Iterator<Item = &mut SecurityRule> {
        let s = &mut self.scenario;
        [
            &mut s.subnet_security_group,
            &mut s.network_interface_security_group,
        ]
        .into_iter()
        .flatten()
        .flat_map(|group| {
            group
                .security_rules
                .iter_mut()
                .chain(&mut group.default_security_rules)
        })
    }

    fn mentions(&self, name: &str) -> bool {
        let is =
            |entry: &AddressMatch| matches!(entry, AddressMatch::ServiceTag(tag) if tag == name);
        self.rules().any(|r| {
            r.conditions
                .source
                .iter()
                .chain(&r.conditions.destination)
                .any(is)
        })
    }

    /// The case with its first open fact filled in every way; `None` where nothing is open.
    pub(super) fn split(&self) -> Option<Vec<Self>> {
        self.split_flow()
            .or_else(|| self.split_rules())
            .or_else(|| self.split_order())
            .or_else(|| self.split_tags())
    }

    fn split_flow(&self) -> Option<Vec<Self>> {
        let with = |set: fn(&mut Flow, u16)| {
            let mut ports =
                BTreeSet::from([0, 65535, 52, 53, 54, 66, 67, 68, 79, 80, 81, 32526, 32527]);
            for rule in self.rules() {
                for entry in rule
                    .conditions
                    .source_ports
                    .iter()
                    .chain(&rule.conditions.destination_ports)
                {
                    if let PortMatch::Range(range) = entry {
                        ports.extend([range.first(), range.last()]);
                        ports.extend(range.first().checked_sub(1));
                        ports.extend(range.last().checked_add(1));
                    }
                }
            }
            let one = |port| {
                let mut case = self.clone();
                set(&mut case.flow, port);
                case
            };
            Some(ports.into_iter().map(one).collect())
        };
        match (self.flow.protocol.has_ports(), self.icmp_type) {
            (true, _) if self.flow.local.port.is_none() => {
                with(|f, port| f.local.port = Some(port))
            }
            (true, _) if self.flow.remote.port.is_none() => {
                with(|f, port| f.remote.port = Some(port))
            }
            (false, None) => {
                let of_type = |number| Self {
                    icmp_type: Some(number),
                    ..self.clone()
                };
                // Types at the ends of ranges that the random rules have.
                let types = [0, 19, 20, 22, 25, 26, 79, 80, 255].map(Some);
                Some(types.into_iter().chain([None]).map(of_type).collect())
            }
            _ => None,
        }
    }

    fn split_rules(&self) -> Option<Vec<Self>> {
        let number = self
            .rules()
            .position(|rule| !choices(rule, self.flow.protocol).is_empty())?;
        let choices = choices(self.rules().nth(number)?, self.flow.protocol);
        let one = |rule| {
            let mut case = self.clone();
            *case.rules_mut().nth(number).unwrap() = rule;
            case
        };
        Some(choices.into_iter().map(one).collect())
    }

    /// Gives every rule of a group a number of its own, in every order that its priorities leave open.
    fn split_order(&self) -> Option<Vec<Self>> {
        if self.numbered {
            return None;
        }
        let s = &self.scenario;
        let groups = [
            &s.subnet_security_group,
            &s.network_interface_security_group,
        ];
        let orders = groups.map(|group| match group {
            Some(group) => orders(&group.security_rules),
            None => vec![vec![]],
        });
        let mut cases = Vec::new();
        for first in &orders[0] {
            for second in &orders[1] {
                let mut case = Self {
                    numbered: true,
                    ..self.clone()
                };
                let s = &mut case.scenario;
                let groups = [
                    (&mut s.subnet_security_group, first),
                    (&mut s.network_interface_security_group, second),
                ];
                for (group, order) in groups {
                    let Some(group) = group else { continue };
                    for (place, rule) in order.iter().enumerate() {
                        group.security_rules[*rule].priority = Field::Known(100 + place as u32);
                    }
                }
                cases.push(case);
            }
        }
        Some(cases)
    }

    fn split_tags(&self) -> Option<Vec<Self>> {
        let ends = [self.flow.local.address, self.flow.remote.address];
        let needs_network = self.mentions("VirtualNetwork") || self.mentions("Internet");
        if needs_network && self.scenario.network.virtual_network.is_none() {
            let own = [true, false]
                .into_iter()
                .filter(|own| *own || nsg::tags::is_public(ends[0]));
            let both = own.flat_map(|own| [[own, true], [own, false]]);
            let both = both.filter(|[own, other]| ends[0] != ends[1] || own == other);
            return Some(
                both.map(|answers| self.with_network(subset(ends, answers)))
                    .collect(),
            );
        }
        if self.mentions("Internet")
            && !self
                .scenario
                .network
                .service_tags
                .contains_key(&"Internet".into())
        {
            let open = ends.map(|end| self.internet(end));
            let mut cases = Vec::new();
            for answers in [[false, false], [false, true], [true, false], [true, true]] {
                let fits = open
                    .iter()
                    .zip(answers)
                    .all(|(open, answer)| open.is_none_or(|o| o == answer));
                if fits && (ends[0] != ends[1] || answers[0] == answers[1]) {
                    cases.push(self.with_tag("Internet", subset(ends, answers)));
                }
            }
            return Some(cases);
        }
        let tags = ["TagA", "TagB"]
            .into_iter()
            .filter(|tag| self.mentions(tag));
        let mut missing = tags.filter(|tag| {
            !self
                .scenario
                .network
                .service_tags
                .contains_key(&(*tag).into())
        });
        if let Some(tag) = missing.next() {
            let all = [[false, false], [false, true], [true, false], [true, true]];
            let all = all
                .into_iter()
                .filter(|a| ends[0] != ends[1] || a[0] == a[1]);
            return Some(
                all.map(|answers| self.with_tag(tag, subset(ends, answers)))
                    .collect(),
            );
        }
        None
    }

    fn with_tag(&self, tag: &str, addresses: Vec<IpAddr>) -> Self {
        let mut case = self.clone();
        let set: AddressSet = addresses.into_iter().map(Into::into).collect();
        case.scenario.network.service_tags.insert(tag.into(), set);
        case
    }

    fn with_network(&self, addresses: Vec<IpAddr>) -> Self {
        let mut case = self.clone();
        case.scenario.network.virtual_network =
            Some(addresses.into_iter().map(Into::into).collect());
        case
    }

    fn in_network(&self, address: IpAddr) -> bool {
        let space = self
            .scenario
            .network
            .virtual_network
            .as_deref()
            .unwrap_or_default();
        address.to_string() == HOST || space.iter().any(|prefix| prefix.contains(&address))
    }

    /// Whether `Internet` holds the address; `None` where nobody knows.
    fn internet(&self, address: IpAddr) -> Option<bool> {
        if address.to_string() == HOST {
            return Some(true);
        }
        if !nsg::tags::is_public(address) {
            return Some(false);
        }
        match self.in_network(address) {
            true => None,
            false => {
                let gap = |range: &ipnet::Ipv4Net| range.contains(&address_v4(address));
                let in_gap = address.is_ipv4() && nsg::tags::INTERNET_GAPS.iter().any(gap);
                (!in_gap).then_some(true)
            }
        }
    }

    /// First match by priority, stage after stage.
    pub(super) fn judge(&self) -> (Access, Option<String>) {
        let s = &self.scenario;
        let subnet = &s.subnet_security_group;
        let nic = &s.network_interface_security_group;
        let inbound = self.flow.direction == Direction::Inbound;
        let mut last = None;
        for group in (if inbound {
            [subnet, nic]
        } else {
            [nic, subnet]
        })
        .into_iter()
        .flatten()
        {
            let user = group
                .security_rules
                .iter()
                .map(|rule| ("securityRules", rule));
            let default = group
                .default_security_rules
                .iter()
                .map(|rule| ("defaultSecurityRules", rule));
            let mut rules: Vec<_> = user.chain(default).collect();
            rules.sort_by_key(|(_, rule)| *rule.priority.known().unwrap());
            if let Some((kind, rule)) = rules.into_iter().find(|(_, rule)| self.matches(rule)) {
                let name = format!("{kind}/{}", rule.name);
                if rule.access == Field::Known(Access::Deny) {
                    return (Access::Deny, Some(name));
                }
                last = Some(name);
            }
        }
        (Access::Allow, last)
    }

    fn matches(&self, rule: &SecurityRule) -> bool {
        let (flow, c) = (&self.flow, &rule.conditions);
        let port = |entries: &[PortMatch], port: Option<u16>| {
            entries.iter().any(|entry| match entry {
                PortMatch::Any | PortMatch::Range(PortRange::ALL) => true,
                PortMatch::Range(range) if !flow.protocol.has_ports() => {
                    self.icmp_type.unwrap().is_some_and(|of| range.contains(of))
                }
                PortMatch::Range(range) => range.contains(port.unwrap()),
                PortMatch::Unknown(_) => unreachable!(),
            })
        };
        rule.direction == Field::Known(flow.direction)
            && matches!(&c.protocol, Field::Known(p) if p.matches(flow.protocol))
            && c.source
                .iter()
                .any(|entry| self.holds(entry, flow.source().address))
            && c.destination
                .iter()
                .any(|entry| self.holds(entry, flow.destination().address))
            && port(&c.source_ports, flow.source().port)
            && port(&c.destination_ports, flow.destination().port)
    }

    fn holds(&self, entry: &AddressMatch, address: IpAddr) -> bool {
        match entry {
            AddressMatch::Any => true,
            AddressMatch::Prefix(prefix) => prefix.contains(&address),
            AddressMatch::ServiceTag(tag) => match tag.as_str() {
                "VirtualNetwork" => self.in_network(address),
                "AzureLoadBalancer" => address.to_string() == HOST,
                _ => self.scenario.network.service_tags[tag].contains(address),
            },
            _ => unreachable!("filled in before"),
        }
    }
}

fn address_v4(address: IpAddr) -> std::net::Ipv4Addr {
    match address {
        IpAddr::V4(address) => address,
        IpAddr::V6(_) => std::net::Ipv4Addr::UNSPECIFIED,
    }
}

fn subset(ends: [IpAddr; 2], answers: [bool; 2]) -> Vec<IpAddr> {
    ends.into_iter()
        .zip(answers)
        .filter_map(|(end, yes)| yes.then_some(end))
        .collect()
}
