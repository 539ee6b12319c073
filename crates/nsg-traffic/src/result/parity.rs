//! Whether Azure's record agrees with the rules: our rule beside Azure's.

use super::{causes, ruling};
use crate::record::RecordTime;
use crate::replay::{
    Agreement, Answer, Counting, Logged, LoggedRule, RulePlace, TrafficReplay, agreement,
};
use crate::words::{grouped, share};
use nsg::sort::sort_by_key;
use nsg::{Access, Decision, Flow};
use nsg_analysis::Ruling;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use text::text;

/// The comparison of the record and the rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrafficParity {
    /// The same access by the rule that Azure named.
    pub same: u64,
    /// The same access; Azure's rule is another, or its name is lost.
    pub same_access: u64,
    /// Another access.
    pub differ: u64,
    /// Ours depends on a missing fact.
    pub depends: u64,
    /// Nothing of ours decides.
    pub not_comparable: u64,
    /// By Azure's rule and ours, the most flows first: those that differ, then those whose rule is another.
    pub differences: Vec<ParityDifference>,
    /// One sentence.
    pub summary: String,
}

/// Flows about which the record and the rules do not agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParityDifference {
    /// The record's decision.
    pub logged: LoggedDecision,
    /// The decision of the rules.
    pub ours: Ruling,
    /// The number of flows.
    pub flows: u64,
    /// The time of the first such flow.
    pub first: RecordTime,
    /// The time of the last such flow.
    pub last: RecordTime,
    /// The first of them.
    #[serde(with = "nsg::ip_flow")]
    pub example: Flow,
    /// The likely causes, the likeliest first: a sentence each, with the fact that would settle it.
    pub causes: Vec<String>,
}

/// The decision on a flow that a record holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedDecision {
    /// Azure's decision.
    pub access: Access,
    /// The rule, as `ipFlowVerify` would write it; as it is recorded where it is of no kind that is known.
    pub rule_name: String,
}

/// The times when Azure and the rules agreed about a rule of ours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agreed {
    pub(super) first: RecordTime,
    pub(super) last: RecordTime,
}

struct Grouped<'a> {
    agreement: Agreement,
    logged: &'a Logged,
    ours: &'a Answer,
    flows: u64,
    first: RecordTime,
    last: RecordTime,
    example: Flow,
}

pub(super) fn parity(replay: &TrafficReplay) -> TrafficParity {
    let (judge, tally) = (replay.judge(), replay.tally());
    let scenario = judge.before();
    let mut sums: [u64; 5] = [0; 5];
    let mut agreed: FxHashMap<Option<RulePlace>, Agreed> = FxHashMap::default();
    let mut groups: Vec<Grouped<'_>> = Vec::new();
    let mut places: FxHashMap<(String, Access, Decision, Option<RulePlace>), usize> =
        FxHashMap::default();
    for counting in tally.counted.iter().filter(|one| one.counted.flows > 0) {
        let logged = tally.logged.get(counting.logged as usize);
        let outcome = judge.outcome(counting.outcome);
        let (Some(logged), Some(outcome)) = (logged, outcome) else {
            continue;
        };
        let ours = &outcome.before;
        let agreement = agreement(scenario, logged, ours);
        if let Some(sum) = sums.get_mut(agreement as usize) {
            *sum += counting.counted.flows;
        }
        if matches!(agreement, Agreement::Same | Agreement::SameAccess) {
            agree(&mut agreed, ours.rule, counting);
        }
        if matches!(agreement, Agreement::SameAccess | Agreement::Differ)
            && !is_lost(logged, agreement)
            && !is_open(ours, agreement)
        {
            let key = (logged.rule.clone(), logged.access, ours.access, ours.rule);
            let place = *places.entry(key).or_insert(groups.len());
            add(&mut groups, place, agreement, logged, ours, counting);
        }
    }
    sort_by_key(&mut groups, |group| {
        (group.agreement != Agreement::Differ, Reverse(group.flows))
    });
    let difference = |group: &Grouped<'_>| ParityDifference {
        logged: logged_decision(group.logged),
        ours: ruling(scenario, group.ours.access, group.ours.rule),
        flows: group.flows,
        first: group.first,
        last: group.last,
        example: group.example,
        causes: causes::causes(&causes::Disagreement {
            scenario,
            logged: group.logged,
            ours: group.ours,
            first: group.first,
            last: group.last,
            example: &group.example,
            is_access: group.agreement == Agreement::Differ,
            agreed: agreed.get(&group.ours.rule).copied(),
        }),
    };
    let [same, same_access, differ, depends, not_comparable] = sums;
    TrafficParity {
        same,
        same_access,
        differ,
        depends,
        not_comparable,
        differences: groups.iter().map(difference).collect(),
        summary: summary(sums),
    }
}

/// A lost name is no difference.
fn is_lost(logged: &Logged, agreement: Agreement) -> bool {
    agreement == Agreement::SameAccess && matches!(logged.kind(), LoggedRule::Lost(_))
}

/// Missing facts leave our rule open, and the access not: Azure's rule is one of those that it can be.
fn is_open(ours: &Answer, agreement: Agreement) -> bool {
    agreement == Agreement::SameAccess && ours.rule.is_none() && ours.is_open
}

fn agree(
    agreed: &mut FxHashMap<Option<RulePlace>, Agreed>,
    rule: Option<RulePlace>,
    counting: &Counting,
) {
    let (first, last) = (counting.counted.first, counting.counted.last);
    agreed
        .entry(rule)
        .and_modify(|known| {
            known.first = known.first.min(first);
            known.last = known.last.max(last);
        })
        .or_insert(Agreed { first, last });
}

fn add<'a>(
    groups: &mut Vec<Grouped<'a>>,
    place: usize,
    agreement: Agreement,
    logged: &'a Logged,
    ours: &'a Answer,
    counting: &Counting,
) {
    let counted = &counting.counted;
    match groups.get_mut(place) {
        Some(group) => {
            group.flows += counted.flows;
            if counted.first < group.first {
                group.first = counted.first;
                group.example = counted.example;
            }
            group.last = group.last.max(counted.last);
        }
        None => groups.push(Grouped {
            agreement,
            logged,
            ours,
            flows: counted.flows,
            first: counted.first,
            last: counted.last,
            example: counted.example,
        }),
    }
}

fn logged_decision(logged: &Logged) -> LoggedDecision {
    LoggedDecision {
        access: logged.access,
        rule_name: match logged.kind() {
            LoggedRule::Named(name) => name.ip_flow_verify(),
            _ => logged.rule.clone(),
        },
    }
}

fn summary([same, same_access, differ, depends, not_comparable]: [u64; 5]) -> String {
    let compared = same + same_access + differ;
    let flows = grouped(compared);
    match (compared, differ, depends + not_comparable) {
        (0, _, 0) => text!("traffic-nothing").to_owned(),
        (0, _, _) => text!("traffic-nothing-comparable").to_owned(),
        (_, 0, _) => text!("traffic-agree", count = compared, flows),
        _ => {
            let share = share(compared - differ, compared);
            text!("traffic-agree-mostly", share, flows)
        }
    }
}
