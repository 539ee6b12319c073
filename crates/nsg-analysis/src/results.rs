//! Comparisons and parts as results: what the package, the page and its worker have of them.

use crate::compare::{Change, Comparison};
use crate::flow_set::{Ends, FlowSet};
use crate::names::AddressNames;
use crate::query::EqualFlows;
use crate::rule_ref::Ruling;
use crate::words::FlowWords;
use crate::{Fix, Relation};
use nsg::{Decision, Direction, Flow, Protocol, Scenario, SecurityRule};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// A comparison, as the package's `compare` gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// How the two relate.
    pub relation: Relation,
    /// The largest first; as many as were wanted.
    pub regions: Vec<Region>,
    /// How many there are.
    pub count: usize,
    /// The change, in one sentence.
    pub summary: String,
}

/// The parts of a query's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Regions {
    /// Each flow is in exactly one.
    pub regions: Vec<Region>,
}

/// Flows, with what becomes of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// The direction.
    pub direction: Direction,
    /// The protocols, all with ports or all without.
    pub protocols: Vec<Protocol>,
    /// A tag's or group's name, else prefixes and ranges.
    pub local_addresses: Vec<String>,
    /// Empty for protocols without ports.
    pub local_ports: Vec<String>,
    /// As the local ones.
    pub remote_addresses: Vec<String>,
    /// As the local ones.
    pub remote_ports: Vec<String>,
    /// Of a comparison: what became of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Ruling>,
    /// Of a comparison: what becomes of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Ruling>,
    /// Of a query: what becomes of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Ruling>,
    /// How many there are, as a decimal integer.
    pub flows: String,
    /// One of them.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "nsg::ip_flow::option"
    )]
    pub witness: Option<Flow>,
    /// The same in words.
    pub words: FlowWords,
}

/// Edits that give a flow an access, and what else they change.
///
/// `R` is what a rule is: see [`Edit`](crate::Edit).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal<R = SecurityRule> {
    /// The advice, in one sentence.
    pub summary: String,
    /// The edits, to be made together.
    pub edits: Vec<crate::Edit<R>>,
    /// Everything that they change.
    pub impact: Compared,
}

/// Limits a comparison's answer to the regions that are shown.
#[derive(Clone, Copy, Debug)]
pub struct ShownRegions {
    /// So many regions at most.
    pub regions: usize,
    /// The machine that examples are to be of, where a region has any of its flows.
    pub machine: Option<IpAddr>,
}

impl Default for ShownRegions {
    /// Everything, with any example.
    fn default() -> Self {
        Self {
            regions: usize::MAX,
            machine: None,
        }
    }
}

impl Compared {
    /// The comparison, in the names of the later scenario's network.
    pub fn new(
        comparison: &Comparison,
        names: &AddressNames,
        after: &Scenario,
        shown: ShownRegions,
    ) -> Self {
        let changes = comparison.changes.iter().take(shown.regions);
        let regions = changes.map(|change| Region {
            witness: change.flows.witness_of(shown.machine),
            ..Region::of_change(change, names)
        });
        Self {
            relation: comparison.relation,
            regions: regions.collect(),
            count: comparison.changes.len(),
            summary: comparison.summary(names, after),
        }
    }
}

impl Regions {
    /// The parts, in the names of a network.
    pub fn new(parts: &[EqualFlows], names: &AddressNames) -> Self {
        let region = |part: &EqualFlows| Region {
            decision: Some(part.ruling.clone()),
            ..Region::new(&part.flows, names, [part.ruling.access])
        };
        Self {
            regions: parts.iter().map(region).collect(),
        }
    }
}

impl Region {
    /// The flows of a change, in the names of the later scenario's network.
    pub fn of_change(change: &Change, names: &AddressNames) -> Self {
        Self {
            before: Some(change.before.clone()),
            after: Some(change.after.clone()),
            ..Self::new(
                &change.flows,
                names,
                [change.before.access, change.after.access],
            )
        }
    }

    fn new<const N: usize>(flows: &FlowSet, names: &AddressNames, access: [Decision; N]) -> Self {
        let ports = |ends: &Ends| ends.ports.iter().map(ToString::to_string).collect();
        Self {
            direction: flows.direction,
            protocols: flows.protocols.clone(),
            local_addresses: names.addresses(&flows.local.addresses),
            local_ports: ports(&flows.local),
            remote_addresses: names.addresses(&flows.remote.addresses),
            remote_ports: ports(&flows.remote),
            before: None,
            after: None,
            decision: None,
            flows: flows.count().to_string(),
            witness: flows.witness(),
            words: flows.words(names, access.contains(&Decision::Depends)),
        }
    }
}

impl Proposal {
    /// The fix, in the names of a network.
    pub fn new(fix: &Fix, names: &AddressNames, shown: ShownRegions) -> Self {
        Self {
            summary: fix.summary.clone(),
            edits: fix.edits.clone(),
            impact: Compared::new(&fix.impact, names, &fix.scenario, shown),
        }
    }
}

impl<R> Proposal<R> {
    /// The same with the rules of its edits in another form.
    pub fn map_rules<'f, T>(&'f self, form: impl Fn(&'f R) -> T) -> Proposal<T> {
        Proposal {
            summary: self.summary.clone(),
            edits: self.edits.iter().map(|edit| edit.map_rule(&form)).collect(),
            impact: self.impact.clone(),
        }
    }
}
