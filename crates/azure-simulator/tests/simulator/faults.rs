//! Faults happen when a scenario says so.

use crate::support::{Fixture, SUBSCRIPTION, flow, id, machine, watcher};
use azure_simulator::SignIn;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The built-in scenario in which every request is answered so.
fn always(answer: Value) -> Fixture {
    Fixture::over_built_in(&json!({ "faults": [{ "answer": answer }] }).to_string())
}

fn machines() -> String {
    format!("{SUBSCRIPTION}/providers/Microsoft.Compute/virtualMachines")
}

#[tokio::test]
async fn every_status_has_its_usual_error() {
    let cases = [
        (401, "InvalidAuthenticationToken"),
        (403, "AuthorizationFailed"),
        (404, "ResourceNotFound"),
        (412, "PreconditionFailed"),
        (429, "TooManyRequests"),
        (500, "InternalServerError"),
        (502, "BadGateway"),
        (503, "ServiceUnavailable"),
        (504, "GatewayTimeout"),
    ];
    for (status, code) in cases {
        let fixture = always(json!({ "status": status }));
        let answer = fixture.get(&machine("vm-web-1")).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
        assert_eq!(answer.header("retry-after"), None);
    }
}

#[tokio::test]
async fn forbidden_names_the_action_and_the_scope() {
    let fixture = always(json!({ "status": 403 }));
    let answer = fixture.verify(&json!({})).await.json();
    let message = answer["error"]["message"].as_str().unwrap();
    let action =
        "perform action 'Microsoft.Network/networkWatchers/ipFlowVerify/action' over scope";
    assert!(
        message.contains(&format!("{action} '{}'", watcher())),
        "{message}"
    );
    let answer = fixture.get(&machines()).await.json();
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(
        message.contains("'Microsoft.Compute/virtualMachines/read'"),
        "{message}"
    );
}

#[tokio::test]
async fn answers_in_place() {
    let link = machine("vm-web-1");
    let throttled =
        always(json!({ "status": 429, "retryAfter": 7, "envelope": "flat", "message": "Slowly" }));
    let answer = throttled.get(&link).await;
    assert_eq!(answer.header("retry-after"), Some("7"));
    assert_eq!(
        answer.json(),
        json!({ "code": "TooManyRequests", "message": "Slowly" })
    );

    let gateway = always(json!({ "status": 502, "text": "<html>Bad gateway</html>" }));
    let answer = gateway.get(&link).await;
    assert_eq!(
        answer.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(
        (answer.status, answer.text.as_str()),
        (502, "<html>Bad gateway</html>")
    );

    let malformed = always(json!({ "text": "{\"value\": [", "contentType": "application/json" }));
    let answer = malformed.get(&link).await;
    assert_eq!(
        (answer.status, answer.text.as_str()),
        (200, "{\"value\": [")
    );

    let empty = always(json!({ "status": 503, "envelope": "empty" }));
    assert_eq!(empty.get(&link).await.text, "");

    let located = always(json!({ "status": 500, "location": "{origin}/subscriptions" }));
    let answer = located.get(&link).await;
    let expected = format!("{}/subscriptions", located.simulator.origin());
    assert_eq!(
        (answer.status, answer.header("location")),
        (500, Some(expected.as_str()))
    );
}

#[tokio::test]
async fn connections_are_cut() {
    let before = always(json!({ "cut": "beforeHeaders" }));
    let error = before.try_get(&machines()).await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    assert_eq!(before.simulator.requests(None)[0].status, None);

    let within = always(json!({ "cut": "inBody" }));
    let error = within.try_get(&machines()).await.unwrap_err();
    assert!(error.is_body() || error.is_decode(), "{error:?}");
    assert_eq!(within.simulator.requests(None)[0].status, Some(200));
}

#[tokio::test]
async fn large_answers_are_streamed() {
    let fixture = always(json!({ "megabytes": 100 }));
    let answer = fixture.get(&machines()).await;
    assert!(answer.text.len() > 99_000_000);
    assert!(answer.text.ends_with("\"}"));
}

#[tokio::test]
async fn slow_answers_are_true() {
    let fixture = always(json!({ "delaySeconds": 0.3 }));
    let start = Instant::now();
    assert_eq!(
        fixture.get(&machine("vm-web-1")).await.json()["name"],
        "vm-web-1"
    );
    assert!(start.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn lists_that_never_end() {
    let endless = always(json!({ "nextLink": "endless" }));
    let mut seen = std::collections::BTreeSet::new();
    let mut link = machines();
    for _ in 0..20 {
        assert!(seen.insert(link.clone()), "the same link twice");
        link = endless.get(&link).await.json()["nextLink"]
            .as_str()
            .unwrap()
            .to_owned();
    }
    let same = always(json!({ "nextLink": "same" }));
    let first = same.get(&machines()).await.json()["nextLink"].clone();
    assert_eq!(
        same.get(first.as_str().unwrap()).await.json()["nextLink"],
        first
    );
}

#[tokio::test]
async fn links_that_lead_elsewhere() {
    let elsewhere = "https://user:secret@elsewhere.example{link}";
    let fixture =
        always(json!({ "nextLink": elsewhere, "location": "http://{host}.elsewhere.example/" }));
    let answer = fixture.get(&machines()).await;
    let link = answer.json()["nextLink"].as_str().unwrap().to_owned();
    let expected = format!(
        "https://user:secret@elsewhere.example{}?api-version=",
        machines()
    );
    assert!(link.starts_with(&expected), "{link}");
    let host = fixture.simulator.origin().replace("http://", "");
    let expected = format!("http://{host}.elsewhere.example/");
    assert_eq!(answer.header("location"), Some(expected.as_str()));
}

#[tokio::test]
async fn true_answers_are_changed() {
    let fixture = always(json!({
        "merge": { "name": "<script>alert(1)</script>", "location": null },
        "headers": { "x-ms-failure-cause": "gateway" },
        "withoutHeaders": ["x-ms-ratelimit-remaining-subscription-reads"]
    }));
    let answer = fixture.get(&machine("vm-web-1")).await;
    assert_eq!(answer.json()["name"], "<script>alert(1)</script>");
    assert_eq!(answer.json().get("location"), None);
    assert_eq!(answer.header("x-ms-failure-cause"), Some("gateway"));
}

#[tokio::test]
async fn faults_come_in_their_turn_and_for_each_session() {
    let fixture = Fixture::over_built_in(
        r#"{ "faults": [
            { "on": { "operation": "virtualMachines" }, "after": 1, "times": 1, "answer": { "status": 503 } },
            { "on": { "operation": "virtualMachines" }, "after": 1, "times": 1, "answer": { "status": 429 } }
        ] }"#,
    );
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(fixture.get(&machines()).await.status);
    }
    assert_eq!(statuses, [200, 503, 429, 200]);
    let session = Some("another".to_owned());
    let sign_in = SignIn {
        session,
        ..SignIn::default()
    };
    let token = format!("Bearer {}", fixture.simulator.token(&sign_in));
    let link = format!("{}?api-version=1", machines());
    let mut statuses = Vec::new();
    for _ in 0..2 {
        let headers = [("authorization", token.as_str())];
        let answer = fixture
            .send(reqwest::Method::GET, &link, &headers, None)
            .await;
        statuses.push(answer.unwrap().status);
    }
    assert_eq!(statuses, [200, 503]);
}

#[tokio::test]
async fn requests_are_chosen() {
    let fixture = Fixture::over_built_in(
        r#"{ "operations": { "ipFlowVerify": { "way": "location" } },
            "faults": [
              { "on": { "resource": "virtualMachines/VM-WEB-1", "operation": "ipFlowVerify" }, "answer": { "status": 403 } },
              { "on": { "body": { "localPort": "81" } }, "answer": { "status": 412 } },
              { "on": { "operation": "operationResults", "of": "ipFlowVerify", "resource": "vm-web-2" }, "answer": { "status": 500 } },
              { "on": { "resource": "nic-db-1" }, "answer": { "status": 404 } }
            ] }"#,
    );
    let status = async |name: &str, local: &str| {
        fixture
            .verify(&flow(name, "Inbound", local, "10.20.2.4:*"))
            .await
            .status
    };
    assert_eq!(status("vm-web-1", "10.20.1.4:80").await, 403);
    assert_eq!(status("vm-web-2", "10.20.1.5:81").await, 412);
    assert_eq!(status("vm-web-2", "10.20.1.5:82").await, 202);
    let first = fixture
        .verify(&flow("vm-web-2", "Inbound", "10.20.1.5:80", "10.20.2.4:*"))
        .await;
    assert_eq!(
        fixture.get(first.header("location").unwrap()).await.status,
        500
    );
    let interface = |name: &str| {
        id(
            "rg-spoke",
            &format!("Microsoft.Network/networkInterfaces/{name}"),
        )
    };
    assert_eq!(fixture.get(&interface("nic-db-1")).await.status, 404);
    assert_eq!(fixture.get(&interface("nic-db-2")).await.status, 200);
    assert_eq!(fixture.operations().last().unwrap(), "networkInterface");
}

#[tokio::test]
async fn recorded_answers_are_replayed() {
    let fixture = Fixture::over_built_in(
        r#"{ "operations": { "ipFlowVerify": { "way": "location" } },
            "replay": [
              { "on": { "operation": "ipFlowVerify", "resource": "vm-web-1", "body": { "localPort": "443" } },
                "body": { "access": "Deny", "ruleName": "defaultSecurityRules/AllowInternetOutBound", "ruleId": "" } },
              { "on": { "operation": "ipFlowVerify", "resource": "vm-web-2" }, "status": 400,
                "body": { "error": { "code": "Recorded", "message": "As recorded.", "details": [] } } }
            ] }"#,
    );
    let first = fixture
        .verify(&flow("vm-web-1", "Inbound", "10.20.1.4:443", "10.0.0.1:*"))
        .await;
    let replayed = fixture.get(first.header("location").unwrap()).await.json();
    assert_eq!(
        replayed["ruleName"],
        "defaultSecurityRules/AllowInternetOutBound"
    );
    let error = fixture
        .verify(&flow("vm-web-2", "Inbound", "10.20.1.5:443", "10.0.0.1:*"))
        .await;
    assert_eq!((error.status, error.code().as_str()), (400, "Recorded"));
}
