//! What documents for two places and facts about the network come to.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use nsg::{AppliedTo, Scenario};
use nsg_documents::assemble::{self, Texts};
use nsg_documents::write;
use proptest::prelude::*;
use rule_lines::scenarios;

#[test]
fn texts_and_facts_become_what_every_case_says() {
    for case in scenarios::all() {
        let network = case.network.to_string();
        let texts = Texts {
            subnet_security_group: case.subnet.as_deref(),
            network_interface_security_group: case.network_interface.as_deref(),
            network: (!case.network.is_null()).then_some(network.as_str()),
        };
        case.check(&assemble::read(&texts).whole().unwrap());
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
    let texts = |interface| Texts {
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
    let texts = Texts {
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
    let texts = Texts {
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
}

#[test]
fn what_is_written_of_a_scenario_is_read_as_that_scenario() {
    for case in scenarios::all() {
        let network = case.network.to_string();
        let texts = Texts {
            subnet_security_group: case.subnet.as_deref(),
            network_interface_security_group: case.network_interface.as_deref(),
            network: (!case.network.is_null()).then_some(network.as_str()),
        };
        let scenario = assemble::read(&texts).scenario;
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
    let texts = Texts {
        subnet_security_group: Some(group),
        network_interface_security_group: None,
        network: Some(network),
    };
    let scenario = assemble::read(&texts).scenario;
    assert_same(&again(&scenario), &scenario);
}

proptest! {
    #[test]
    fn any_scenario_is_read_as_what_was_written(scenario in rule_lines::random::scenario()) {
        assert_same(&again(&scenario), &scenario);
    }
}
