//! Contracts: what must be so, whatever anybody edits.

mod read;
mod ready;

pub use read::{ContractProblem, read, read_query};
pub use ready::ReadyContracts;

use crate::flow_set::FlowSet;
use crate::limits::{Limits, TooLarge};
use crate::query::{EqualFlows, Query, flows};
use crate::rule_ref::Ruling;
use ipnet::{IpNet, Ipv6Net};
use nsg::platform::PlatformTag;
use nsg::published_tags::is_published_tag;
use nsg::tags::{DefaultTag, NEVER_INTERNET};
use nsg::{AddressMatch, AddressSet, Decision, Flow, Scenario};
use serde::{Deserialize, Serialize};
use std::net::Ipv6Addr;

/// What must be so of some flows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// What a person calls it.
    pub name: String,
    /// What must be so.
    pub must: Must,
    /// Of which flows.
    pub flows: Query,
}

/// What must be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Must {
    /// All of them are let through.
    Allow,
    /// None of them is.
    Deny,
    /// Of them, only those that one of these names are let through.
    AllowOnly(Vec<Query>),
}

/// A contract by its name, and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// What a person calls it.
    pub name: String,
    /// Whether it holds.
    #[serde(flatten)]
    pub outcome: ContractOutcome,
    /// Whether it held before an edit, where one is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<ContractOutcome>,
}

impl Checked {
    /// A flow that breaks it, or may.
    pub fn witness(&self) -> Option<Flow> {
        match &self.outcome {
            ContractOutcome::Holds => None,
            ContractOutcome::Broken { witness, .. } | ContractOutcome::Open { witness } => {
                Some(*witness)
            }
        }
    }

    /// Whether it held before and does not any more.
    pub fn is_lost(&self) -> bool {
        self.outcome != ContractOutcome::Holds && self.before == Some(ContractOutcome::Holds)
    }
}

/// Whether a contract holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "camelCase")]
pub enum ContractOutcome {
    /// It is proven for every flow.
    Holds,
    /// This flow breaks it.
    Broken {
        /// The flow.
        #[serde(with = "nsg::ip_flow")]
        witness: Flow,
        /// What becomes of it.
        #[serde(rename = "decision")]
        ruling: Ruling,
    },
    /// No flow is known to break it, and this one may: it hangs on a missing fact.
    Open {
        /// The flow.
        #[serde(with = "nsg::ip_flow")]
        witness: Flow,
    },
}

/// Whether the contract holds in the scenario.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub fn check(
    scenario: &Scenario,
    contract: &Contract,
    limits: Limits,
) -> Result<ContractOutcome, TooLarge> {
    let parts = flows(scenario, &contract.flows, limits.clone())?;
    let wanted = match contract.must {
        Must::Allow => Decision::Allow,
        Must::Deny | Must::AllowOnly(_) => Decision::Deny,
    };
    let excused = match &contract.must {
        Must::AllowOnly(only) => excused(scenario, only, limits)?,
        Must::Allow | Must::Deny => Vec::new(),
    };
    let impossible = never_in_tags(scenario, &contract.flows);
    let mut open = None;
    for part in parts.iter().filter(|part| part.ruling.access != wanted) {
        let Some(witness) = outside(part, &excused, &impossible) else {
            continue;
        };
        if part.ruling.access == Decision::Depends {
            open = open.or(Some(witness));
            continue;
        }
        return Ok(ContractOutcome::Broken {
            witness,
            ruling: part.ruling.clone(),
        });
    }
    Ok(
        open.map_or(ContractOutcome::Holds, |witness| ContractOutcome::Open {
            witness,
        }),
    )
}

/// The flows that may be let through, in boxes.
fn excused(
    scenario: &Scenario,
    only: &[Query],
    limits: Limits,
) -> Result<Vec<EqualFlows>, TooLarge> {
    let mut all = Vec::new();
    for query in only {
        all.extend(flows(scenario, query, limits.clone())?);
    }
    Ok(all)
}

/// The remote addresses that flows cannot have. The lists that Azure publishes for service tags have public addresses alone (none of
/// 2019, 2025 and 2026 has another), so where a query names nothing else, and no list is given, it is not about private ones.
fn never_in_tags(scenario: &Scenario, query: &Query) -> AddressSet {
    let is_list = |address: &AddressMatch| {
        let AddressMatch::ServiceTag(name) = address else {
            return false;
        };
        is_published_tag(name.as_str())
            && DefaultTag::from_name(name).is_none()
            && PlatformTag::from_name(name).is_none()
            && !scenario.network.service_tags.contains_key(name)
    };
    let named = &query.remote.addresses;
    if named.is_empty() || !named.iter().all(is_list) {
        return AddressSet::default();
    }
    let v4 = NEVER_INTERNET.into_iter().map(IpNet::V4);
    v4.chain(NOT_PUBLIC_IPV6.into_iter().map(IpNet::V6))
        .collect()
}

/// The IPv6 addresses outside of [`nsg::tags::PUBLIC_IPV6`].
const NOT_PUBLIC_IPV6: [Ipv6Net; 3] = [v6(0, 3), v6(0x4000, 2), v6(0x8000, 1)];

const fn v6(first: u16, length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(first, 0, 0, 0, 0, 0, 0, 0), length)
}

/// A flow of the part that none of the others holds, and whose remote address is possible.
fn outside(part: &EqualFlows, excused: &[EqualFlows], impossible: &AddressSet) -> Option<Flow> {
    let mut possible = part.flows.clone();
    possible.remote.addresses = possible.remote.addresses.without(impossible);
    if possible.remote.addresses.is_empty() {
        return None;
    }
    let mut left: Vec<FlowSet> = vec![possible];
    for excuse in excused {
        left = left
            .iter()
            .flat_map(|flows| flows.without(&excuse.flows))
            .collect();
    }
    left.first()?.witness()
}
