//! Requests that are sent again, and those that never are.

use crate::operations::{WATCHER, request};
use crate::scripted::{Answer, Script, Scripted, Tokens, client, client_with, error, http, with};
use azure::client::TokenSource;
use azure::confirm::LiveAnswer;
use azure::error::AzureError;
use azure::token::AccessToken;
use azure::transport::{Transport, TransportError};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

const DENY: &str =
    r#"{"access":"Deny","ruleName":"defaultSecurityRules/DenyAllInBound","ruleId":""}"#;

fn ask(answers: Vec<Answer>) -> (Result<LiveAnswer, AzureError>, Rc<Script>) {
    let script = Script::new(answers);
    let client = client(&script);
    let asked = script.run(client.verify_ip_flow(WATCHER, &request(), &|_| {}));
    (asked, script)
}

fn broken() -> Answer {
    Answer::Fails(TransportError::Broken {
        reason: "connection reset".to_owned(),
    })
}

#[test]
fn what_is_busy_is_asked_again() {
    let throttled = |retry: &str| {
        with(
            429,
            &[("retry-after", retry)],
            r#"{"code":"TooManyRequests","message":"slow down"}"#,
        )
    };
    let cases: Vec<(&str, Vec<Answer>, Vec<u64>)> = vec![
        (
            "429 with Retry-After",
            vec![throttled("7"), http(200, DENY)],
            vec![0, 7],
        ),
        (
            "429 with the date that HTTP allows as well",
            vec![throttled("Wed, 21 Oct 2026 07:28:09 GMT"), http(200, DENY)],
            vec![0, 9],
        ),
        (
            "429 without",
            vec![http(429, ""), http(429, ""), http(200, DENY)],
            vec![0, 1, 3],
        ),
        (
            "412, as Network Watcher throttled in 2017",
            vec![http(412, ""), http(200, DENY)],
            vec![0, 1],
        ),
        (
            "502",
            vec![http(502, "<html>Bad Gateway</html>"), http(200, DENY)],
            vec![0, 1],
        ),
        ("503", vec![http(503, ""), http(200, DENY)], vec![0, 1]),
        ("504", vec![http(504, ""), http(200, DENY)], vec![0, 1]),
        (
            "a broken connection",
            vec![broken(), broken(), http(200, DENY)],
            vec![0, 1, 3],
        ),
    ];
    for (name, answers, seconds) in cases {
        let (answer, script) = ask(answers);
        assert!(answer.is_ok(), "{name}: {answer:?}");
        assert_eq!(script.seconds(), seconds, "{name}");
    }
}

#[test]
fn trying_again_ends() {
    let (answer, script) = ask((0..20).map(|_| http(503, "")).collect());
    assert!(answer.is_err());
    assert_eq!(script.seconds(), [0, 1, 3, 7, 15, 31]);
    let (answer, script) = ask((0..20).map(|_| broken()).collect());
    assert!(
        matches!(answer, Err(AzureError::Unreachable { .. })),
        "{answer:?}"
    );
    assert_eq!(script.asked().len(), 6);
    let (answer, script) = ask(vec![with(429, &[("retry-after", "3600")], "")]);
    assert!(
        matches!(answer, Err(AzureError::Throttled { .. })),
        "{answer:?}"
    );
    assert_eq!(
        script.asked().len(),
        1,
        "an hour is for the person to decide"
    );
}

#[test]
fn what_was_refused_is_not_asked_again() {
    for (status, code) in [
        (400, "InvalidRequestFormat"),
        (401, "InvalidAuthenticationToken"),
        (401, "InvalidAuthenticationTokenAudience"),
        (403, "AuthorizationFailed"),
        (404, "ResourceNotFound"),
        (409, "Conflict"),
        (500, "InternalServerError"),
    ] {
        let (answer, script) = ask(vec![error(status, code, "no"), http(200, DENY)]);
        assert!(answer.is_err(), "{code}");
        assert_eq!(script.asked().len(), 1, "{code}");
    }
}

#[test]
fn a_request_that_hangs_is_given_up() {
    let (answer, script) = ask(vec![Answer::Slow(
        Duration::from_secs(3600),
        Box::new(http(200, DENY)),
    )]);
    assert!(
        matches!(answer, Err(AzureError::RequestTimedOut { .. })),
        "{answer:?}"
    );
    assert_eq!(script.asked().len(), 1);
}

#[test]
fn eleven_seconds_for_one_answer_are_fine() {
    let (answer, _) = ask(vec![Answer::Slow(
        Duration::from_secs(11),
        Box::new(http(200, DENY)),
    )]);
    assert!(answer.is_ok(), "{answer:?}");
}

#[test]
fn a_token_that_expires_while_polling_is_renewed_and_the_operation_goes_on() {
    let url = "https://management.azure.com/subscriptions/s/operationResults/1";
    let expired = || {
        error(
            401,
            "ExpiredAuthenticationToken",
            "The access token expiry UTC time is earlier",
        )
    };
    let script = Script::new([
        with(202, &[("location", url)], "null"),
        expired(),
        http(200, DENY),
    ]);
    let client = client_with(&script, Tokens::named(&["old", "new"]));
    let answer = script.run(client.verify_ip_flow(WATCHER, &request(), &|_| {}));
    assert!(answer.is_ok(), "{answer:?}");
    let asked = script.asked();
    let seen: Vec<_> = asked
        .iter()
        .map(|asked| (asked.method, asked.token.as_str()))
        .collect();
    assert_eq!(seen, [("POST", "old"), ("GET", "old"), ("GET", "new")]);
    assert_eq!(asked[1].url, asked[2].url, "the same operation");
}

#[test]
fn a_source_that_repeats_the_expired_token_is_not_asked_for_ever() {
    let expired = || error(401, "ExpiredAuthenticationToken", "expired");
    let (answer, script) = ask((0..10).map(|_| expired()).collect());
    assert!(answer.is_err());
    assert_eq!(script.asked().len(), 1);
}

#[test]
fn one_that_is_told_to_slow_down_slows_all() {
    let script = Script::new([
        with(429, &[("retry-after", "30")], ""),
        http(200, DENY),
        http(200, DENY),
    ]);
    let client = client(&script);
    let request = request();
    script.run(async {
        let first = client.verify_ip_flow(WATCHER, &request, &|_| {});
        let second = async {
            azure::transport::Transport::sleep(client.transport(), Duration::from_secs(1)).await;
            client.verify_ip_flow(WATCHER, &request, &|_| {}).await
        };
        let (first, second) = futures_util::future::join(first, second).await;
        assert!(first.is_ok() && second.is_ok());
    });
    assert_eq!(script.seconds(), [0, 30, 30]);
}

/// A person who takes ten minutes to get a new token.
struct Slow(Rc<Script>, Tokens);

impl TokenSource for Slow {
    async fn token(&self, expired: Option<&AccessToken>) -> Result<Arc<AccessToken>, AzureError> {
        if expired.is_some() {
            let script = Scripted(Rc::clone(&self.0));
            script.sleep(Duration::from_secs(600)).await;
        }
        self.1.token(expired).await
    }
}

#[test]
fn the_time_in_which_a_person_gets_a_token_is_not_the_operations() {
    let url = "https://management.azure.com/subscriptions/s/operationResults/1";
    let accepted = || with(202, &[("location", url)], "null");
    let expired = error(401, "ExpiredAuthenticationToken", "expired");
    let script = Script::new([accepted(), expired, accepted(), http(200, DENY)]);
    let tokens = Slow(Rc::clone(&script), Tokens::named(&["old", "new"]));
    let client = client_with(&script, tokens);
    let answer = script.run(client.verify_ip_flow(WATCHER, &request(), &|_| {}));
    assert!(answer.is_ok(), "{answer:?}");
    assert_eq!(script.seconds(), [0, 2, 602, 604]);
}
