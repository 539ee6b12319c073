//! Answers of Azure that are no errors and no plain verdicts either, over sockets: each was recorded.

use crate::journey::confirm;
use crate::support::{World, inbound};
use azure::confirm::{AnswersCompared, Confirmation, diagnostic_body};
use serde_json::{Value, json};

fn replayed(operation: &str, body: &Value) -> World {
    let at_once = json!({"way": "atOnce"});
    World::with(&json!({
        "operations": {
            "ipFlowVerify": at_once,
            "networkConfigurationDiagnostic": at_once,
            "effectiveNetworkSecurityGroups": at_once,
        },
        "replay": [{"on": {"operation": operation}, "body": body}],
    }))
}

/// HTTPS from the internet, which the rules of the machine allow.
async fn asked(body: Value) -> Confirmation {
    let world = replayed("ipFlowVerify", &body);
    let id = world.machine("vm-web-1").await;
    let loaded = world.client.load(&id, None, &|_| {}).await.unwrap();
    let flow = inbound("10.20.1.4", 443, "203.0.113.10");
    confirm(&world, &loaded, &flow).await
}

fn first_cause(confirmation: &Confirmation) -> Option<&str> {
    confirmation.causes.first().map(|cause| cause.code)
}

#[tokio::test]
async fn an_unknown_access_is_no_verdict() {
    let confirmation = asked(json!({"access": "Unknown"})).await;
    assert_eq!(confirmation.outcome, AnswersCompared::NotComparable);
    assert!(first_cause(&confirmation).is_some(), "{confirmation:#?}");
}

#[tokio::test]
async fn a_denial_by_a_rule_that_allows_is_told_to_contradict_itself() {
    let rule = "defaultSecurityRules/AllowVnetInBound";
    let confirmation = asked(json!({"access": "Deny", "ruleName": rule, "ruleId": ""})).await;
    assert_eq!(confirmation.outcome, AnswersCompared::Differ);
    assert_eq!(first_cause(&confirmation), Some("azure-contradicts-itself"));
}

#[tokio::test]
async fn names_of_another_form_are_the_same_rules() {
    let body = json!({"access": "Allow", "ruleName": "UserRule_Allow-Web-To-Web-Servers"});
    let confirmation = asked(body).await;
    assert_eq!(
        confirmation.outcome,
        AnswersCompared::Agree,
        "{:#?}",
        confirmation.causes
    );
}

#[tokio::test]
async fn diagnostics_without_a_result_say_nothing() {
    let world = replayed("networkConfigurationDiagnostic", &json!({"results": []}));
    let id = world.machine("vm-web-1").await;
    let machine = world.client.virtual_machine(&id, &|_| {}).await.unwrap();
    let watcher = world.client.network_watcher(&machine, &|_| {}).await;
    let watcher = watcher.unwrap();
    let flow = inbound("10.20.1.4", 443, "203.0.113.10");
    let body = diagnostic_body(&flow, &machine.interfaces[0]);
    let diagnostic = world.client.diagnose(&watcher, &body, &|_| {});
    assert!(diagnostic.await.unwrap().is_empty());
}

#[tokio::test]
async fn no_rules_in_force_are_not_taken_for_no_groups() {
    let world = replayed("effectiveNetworkSecurityGroups", &json!({"value": []}));
    let id = world.machine("vm-web-1").await;
    let loaded = world.client.load(&id, None, &|_| {}).await.unwrap();
    assert!(loaded.subnet_group.is_some() && loaded.interface_group.is_some());
}
