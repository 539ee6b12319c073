//! Lists in pages.

use crate::scripted::{Script, client, http};
use azure::error::AzureError;

fn page(names: &[&str], next: Option<&str>) -> crate::scripted::Answer {
    let value: Vec<_> = names
        .iter()
        .map(|name| serde_json::json!({"subscriptionId": name, "displayName": name.to_uppercase()}))
        .collect();
    http(
        200,
        &serde_json::json!({"value": value, "nextLink": next}).to_string(),
    )
}

#[test]
fn all_pages_are_followed() {
    let next =
        "https://management.azure.com/subscriptions?api-version=2022-12-01&$skiptoken=eyJ%3D";
    let script = Script::new([page(&["a", "b"], Some(next)), page(&["c"], None)]);
    let listed = script.run(client(&script).subscriptions(&|_| {}));
    let names: Vec<_> = listed.items.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["A", "B", "C"]);
    assert!(listed.problem.is_none());
    assert_eq!(
        script.lines(),
        [
            "GET https://management.azure.com/subscriptions?api-version=2022-12-01".to_owned(),
            format!("GET {next}"),
        ]
    );
}

#[test]
fn an_empty_next_link_ends_the_list() {
    let script = Script::new([page(&["a"], Some(""))]);
    assert!(
        script
            .run(client(&script).subscriptions(&|_| {}))
            .problem
            .is_none()
    );
}

#[test]
fn a_page_that_is_missing_does_not_lose_the_ones_before() {
    let next = "https://management.azure.com/subscriptions?page=2";
    let script = Script::new([page(&["a", "b"], Some(next)), http(200, "<html>")]);
    let listed = script.run(client(&script).subscriptions(&|_| {}));
    assert_eq!(listed.items.len(), 2);
    assert!(
        matches!(listed.problem, Some(AzureError::NotJson { .. })),
        "{:?}",
        listed.problem
    );
}
