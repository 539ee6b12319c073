//! IP flow verify: every fact, and every recording where they lie beside the checkout.
#![allow(clippy::unwrap_used, clippy::panic)]

use conformance::fact::{self, FactFile};
use conformance::key::{self, Key};
use conformance::{judge, recordings};
use std::collections::BTreeMap;

fn facts() -> Vec<(String, FactFile)> {
    fact::all("ip-flow").unwrap()
}

#[test]
fn every_fact() {
    for (name, fact) in facts() {
        let flow = fact.flow.to_flow().unwrap();
        let verdict = judge::verdict(&fact.judged().unwrap(), &flow)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let (access, rule) = fact.expected();
        judge::compare(&verdict, access, rule).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn shared_every_recording_and_a_fact_for_each() {
    let Some(recorded) = recordings::all::<recordings::RecordedIpFlow>("ipflow.json").unwrap()
    else {
        return;
    };
    let facts: BTreeMap<Key, (String, FactFile)> = facts()
        .into_iter()
        .map(|(name, fact)| {
            let rules = fact.scenario.as_ref().map(fact::Rules::to_json);
            let key = key::ip_flow(rules.as_ref(), &fact.flow, &fact.azure).unwrap();
            (key, (name, fact))
        })
        .collect();
    let mut compared = 0;
    for it in &recorded {
        let id = &it.id;
        let (flow, answer) = (it.flow(), it.answer());
        let key = key::ip_flow(it.scenario.as_ref(), &flow, &answer).unwrap();
        let Some((name, fact)) = facts.get(&key) else {
            panic!("{id} has no fact: {key:?}");
        };
        assert_eq!(
            it.anomaly.is_some() || answer.error.is_some(),
            fact.answer.is_some(),
            "{id} {name}: whether Azure departs from what it documents"
        );
        let Some(rules) = &it.scenario else {
            continue;
        };
        let scenario = fact::scenario(rules).unwrap();
        let verdict = judge::verdict(&scenario, &flow.to_flow().unwrap())
            .unwrap_or_else(|error| panic!("{id}: {error}"));
        let expected = match it.anomaly {
            Some(_) => fact.expected(),
            None => (answer.access.as_deref(), answer.rule.as_deref()),
        };
        judge::compare(&verdict, expected.0, expected.1)
            .unwrap_or_else(|error| panic!("{id}: {error}"));
        // Some scenarios were put together from templates and views, which have no ids.
        if let (Some(theirs), Some(ours)) = (it.rule_id(), &verdict.rule_id) {
            assert!(
                theirs.eq_ignore_ascii_case(ours),
                "{id}: {theirs}, not {ours}"
            );
        }
        compared += 1;
    }
    println!(
        "{compared} of {} recordings compared, {} facts",
        recorded.len(),
        facts.len()
    );
    assert!(compared > 0);
}
