//! Signing in, and every way in which a token is refused.

use crate::support::Fixture;
use azure_simulator::SignIn;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use serde_json::{Value, json};

const LINK: &str = "/subscriptions?api-version=2022-12-01";

#[tokio::test]
async fn a_bad_token_is_refused_as_azure_does() {
    let fixture = Fixture::over_built_in("{}");
    let token = |sign_in: SignIn| format!("Bearer {}", fixture.simulator.token(&sign_in));
    let good = token(SignIn::default());
    let expired = SignIn {
        lifetime: Some(-60),
        ..SignIn::default()
    };
    let elsewhere = SignIn {
        audience: Some("https://graph.example/".to_owned()),
        ..SignIn::default()
    };
    let other = Fixture::over_built_in("{}");
    let cases = [
        (None, "AuthenticationFailed"),
        (Some("Bearer".to_owned()), "AuthenticationFailed"),
        (
            Some(good.replace("Bearer ", "Basic ")),
            "AuthenticationFailed",
        ),
        (
            Some("Bearer not.a.token".to_owned()),
            "InvalidAuthenticationToken",
        ),
        (Some(format!("{good}x")), "InvalidAuthenticationToken"),
        (
            Some(good.replacen("eyJ", "eyK", 2)),
            "InvalidAuthenticationToken",
        ),
        (
            Some(format!("Bearer {}", other.token)),
            "InvalidAuthenticationToken",
        ),
        (Some(token(expired)), "ExpiredAuthenticationToken"),
        (Some(token(elsewhere)), "InvalidAuthenticationTokenAudience"),
    ];
    for (header, code) in cases {
        let headers: Vec<_> = header
            .iter()
            .map(|it| ("authorization", it.as_str()))
            .collect();
        let answer = fixture
            .send(Method::GET, LINK, &headers, None)
            .await
            .unwrap();
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (401, code),
            "{header:?}"
        );
        assert!(
            answer
                .header("www-authenticate")
                .unwrap()
                .starts_with("Bearer authorization_uri=")
        );
    }
    let with_slash = token(SignIn {
        audience: Some(format!("{}/", fixture.simulator.origin())),
        ..SignIn::default()
    });
    let headers = [("authorization", with_slash.as_str())];
    let answer = fixture
        .send(Method::GET, LINK, &headers, None)
        .await
        .unwrap();
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn signing_in_prints_what_az_prints() {
    let fixture = Fixture::over_built_in(r#"{ "tokenSeconds": 120 }"#);
    let link = "/simulator/token?session=mine";
    let printed = fixture
        .send(Method::GET, link, &[], None)
        .await
        .unwrap()
        .json();
    let keys: Vec<_> = printed.as_object().unwrap().keys().collect();
    let expected = [
        "accessToken",
        "expiresOn",
        "expires_on",
        "subscription",
        "tenant",
        "tokenType",
    ];
    assert_eq!(keys, expected);
    assert_eq!(printed["tokenType"], "Bearer");
    let token = printed["accessToken"].as_str().unwrap();
    let claims = token.split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    assert_eq!(claims["aud"], fixture.simulator.origin());
    assert_eq!(
        (&claims["name"], &claims["scp"]),
        (&json!("Demo user"), &json!("user_impersonation"))
    );
    assert_eq!(claims["sid"], "mine");
    assert_eq!(claims["exp"], printed["expires_on"]);
    assert_eq!(
        claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
        120
    );
    for claim in ["iss", "nbf", "tid", "oid", "upn"] {
        assert!(claims.get(claim).is_some(), "{claim}");
    }
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(
        fixture
            .send(Method::GET, LINK, &headers, None)
            .await
            .unwrap()
            .status,
        200
    );

    let seen = fixture.send(Method::GET, "/simulator/requests?session=mine", &[], None);
    let seen = seen.await.unwrap().json();
    assert_eq!(seen.as_array().unwrap().len(), 1);
    assert_eq!(
        (&seen[0]["operation"], &seen[0]["status"]),
        (&json!("subscriptions"), &json!(200))
    );
    fixture
        .send(Method::POST, "/simulator/reset", &[], None)
        .await
        .unwrap();
    assert!(fixture.simulator.requests(None).is_empty());
}
