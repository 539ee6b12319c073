//! Everything that goes wrong, over sockets: what is repeated, what is told.

use crate::support::{World, https};
use azure::confirm::LiveAnswer;
use azure::error::AzureError;
use serde_json::{Value, json};

fn fault(answer: Value) -> Value {
    json!({
        "operations": {"ipFlowVerify": {"way": "atOnce"}},
        "faults": [{"on": {"operation": "ipFlowVerify"}, "times": 1, "answer": answer}],
    })
}

#[tokio::test]
async fn what_passes_is_asked_again() {
    for answer in [
        json!({"status": 429, "retryAfter": 1}),
        json!({"status": 429}),
        json!({"status": 412}),
        json!({"status": 502, "text": "<html>Bad Gateway</html>"}),
        json!({"status": 503, "envelope": "flat"}),
        json!({"status": 504, "envelope": "empty"}),
        json!({"cut": "beforeHeaders"}),
        json!({"cut": "inBody"}),
    ] {
        let world = World::with(&fault(answer.clone()));
        let asked = world.ask("vm-web-1", https).await;
        assert!(
            matches!(asked, Ok(LiveAnswer::Verdict(_))),
            "{answer}: {asked:?}"
        );
        assert_eq!(world.seen("ipFlowVerify").len(), 2, "{answer}");
    }
}

#[tokio::test]
async fn what_does_not_pass_is_told_and_not_repeated() {
    for (answer, code) in [
        (json!({"status": 400}), "invalid-request"),
        (json!({"status": 403}), "forbidden"),
        (json!({"status": 404}), "not-found"),
        (json!({"status": 404, "envelope": "flat"}), "not-found"),
        (json!({"status": 500}), "server-fault"),
        (
            json!({"status": 401, "code": "InvalidAuthenticationToken"}),
            "token-refused",
        ),
        (
            json!({"status": 409, "code": "Strange", "message": "odd"}),
            "unknown-error",
        ),
        (
            json!({"status": 200, "text": "<html><body>Sign in</body></html>"}),
            "not-json",
        ),
        (
            json!({"status": 200, "text": "{\"access\": \"All"}),
            "not-json",
        ),
        (
            json!({"status": 200, "body": {"verdict": "Allow"}}),
            "unexpected-answer",
        ),
        (json!({"status": 200, "megabytes": 100}), "answer-too-large"),
        (
            json!({"status": 307, "headers": {"Location": "https://elsewhere.example/"}}),
            "redirect-refused",
        ),
        (
            json!({"status": 202, "body": null, "location": "https://elsewhere.example{link}"}),
            "foreign-address",
        ),
        (
            json!({"status": 202, "body": null, "location": "http://user:secret@{host}{link}"}),
            "foreign-address",
        ),
        (
            json!({"status": 202, "body": null, "withoutHeaders": ["Location"]}),
            "location-unreadable",
        ),
    ] {
        let world = World::with(&fault(answer.clone()));
        let asked = world.ask("vm-web-1", https).await;
        let error = asked.expect_err(&answer.to_string());
        assert_eq!(error.code(), code, "{answer}: {error}");
        assert_eq!(world.seen("ipFlowVerify").len(), 1, "{answer}");
        assert!(error.help().is_some(), "{error}");
    }
}

#[tokio::test]
async fn what_befalls_a_poll_is_told_of_the_poll() {
    for (answer, code) in [
        (json!({"status": 403}), "forbidden"),
        (json!({"status": 404}), "not-found"),
        (json!({"status": 500}), "operation-failed"),
        (
            json!({"status": 307, "headers": {"Location": "https://elsewhere.example/"}}),
            "redirect-refused",
        ),
        (json!({"text": "<html>Sign in</html>"}), "not-json"),
        (json!({"megabytes": 100}), "answer-too-large"),
    ] {
        let polls = json!({"operation": "operationResults", "of": "ipFlowVerify"});
        let world = World::hurried(
            &json!({
                "operations": {"ipFlowVerify": {"way": "location"}},
                "faults": [{"on": polls, "answer": answer}],
            }),
            4,
        );
        let error = world.ask("vm-web-1", https).await.unwrap_err();
        assert_eq!(error.code(), code, "{answer}: {error}");
        assert_eq!(world.seen("operationResults").len(), 1, "{answer}");
        let told = error.to_string() + &error.help().unwrap();
        if code == "forbidden" {
            assert!(told.contains("locations/operationResults/read"), "{told}");
        }
        assert!(!told.contains("network watcher or"), "{told}");
    }
}

#[tokio::test]
async fn an_unknown_error_is_shown_with_code_message_and_request_id() {
    for envelope in ["nested", "flat"] {
        let world = World::with(&fault(json!({
            "status": 409, "code": "Strange", "message": "Odd.", "envelope": envelope,
            "headers": {"x-ms-request-id": "11aa"},
        })));
        let error = world.ask("vm-web-1", https).await.unwrap_err();
        assert!(
            error.to_string().ends_with("Odd (Strange, request 11aa)"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_refusal_comes_with_the_action_and_a_role() {
    let world = World::with(&fault(json!({"status": 403})));
    let error = world.ask("vm-web-1", https).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("Microsoft.Network/networkWatchers/ipFlowVerify/action"),
        "{error}"
    );
    let role: Value = serde_json::from_str(&error.command().unwrap()).unwrap();
    assert!(role["Actions"].as_array().unwrap().len() > 5);
}

#[tokio::test]
async fn no_group_is_an_answer_and_a_stopped_machine_is_told() {
    let world = World::built_in();
    let asked = world.ask("vm-no-nsg", https).await;
    assert!(
        matches!(asked, Ok(LiveAnswer::NotFiltered { .. })),
        "{asked:?}"
    );
    let asked = world.ask("vm-stopped", https).await;
    let Err(error @ AzureError::VmNotRunning(_)) = asked else {
        panic!("{asked:?}");
    };
    assert!(error.help().unwrap().starts_with("start the VM"));
    let asked = world.ask("vm-no-watcher", https).await;
    let Err(error @ AzureError::WatcherMissing { .. }) = asked else {
        panic!("{asked:?}");
    };
    assert!(
        error
            .command()
            .unwrap()
            .starts_with("az network watcher configure")
    );
}

#[tokio::test]
async fn a_flow_that_azure_refuses_is_told_by_what_is_wrong_with_it() {
    let world = World::with(&json!({"operations": {"ipFlowVerify": {"way": "atOnce"}}}));
    let asked = world.ask_about("vm-appliance", false, https).await;
    let Err(error @ AzureError::InterfaceNotNamed(_)) = asked else {
        panic!("{asked:?}");
    };
    assert!(error.help().unwrap().contains("choose the one"));
    let asked = world.ask("vm-web-1", |_| https("10.20.1.99")).await;
    let Err(error @ AzureError::ForeignLocalAddress(_)) = asked else {
        panic!("{asked:?}");
    };
    assert!(!error.concerns_all(), "another flow may have the right one");
}

#[tokio::test]
async fn a_token_that_expires_while_polling_is_renewed() {
    let slow = json!({"operations": {"ipFlowVerify": {"way": "location", "polls": 2}}});
    let world = World::with_token(&slow, 3, None);
    let asked = world.ask("vm-web-1", https).await;
    assert!(asked.is_ok(), "{asked:?}");
    assert_eq!(
        world.seen("ipFlowVerify").len(),
        1,
        "the operation was not begun again"
    );
    // Who is refused has no session.
    let refused = world.simulator.requests(None);
    assert!(
        refused.iter().any(|one| one.status == Some(401)),
        "{refused:#?}"
    );
}

#[tokio::test]
async fn a_token_for_something_else_is_refused() {
    let world = World::with_token(&json!({}), 3600, Some("https://graph.microsoft.com"));
    let listed = world.client.subscriptions(&|_| {}).await;
    assert!(
        matches!(listed.problem, Some(AzureError::TokenRefused(_))),
        "{:?}",
        listed.problem
    );
}

#[tokio::test]
async fn lists_without_end_or_elsewhere_are_bounded_and_keep_what_was_read() {
    for (link, code) in [
        ("endless", "endless-pages"),
        ("same", "endless-pages"),
        ("https://elsewhere.example{link}", "foreign-address"),
        ("http://user:secret@{host}{link}", "foreign-address"),
    ] {
        let faults = json!([{"on": {"operation": "subscriptions"}, "answer": {"nextLink": link}}]);
        let world = World::with(&json!({"faults": faults}));
        let listed = world.client.subscriptions(&|_| {}).await;
        assert_eq!(
            listed
                .problem
                .map(|error| error.code().to_owned())
                .as_deref(),
            Some(code),
            "{link}"
        );
        assert!(!listed.items.is_empty(), "{link}");
    }
}

#[tokio::test]
async fn a_hundred_megabytes_in_place_of_a_list_or_of_rules_are_not_read() {
    let faults = json!([
        {"on": {"operation": "virtualMachines"}, "times": 1, "answer": {"megabytes": 100}},
        {"on": {"operation": "effectiveNetworkSecurityGroups"}, "answer": {"megabytes": 100}},
    ]);
    let world = World::with(&json!({"faults": faults}));
    let subscriptions = world.client.subscriptions(&|_| {}).await;
    let subscription = &subscriptions.items[0].id;
    let listed = world.client.virtual_machines(subscription, &|_| {}).await;
    assert!(
        matches!(listed.problem, Some(AzureError::TooLarge)),
        "{:?}",
        listed.problem
    );
    let id = world.machine("vm-web-1").await;
    let loaded = world.client.load(&id, None, &|_| {}).await.unwrap();
    assert_eq!(loaded.effective, None);
    assert!(loaded.subnet_group.is_some(), "the rest is there");
    let mut notes = loaded.notes.iter();
    assert!(notes.any(|note| note.code == "effective-rules-not-read"));
}

#[tokio::test]
async fn rules_in_force_and_tags_are_read_over_their_pages() {
    let fast = json!({"way": "atOnce"});
    let operations = json!({"effectiveNetworkSecurityGroups": fast});
    let whole = World::with(&json!({"operations": operations, "pageSize": 100}));
    let paged = World::with(&json!({"operations": operations, "pageSize": 1}));
    let mut loaded = Vec::new();
    for world in [&whole, &paged] {
        // The rules of a stopped machine take their tags from the discovery.
        for name in ["vm-db-1", "vm-managed", "vm-stopped"] {
            let id = world.machine(name).await;
            let one = world.client.load(&id, None, &|_| {}).await.unwrap();
            let network = one.network();
            loaded.push((
                network.service_tags,
                network.security_admin_rules,
                one.in_force().groups.len(),
            ));
        }
    }
    let (whole, of_pages) = loaded.split_at(3);
    assert_eq!(whole, of_pages);
    assert_eq!(whole[0].2, 2, "both groups");
    assert!(paged.seen("serviceTags").len() > 5);
}

#[tokio::test]
async fn script_in_a_name_is_a_name() {
    let name = "<img src=x onerror=alert(1)>";
    let answer = json!({"merge": {"value": [{"subscriptionId": "s", "displayName": name}], "nextLink": null}});
    let faults = json!([{"on": {"operation": "subscriptions"}, "answer": answer}]);
    let world = World::with(&json!({"faults": faults}));
    let listed = world.client.subscriptions(&|_| {}).await;
    assert_eq!(listed.items[0].name, name);
}
