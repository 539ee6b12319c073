//! Names that would turn a sentence round, end its line or be a command, in everything that the analysis says.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

use nsg::{Access, AddressMatch, Name, Scenario};
use nsg_analysis::contracts::read;
use nsg_analysis::{AddressNames, Limits, Report, compare, findings, why_not};

const NAME: &str = "a\u{202e}b\u{2066}\n##vso[task.setvariable]c\r\n::add-mask::\u{1b}[2K\u{200b}";

/// The rules with everything called so that has a name.
fn hostile(rules: &str) -> Scenario {
    let mut scenario = rule_lines::nic(rules);
    scenario.network = rule_lines::with_asg(scenario.network, NAME, "10.0.1.4");
    scenario.network = rule_lines::tagged(scenario.network, NAME, "203.0.113.0/24");
    let group = scenario.network_interface_security_group.as_mut().unwrap();
    group.name = Some(NAME.to_owned());
    for rule in &mut group.security_rules {
        rule.name = format!("{NAME}{}", rule.name);
        rule.description = Some(NAME.to_owned());
        for entry in rule.conditions.source.iter_mut() {
            if *entry == AddressMatch::ServiceTag(Name::from("Sql")) {
                *entry = AddressMatch::ServiceTag(NAME.into());
            }
        }
        for entry in rule.conditions.destination.iter_mut() {
            if *entry == AddressMatch::ApplicationSecurityGroup(Name::from("web")) {
                *entry = AddressMatch::ApplicationSecurityGroup(NAME.into());
            }
        }
    }
    scenario
}

fn assert_plain(text: &str) {
    assert!(!text.contains(text::acts), "{text:?}");
}

#[test]
fn nothing_that_is_said_acts() {
    let before = hostile("A 100 In Tcp Sql:* -> asg/web:22 Allow\nB 200 In * *:* -> *:* Deny");
    let after = hostile(
        "A 100 In Tcp Sql:* -> asg/web:22 Deny\nA 110 In Tcp Sql:* -> asg/web:20-25 Allow\nC 120 In Udp Nowhere:* -> asg/web:53 Allow\nD 130 In Tcp 203.0.113.0/28|Sql:* -> asg/web:22 Deny\nB 200 In * *:* -> *:* Deny",
    );
    let flow = rule_lines::flow("In Tcp 203.0.113.10:50000 -> 10.0.1.4:22");
    let limits = Limits::default();
    let comparison = compare(&before, &after, None, limits.clone()).unwrap();
    assert_plain(&comparison.summary(&AddressNames::new(&after.network), &after));
    let report = Report {
        title: NAME,
        before: &before,
        after: &after,
        comparison: &comparison,
        flow: Some(&flow),
    };
    for line in report.markdown().lines() {
        assert_plain(line);
        assert!(
            !line.contains("##vso[") && !line.trim_start().starts_with("::"),
            "{line}"
        );
    }
    let found = findings(&after, limits.clone()).unwrap();
    assert!(found.len() > 1);
    found
        .iter()
        .for_each(|finding| assert_plain(&finding.message));
    let why = why_not(&after, &flow, Access::Allow, limits);
    assert!(!why.fixes.is_empty());
    why.fixes.iter().for_each(|fix| assert_plain(&fix.summary));
    for change in &comparison.changes {
        let words = change
            .flows
            .words(&AddressNames::new(&after.network), false);
        for text in [
            &words.service,
            &words.source,
            &words.destination,
            &words.besides,
        ] {
            assert_plain(text);
        }
    }
}

#[test]
fn what_is_wrong_with_a_contract_is_quoted() {
    let name = serde_json::to_string(NAME).unwrap();
    let flows = r#"{"direction": "Inbound"}"#;
    for contract in [
        format!(r#"{{"name": "n", "must": {name}, "flows": {flows}}}"#),
        format!(r#"{{"must": "allow", "flows": {{"direction": {name}}}}}"#),
        format!(
            r#"{{"must": "allow", "flows": {{"direction": "Inbound", "localPorts": [{name}]}}}}"#
        ),
        format!(r#"{{"must": "allow", "flows": {{"direction": "Inbound", {name}: []}}}}"#),
    ] {
        let slips = read(&format!("[{contract}]"), &[]).unwrap_err();
        slips.iter().for_each(|slip| assert_plain(&slip.message));
        assert!(
            slips[0].message.contains("`a\u{fffd}b\u{fffd} ##vso"),
            "{}",
            slips[0].message
        );
    }
}
