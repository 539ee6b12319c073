//! The catalogue of *Agreement with Azure* names every departure, every question and every assumption, and what holds each.
#![allow(clippy::unwrap_used, clippy::panic)]

use conformance::agreement::{Agreement, AgreementCounts, DisagreementKind, departs};
use conformance::fact;
use std::collections::BTreeSet;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn every_question_and_every_assumption_has_an_entry() {
    let entries = Agreement::read().unwrap().entry;
    for asked in nsg::agreement::AgreementEntry::ALL {
        let entry = entries.iter().find(|entry| entry.id == asked.as_str());
        let entry = entry.unwrap_or_else(|| panic!("{} has no entry", asked.as_str()));
        assert_ne!(entry.kind, DisagreementKind::Departure, "{}", entry.id);
        assert_eq!(serde_json::to_value(asked).unwrap(), entry.id.as_str());
    }
}

#[test]
fn entries_are_numbered_and_have_evidence() {
    let entries = Agreement::read().unwrap().entry;
    let mut ids = BTreeSet::new();
    for (index, entry) in entries.iter().enumerate() {
        assert_eq!(entry.number, index + 1, "{}", entry.id);
        assert!(ids.insert(&entry.id), "{} is there twice", entry.id);
        let evidence = !entry.evidence.is_empty() || !entry.facts.is_empty();
        assert!(evidence, "{} has no evidence", entry.id);
        let dated = entry.evidence.iter().all(|one| !one.date.is_empty());
        assert!(dated, "{} has evidence without a date", entry.id);
    }
}

#[test]
fn what_holds_an_entry_is_there() {
    for entry in Agreement::read().unwrap().entry {
        assert!(!entry.held_by.is_empty(), "nothing holds {}", entry.id);
        for held in &entry.held_by {
            let (file, test) = held.split_once("::").unwrap_or((held, ""));
            let text = std::fs::read_to_string(root().join(file))
                .unwrap_or_else(|error| panic!("{}: {file}: {error}", entry.id));
            let named = test.is_empty() || text.contains(&format!("fn {test}("));
            assert!(named, "{}: {file} has no test {test}", entry.id);
        }
    }
}

#[test]
fn every_departure_is_an_entry() {
    let mut departures: BTreeSet<String> = BTreeSet::new();
    for folder in ["ip-flow", "diagnostic"] {
        let facts = fact::all(folder).unwrap().into_iter();
        let departing = facts.filter(|(_, fact)| departs(fact));
        departures.extend(
            departing.map(|(name, _)| format!("{folder}/{}", name.trim_end_matches(".toml"))),
        );
    }
    departures.insert("tags".to_owned());
    let entries = Agreement::read().unwrap().entry.into_iter();
    let named: Vec<String> = entries.flat_map(|entry| entry.facts).collect();
    let told: BTreeSet<String> = named.iter().cloned().collect();
    assert_eq!(told.len(), named.len(), "a fact is named twice");
    assert_eq!(told, departures);
}

/// `UPDATE_COUNTS=1` writes what is counted today, to be looked at before it is committed.
#[test]
fn the_page_has_the_counts_of_today() {
    let counts = AgreementCounts::of_facts().unwrap();
    let file = root().join("tests/conformance/counts.json");
    if std::env::var_os("UPDATE_COUNTS").is_some() {
        let text = serde_json::to_string_pretty(&counts).unwrap();
        std::fs::write(&file, text + "\n").unwrap();
    }
    let written: AgreementCounts =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(written, counts);
}

/// The READMEs, which say in a sentence of their own between two marks how far the tool can be trusted.
const READMES: [&str; 3] = ["README.md", "README.ko.md", "crates/plugin/npm/README.md"];

/// `UPDATE_COUNTS=1` puts the counts of today into the sentences.
#[test]
fn the_readmes_have_the_counts_of_the_page() {
    let counts = AgreementCounts::of_facts().unwrap();
    let (one, other) = (counts.ip_flow, counts.diagnostic);
    let recorded = usize::try_from(one.recorded + other.recorded).unwrap();
    let departures = one.departures + other.departures;
    let wanted = [
        recorded,
        one.facts + other.facts,
        one.reproduced + other.reproduced,
        departures,
    ];
    for name in READMES {
        let file = root().join(name);
        let text = std::fs::read_to_string(&file).unwrap();
        let (before, rest) = text.split_once("<!-- agreement -->").expect(name);
        let (sentence, after) = rest.split_once("<!-- /agreement -->").expect(name);
        let numbers = sentence.split(|char: char| !char.is_ascii_digit());
        let numbers: Vec<&str> = numbers.filter(|word| !word.is_empty()).collect();
        if std::env::var_os("UPDATE_COUNTS").is_some() {
            let mut words = sentence.to_owned();
            for (old, new) in numbers.iter().zip(wanted).rev() {
                let at = words.rfind(old).unwrap();
                words.replace_range(at..at + old.len(), &new.to_string());
            }
            let text = format!("{before}<!-- agreement -->{words}<!-- /agreement -->{after}");
            std::fs::write(&file, text).unwrap();
            continue;
        }
        let numbers: Vec<usize> = numbers.iter().map(|word| word.parse().unwrap()).collect();
        assert_eq!(
            numbers, wanted,
            "{name}: run the tests with UPDATE_COUNTS=1"
        );
    }
}
