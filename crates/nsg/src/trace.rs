//! Puts the verdict together: the answer, every rule on the way to it, and the sentences.

use crate::explain;
use crate::facts::Answers;
use crate::matching::{Facts, Match};
use crate::model::flow::Flow;
use crate::model::scenario::Scenario;
use crate::platform::PlatformService;
use crate::settle::Settled;
use crate::stages::{Stage, StageRule};
use crate::verdict::{
    Decision, EvaluatedNetworkSecurityGroup, MatchedRule, MissingFact, RuleEvaluation, Verdict,
};
use crate::verify::Branches;

pub(crate) fn verdict(
    scenario: &Scenario,
    stages: &[Stage<'_>],
    flow: &Flow,
    branches: &Branches<'_>,
    settled: Settled<'_>,
) -> Verdict {
    let nothing_supposed = Answers::default();
    let facts = Facts::new(&scenario.network, flow, &nothing_supposed);
    let platform = facts.platform_service().ok().flatten();
    let reached = branches.all.iter().map(|branch| branch.outcome.stages).max();
    // A branch that was given up may have gone anywhere.
    let reached = if branches.given_up.is_empty() { reached.unwrap_or(0) } else { stages.len() };
    let evaluated: Vec<_> =
        stages.iter().take(reached).map(|stage| evaluate(stage, &facts, platform)).collect();
    let rule = match (settled.access, settled.rules.as_slice()) {
        (Decision::Allow | Decision::Deny, [Some(rule)]) => Some(*rule),
        _ => None,
    };
    let depends_on: Vec<MissingFact> =
        settled.hangs_on.into_iter().map(explain::missing_fact).collect();
    let summary = explain::Summary {
        access: settled.access,
        rules: &settled.rules,
        stages,
        evaluated: &evaluated,
        depends_on: &depends_on,
        platform,
    };
    Verdict {
        access: settled.access,
        rule_name: rule.map(|rule| rule.rule_name().ip_flow_verify()),
        rule_id: rule.and_then(|rule| rule.id.map(str::to_owned)),
        summary: summary.to_string(),
        evaluated_network_security_groups: evaluated,
        depends_on,
        platform,
    }
}

/// The stage's rules up to the first that is sure to match.
fn evaluate(
    stage: &Stage<'_>,
    facts: &Facts<'_>,
    platform: Option<PlatformService>,
) -> EvaluatedNetworkSecurityGroup {
    let mut results: Vec<RuleEvaluation> = Vec::new();
    let mut open = false;
    let mut matched_rule = None;
    for rule in &stage.rules {
        let reaches = rule.reaches(platform, facts);
        if reaches == Match::No {
            continue;
        }
        let matched = reaches.and(|| rule.matches(facts));
        // A contested rule stands a second time at the last place it can have; it is shown once.
        let shown = results.iter().any(|result| result.position == rule.position);
        if !shown {
            results.push(evaluation(rule, facts, &matched));
        }
        match matched {
            Match::No => {}
            Match::Unknown(_) => open = true,
            Match::Yes => {
                let action = rule.effect.known().map(|effect| effect.access());
                matched_rule = action
                    .filter(|_| !open)
                    .map(|action| MatchedRule { rule_name: rule.rule_name(), action });
                break;
            }
        }
    }
    EvaluatedNetworkSecurityGroup {
        network_security_group_id: stage.group.and_then(|group| group.id.clone()),
        applied_to: stage.applied_to,
        matched_rule,
        rules_evaluation_result: results,
    }
}

fn evaluation(rule: &StageRule<'_>, facts: &Facts<'_>, matched: &Match) -> RuleEvaluation {
    let fields = facts.field_matches(rule.conditions, &|| rule.key());
    RuleEvaluation {
        name: rule.rule_name(),
        priority: rule.priority.known().copied(),
        access: rule.effect.known().map(|effect| effect.access()),
        protocol_matched: fields.protocol.decided(),
        source_matched: fields.source.decided(),
        source_port_matched: fields.source_port.decided(),
        destination_matched: fields.destination.decided(),
        destination_port_matched: fields.destination_port.decided(),
        reason: explain::reason(rule, facts, &fields, matched),
        position: rule.position,
    }
}
