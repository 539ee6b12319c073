//! Scenarios of documents for two places and of facts about the network.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use nsg::{AppliedTo, Decision, RuleIndex, Scenario};
use nsg_documents::assemble::{self, Assembled, ScenarioTexts};
use nsg_documents::write;
use proptest::prelude::*;
use rule_lines::scenarios::{self, ScenarioCase};

/// What the documents of a case come to.
fn assembled(case: &ScenarioCase) -> Assembled {
    let network = case.network.to_string();
    assemble::read(&ScenarioTexts {
        subnet_security_group: case.subnet.as_deref(),
        network_interface_security_group: case.network_interface.as_deref(),
        network: (!case.network.is_null()).then_some(network.as_str()),
    })
}

#[test]
fn texts_and_facts_become_what_every_case_says() {
    for case in scenarios::all() {
        case.check(&assembled(&case).whole().unwrap());
    }
}

#[test]
fn documents_that_print_one_tag_differently_are_told() {
    let document = |prefix: &str| {
        format!(
            r#"[{{"networkSecurityGroup": {{"id": "/g/a"}}, "effectiveSecurityRules": [], "tagMap": {{"Sql": ["{prefix}"]}}}}]"#
        )
    };
    let [one, other] = ["10.0.0.0/8", "11.0.0.0/8"].map(document);
    let texts = |interface| ScenarioTexts {
        subnet_security_group: Some(&one),
        network_interface_security_group: Some(interface),
        network: None,
    };
    assert_eq!(assemble::read(&texts(&one)).diagnostics, []);
    let told = assemble::read(&texts(&other));
    assert_eq!(told.diagnostics[0].code, "expansion-differs");
    assert_eq!(
        told.diagnostics[0].pointer.as_deref(),
        Some("/networkInterfaceSecurityGroup")
    );
    assert!(told.whole().is_ok());
}

#[test]
fn every_part_that_cannot_be_judged_by_is_told_with_its_place() {
    let texts = ScenarioTexts {
        subnet_security_group: Some("hello"),
        network_interface_security_group: Some(r#"{"securityRules": ["#),
        network: Some(r#"{"virtualNetwork": ["10.0.0.0/33"]}"#),
    };
    let problems = assemble::read(&texts).whole().unwrap_err();
    let pointers: Vec<_> = problems
        .iter()
        .map(|problem| problem.pointer.clone().unwrap())
        .collect();
    for start in [
        "/network/virtualNetwork/0",
        "/subnetSecurityGroup",
        "/networkInterfaceSecurityGroup",
    ] {
        let mut pointers = pointers.iter();
        assert!(
            pointers.any(|pointer| pointer.starts_with(start)),
            "{start}"
        );
    }
}

/// A scenario as texts, read again.
fn again(scenario: &Scenario) -> Scenario {
    let written = serde_json::to_value(write::scenario(scenario)).unwrap();
    let text = |key: &str| match &written[key] {
        serde_json::Value::Null => None,
        value => Some(value.to_string()),
    };
    let subnet = text("subnetSecurityGroup");
    let interface = text("networkInterfaceSecurityGroup");
    let network = text("network");
    let texts = ScenarioTexts {
        subnet_security_group: subnet.as_deref(),
        network_interface_security_group: interface.as_deref(),
        network: network.as_deref(),
    };
    assemble::read(&texts).scenario
}

fn assert_same(one: &Scenario, other: &Scenario) {
    for place in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
        let rules = |scenario: &Scenario| {
            let group = scenario.group(place)?;
            Some((
                group.id.clone(),
                group.security_rules.clone(),
                group.default_security_rules.clone(),
            ))
        };
        assert_eq!(rules(one), rules(other));
    }
    let (one, other) = (&one.network, &other.network);
    assert_eq!(one.virtual_network, other.virtual_network);
    assert_eq!(one.service_tags, other.service_tags);
    assert_eq!(
        one.application_security_groups,
        other.application_security_groups
    );
    assert_eq!(one.security_admin_rules, other.security_admin_rules);
    assert_eq!(one.answers, other.answers);
}

#[test]
fn what_is_written_of_a_scenario_is_read_as_that_scenario() {
    for case in scenarios::all() {
        let scenario = assembled(&case).scenario;
        assert_same(&again(&scenario), &scenario);
        case.check(&again(&scenario));
    }
}

#[test]
fn a_rule_with_gaps_is_written_with_its_gaps() {
    let group = r#"{"securityRules": [
        {"name": "a", "priority": "x", "access": "Allow", "protocol": "[parameters('p')]", "sourceAddressPrefix": "10.1."},
        {"name": "b", "direction": "Inbound", "access": "Deny", "priority": 100, "destinationPortRange": "https"}]}"#;
    let network = r#"{"securityAdminRules": [
        {"name": "c", "properties": {"priority": 5, "direction": "Inbound", "access": "Permit",
            "sources": [{"addressPrefix": "/groups/g", "addressPrefixType": "NetworkGroup"}, {"addressPrefix": "0.0.0.0/0"}]}},
        {"name": "d", "properties": {"priority": 6, "direction": "Outbound", "access": "AlwaysAllow", "protocol": "Tcp",
            "sourceAddressPrefix": "0.0.0.0/0", "destinationAddressPrefix": "Storage", "destinationPortRange": "443"}}]}"#;
    let texts = ScenarioTexts {
        subnet_security_group: Some(group),
        network_interface_security_group: None,
        network: Some(network),
    };
    let scenario = assemble::read(&texts).scenario;
    assert_same(&again(&scenario), &scenario);
}

/// A fact as JSON, as the package gives it.
fn asked(scenario: &Scenario, flow: &str) -> serde_json::Value {
    let verdict = nsg::verify(scenario, &rule_lines::flow(flow));
    serde_json::to_value(&verdict.depends_on[0]).unwrap()
}

fn with_answers(group: &str, answers: serde_json::Value) -> Assembled {
    let network = serde_json::json!({ "answers": answers }).to_string();
    let texts = ScenarioTexts {
        subnet_security_group: Some(group),
        network: Some(&network),
        ..ScenarioTexts::default()
    };
    assemble::read(&texts)
}

const WEB: &str = r#"{"securityRules": [
    {"name": "Store", "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "Storage",
     "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRanges": ["443", "8443"]},
    {"name": "Rest", "priority": 200, "direction": "Inbound", "access": "Deny", "protocol": "*", "sourceAddressPrefix": "*",
     "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*"}]}"#;

#[test]
fn what_a_verdict_asked_is_answered_and_the_next_one_takes_it() {
    let flow = "In Tcp 203.0.113.9:5 -> 10.0.1.4:443";
    let open = with_answers(WEB, serde_json::json!([])).scenario;
    for (answer, access) in [(true, Decision::Allow), (false, Decision::Deny)] {
        let fact = asked(&open, flow);
        let answers = serde_json::json!([{ "fact": fact, "answer": answer }]);
        let scenario = with_answers(WEB, answers).whole().unwrap();
        assert_eq!(
            nsg::verify(&scenario, &rule_lines::flow(flow)).access,
            access
        );
        assert_eq!(
            RuleIndex::new(scenario).access(&rule_lines::flow(flow)),
            access
        );
    }
}

#[test]
fn a_port_that_was_asked_for_is_answered_too() {
    let flow = "In Tcp 203.0.113.9:5 -> 10.0.1.4:*";
    let store = serde_json::json!({"about": {"Fact": {"ServiceTag": {"tag": "storage", "address": "203.0.113.9"}}}});
    let store = serde_json::json!({ "fact": store, "answer": true });
    let open = with_answers(WEB, serde_json::json!([store])).scenario;
    let fact = asked(&open, flow);
    assert_eq!(fact["kind"], "Port");
    for (answer, access) in [(true, Decision::Allow), (false, Decision::Deny)] {
        let answer = serde_json::json!({ "fact": fact, "answer": answer });
        let scenario = with_answers(WEB, serde_json::json!([store, answer])).scenario;
        assert_eq!(
            nsg::verify(&scenario, &rule_lines::flow(flow)).access,
            access
        );
        assert_eq!(
            RuleIndex::new(scenario).access(&rule_lines::flow(flow)),
            access
        );
    }
    let both = [true, false].map(|answer| serde_json::json!({ "fact": fact, "answer": answer }));
    let problems = with_answers(WEB, both.as_slice().into())
        .whole()
        .unwrap_err();
    assert_eq!(problems[0].code, "invalid-answer");
    assert_eq!(problems[0].pointer.as_deref(), Some("/network/answers/1"));
}

#[test]
fn an_answer_that_fits_no_fact_is_told_with_its_place() {
    let upside_down =
        serde_json::json!({"Port": {"end": "Local", "ranges": [{"first": 9, "last": 1}]}});
    for (answer, place) in [
        (serde_json::json!(1), ""),
        (
            serde_json::json!({"fact": {"kind": "Port"}, "answer": true}),
            "/fact",
        ),
        (
            serde_json::json!({"fact": {"about": {"Fact": "x"}}, "answer": true}),
            "/fact/about",
        ),
        (
            serde_json::json!({"fact": {"about": upside_down}, "answer": true}),
            "/fact/about",
        ),
        (
            serde_json::json!({"fact": {"about": {"Port": {"end": "Local", "ranges": []}}}, "answer": "yes"}),
            "/answer",
        ),
        (
            serde_json::json!({"fact": {"about": {"Port": {"end": "Local", "ranges": []}}}, "answer": true}),
            "",
        ),
    ] {
        let problems = with_answers(WEB, serde_json::json!([answer]))
            .whole()
            .unwrap_err();
        assert_eq!(problems[0].code, "invalid-answer", "{answer}");
        assert_eq!(
            problems[0].pointer,
            Some(format!("/network/answers/0{place}")),
            "{answer}"
        );
    }
}

proptest! {
    #[test]
    fn any_scenario_is_read_as_what_was_written(
        mut scenario in rule_lines::random::scenario(),
        flow in rule_lines::random::flow(),
        yes in any::<bool>(),
    ) {
        for fact in nsg::verify(&scenario, &flow).depends_on {
            let _ = scenario.network.answers.answer(fact.about, yes);
        }
        assert_same(&again(&scenario), &scenario);
    }
}
