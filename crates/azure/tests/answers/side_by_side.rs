//! Azure's rules beside ours.

use crate::support::{flow, group, scenario};
use azure::confirm::{NetworkDiagnostic, SideBySide, diagnostic_body, side_by_side};
use nsg::ComparedField;
use nsg::verify;
use nsg_documents::json::read_answer;
use serde_json::{Value, json};

const FROM_OUTSIDE: &str = "Inbound TCP 203.0.113.7:50000 -> 10.0.0.4:443";

fn read(answer: &Value) -> NetworkDiagnostic {
    let text = answer.to_string();
    NetworkDiagnostic::read(&read_answer(&text).unwrap()).unwrap()
}

fn rule(name: &str, source: bool, port: bool) -> Value {
    json!({ "name": name, "protocolMatched": true, "sourceMatched": source, "sourcePortMatched": true,
        "destinationMatched": true, "destinationPortMatched": port })
}

fn laid(rules: &[&str], theirs: Value) -> SideBySide {
    let scenario = scenario(None, Some(group("a", rules)));
    let offline = verify(&scenario, &flow(FROM_OUTSIDE));
    let answer = json!({ "results": [ { "networkSecurityGroupResult": {
        "securityRuleAccessResult": "Deny",
        "evaluatedNetworkSecurityGroups": [ {
            "networkSecurityGroupId": "/x/networkSecurityGroups/a",
            "appliedTo": "/x/networkInterfaces/n",
            "matchedRule": { "ruleName": "UserRule_of-another-group", "action": "Allow" },
            "rulesEvaluationResult": theirs } ] } } ] });
    side_by_side(&offline, &read(&answer))
}

#[test]
fn equal_rules_stand_side_by_side() {
    let result = laid(
        &["ssh 100 Inbound Allow 22 *", "web 110 Inbound Allow 443 *"],
        json!([
            rule("UserRule_SSH", true, false),
            rule("securityRules/web", true, true)
        ]),
    );
    assert_eq!(result.first_difference(), None);
    assert_eq!(result.groups[0].rules.len(), 2);
}

#[test]
fn the_first_difference_is_marked_with_its_field() {
    let result = laid(
        &["ssh 100 Inbound Allow 22 *", "web 110 Inbound Allow 443 *"],
        json!([
            rule("UserRule_ssh", false, false),
            rule("UserRule_web", true, true)
        ]),
    );
    assert_eq!(result.first_difference(), Some((0, 0)));
    assert_eq!(
        result.groups[0].rules[0].differs,
        Some(ComparedField::Source)
    );
}

#[test]
fn a_rule_that_one_side_lacks_stays_in_its_place() {
    let result = laid(
        &["ssh 100 Inbound Allow 22 *", "web 110 Inbound Allow 443 *"],
        json!([
            rule("UserRule_new", true, false),
            rule("UserRule_web", true, true)
        ]),
    );
    let rows = &result.groups[0].rules;
    let shape: Vec<_> = rows
        .iter()
        .map(|row| (row.name.as_str(), row.ours.is_some(), row.theirs.is_some()))
        .collect();
    assert_eq!(
        shape,
        [
            ("UserRule_new", false, true),
            ("UserRule_ssh", true, false),
            ("UserRule_web", true, true)
        ]
    );
}

#[test]
fn what_is_open_on_our_side_is_no_difference() {
    let result = laid(
        &["web 100 Inbound Allow 443 Storage"],
        json!([rule("UserRule_web", true, true)]),
    );
    assert_eq!(result.groups[0].rules[0].differs, None);
    assert_eq!(result.groups[0].rules[0].ours.unwrap()[1], None);
}

#[test]
fn an_empty_answer_is_no_answer() {
    let none = read(&json!({ "results": [] }));
    assert!(none.is_empty() && none.access.is_none());
    let scenario = scenario(None, Some(group("a", &[])));
    assert!(
        side_by_side(&verify(&scenario, &flow(FROM_OUTSIDE)), &none)
            .groups
            .is_empty()
    );
    let odd = read_answer(r#"{"value":[]}"#).unwrap();
    assert!(NetworkDiagnostic::read(&odd).is_err());
}

#[test]
fn the_question_has_no_source_port_and_keeps_the_protocol() {
    let body = diagnostic_body(&flow(FROM_OUTSIDE), "/nic");
    assert_eq!(
        body,
        r#"{"targetResourceId":"/nic","profiles":[{"direction":"Inbound","protocol":"TCP","source":"203.0.113.7","destination":"10.0.0.4","destinationPort":"443"}]}"#
    );
    let ping = diagnostic_body(&flow("Outbound ICMP 10.0.0.4 -> 8.8.8.8"), "/nic");
    assert!(ping.contains(r#""protocol":"ICMP""#) && ping.contains(r#""destinationPort":"*""#));
}
