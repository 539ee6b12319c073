//! Random rule lists, flows and gaps: the index equals the reference, and `Depends` equals trying every
//! answer.

use crate::support::naive::Case;
use crate::support::ways::possible;
use nsg::{Access, Decision, Flow, Question, RuleIndex, Scenario};
use proptest::prelude::*;
use rule_lines::random::{flow, scenario};
use std::collections::BTreeSet;

/// The naive judge knows no platform traffic; that has tests of its own.
fn is_platform(flow: &Flow) -> bool {
    flow.direction == nsg::Direction::Outbound && flow.remote.address == nsg::platform::HOST_ADDRESS
}

fn answer(scenario: &mut Scenario, flow: &mut Flow, question: &Question, yes: bool) -> bool {
    match question {
        Question::Fact(fact) => scenario.network.answers.insert(fact.clone(), yes),
        Question::Port { end, ranges } => {
            let outside = || (0..=u16::MAX).find(|port| !ranges.iter().any(|r| r.contains(*port)));
            let port = if yes {
                ranges.first().map(|range| range.first())
            } else {
                outside()
            };
            match end {
                nsg::facts::End::Local => flow.local.port = port,
                nsg::facts::End::Remote => flow.remote.port = port,
            }
            return false;
        }
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_index_answers_as_the_reference(scenario in scenario(), flows in proptest::collection::vec(flow(), 8)) {
        let index = RuleIndex::new(scenario.clone());
        for flow in flows {
            let (reference, compiled) = (nsg::verify(&scenario, &flow), index.verdict(&flow));
            prop_assert_eq!(index.access(&flow), reference.access);
            prop_assert_eq!(compiled.access, reference.access, "{:?}", flow);
            prop_assert_eq!(compiled.rule_name, reference.rule_name);
            prop_assert_eq!(compiled.summary, reference.summary);
            prop_assert_eq!(compiled.assumptions, reference.assumptions);
            prop_assert_eq!(compiled.depends_on.len(), reference.depends_on.len());
        }
    }

    #[test]
    fn what_is_left_out_of_a_verdict_is_the_same_when_it_is_asked_for(scenario in scenario(), flow in flow()) {
        let whole = nsg::verify(&scenario, &flow);
        let short = nsg::verify_without_reasons(&scenario, &flow);
        prop_assert_eq!(nsg::access(&scenario, &flow), whole.access);
        prop_assert_eq!(&short.summary, &whole.summary);
        let rules = |verdict: &nsg::Verdict| -> Vec<_> {
            let stages = verdict.evaluated_network_security_groups.clone().into_iter();
            stages.flat_map(|stage| stage.rules_evaluation_result.into_iter().map(move |rule| (stage.applied_to, rule))).collect()
        };
        let wanted: Vec<_> = rules(&short).iter().map(|(stage, rule)| (*stage, rule.position)).collect();
        let reasons = nsg::reasons(&scenario, &flow, &wanted);
        prop_assert_eq!(wanted.len(), rules(&whole).len());
        for (((_, mut short), (_, whole)), reason) in rules(&short).into_iter().zip(rules(&whole)).zip(reasons) {
            prop_assert!(short.reason.is_empty());
            short.reason = reason;
            prop_assert_eq!(format!("{short:?}"), format!("{whole:?}"));
        }
    }

    #[test]
    fn depends_is_what_trying_every_answer_gives(scenario in scenario(), flow in flow()) {
        if is_platform(&flow) {
            return Ok(());
        }
        let Some(possible) = possible(Case::new(scenario.clone(), flow), 4_000) else {
            return Err(TestCaseError::reject("too many ways to fill in"));
        };
        let accesses: BTreeSet<Access> = possible.iter().map(|(access, _)| *access).collect();
        let rules: BTreeSet<_> = possible.into_iter().map(|(_, rule)| rule).collect();
        let expected = match accesses.first() {
            Some(access) if accesses.len() == 1 => Decision::from(*access),
            _ => Decision::Depends,
        };
        let verdict = nsg::verify(&scenario, &flow);
        prop_assert_eq!(verdict.access, expected, "{}", verdict.summary);
        if expected != Decision::Depends {
            let rule = if rules.len() == 1 { rules.into_iter().next().flatten() } else { None };
            prop_assert_eq!(verdict.rule_name, rule, "{}", verdict.summary);
        }
    }

    #[test]
    fn the_facts_named_settle_the_access_and_none_is_idle(scenario in scenario(), flow in flow()) {
        let verdict = nsg::verify(&scenario, &flow);
        if verdict.access != Decision::Depends || verdict.depends_on.len() > 6 {
            return Ok(());
        }
        let asked = &verdict.depends_on;
        prop_assert!(!asked.is_empty());
        for fact in asked {
            for (yes, expected) in [(true, fact.if_yes), (false, fact.if_no)] {
                let (mut scenario, mut flow) = (scenario.clone(), flow);
                if answer(&mut scenario, &mut flow, &fact.about, yes) {
                    prop_assert_eq!(nsg::verify(&scenario, &flow).access, expected, "{}", fact.question);
                } else if expected != Decision::Depends {
                    prop_assert_eq!(nsg::verify(&scenario, &flow).access, expected, "{}", fact.question);
                }
            }
        }
        // Whatever is answered to all of them, nothing is left open. Ports are values, not answers.
        if !asked.iter().all(|fact| matches!(fact.about, Question::Fact(_))) {
            return Ok(());
        }
        for answers in 0..1_u32 << asked.len() {
            let (mut scenario, mut flow) = (scenario.clone(), flow);
            for (number, fact) in asked.iter().enumerate() {
                answer(&mut scenario, &mut flow, &fact.about, answers >> number & 1 == 1);
            }
            prop_assert_ne!(nsg::verify(&scenario, &flow).access, Decision::Depends);
        }
        for idle in 0..asked.len() {
            let settled_without = (0..1_u32 << asked.len()).all(|answers| {
                let (mut scenario, mut flow) = (scenario.clone(), flow);
                for (number, fact) in asked.iter().enumerate().filter(|(number, _)| *number != idle) {
                    answer(&mut scenario, &mut flow, &fact.about, answers >> number & 1 == 1);
                }
                nsg::verify(&scenario, &flow).access != Decision::Depends
            });
            prop_assert!(!settled_without, "{} is idle", asked[idle].question);
        }
    }
}
