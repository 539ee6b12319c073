//! What a change does to the flows that were recorded.

use super::answered::{AnsweredFact, facts};
use super::ends::{EndCount, ends};
use super::ruling;
use crate::record::RecordTime;
use crate::replay::{Counting, ReplayOutcome, RulePlace, TrafficEffect, TrafficReplay};
use crate::words::grouped;
use nsg::sort::sort_by_key;
use nsg::{Decision, Flow};
use nsg_analysis::results::Region;
use nsg_analysis::{AddressNames, Ruling};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use text::text;

/// The effect of the change on the recorded flows. A flow that was recorded at both its ends is one flow here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrafficChange {
    /// Allowed before, denied after.
    pub broken: u64,
    /// Denied before, allowed after.
    pub opened: u64,
    /// The same before and after.
    pub unchanged: u64,
    /// That depends on a missing fact.
    pub depends: u64,
    /// Records of a flow that were counted with its other end.
    pub other_ends: u64,
    /// The flows that it changes or may change, by the group that the comparison of the rules has; the most flows first.
    pub groups: Vec<TrafficGroup>,
    /// One sentence.
    pub summary: String,
}

/// Flows that the change does the same to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrafficGroup {
    /// The effect of the change on them.
    pub effect: TrafficEffect,
    /// The decision on them before it.
    pub before: Ruling,
    /// The decision on them after it.
    pub after: Ruling,
    /// Decisions: both ends of a flow are two.
    pub flows: u64,
    /// Packets of them, both ways.
    pub packets: u64,
    /// Bytes of them, both ways.
    pub bytes: u64,
    /// The time of the first decision.
    pub first: RecordTime,
    /// The time of the last decision.
    pub last: RecordTime,
    /// The first of them.
    #[serde(with = "nsg::ip_flow")]
    pub example: Flow,
    /// The facts that it depends on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<AnsweredFact>,
    /// The group of flows of the comparison that they are in, in all of which the access changes so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// The machines, those with most flows first: ten at most.
    pub machines: Vec<EndCount>,
    /// The number of machines.
    pub machine_count: usize,
    /// The other ends, those with most flows first: ten at most.
    pub remotes: Vec<EndCount>,
    /// The number of other ends: at least so many where their networks were kept alone.
    pub remote_count: usize,
    /// Which counts it is made of.
    #[serde(skip)]
    pub(crate) places: Vec<u32>,
}

type GroupKey = (
    TrafficEffect,
    Option<u32>,
    Decision,
    Option<RulePlace>,
    Decision,
    Option<RulePlace>,
    Vec<(String, String)>,
);

pub(super) fn change(replay: &TrafficReplay) -> Option<TrafficChange> {
    let (judge, tally) = (replay.judge(), replay.tally());
    let after = judge.after()?;
    let mut sums: [u64; 4] = [0; 4];
    let mut numbers: FxHashMap<GroupKey, usize> = FxHashMap::default();
    let mut groups: Vec<(Vec<u32>, &ReplayOutcome)> = Vec::new();
    for (place, counting) in tally.counted.iter().enumerate() {
        if counting.counted.flows == 0 {
            continue;
        }
        if let Some(sum) = sums.get_mut(counting.effect as usize) {
            *sum += counting.counted.flows;
        }
        let Some(outcome) = judge.outcome(counting.outcome) else {
            continue;
        };
        if counting.effect == TrafficEffect::Unchanged {
            continue;
        }
        let key = group_key(counting, outcome);
        let number = *numbers.entry(key).or_insert(groups.len());
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        match groups.get_mut(number) {
            Some((places, _)) => places.push(place),
            None => groups.push((vec![place], outcome)),
        }
    }
    let names = AddressNames::new(&after.network);
    let mut groups: Vec<TrafficGroup> = groups
        .into_iter()
        .filter_map(|(places, outcome)| group(replay, places, outcome, &names))
        .collect();
    sort_by_key(&mut groups, |group| (group.effect, Reverse(group.flows)));
    for (sum, other) in sums.iter_mut().zip(tally.other_ends) {
        *sum = sum.saturating_sub(other);
    }
    let [broken, opened, depends, unchanged] = sums;
    Some(TrafficChange {
        broken,
        opened,
        unchanged,
        depends,
        other_ends: tally.other_ends.iter().sum(),
        groups,
        summary: summary(
            broken,
            opened,
            depends,
            broken + opened + depends + unchanged,
        ),
    })
}

fn group_key(counting: &Counting, outcome: &ReplayOutcome) -> GroupKey {
    let after = outcome.after.as_ref().unwrap_or(&outcome.before);
    let facts = outcome.before.facts.iter().chain(&after.facts);
    (
        counting.effect,
        outcome.change,
        outcome.before.access,
        outcome.before.rule,
        after.access,
        after.rule,
        facts
            .map(|(kind, name, ..)| (kind.clone(), name.clone()))
            .collect(),
    )
}

fn group(
    replay: &TrafficReplay,
    places: Vec<u32>,
    outcome: &ReplayOutcome,
    names: &AddressNames,
) -> Option<TrafficGroup> {
    let judge = replay.judge();
    let after = judge.after()?;
    let counted = places.iter();
    let counted: Vec<&Counting> = counted
        .filter_map(|place| replay.tally().counted.get(*place as usize))
        .collect();
    let first = counted.iter().min_by_key(|one| one.counted.first)?;
    let sum = |of: fn(&Counting) -> u64| counted.iter().map(|one| of(one)).sum();
    let example = first.counted.example;
    let told = outcome.after.as_ref()?;
    let region = outcome.change.and_then(|change| {
        let changes = judge.changes()?;
        changes.get(usize::try_from(change).ok()?)
    });
    let (machines, machine_count) = ends(replay, &places, |conversation| conversation.local);
    let (remotes, remote_count) = ends(replay, &places, |conversation| conversation.remote);
    Some(TrafficGroup {
        effect: first.effect,
        before: ruling(judge.before(), outcome.before.access, outcome.before.rule),
        after: ruling(after, told.access, told.rule),
        flows: sum(|one| one.counted.flows),
        packets: sum(|one| one.counted.packets),
        bytes: sum(|one| one.counted.bytes),
        first: first.counted.first,
        last: counted.iter().map(|one| one.counted.last).max()?,
        example,
        facts: facts(judge.before(), after, &example, outcome),
        region: region.map(|change| Region::of_change(change, names)),
        machines,
        machine_count,
        remotes,
        remote_count,
        places,
    })
}

fn summary(broken: u64, opened: u64, depends: u64, flows: u64) -> String {
    let [broken_text, opened_text, depends_text, flows_text] =
        [broken, opened, depends, flows].map(grouped);
    if flows == 0 {
        return text!("traffic-change-no-flows").to_owned();
    }
    let sentence = match (broken, opened) {
        (0, 0) if depends == 0 => {
            return text!("traffic-change-none", count = flows, flows = flows_text);
        }
        (0, 0) => {
            return text!(
                "traffic-change-depends-alone",
                depends = depends_text,
                flows = flows_text
            );
        }
        (_, 0) => text!(
            "traffic-change-broken",
            broken = broken_text,
            flows = flows_text
        ),
        (0, _) => text!(
            "traffic-change-opened",
            opened = opened_text,
            flows = flows_text
        ),
        _ => text!(
            "traffic-change-both",
            broken = broken_text,
            opened = opened_text,
            flows = flows_text
        ),
    };
    match depends {
        0 => sentence,
        _ => text!(
            "traffic-change-and-depends",
            sentence,
            depends = depends_text
        ),
    }
}
