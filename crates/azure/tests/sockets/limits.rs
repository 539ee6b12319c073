//! Time limits over sockets.

use crate::support::{World, https};
use azure::confirm::LiveAnswer;
use azure::error::AzureError;
use serde_json::{Value, json};

/// Two minutes are three seconds.
const FASTER: u32 = 40;

fn on_polls(answer: &Value) -> Value {
    json!({
        "operations": {"ipFlowVerify": {"way": "location"}},
        "faults": [{"on": {"operation": "operationResults", "of": "ipFlowVerify"}, "answer": answer}],
    })
}

#[tokio::test]
async fn an_operation_without_end_is_given_up_after_two_minutes() {
    for way in ["location", "locationRotating", "azureAsyncOperation"] {
        let endless = json!({"operations": {"ipFlowVerify": {"way": way, "endless": true}}});
        let world = World::hurried(&endless, FASTER);
        let asked = world.ask("vm-web-1", https).await;
        let Err(AzureError::OperationTimedOut { seconds, .. }) = asked else {
            panic!("{way}: {asked:?}");
        };
        assert!((110..=120).contains(&seconds), "{way}: {seconds}");
        assert_eq!(world.seen("ipFlowVerify").len(), 1, "{way}");
        let polls = world.simulator.requests(Some("test")).into_iter();
        let polls = polls.filter(|one| one.path.contains("/operation")).count();
        // Sockets on a clock that hurries take longer, so there are some polls less.
        assert!((10..=25).contains(&polls), "{way}: {polls}");
    }
}

#[tokio::test]
async fn a_slow_answer_is_waited_for_and_one_that_never_comes_is_not() {
    let slow = |seconds: f64| {
        json!({
            "operations": {"ipFlowVerify": {"way": "atOnce"}},
            "faults": [{"on": {"operation": "ipFlowVerify"}, "answer": {"delaySeconds": seconds}}],
        })
    };
    let world = World::hurried(&slow(0.5), FASTER);
    let asked = world.ask("vm-web-1", https).await;
    assert!(matches!(asked, Ok(LiveAnswer::Verdict(_))), "{asked:?}");

    let world = World::hurried(&slow(60.0), FASTER);
    let asked = world.ask("vm-web-1", https).await;
    assert!(
        matches!(asked, Err(AzureError::RequestTimedOut { seconds: 90 })),
        "{asked:?}"
    );
}

#[tokio::test]
async fn no_poll_lasts_longer_than_the_operation() {
    let mut hangs = on_polls(&json!({"delaySeconds": 60}));
    hangs["operations"]["ipFlowVerify"]["retryAfter"] = json!(60);
    let world = World::hurried(&hangs, FASTER);
    let asked = world.ask("vm-web-1", https).await;
    assert!(
        matches!(
            asked,
            Err(AzureError::OperationTimedOut { seconds: 120, .. })
        ),
        "{asked:?}"
    );

    let world = World::hurried(&on_polls(&json!({"status": 429, "retryAfter": 50})), FASTER);
    let asked = world.ask("vm-web-1", https).await;
    assert!(
        matches!(asked, Err(AzureError::Throttled { .. })),
        "{asked:?}"
    );
    let polls = world.seen("operationResults").len();
    assert!((2..=3).contains(&polls), "{polls}");
}

#[tokio::test]
async fn a_long_wait_that_azure_asks_for_is_told_at_once() {
    let busy = json!({"operations": {"ipFlowVerify": {"way": "location", "retryAfter": 600}}});
    let world = World::with(&busy);
    let error = world.ask("vm-web-1", https).await.unwrap_err();
    assert!(error.to_string().contains("another 600 s"), "{error}");
    assert!(world.seen("operationResults").is_empty());
}
