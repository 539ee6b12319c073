//! The ways in which operations end, over sockets.

use crate::support::{World, https};
use azure::confirm::LiveAnswer;
use azure::error::AzureError;
use serde_json::{Value, json};

/// An operation, and which polls it takes: their statuses.
fn ways() -> Vec<(Value, Vec<u16>)> {
    vec![
        (json!({"way": "atOnce"}), vec![]),
        (json!({"way": "location", "seconds": 1}), vec![200]),
        (json!({"way": "location", "polls": 1}), vec![202, 200]),
        (
            json!({"way": "locationRotating", "polls": 1, "oldLocations": "notFound"}),
            vec![202, 200],
        ),
        (
            json!({"way": "location", "seconds": 1, "retryAfter": 1}),
            vec![200],
        ),
    ]
}

#[tokio::test]
async fn every_way_gives_the_answer_in_the_fewest_requests() {
    for (way, polls) in ways() {
        let world = World::with(&json!({"operations": {"ipFlowVerify": way}}));
        let answer = world.ask("vm-web-1", https).await;
        assert!(
            matches!(answer, Ok(LiveAnswer::Verdict(_))),
            "{way}: {answer:?}"
        );
        assert_eq!(world.seen("ipFlowVerify").len(), 1, "{way}");
        let seen = world.simulator.requests(Some("test"));
        let after = seen
            .iter()
            .skip_while(|one| one.operation.as_deref() != Some("ipFlowVerify"));
        let after: Vec<_> = after.skip(1).filter_map(|one| one.status).collect();
        assert_eq!(after, polls, "{way}");
    }
}

#[tokio::test]
async fn a_status_object_leads_to_the_answer() {
    let way = json!({"way": "azureAsyncOperation", "polls": 1});
    let world = World::with(&json!({"operations": {"ipFlowVerify": way}}));
    let answer = world.ask("vm-web-1", https).await;
    assert!(matches!(answer, Ok(LiveAnswer::Verdict(_))), "{answer:?}");
}

#[tokio::test]
async fn an_operation_that_fails_says_so() {
    let fails = json!({"code": "InternalServerError", "message": "An error occurred."});
    for way in ["location", "azureAsyncOperation"] {
        let world =
            World::with(&json!({"operations": {"ipFlowVerify": {"way": way, "fails": fails}}}));
        let answer = world.ask("vm-web-1", https).await;
        assert!(
            matches!(answer, Err(AzureError::OperationFailed(_))),
            "{way}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn whoever_stops_waiting_leaves_nothing_behind() {
    let world = World::with(&json!({"operations": {"ipFlowVerify": {"endless": true}}}));
    let waiting = world.ask("vm-web-1", https);
    let ended = tokio::time::timeout(std::time::Duration::from_secs(5), waiting).await;
    assert!(ended.is_err(), "it was cancelled while it polled");
    let polled = world.simulator.requests(Some("test")).len();
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert_eq!(world.simulator.requests(Some("test")).len(), polled);
}
