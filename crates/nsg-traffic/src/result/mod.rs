//! What a replay comes to, as the package gives it.

mod answered;
mod causes;
mod change;
mod ends;
mod evidence;
mod parity;
mod points;
mod rule_use;

pub use answered::AnsweredFact;
pub use change::{TrafficChange, TrafficGroup};
pub use ends::{EndCount, RecordedConversation};
pub use evidence::{TrafficDiagnostic, TrafficDiagnosticCode, TrafficEvidence};
pub use parity::{LoggedDecision, ParityDifference, TrafficParity};
pub use points::{RecordedPoint, RecordedPoints};
pub use rule_use::RuleUse;

use crate::record::RecordTime;
use crate::replay::{HourCounts, RulePlace, SkippedReason, TrafficReplay};
use nsg::{Decision, RuleKind, RuleName, Scenario};
use nsg_analysis::{RuleRef, Ruling};
use serde::{Deserialize, Serialize};

/// Everything that a replay says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrafficResult {
    /// The time of the first decision; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<RecordTime>,
    /// The time of the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<RecordTime>,
    /// The number of decisions that were judged.
    pub flows: u64,
    /// The tuples that were not judged, by the reason.
    pub skipped: Vec<SkippedFlows>,
    /// Whether Azure's record agrees with the rules.
    pub parity: TrafficParity,
    /// Every rule with what it decided, zero included.
    pub rules: Vec<RuleUse>,
    /// The effect of the change on the recorded flows; absent without a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<TrafficChange>,
    /// The decisions, by the hour.
    pub hours: Vec<TrafficHour>,
    /// The time and the interfaces that the record covers, and its limits.
    pub evidence: TrafficEvidence,
    /// The faults of the files, and notes on the answer.
    pub diagnostics: Vec<TrafficDiagnostic>,
}

/// Flows that were not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedFlows {
    /// Why.
    pub reason: SkippedReason,
    /// The number of flows.
    pub flows: u64,
}

/// An hour of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrafficHour {
    /// Its beginning.
    pub hour: RecordTime,
    /// The decisions in it.
    #[serde(flatten)]
    pub counts: HourCounts,
}

impl TrafficReplay {
    /// Returns what there is so far.
    pub fn result(&self) -> TrafficResult {
        let tally = self.tally();
        let decided = tally.counted.iter().filter(|one| one.counted.flows > 0);
        let skipped = tally.skipped.iter();
        TrafficResult {
            from: decided.clone().map(|one| one.counted.first).min(),
            to: decided.map(|one| one.counted.last).max(),
            flows: self.flows(),
            skipped: skipped
                .map(|(reason, flows)| SkippedFlows {
                    reason: *reason,
                    flows: *flows,
                })
                .collect(),
            parity: parity::parity(self),
            rules: rule_use::rules(self),
            change: change::change(self),
            hours: tally
                .hours
                .iter()
                .map(|(hour, counts)| TrafficHour {
                    hour: *hour,
                    counts: *counts,
                })
                .collect(),
            evidence: evidence::evidence(self),
            diagnostics: evidence::diagnostics(self),
        }
    }
}

/// The rule at a place of a scenario.
pub(crate) fn rule_at(scenario: &Scenario, (applied_to, position): RulePlace) -> Option<RuleRef> {
    if let Some(group) = scenario.group(applied_to) {
        return RuleRef::at(group, applied_to, position);
    }
    let rule = scenario.network.security_admin_rules.get(position)?;
    Some(RuleRef {
        name: RuleName {
            kind: RuleKind::Admin,
            name: rule.name.clone(),
        },
        applied_to,
        priority: rule.priority.known().copied(),
        position,
    })
}

/// An access with the rule of a scenario that decides.
pub(crate) fn ruling(scenario: &Scenario, access: Decision, rule: Option<RulePlace>) -> Ruling {
    Ruling {
        access,
        rule: rule.and_then(|place| rule_at(scenario, place)),
    }
}
