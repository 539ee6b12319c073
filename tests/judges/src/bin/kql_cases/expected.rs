//! What the engine says of what was recorded, flow by flow.

use crate::rows::{self, Recorded};
use crate::scenarios::SOURCE_PORT_EDGES;
use nsg::{Access, Decision, Flow, RuleIndex, RuleName, Scenario};
use nsg_analysis::Comparison;
use nsg_traffic::kql::TrafficTable;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// One side of a comparison, which answers each flow once.
pub(crate) struct Side {
    index: RuleIndex,
    known: RefCell<HashMap<Flow, (Decision, String)>>,
}

impl Side {
    pub(crate) fn new(scenario: Scenario) -> Self {
        Self {
            index: RuleIndex::new(scenario),
            known: RefCell::default(),
        }
    }

    /// What an answer says, as a query does.
    pub(crate) fn answer(&self, flow: &Flow) -> (Decision, String) {
        let answer = || {
            let verdict = self.index.verdict(flow);
            let rule = verdict
                .rule_name
                .map(|name| RuleName::from_ip_flow_verify(&name).diagnostic());
            (verdict.access, rule.unwrap_or_default())
        };
        let mut known = self.known.borrow_mut();
        known.entry(*flow).or_insert_with(answer).clone()
    }
}

/// Every flow that a record may be of: where it has no source port, one for each piece of source ports.
fn candidates(flow: &Flow) -> Vec<Flow> {
    let with = |port: u16| {
        let mut flow = *flow;
        let end = match flow.direction {
            nsg::Direction::Inbound => &mut flow.remote,
            nsg::Direction::Outbound => &mut flow.local,
        };
        end.port = Some(port);
        flow
    };
    match flow.source().port {
        None if flow.protocol.has_ports() => SOURCE_PORT_EDGES.iter().copied().map(with).collect(),
        _ => vec![*flow],
    }
}

/// What all have in common, else nothing.
fn common<T: PartialEq + Clone + Default>(all: &[T]) -> T {
    match all.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other == first) => first.clone(),
        _ => T::default(),
    }
}

/// Effect, and the rules where access changes.
pub(crate) fn effect(
    before: &Side,
    after: &Side,
    comparison: &Comparison,
    recorded: &Recorded,
) -> Vec<String> {
    let Some(flow) = recorded.flow.filter(|_| recorded.ours) else {
        return ["depends", "", ""].map(str::to_owned).to_vec();
    };
    let one = |flow: &Flow| {
        let ((was, first), (is, second)) = (before.answer(flow), after.answer(flow));
        let rules = |effect: &str| [effect.to_owned(), first.clone(), second.clone()];
        let bare = |effect: &str| [effect, "", ""].map(str::to_owned);
        match (was, is) {
            (Decision::Allow, Decision::Deny) => rules("broken"),
            (Decision::Deny, Decision::Allow) => rules("opened"),
            (Decision::Depends, _) | (_, Decision::Depends) => {
                let changes = &comparison.changes;
                match changes.iter().any(|change| change.flows.contains(flow)) {
                    true => bare("depends"),
                    false => bare("unchanged"),
                }
            }
            _ => bare("unchanged"),
        }
    };
    let all: Vec<[String; 3]> = candidates(&flow).iter().map(one).collect();
    let column = |place: usize| -> Vec<String> {
        all.iter()
            .filter_map(|row| row.get(place).cloned())
            .collect()
    };
    match common(&column(0)) {
        effect if effect.is_empty() => ["depends", "", ""].map(str::to_owned).to_vec(),
        effect => vec![effect, common(&column(1)), common(&column(2))],
    }
}

/// Whether a record names this rule.
fn is_same_name(logged: &str, rule: &str) -> bool {
    let (logged, rule) = (logged.to_lowercase(), rule.to_lowercase());
    let with_guid = format!("{rule}_{}", rows::GUID.to_lowercase());
    let is_cut_off = logged.chars().count() == 65 && rule.starts_with(&logged);
    let is_admin = !rule.is_empty() && !logged.contains("rule_");
    logged == rule || is_cut_off || (is_admin && logged == with_guid)
}

/// Parity, the logged access and rule, ours.
pub(crate) fn parity(side: &Side, recorded: &Recorded) -> Vec<String> {
    let logged = recorded.access.map_or("", |access| match access {
        Access::Allow => "Allow",
        Access::Deny => "Deny",
    });
    let (mut ours, mut rule) = (String::new(), String::new());
    if let Some(flow) = &recorded.flow.filter(|_| recorded.ours) {
        let all: Vec<(Decision, String)> = candidates(flow)
            .iter()
            .map(|flow| side.answer(flow))
            .collect();
        let accesses: Vec<String> = all.iter().map(|(access, _)| access.to_string()).collect();
        let rules: Vec<String> = all.into_iter().map(|(_, rule)| rule).collect();
        (ours, rule) = (common(&accesses), common(&rules));
    }
    let parity = match ours.as_str() {
        "" | "Depends" => "depends",
        access if access != logged => "differ",
        _ if is_same_name(&recorded.rule, &rule) => "same",
        _ => "sameAccess",
    };
    vec![
        parity.to_owned(),
        logged.to_owned(),
        recorded.rule.clone(),
        ours,
        rule,
    ]
}

/// What is counted of some records.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    flows: u64,
    bytes: u64,
    seen: (u64, u64),
}

fn joined(one: (u64, u64), other: (u64, u64)) -> (u64, u64) {
    (one.0.min(other.0), one.1.max(other.1))
}

/// Flows, bytes and times by what is said of them. Records are one by their flow and by `more`; of raw logs only those count that have a
/// decision among them.
pub(crate) fn counted(
    recorded: &[Recorded],
    table: TrafficTable,
    more: impl Fn(&Recorded) -> Option<(String, bool)>,
    say: impl Fn(&Recorded) -> Vec<String>,
) -> BTreeMap<Vec<String>, Counts> {
    let mut summed: BTreeMap<String, Recorded> = BTreeMap::new();
    for (number, one) in recorded.iter().enumerate() {
        let key = match one.key.is_empty() {
            true => number.to_string(),
            false => format!("{} {} {:?}", one.key, one.ours, more(one)),
        };
        let add = |known: &mut Recorded| {
            known.flows += one.flows;
            known.bytes += one.bytes;
            known.seen = joined(known.seen, one.seen);
        };
        summed
            .entry(key)
            .and_modify(add)
            .or_insert_with(|| one.clone());
    }
    let mut counts: BTreeMap<Vec<String>, Counts> = BTreeMap::new();
    for one in summed.values() {
        if one.flows > 0 || table != TrafficTable::FlowTuples {
            let counts = counts.entry(say(one)).or_insert(Counts {
                seen: one.seen,
                ..Counts::default()
            });
            counts.flows += one.flows;
            counts.bytes += one.bytes;
            counts.seen = joined(counts.seen, one.seen);
        }
    }
    counts
}

pub(crate) fn listed(counts: BTreeMap<Vec<String>, Counts>) -> Value {
    let row = |(key, counts): (Vec<String>, Counts)| {
        let (first, last) = counts.seen;
        json!([key, counts.flows, counts.bytes, first, last])
    };
    counts.into_iter().map(row).collect()
}

/// Every rule with what it decided, by the record alone.
pub(crate) fn used(recorded: &[Recorded], table: TrafficTable, scenario: &Scenario) -> Vec<Value> {
    let groups = [
        &scenario.subnet_security_group,
        &scenario.network_interface_security_group,
    ];
    let admin = scenario.network.security_admin_rules.iter();
    let mut names: Vec<String> = admin.map(|rule| rule.name.clone()).collect();
    for group in groups.into_iter().flatten() {
        let own = group.security_rules.iter();
        names.extend(own.map(|rule| format!("UserRule_{}", rule.name)));
        let defaults = group.default_security_rules.iter();
        names.extend(defaults.map(|rule| format!("DefaultRule_{}", rule.name)));
    }
    let row = |name: String| {
        let of = |one: &&Recorded| one.ours && is_same_name(&one.rule, &name);
        // Records are one by the name as it is written.
        let mut by_name: BTreeMap<&str, Counts> = BTreeMap::new();
        for one in recorded.iter().filter(of) {
            let counts = by_name.entry(&one.rule).or_insert(Counts {
                seen: one.seen,
                ..Counts::default()
            });
            counts.flows += one.flows;
            counts.bytes += one.bytes;
            counts.seen = joined(counts.seen, one.seen);
        }
        let counts = by_name.values();
        let counts = counts.filter(|one| one.flows > 0 || table != TrafficTable::FlowTuples);
        let flows: u64 = counts.clone().map(|one| one.flows).sum();
        let bytes: u64 = counts.clone().map(|one| one.bytes).sum();
        let last = counts.map(|one| one.seen.1).max();
        json!([[name], flows, bytes, null, last])
    };
    names.into_iter().map(row).collect()
}
