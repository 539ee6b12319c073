//! A flow: its access, its rule, and the reasons on the ladder.

use crate::failure::{FailureKind, FailureSink};
use crate::lesson::{Does, ExpectedReason, FlowExample, ReasonField};
use crate::read::flow::PLACES;
use nsg::{AppliedTo, RuleEvaluation, Scenario, Verdict};

pub(super) fn run(part: &FlowExample, sink: &mut FailureSink<'_>) {
    let scenario = part.scenario.scenario();
    let verdict = nsg::verify(&scenario, &part.flow);
    let expected = &part.expected;
    if verdict.access != expected.access {
        let message = format!("the access is {}, not {}", verdict.access, expected.access);
        sink.report(
            FailureKind::WrongAccess,
            part.line,
            message,
            verdict.summary,
        );
        return;
    }
    let decided = decided(&verdict);
    let wanted = expected.rule_name.as_deref().zip(expected.applied_to);
    if decided != wanted {
        let message = format!("{} decides, not {}", shown(decided), shown(wanted));
        let help = verdict.summary.clone();
        sink.report(FailureKind::WrongRule, part.line, message, help);
    }
    facts(part, &verdict, sink);
    for reason in &part.reasons {
        if let Some((message, help)) = wrong(reason, &verdict, &scenario) {
            sink.report(FailureKind::WrongReason, part.line, message, help);
        }
    }
}

/// The rule that decides, and where: the last that matched on the way.
fn decided(verdict: &Verdict) -> Option<(&str, AppliedTo)> {
    let name = verdict.rule_name.as_deref()?;
    let stages = &verdict.evaluated_network_security_groups;
    let last = stages.iter().rfind(|stage| stage.matched_rule.is_some())?;
    Some((name, last.applied_to))
}

fn shown(rule: Option<(&str, AppliedTo)>) -> String {
    rule.map_or_else(
        || "no rule".to_owned(),
        |(name, place)| format!("{name} of the {}", words(place)),
    )
}

fn words(place: AppliedTo) -> &'static str {
    let known = PLACES.into_iter().find(|(known, _)| *known == place);
    known.map_or("", |(_, words)| words)
}

fn facts(part: &FlowExample, verdict: &Verdict, sink: &mut FailureSink<'_>) {
    let found = &verdict.depends_on;
    let same = found.len() == part.depends_on.len()
        && found.iter().all(|fact| {
            part.depends_on.iter().any(|named| {
                named.question == fact.question
                    && (named.if_yes, named.if_no) == (fact.if_yes, fact.if_no)
            })
        });
    if !same {
        let asked = found
            .iter()
            .map(|fact| format!("{} yes: {}, no: {}", fact.question, fact.if_yes, fact.if_no));
        let asked: Vec<String> = asked.collect();
        let help = format!("write {}", asked.join("; "));
        sink.report(
            FailureKind::WrongFacts,
            part.line,
            "the answer depends on other facts",
            help,
        );
    }
}

/// What is wrong with a reason, and how it is instead.
fn wrong(
    reason: &ExpectedReason,
    verdict: &Verdict,
    scenario: &Scenario,
) -> Option<(String, String)> {
    let Some(rule) = &reason.rule else {
        return wrong_stage(reason.applied_to, verdict, scenario);
    };
    let stages = &verdict.evaluated_network_security_groups;
    let found: Vec<&RuleEvaluation> = stages
        .iter()
        .filter(|stage| {
            reason
                .applied_to
                .is_none_or(|place| place == stage.applied_to)
        })
        .flat_map(|stage| &stage.rules_evaluation_result)
        .filter(|evaluation| evaluation.name.name == *rule)
        .collect();
    match found.as_slice() {
        [] if reason.does != Does::NotAsked => Some((
            format!("{rule} is not checked"),
            "only rules of the flow's direction, before the one that decides, are".to_owned(),
        )),
        [] if !exists(rule, reason.applied_to, scenario) => Some((
            format!("no NSG has a rule {rule}"),
            "name one of the rules in force".to_owned(),
        )),
        [] => None,
        [evaluation] => {
            let (does, fields) = actual(evaluation);
            let as_said = does == reason.does && fields == reason.fields;
            (!as_said).then(|| {
                let message = format!("{rule} does something else");
                (message, evaluation.reason.clone())
            })
        }
        _ => Some((
            format!("several NSGs have a rule {rule}"),
            "write of which: `of the subnet`, `of the network interface`".to_owned(),
        )),
    }
}

fn wrong_stage(
    place: Option<AppliedTo>,
    verdict: &Verdict,
    scenario: &Scenario,
) -> Option<(String, String)> {
    let mut stages = verdict.evaluated_network_security_groups.iter();
    let checked = match place {
        // Where all NSGs are silent, it is because there are none, or because of what the flow is.
        None => stages.any(|stage| !stage.rules_evaluation_result.is_empty()),
        Some(place) => stages.any(|stage| stage.applied_to == place),
    };
    let absent = place
        .is_some_and(|place| scenario.group(place).is_none() && place != AppliedTo::VirtualNetwork);
    let help = || verdict.summary.clone();
    if checked {
        let name = place.map_or("an NSG", words);
        return Some((format!("{name} is checked"), help()));
    }
    absent.then(|| ("there is no such group".to_owned(), help()))
}

/// Whether there is a rule of that name at all: what is misspelt is never checked.
fn exists(rule: &str, place: Option<AppliedTo>, scenario: &Scenario) -> bool {
    let here = |stage: AppliedTo| place.is_none_or(|place| place == stage);
    let groups = [AppliedTo::Subnet, AppliedTo::NetworkInterface];
    let groups = groups.into_iter().filter(|stage| here(*stage));
    let mut rules = groups
        .filter_map(|stage| scenario.group(stage))
        .flat_map(|group| {
            group
                .security_rules
                .iter()
                .chain(&group.default_security_rules)
        });
    let mut admin_rules = scenario.network.security_admin_rules.iter();
    rules.any(|known| known.name == rule)
        || here(AppliedTo::VirtualNetwork) && admin_rules.any(|known| known.name == rule)
}

/// What the rule does, and the fields that say so.
fn actual(evaluation: &RuleEvaluation) -> (Does, Vec<ReasonField>) {
    let matched = [
        (ReasonField::Protocol, evaluation.protocol_matched),
        (ReasonField::Source, evaluation.source_matched),
        (ReasonField::SourcePort, evaluation.source_port_matched),
        (ReasonField::Destination, evaluation.destination_matched),
        (
            ReasonField::DestinationPort,
            evaluation.destination_port_matched,
        ),
    ];
    let of = |wanted: Option<bool>| -> Vec<ReasonField> {
        let those = matched.iter().filter(|(_, known)| *known == wanted);
        those.map(|(field, _)| *field).collect()
    };
    let (missed, open) = (of(Some(false)), of(None));
    if !missed.is_empty() {
        (Does::Miss, missed)
    } else if !open.is_empty() {
        (Does::Hang, open)
    } else if evaluation.matched.is_none() {
        (Does::Hang, vec![ReasonField::Priority])
    } else {
        (Does::Match, Vec::new())
    }
}
