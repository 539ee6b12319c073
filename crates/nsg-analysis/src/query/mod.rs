//! A question with prefixes, ranges or "any" where a flow has values.

use crate::diagram::Mode;
use crate::flow_set::FlowSet;
use crate::limits::{Limits, TooLarge};
use crate::rule_ref::{Ruling, ruling};
use crate::space::program::Program;
use crate::walk::walk;
use nsg::{
    Access, AddressMatch, AppliedTo, Conditions, Direction, Endpoint, Field, Flow,
    NetworkSecurityGroup, PortMatch, PortRange, Protocol, RuleProtocol, Scenario, SecurityRule,
    stages,
};
use std::borrow::Cow;

/// The flows that are asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The direction.
    pub direction: Direction,
    /// The protocols; empty: every one, or with ports every one that has ports.
    pub protocols: Vec<Protocol>,
    /// The virtual machine's end.
    pub local: QueryEnds,
    /// The other end.
    pub remote: QueryEnds,
}

/// One end of the flows that are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryEnds {
    /// Addresses, prefixes, tags or application security groups; empty: every address. What is not known
    /// to be in a tag is in it under the same answers under which a rule finds it there.
    pub addresses: Vec<AddressMatch>,
    /// The ports; empty: every port.
    pub ports: Vec<PortRange>,
}

/// Some of the flows that were asked about, all of which end alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualFlows {
    /// The flows.
    pub flows: FlowSet,
    /// What becomes of them.
    pub ruling: Ruling,
}

impl From<&Flow> for Query {
    /// The one flow; where a port of it is not known, that flow with every port.
    fn from(flow: &Flow) -> Self {
        let end = |end: &Endpoint| {
            let port = end.port.filter(|_| flow.protocol.has_ports());
            QueryEnds {
                addresses: vec![AddressMatch::Prefix(end.address.into())],
                ports: port.map(PortRange::single).into_iter().collect(),
            }
        };
        Self {
            direction: flow.direction,
            protocols: vec![flow.protocol],
            local: end(&flow.local),
            remote: end(&flow.remote),
        }
    }
}

impl Query {
    /// Every flow of a direction.
    pub fn all(direction: Direction) -> Self {
        Self {
            direction,
            protocols: Vec::new(),
            local: QueryEnds::default(),
            remote: QueryEnds::default(),
        }
    }

    fn protocols(&self) -> Vec<Protocol> {
        let names_ports = !self.local.ports.is_empty() || !self.remote.ports.is_empty();
        let asked = |protocol: &Protocol| {
            (self.protocols.is_empty() || self.protocols.contains(protocol))
                && (!names_ports || protocol.has_ports())
        };
        Protocol::ALL.into_iter().filter(asked).collect()
    }

    fn conditions(&self) -> Conditions {
        let addresses = |ends: &QueryEnds| match ends.addresses.as_slice() {
            [] => vec![AddressMatch::Any],
            some => some.to_vec(),
        };
        let ports = |ends: &QueryEnds| match ends.ports.as_slice() {
            [] => vec![PortMatch::Any],
            some => some.iter().copied().map(PortMatch::Range).collect(),
        };
        let (from, to) = match self.direction {
            Direction::Inbound => (&self.remote, &self.local),
            Direction::Outbound => (&self.local, &self.remote),
        };
        Conditions {
            protocol: Field::Known(RuleProtocol::Any),
            source: addresses(from),
            source_ports: ports(from),
            destination: addresses(to),
            destination_ports: ports(to),
        }
    }
}

/// What becomes of the flows that are asked about: each of them is in exactly one part.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub fn flows(
    scenario: &Scenario,
    query: &Query,
    limits: Limits,
) -> Result<Vec<EqualFlows>, TooLarge> {
    let direction = query.direction;
    // The question is a list of rules, too: what it lets pass is asked about.
    let rule = |access, conditions| SecurityRule {
        name: String::new(),
        id: None,
        description: None,
        priority: Field::Known(match access {
            Access::Allow => 1,
            Access::Deny => 2,
        }),
        direction: Field::Known(direction),
        access: Field::Known(access),
        conditions,
        refusals: Vec::new(),
        spellings: nsg::Spellings::default(),
    };
    let asked = Scenario {
        subnet_security_group: Some(NetworkSecurityGroup {
            security_rules: vec![
                rule(Access::Allow, query.conditions()),
                rule(Access::Deny, Conditions::any()),
            ],
            ..NetworkSecurityGroup::default()
        }),
        ..Scenario::default()
    };
    let mut question = Program::new(&asked.network, stages(&asked, direction));
    question.network = Cow::Borrowed(&scenario.network);
    for stage in &mut question.stages {
        if let (AppliedTo::Subnet, Some(rule)) = (stage.applied_to, stage.rules.first_mut()) {
            rule.wanted = true;
        }
    }
    let mut programs = [
        Program::new(&scenario.network, stages(scenario, direction)),
        question,
    ];
    let found = walk(
        direction,
        &mut programs,
        Mode::Within,
        Some(&query.protocols()),
        limits,
    )?;
    let [program, _] = &programs;
    let part = |(flows, leaf): (FlowSet, Vec<_>)| {
        let ruling = ruling(program, *leaf.first()?);
        Some(EqualFlows { flows, ruling })
    };
    Ok(found.into_iter().filter_map(part).collect())
}
