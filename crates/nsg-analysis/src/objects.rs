//! Comparisons and flows as the objects that JSON and JavaScript see.

use crate::compare::{Change, Comparison};
use crate::flow_set::{Ends, FlowSet};
use crate::names::Names;
use crate::query::Part;
use crate::rule_ref::Ruling;
use nsg::{Decision, Flow, Protocol, Scenario};
use serde::Serialize;

/// A comparison, as the package's `compare` gives it.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    relation: &'static str,
    regions: Vec<Region>,
    summary: String,
}

/// The parts of a query's answer.
#[derive(Clone, Debug, Serialize)]
pub struct Regions {
    regions: Vec<Region>,
}

/// Flows, with what becomes of them.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    direction: &'static str,
    protocols: Vec<Protocol>,
    local_addresses: Vec<String>,
    local_ports: Vec<String>,
    remote_addresses: Vec<String>,
    remote_ports: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Decided>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Decided>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Decided>,
    flows: String,
    witness: Option<Witness>,
}

/// A flow as the package takes it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Witness {
    direction: &'static str,
    protocol: &'static str,
    #[serde(rename = "localIPAddress")]
    local_ip_address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    local_port: Option<u16>,
    #[serde(rename = "remoteIPAddress")]
    remote_ip_address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remote_port: Option<u16>,
}

/// An access, and the rule that decides, as `ipFlowVerify` names it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Decided {
    access: Decision,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    applied_to: Option<nsg::AppliedTo>,
}

impl Compared {
    /// The comparison, in the names of the later scenario's network.
    pub fn new(comparison: &Comparison, after: &Scenario) -> Self {
        let names = &Names::new(&after.network);
        let region = |change: &Change| Region {
            before: Some(Decided::new(&change.before)),
            after: Some(Decided::new(&change.after)),
            ..Region::new(&change.flows, names)
        };
        Self {
            relation: comparison.relation.as_str(),
            regions: comparison.changes.iter().map(region).collect(),
            summary: comparison.summary(names, after),
        }
    }
}

impl Regions {
    /// The parts, in the names of a network.
    pub fn new(parts: &[Part], names: &Names) -> Self {
        let region = |part: &Part| Region {
            decision: Some(Decided::new(&part.ruling)),
            ..Region::new(&part.flows, names)
        };
        Self {
            regions: parts.iter().map(region).collect(),
        }
    }
}

impl Region {
    fn new(flows: &FlowSet, names: &Names) -> Self {
        let ports = |ends: &Ends| ends.ports.iter().map(ToString::to_string).collect();
        Self {
            direction: flows.direction.as_str(),
            protocols: flows.protocols.clone(),
            local_addresses: names.addresses(&flows.local.addresses),
            local_ports: ports(&flows.local),
            remote_addresses: names.addresses(&flows.remote.addresses),
            remote_ports: ports(&flows.remote),
            before: None,
            after: None,
            decision: None,
            flows: flows.count().to_string(),
            witness: flows.witness().as_ref().map(Witness::new),
        }
    }
}

impl Witness {
    /// The flow.
    pub fn new(flow: &Flow) -> Self {
        Self {
            direction: flow.direction.as_str(),
            protocol: flow.protocol.as_str(),
            local_ip_address: flow.local.address.to_string(),
            local_port: flow.local.port,
            remote_ip_address: flow.remote.address.to_string(),
            remote_port: flow.remote.port,
        }
    }
}

impl Decided {
    /// The ruling.
    pub fn new(ruling: &Ruling) -> Self {
        let rule = ruling.rule.as_ref();
        Self {
            access: ruling.access,
            rule_name: rule.map(|rule| rule.name.ip_flow_verify()),
            applied_to: rule.map(|rule| rule.applied_to),
        }
    }
}
