//! Puts the verdict together: the answer, every rule on the way to it, and the sentences.

use crate::branches::Branches;
use crate::consensus::Settled;
use crate::explain::{self, assumptions};
use crate::facts::Answers;
use crate::matching::{Facts, Match};
use crate::model::applied_to::AppliedTo;
use crate::model::flow::Flow;
use crate::model::scenario::Scenario;
use crate::platform::PlatformService;
use crate::stages::{Stage, StageRule};
use crate::verdict::{
    Decision, EvaluatedNetworkSecurityGroup, MatchedRule, MissingFact, RuleEvaluation, Verdict,
};
use text::text;

/// How much a verdict tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Every rule on the way to it, each with its sentence.
    Reasons,
    /// Every rule on the way to it, without sentences: these are three quarters of the work.
    Rules,
    /// The answer and its sentence.
    Answer,
}

/// Puts the verdict together.
pub(crate) fn verdict<'a>(
    scenario: &Scenario,
    stages: &'a [Stage<'a>],
    flow: &Flow,
    branches: &Branches<'a>,
    settled: Settled<'a>,
    detail: Detail,
) -> Verdict {
    let nothing_supposed = Answers::default();
    let facts = Facts::new(&scenario.network, flow, &nothing_supposed);
    let platform = facts.platform_service().ok().flatten();
    let checked = reached(stages, branches).map(|stage| (stage, check(stage, &facts, platform)));
    let checked: Vec<_> = checked.collect();
    let passed: Vec<_> = checked
        .iter()
        .filter_map(|(_, rules)| sure_match(rules))
        .collect();
    let mut verdict = conclude(scenario, flow, settled, &passed, platform);
    let rules = checked.iter().flat_map(|(_, rules)| rules);
    verdict.assumptions.extend(
        rules
            .clone()
            .filter_map(|(rule, matched)| assumptions::of_rule(rule, matched, &facts)),
    );
    let access = verdict.access;
    let missed = rules.filter(|(_, matched)| *matched == Match::No);
    let take = missed
        .filter_map(|(rule, _)| assumptions::what_it_would_take(rule, access, &facts))
        .next();
    if let Some(take) = take {
        verdict.summary = text!("summary-and", first = verdict.summary, then = take);
    }
    if detail != Detail::Answer {
        let groups = checked.iter();
        let groups = groups.map(|(stage, rules)| evaluate(stage, rules, &facts, detail));
        verdict.evaluated_network_security_groups = groups.collect();
    }
    verdict
}

/// The reasons of some rules, as [`verify`](crate::verify) gives them; empty for a rule that is not there.
pub(crate) fn of_rules(
    scenario: &Scenario,
    stages: &[Stage<'_>],
    flow: &Flow,
    wanted: &[(AppliedTo, usize)],
) -> Vec<String> {
    let nothing_supposed = Answers::default();
    let facts = Facts::new(&scenario.network, flow, &nothing_supposed);
    let platform = facts.platform_service().ok().flatten();
    let reason = |(applied_to, position): &(AppliedTo, usize)| {
        let stage = stages.iter().find(|it| it.applied_to == *applied_to)?;
        let here = || stage.rules.iter().filter(|it| it.position == *position);
        // A contested rule stands there twice, and is shown once.
        let rule = here().find(|rule| rule.contested).or(here().next())?;
        let matched = rule.reaches(platform, &facts).and(|| rule.matches(&facts));
        let fields = facts.field_matches(rule.conditions, &|| rule.key());
        Some(explain::reason(rule, &facts, &fields, &matched))
    };
    wanted
        .iter()
        .map(|rule| reason(rule).unwrap_or_default())
        .collect()
}

/// The stages that the flow can come to.
fn reached<'a>(
    stages: &'a [Stage<'a>],
    branches: &Branches<'_>,
) -> impl Iterator<Item = &'a Stage<'a>> {
    let reached = branches
        .all
        .iter()
        .map(|branch| branch.outcome.stages)
        .max();
    // A branch that was given up may have gone anywhere.
    let all = branches.given_up.is_some();
    stages.iter().take(if all {
        stages.len()
    } else {
        reached.unwrap_or(0)
    })
}

fn conclude(
    scenario: &Scenario,
    flow: &Flow,
    settled: Settled<'_>,
    passed: &[&StageRule<'_>],
    platform: Option<PlatformService>,
) -> Verdict {
    let depends_on: Vec<MissingFact> = settled
        .hangs_on
        .into_iter()
        .map(explain::missing_fact)
        .collect();
    let rules: Vec<_> = settled
        .rules
        .iter()
        .map(|rule| rule.map(StageRule::ruling))
        .collect();
    let passed: Vec<_> = passed.iter().map(|rule| rule.ruling()).collect();
    let summary = explain::Summary {
        scenario,
        access: settled.access,
        rules: &rules,
        passed: &passed,
        depends_on: &depends_on,
        platform,
    };
    let settled_rules = match settled.access {
        Decision::Depends => &[],
        Decision::Allow | Decision::Deny => settled.rules.as_slice(),
    };
    Verdict {
        access: settled.access,
        // Both groups have a `DenyAllInBound`: the name can be settled where the group is not.
        rule_name: common(settled_rules, |rule| {
            Some(rule.rule_name().ip_flow_verify())
        }),
        rule_id: common(settled_rules, |rule| rule.id.map(str::to_owned)),
        summary: summary.sentence(),
        summary_parts: summary.parts(),
        evaluated_network_security_groups: Vec::new(),
        depends_on,
        assumptions: assumptions::general(scenario, flow, platform),
        platform,
    }
}

/// What all the rules have in common, if they do.
fn common(
    rules: &[Option<&StageRule<'_>>],
    value: impl Fn(&StageRule<'_>) -> Option<String>,
) -> Option<String> {
    let mut values = rules.iter().map(|rule| rule.and_then(&value));
    let first = values.next()??;
    values
        .all(|other| other.as_ref() == Some(&first))
        .then_some(first)
}

/// The rules that judge the flow, up to the first that is sure to match, each with whether it matches.
fn check<'a>(
    stage: &'a Stage<'a>,
    facts: &Facts<'_>,
    platform: Option<PlatformService>,
) -> Vec<(&'a StageRule<'a>, Match)> {
    let mut checked = Vec::new();
    for rule in &stage.rules {
        let reaches = rule.reaches(platform, facts);
        if reaches == Match::No {
            continue;
        }
        let matched = reaches.and(|| rule.matches(facts));
        let last = matched == Match::Yes;
        checked.push((rule, matched));
        if last {
            break;
        }
    }
    checked
}

/// The rule that decides in the stage, where no missing fact can put another before it.
fn sure_match<'a>(checked: &[(&'a StageRule<'a>, Match)]) -> Option<&'a StageRule<'a>> {
    let (last, before) = checked.split_last()?;
    let open = before
        .iter()
        .any(|(_, matched)| matches!(matched, Match::Unknown(_)));
    let sure = last.1 == Match::Yes && !open && last.0.effect.known().is_some();
    sure.then_some(last.0)
}

fn evaluate(
    stage: &Stage<'_>,
    checked: &[(&StageRule<'_>, Match)],
    facts: &Facts<'_>,
    detail: Detail,
) -> EvaluatedNetworkSecurityGroup {
    // A contested rule stands a second time at the last place it can have; it is shown once.
    let contested: Vec<usize> = checked
        .iter()
        .filter(|(rule, _)| rule.contested)
        .map(|(rule, _)| rule.position)
        .collect();
    let shown = checked
        .iter()
        .filter(|(rule, _)| rule.contested || !contested.contains(&rule.position));
    let matched_rule = sure_match(checked).and_then(|rule| {
        let action = rule.effect.known()?.access();
        Some(MatchedRule {
            rule_name: rule.rule_name(),
            action,
        })
    });
    EvaluatedNetworkSecurityGroup {
        network_security_group_id: stage.group.and_then(|group| group.id.clone()),
        applied_to: stage.applied_to,
        matched_rule,
        rules_evaluation_result: shown
            .map(|(rule, matched)| evaluation(rule, facts, matched, detail))
            .collect(),
    }
}

fn evaluation(
    rule: &StageRule<'_>,
    facts: &Facts<'_>,
    matched: &Match,
    detail: Detail,
) -> RuleEvaluation {
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
        reason: match detail {
            Detail::Reasons => explain::reason(rule, facts, &fields, matched),
            Detail::Rules | Detail::Answer => String::new(),
        },
        matched: matched.decided(),
        position: rule.position,
    }
}
