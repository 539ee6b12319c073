//! The ways in which operations take time.

use crate::support::{Answer, Fixture, flow};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

fn body() -> Value {
    flow("vm-web-1", "Inbound", "10.20.1.4:443", "203.0.113.10:*")
}

fn going(way: &str) -> Fixture {
    let scenario =
        json!({ "operations": { "ipFlowVerify": serde_json::from_str::<Value>(way).unwrap() } });
    Fixture::over_built_in(&scenario.to_string())
}

fn location(answer: &Answer) -> String {
    answer.header("location").unwrap().to_owned()
}

#[tokio::test]
async fn at_once_has_a_location_that_must_not_be_polled() {
    let fixture = going(r#"{ "way": "atOnce", "seconds": 0.3 }"#);
    let start = Instant::now();
    let answer = fixture.verify(&body()).await;
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert_eq!(
        (answer.status, &answer.json()["access"]),
        (200, &json!("Allow"))
    );
    assert_eq!(fixture.get(&location(&answer)).await.status, 404);
}

#[tokio::test]
async fn a_constant_location() {
    let fixture = going(r#"{ "way": "location", "polls": 2, "retryAfter": 10 }"#);
    let first = fixture.verify(&body()).await;
    assert_eq!((first.status, first.text.as_str()), (202, "null"));
    assert_eq!(first.header("content-length"), Some("4"));
    assert_eq!(first.header("retry-after"), Some("10"));
    let link = location(&first);
    assert!(link.contains("/providers/Microsoft.Network/locations/westeurope/operationResults/"));
    for _ in 0..2 {
        let poll = fixture.get(&link).await;
        assert_eq!((poll.status, poll.text.as_str()), (202, "null"));
        assert_eq!(location(&poll), link);
    }
    let last = fixture.get(&link).await;
    assert_eq!(
        (last.status, &last.json()["access"]),
        (200, &json!("Allow"))
    );
    assert_eq!(location(&last), link);
}

#[tokio::test]
async fn it_takes_its_time() {
    let fixture = going(r#"{ "way": "location", "seconds": 0.4 }"#);
    let start = Instant::now();
    let link = location(&fixture.verify(&body()).await);
    while fixture.get(&link).await.status == 202 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(start.elapsed() >= Duration::from_millis(400));
}

#[tokio::test]
async fn a_rotating_location() {
    for (old, status) in [("accepted", 202), ("notFound", 404)] {
        let way =
            format!(r#"{{ "way": "locationRotating", "polls": 3, "oldLocations": "{old}" }}"#);
        let fixture = going(&way);
        let first = location(&fixture.verify(&body()).await);
        assert!((3600..4400).contains(&first.len()), "{}", first.len());
        let poll = fixture.get(&first).await;
        assert_eq!((poll.status, poll.header("retry-after")), (202, None));
        let second = location(&poll);
        assert_ne!(first, second);
        assert_eq!(fixture.get(&first).await.status, status);
        let rebuilt = second.replace("&s=", "&s=x");
        assert_eq!(fixture.get(&rebuilt).await.status, 400);
        let mut link = location(&fixture.get(&second).await);
        if old == "accepted" {
            link = second;
        }
        while let poll = fixture.get(&link).await
            && poll.status == 202
        {
            link = location(&poll);
        }
        assert_eq!(fixture.get(&link).await.json()["access"], "Allow");
    }
}

#[tokio::test]
async fn a_status_object() {
    let fixture = going(r#"{ "way": "azureAsyncOperation", "polls": 1 }"#);
    let first = fixture.verify(&body()).await;
    assert_eq!((first.status, first.header("location")), (202, None));
    let link = first.header("azure-asyncoperation").unwrap();
    let poll = fixture.get(link).await;
    assert_eq!(
        (poll.status, &poll.json()["status"]),
        (200, &json!("InProgress"))
    );
    let last = fixture.get(link).await.json();
    assert_eq!(
        (&last["status"], &last["properties"]["access"]),
        (&json!("Succeeded"), &json!("Allow"))
    );
}

#[tokio::test]
async fn it_fails_in_the_end() {
    let fails = r#""fails": { "code": "InternalServerError", "message": "An error occurred." }"#;
    let fixture = going(&format!(r#"{{ "way": "location", {fails} }}"#));
    let poll = fixture.get(&location(&fixture.verify(&body()).await)).await;
    assert_eq!(
        (poll.status, poll.code().as_str()),
        (500, "InternalServerError")
    );

    let fixture = going(&format!(r#"{{ "way": "azureAsyncOperation", {fails} }}"#));
    let first = fixture.verify(&body()).await;
    let poll = fixture
        .get(first.header("azure-asyncoperation").unwrap())
        .await
        .json();
    assert_eq!(
        (&poll["status"], &poll["error"]["code"]),
        (&json!("Failed"), &json!("InternalServerError"))
    );
}

#[tokio::test]
async fn it_never_ends() {
    let fixture = going(r#"{ "way": "location", "endless": true }"#);
    let link = location(&fixture.verify(&body()).await);
    for _ in 0..20 {
        assert_eq!(fixture.get(&link).await.status, 202);
    }
}
