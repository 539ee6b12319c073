//! What each rule decided, or would decide.

use super::causes::places;
use super::rule_at;
use crate::record::RecordTime;
use crate::replay::{Answer, ReplayOutcome, RulePlace, TrafficReplay};
use nsg::{Scenario, verify_without_reasons};
use nsg_analysis::RuleRef;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A rule, and what it decided in the record. A rule that allows counts in each group that a flow passes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleUse {
    /// The rule.
    #[serde(flatten)]
    pub rule: RuleRef,
    /// The flows that it decided.
    pub flows: u64,
    /// Packets of them, both ways, as far as the record tells.
    pub packets: u64,
    /// Bytes of them, both ways, as far as the record tells.
    pub bytes: u64,
    /// The time when it decided last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<RecordTime>,
    /// More flows that it may have decided: which rule does depends on a missing fact.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub perhaps: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(flows: &u64) -> bool {
    *flows == 0
}

#[derive(Default)]
struct UsedRule {
    flows: u64,
    packets: u64,
    bytes: u64,
    last: Option<RecordTime>,
    perhaps: u64,
}

impl TrafficReplay {
    /// Every rule after the change with what it would decide; those of the result where there is no change.
    pub fn newest_rules(&self) -> Vec<RuleUse> {
        uses(self, self.judge().newest(), ReplayOutcome::newest)
    }
}

pub(super) fn rules(replay: &TrafficReplay) -> Vec<RuleUse> {
    uses(replay, replay.judge().before(), |outcome| &outcome.before)
}

/// The decisions of a scenario's rules, whose answer is one of an outcome's.
fn uses(
    replay: &TrafficReplay,
    scenario: &Scenario,
    answer: fn(&ReplayOutcome) -> &Answer,
) -> Vec<RuleUse> {
    let judge = replay.judge();
    let mut used: FxHashMap<RulePlace, UsedRule> = FxHashMap::default();
    let counted = replay.tally().counted.iter();
    for counting in counted.filter(|counting| counting.is_ours) {
        let Some(answer) = judge.outcome(counting.outcome).map(answer) else {
            continue;
        };
        let counted = &counting.counted;
        for place in &answer.matched {
            let rule = used.entry(*place).or_default();
            rule.flows += counted.flows;
            rule.packets += counted.packets;
            rule.bytes += counted.bytes;
            if counted.flows > 0 {
                rule.last = rule.last.max(Some(counted.last));
            }
        }
        if answer.is_open {
            for place in possible(scenario, &counting.counted.example) {
                if !answer.matched.contains(&place) {
                    used.entry(place).or_default().perhaps += counted.flows;
                }
            }
        }
    }
    let rule_use = |place: RulePlace| {
        let used = used.remove(&place).unwrap_or_default();
        Some(RuleUse {
            rule: rule_at(scenario, place)?,
            flows: used.flows,
            packets: used.packets,
            bytes: used.bytes,
            last: used.last,
            perhaps: used.perhaps,
        })
    };
    places(scenario).filter_map(rule_use).collect()
}

/// The rules that may decide about a flow, where a missing fact does.
fn possible(scenario: &Scenario, flow: &nsg::Flow) -> Vec<RulePlace> {
    let verdict = verify_without_reasons(scenario, flow);
    let groups = verdict.evaluated_network_security_groups.iter();
    let rules = groups.flat_map(|group| {
        let may = group.rules_evaluation_result.iter();
        let may = may.filter(|rule| rule.matched != Some(false));
        may.map(|rule| (group.applied_to, rule.position))
    });
    rules.collect()
}
