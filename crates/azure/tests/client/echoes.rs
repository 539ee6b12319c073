//! An endpoint, a portal or a browser that repeats the token: nothing that is told has a part of it.

use crate::operations::{WATCHER, request};
use crate::scripted::{Answer, Script, Tokens, client_with, error, http, token_text, with};
use azure::client::TokenSource;
use azure::error::AzureError;
use azure::token::AccessToken;
use azure::transport::TransportError;
use std::cell::RefCell;
use std::sync::Arc;

/// As many letters of a token in a row are a part of it.
const PART: usize = 10;

fn has_part(told: &str, token: &str) -> bool {
    let letters: Vec<char> = token.chars().collect();
    let mut parts = letters.windows(PART.min(letters.len()));
    parts.any(|part| told.contains(&part.iter().collect::<String>()))
}

fn told(error: &AzureError) -> String {
    let object = serde_json::to_string(&error.object()).unwrap();
    format!("{error} {error:?} {} {object}", error.brief())
}

/// Every way in which an endpoint can repeat what it was sent.
fn echoes(token: &str) -> Vec<Vec<Answer>> {
    let body = |value: serde_json::Value| value.to_string();
    let escaped: String = token
        .chars()
        .map(|letter| format!("\\u{:04x}", u32::from(letter)))
        .collect();
    let location = format!("https://{token}.example/");
    let busy = || error(429, "TooManyRequests", token);
    vec![
        vec![error(
            400,
            "BadRequest",
            &format!("not for Bearer {token}."),
        )],
        vec![error(400, token, "no")],
        vec![error(
            403,
            "AuthorizationFailed",
            &format!("over scope '/{token}' is no"),
        )],
        vec![error(500, "InternalServerError", token)],
        vec![http(
            401,
            &body(serde_json::json!({"error": token, "error_description": token})),
        )],
        vec![http(
            409,
            &body(
                serde_json::json!({"code": "C", "details": [{"message": token}, {"code": token}]}),
            ),
        )],
        vec![http(400, &format!(r#"{{"message":"{escaped}"}}"#))],
        vec![with(400, &[("x-ms-request-id", token)], "{}")],
        vec![http(200, token)],
        vec![http(200, &format!(r#"{{"access": {token}}}"#))],
        vec![http(
            200,
            &body(serde_json::json!({"access": token, "ruleName": token})),
        )],
        vec![with(202, &[("location", &location)], "null")],
        vec![
            with(
                202,
                &[("azure-asyncoperation", "https://management.azure.com/x")],
                "",
            ),
            http(
                200,
                &body(
                    serde_json::json!({"status": "Failed", "error": {"code": "C", "message": token}}),
                ),
            ),
        ],
        (0..30).map(|_| busy()).collect(),
        (0..30)
            .map(|_| {
                let reason = format!("could not send {token}");
                Answer::Fails(TransportError::Broken { reason })
            })
            .collect(),
    ]
}

#[test]
fn an_endpoint_that_repeats_the_token_is_quoted_without_it() {
    for token in [
        token_text("Ada"),
        "opaque-gateway-secret-0123456789".to_owned(),
    ] {
        for (number, answers) in echoes(&token).into_iter().enumerate() {
            let script = Script::new(answers);
            let given = AccessToken::from_provider(&token).ok().unwrap();
            let client = client_with(&script, Tokens::only(given));
            let steps = RefCell::new(String::new());
            let hear =
                |step: azure::client::ClientStep<'_>| steps.borrow_mut().push_str(step.words());
            let answer = script.run(client.verify_ip_flow(WATCHER, &request(), &hear));
            let heard = match &answer {
                Ok(answer) => format!("{answer:?}"),
                Err(error) => told(error),
            };
            let heard = format!("{heard} {}", steps.borrow());
            assert!(!has_part(&heard, &token), "{number}: {heard}");
        }
    }
}

#[test]
fn the_beginning_of_a_token_is_a_part_of_it() {
    let token = token_text("Ada");
    let message = format!("cannot read {}…", token.get(..40).unwrap());
    let script = Script::new([error(400, "BadRequest", &message)]);
    let client = client_with(&script, Tokens::named(&["Ada"]));
    let answer = script.run(client.verify_ip_flow(WATCHER, &request(), &|_| {}));
    let heard = told(&answer.unwrap_err());
    assert!(!has_part(&heard, &token), "{heard}");
}

#[test]
fn a_source_of_tokens_that_tells_one_is_quoted_without_it() {
    let token = token_text("Ada");
    for reason in [
        format!("refresh failed for {token}"),
        format!("{}{token}", "x".repeat(490)),
        format!(
            r#"400 {{"access_token":"{token}","refresh_token":"0.{}"}}"#,
            "Ab1".repeat(30)
        ),
        format!("ey\u{200b}J{}", token.get(3..).unwrap()),
    ] {
        let heard = told(&AzureError::token_source(&reason));
        assert!(!has_part(&heard, &token), "{heard}");
        assert!(!heard.contains("Ab1Ab1"), "{heard}");
    }
}

/// Gives a token once, and repeats it in its complaint when asked for a newer one.
struct Complains(&'static str);

impl TokenSource for Complains {
    async fn token(&self, expired: Option<&AccessToken>) -> Result<Arc<AccessToken>, AzureError> {
        match expired {
            None => Ok(Arc::new(AccessToken::from_provider(self.0).ok().unwrap())),
            Some(_) => Err(AzureError::token_source(&format!(
                "no newer than {}",
                self.0
            ))),
        }
    }
}

#[test]
fn a_source_that_has_no_newer_token_is_quoted_without_the_old_one() {
    let script = Script::new([error(401, "ExpiredAuthenticationToken", "too old")]);
    let client = client_with(&script, Complains("opaque-1"));
    let answer = script.run(client.verify_ip_flow(WATCHER, &request(), &|_| {}));
    assert_eq!(
        answer.unwrap_err().to_string(),
        "no token was given: no newer than ***"
    );
}
