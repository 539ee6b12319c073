//! A Resource Manager that means harm: bounded, reported, nothing lost, and the token stays.

use crate::operations::{WATCHER, request};
use crate::scripted::{Script, client, http, with};
use azure::client::{MAX_ENTRIES, MAX_PAGES};
use azure::error::AzureError;
use azure::transport::TransportError;

/// URLs that a token must not go to.
pub(crate) const FOREIGN: [&str; 14] = [
    "https://evil.example/operationResults/1",
    "http://management.azure.com/operationResults/1",
    "https://management.azure.com.evil.example/x",
    "https://evilmanagement.azure.com/x",
    "https://management.azure.com@evil.example/x",
    "https://user@management.azure.com/x",
    "https://user:secret@management.azure.com/x",
    "https://management.azure.com:8443/x",
    "https://management.azure.com\\@evil.example/x",
    "https:\\\\management.azure.com/x",
    "//management.azure.com/x",
    "/subscriptions/s/operationResults/1",
    "https://management.azure.com\t.evil.example/x",
    "javascript:alert(1)",
];

#[test]
fn a_location_elsewhere_is_refused() {
    for header in ["location", "azure-asyncoperation"] {
        for url in FOREIGN {
            let script = Script::new([with(202, &[(header, url)], "null")]);
            let client = client(&script);
            let answer = script.run(client.verify_ip_flow(WATCHER, &request(), &|_| {}));
            assert!(
                matches!(answer, Err(AzureError::ForeignUrl { .. })),
                "{url}: {answer:?}"
            );
            assert_eq!(script.asked().len(), 1, "{url}");
        }
    }
}

#[test]
fn a_next_link_elsewhere_is_refused_and_the_page_before_it_kept() {
    for url in FOREIGN {
        let body = serde_json::json!({"value": [{"subscriptionId": "a"}], "nextLink": url});
        let script = Script::new([http(200, &body.to_string())]);
        let listed = script.run(client(&script).subscriptions(&|_| {}));
        assert_eq!(listed.items.len(), 1, "{url}");
        assert!(
            matches!(listed.problem, Some(AzureError::ForeignUrl { .. })),
            "{url}"
        );
    }
}

#[test]
fn a_list_without_end_ends() {
    let page = |number: usize| {
        let next = format!("https://management.azure.com/subscriptions?page={number}");
        http(
            200,
            &serde_json::json!({"value": [{"subscriptionId": "a"}], "nextLink": next}).to_string(),
        )
    };
    let script = Script::new((0..1000).map(page));
    let listed = script.run(client(&script).subscriptions(&|_| {}));
    assert_eq!(listed.items.len(), MAX_PAGES);
    assert!(matches!(
        listed.problem,
        Some(AzureError::EndlessPages { .. })
    ));

    let same = || page(1);
    let script = Script::new([same(), same(), same()]);
    let listed = script.run(client(&script).subscriptions(&|_| {}));
    assert!(matches!(
        listed.problem,
        Some(AzureError::EndlessPages { .. })
    ));
    assert_eq!(
        script.asked().len(),
        2,
        "a page that leads to itself is seen at once"
    );
}

#[test]
fn a_list_with_too_many_entries_ends() {
    let entries = vec![serde_json::json!({"subscriptionId": "a"}); MAX_ENTRIES / 2 + 1];
    let page = |number: usize| {
        let next = format!("https://management.azure.com/subscriptions?page={number}");
        let body = serde_json::json!({"value": entries, "nextLink": next});
        http(200, &body.to_string())
    };
    let script = Script::new((0..5).map(page));
    let listed = script.run(client(&script).subscriptions(&|_| {}));
    assert_eq!(listed.items.len(), MAX_ENTRIES);
    assert!(
        matches!(listed.problem, Some(AzureError::EndlessPages { pages: 2 })),
        "{:?}",
        listed.problem
    );
    assert_eq!(script.asked().len(), 2);
}

#[test]
fn a_list_with_too_much_text_ends() {
    let filler = "x".repeat(30 << 20);
    let page = |number: usize| {
        let next = format!("https://management.azure.com/subscriptions?page={number}");
        let entry = format!(r#"{{"subscriptionId":"a","filler":"{filler}"}}"#);
        http(
            200,
            &format!(r#"{{"value":[{entry}],"nextLink":"{next}"}}"#),
        )
    };
    let script = Script::new((0..6).map(page));
    let listed = script.run(client(&script).subscriptions(&|_| {}));
    assert_eq!(listed.items.len(), 5, "128 MB are passed");
    assert!(
        matches!(listed.problem, Some(AzureError::EndlessPages { pages: 5 })),
        "{:?}",
        listed.problem
    );
}

#[test]
fn what_is_too_large_or_sent_elsewhere_is_reported_and_not_repeated() {
    for (fault, code) in [
        (TransportError::TooLarge, "answer-too-large"),
        (TransportError::Redirected, "redirect-refused"),
    ] {
        let script = Script::new([crate::scripted::Answer::Fails(fault)]);
        let client = client(&script);
        let answer = script.run(client.verify_ip_flow(WATCHER, &request(), &|_| {}));
        assert_eq!(
            answer.err().map(|error| error.code().to_owned()).as_deref(),
            Some(code)
        );
    }
}

#[test]
fn an_id_that_is_more_than_an_id_is_not_asked_for() {
    for id in [
        "/subscriptions/s/../../x",
        "/subscriptions/s?api-version=1",
        "/subscriptions/s#x",
        "/subscriptions//x",
        "//evil.example/subscriptions/s",
        "https://evil.example/subscriptions/s",
        "/subscriptions/s/a b",
        "",
    ] {
        let script = Script::new([]);
        let answer = script.run(client(&script).interface(id, &|_| {}));
        assert!(answer.is_err(), "{id}");
        assert!(script.asked().is_empty(), "{id}");
    }
}
