//! NSG diagnostics: every rule's five fields, in order, up to the match.
#![allow(clippy::unwrap_used, clippy::panic)]

use conformance::fact::{self, FactFile};
use conformance::{judge, key, recordings};

fn facts() -> Vec<(String, FactFile)> {
    fact::all("diagnostic").unwrap()
}

#[test]
fn every_fact() {
    for (name, fact) in facts() {
        let flow = fact.flow.to_flow().unwrap();
        let verdict = judge::verdict(&fact.judged().unwrap(), &flow)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let (access, rule) = fact.expected();
        // A diagnostic names no rule for the whole: the one that decided is in its groups.
        let rule = rule.or(verdict.rule_name.as_deref());
        judge::compare(&verdict, access, rule).unwrap_or_else(|error| panic!("{name}: {error}"));

        let theirs = fact.azure.groups.as_deref().unwrap_or_default();
        let ours = &verdict.evaluated_network_security_groups;
        if theirs.is_empty() {
            assert!(fact.answer.is_some(), "{name}: what do we answer, and why?");
            continue;
        }
        assert_eq!(ours.len(), theirs.len(), "{name}: number of groups");
        for (ours, theirs) in ours.iter().zip(theirs) {
            judge::compare_group(ours, theirs).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(
                theirs.our_matched.is_some(),
                theirs.why.is_some(),
                "{name}: why"
            );
        }
    }
}

#[test]
fn shared_a_fact_for_every_recording() {
    let Some(recorded) = recordings::all::<recordings::RecordedDiagnostic>("ncd.json").unwrap()
    else {
        return;
    };
    let facts: Vec<_> = facts()
        .into_iter()
        .map(|(_, fact)| {
            let groups = fact.azure.groups.as_deref().unwrap_or_default();
            key::diagnostic(&fact.flow, fact.azure.access.as_deref(), groups).unwrap()
        })
        .collect();
    for it in &recorded {
        let key = key::diagnostic(&it.flow(), it.access(), &it.groups()).unwrap();
        assert!(facts.contains(&key), "{} has no fact: {key:?}", it.id);
    }
    assert!(!recorded.is_empty());
}
