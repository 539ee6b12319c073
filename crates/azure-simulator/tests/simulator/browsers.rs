//! A browser on another origin may ask only where it was told of.

use crate::support::{Answer, Fixture};
use reqwest::Method;

async fn preflight(fixture: &Fixture, link: &str) -> Answer {
    let headers = [
        ("origin", "http://127.0.0.1:8080"),
        ("access-control-request-method", "POST"),
        (
            "access-control-request-headers",
            "authorization,content-type",
        ),
    ];
    fixture
        .send(Method::OPTIONS, link, &headers, None)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_preflight_needs_no_token() {
    let fixture = Fixture::over_built_in("{}");
    let answer = preflight(&fixture, "/subscriptions?api-version=1").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(
        answer.header("access-control-allow-headers"),
        Some("authorization,content-type")
    );
    assert!(
        answer
            .header("access-control-allow-methods")
            .unwrap()
            .contains("POST")
    );
    assert!(fixture.simulator.requests(None).is_empty());
    // A page that signs in asks for a token first.
    let token = preflight(&fixture, "/simulator/token").await;
    assert_eq!(token.header("access-control-allow-origin"), Some("*"));
}

#[tokio::test]
async fn headers_are_exposed_as_the_scenario_says() {
    let cases = [
        ("{}", Some(true)),
        (r#"{ "cors": { "exposed": ["Retry-After"] } }"#, Some(false)),
        (r#"{ "cors": { "exposed": [] } }"#, None),
    ];
    for (scenario, location) in cases {
        let fixture = Fixture::over_built_in(scenario);
        let answer = fixture.get("/subscriptions").await;
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        let exposed = answer.header("access-control-expose-headers");
        assert_eq!(
            exposed.map(|it| it.contains("location")),
            location,
            "{scenario}"
        );
        // An error is as readable as any answer.
        let refused = fixture
            .send(Method::GET, "/subscriptions", &[], None)
            .await
            .unwrap();
        assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    }
}

#[tokio::test]
async fn no_browser_is_let_in() {
    let fixture = Fixture::over_built_in(r#"{ "cors": { "refused": true } }"#);
    let answer = preflight(&fixture, "/subscriptions?api-version=1").await;
    assert_eq!(answer.header("access-control-allow-origin"), None);
    let answer = fixture.get("/subscriptions").await;
    assert_eq!(
        (answer.status, answer.header("access-control-allow-origin")),
        (200, None)
    );
}

#[tokio::test]
async fn a_name_that_only_leads_to_this_machine_is_refused() {
    let fixture = Fixture::over_built_in("{}");
    for (host, status) in [
        ("evil.example", 403),
        ("127.0.0.1.evil.example:80", 403),
        ("localhost:80", 200),
    ] {
        for link in ["/simulator/token", "/subscriptions?api-version=2022-01-01"] {
            let bearer = format!("Bearer {}", fixture.token);
            let headers = [("host", host), ("authorization", bearer.as_str())];
            let answer = fixture
                .send(Method::GET, link, &headers, None)
                .await
                .unwrap();
            assert_eq!(answer.status, status, "{host} {link}");
            assert_eq!(
                answer.text.contains("accessToken"),
                status == 200 && link.contains("token")
            );
        }
    }
}

#[tokio::test]
async fn only_pages_that_it_was_told_of_may_ask() {
    let page = "http://127.0.0.1:8080";
    let fixture = Fixture::for_pages(&[page]);
    for (origin, status) in [
        (Some(page), 200),
        (Some("http://evil.example"), 403),
        (Some("null"), 403),
        (None, 200),
    ] {
        let headers: Vec<_> = origin.iter().map(|origin| ("origin", *origin)).collect();
        let answer = fixture
            .send(Method::GET, "/simulator/token", &headers, None)
            .await
            .unwrap();
        assert_eq!(answer.status, status, "{origin:?}");
    }
}
