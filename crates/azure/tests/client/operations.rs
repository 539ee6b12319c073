//! The ways in which Azure finishes an operation.

use crate::scripted::{Answer, Script, client, error, http, with};
use azure::confirm::{LiveAccess, LiveAnswer};
use azure::error::{AzureError, Call};
use azure::ip_flow_request::IpFlowRequest;
use nsg::{Direction, Endpoint, Flow, Protocol};
use std::cell::RefCell;
use std::time::Duration;

pub(crate) const WATCHER: &str = "/subscriptions/s/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/w";
const MACHINE: &str =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm";
const POST: &str = "POST https://management.azure.com/subscriptions/s/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/w/ipFlowVerify?api-version=2022-01-01";
const ALLOW: &str = r#"{"access":"Allow","ruleName":"securityRules/web","ruleId":"/subscriptions/s/x/securityRules/web"}"#;
const RESULT: &str = "https://management.azure.com/subscriptions/s/providers/Microsoft.Network/locations/westus/operationResults/1?api-version=2022-01-01";

pub(crate) fn flow() -> Flow {
    Flow {
        direction: Direction::Inbound,
        protocol: Protocol::Tcp,
        local: Endpoint {
            address: "10.0.0.4".parse().unwrap(),
            port: Some(443),
        },
        remote: Endpoint {
            address: "203.0.113.7".parse().unwrap(),
            port: None,
        },
    }
}

pub(crate) fn request() -> IpFlowRequest {
    IpFlowRequest::new(&flow(), MACHINE, None).unwrap()
}

fn ask(answers: Vec<Answer>) -> (Result<LiveAnswer, AzureError>, std::rc::Rc<Script>) {
    let script = Script::new(answers);
    let client = client(&script);
    let asked = script.run(client.verify_ip_flow(WATCHER, &request(), &|_| {}));
    (asked, script)
}

fn signed(number: usize) -> String {
    // As long as the signed ones that were recorded.
    format!(
        "{RESULT}&t={number}&c={}&s=a%2Bb%3D%3D&h=x",
        "MII".repeat(1200)
    )
}

/// A name, the answers, the URLs of the polls, and the seconds at which each request is sent.
type Way<'a> = (&'a str, Vec<Answer>, Vec<&'a str>, Vec<u64>);

#[test]
fn every_way_that_was_recorded_gives_the_answer() {
    let (one, two) = (signed(1), signed(2));
    let cases: Vec<Way<'_>> = vec![
        (
            "at once, with a Location that nobody asks",
            vec![with(200, &[("location", RESULT)], ALLOW)],
            vec![],
            vec![0],
        ),
        (
            "202 null, a Location that stays, no Retry-After",
            vec![
                with(202, &[("location", RESULT)], "null"),
                with(200, &[("location", RESULT)], ALLOW),
            ],
            vec![RESULT],
            vec![0, 2],
        ),
        (
            "the newest signed Location, letter for letter",
            vec![
                with(202, &[("location", &one)], "null"),
                with(202, &[("location", &two)], "null"),
                http(200, ALLOW),
            ],
            vec![&one, &two],
            vec![0, 2, 4],
        ),
        (
            "a 202 without a Location keeps the last",
            vec![
                with(202, &[("location", &one)], "null"),
                http(202, "null"),
                http(202, ""),
                http(202, "null"),
                http(202, "null"),
                http(200, ALLOW),
            ],
            vec![&one, &one, &one, &one, &one],
            vec![0, 2, 4, 7, 11, 16],
        ),
        (
            "Retry-After: 10",
            vec![
                with(202, &[("location", RESULT), ("retry-after", "10")], "null"),
                http(200, ALLOW),
            ],
            vec![RESULT],
            vec![0, 10],
        ),
        (
            "Retry-After: 0 is no hurry",
            vec![
                with(202, &[("location", RESULT), ("retry-after", "0")], "null"),
                http(200, ALLOW),
            ],
            vec![RESULT],
            vec![0, 2],
        ),
        (
            "a regional host",
            vec![
                with(
                    202,
                    &[(
                        "location",
                        "https://brazilus.management.azure.com/subscriptions/s/operationResults/1",
                    )],
                    "null",
                ),
                http(200, ALLOW),
            ],
            vec!["https://brazilus.management.azure.com/subscriptions/s/operationResults/1"],
            vec![0, 2],
        ),
        (
            "Azure-AsyncOperation alone",
            vec![
                with(202, &[("azure-asyncoperation", RESULT)], "null"),
                http(200, r#"{"status":"InProgress"}"#),
                http(
                    200,
                    &format!(r#"{{"status":"Succeeded","properties":{{"output":{ALLOW}}}}}"#),
                ),
            ],
            vec![RESULT, RESULT],
            vec![0, 2, 4],
        ),
    ];
    for (name, answers, polls, seconds) in cases {
        let (answer, script) = ask(answers);
        let Ok(LiveAnswer::Verdict(verdict)) = answer else {
            panic!("{name}: {answer:?}");
        };
        assert_eq!(verdict.access, LiveAccess::Allow, "{name}");
        assert_eq!(
            verdict.rule_name.as_deref(),
            Some("securityRules/web"),
            "{name}"
        );
        let polls = polls.iter().map(|url| format!("GET {url}"));
        let expected: Vec<_> = std::iter::once(POST.to_owned()).chain(polls).collect();
        assert_eq!(script.lines(), expected, "{name}");
        assert_eq!(script.seconds(), seconds, "{name}");
        assert_eq!(script.left(), 0, "{name}");
    }
}

#[test]
fn the_body_is_what_azure_documents() {
    let (_, script) = ask(vec![http(200, ALLOW)]);
    let body: serde_json::Value =
        serde_json::from_str(script.asked()[0].body.as_deref().unwrap()).unwrap();
    let expected = serde_json::json!({
        "targetResourceId": MACHINE, "direction": "Inbound", "protocol": "TCP",
        "localPort": "443", "remotePort": "*",
        "localIPAddress": "10.0.0.4", "remoteIPAddress": "203.0.113.7",
    });
    assert_eq!(body, expected);
}

#[test]
fn a_header_that_the_browser_cannot_read_is_told_plainly() {
    let (answer, _) = ask(vec![http(202, "null")]);
    assert!(
        matches!(answer, Err(AzureError::LocationUnreadable)),
        "{answer:?}"
    );
}

#[test]
fn an_operation_that_fails_is_no_question_that_failed() {
    let polls = [with(202, &[("location", RESULT)], "null")];
    let failed = with(
        500,
        &[("location", RESULT)],
        r#"{"error":{"code":"InternalServerError","message":"An error occurred.","details":[]}}"#,
    );
    let (answer, script) = ask(polls.into_iter().chain([failed]).collect());
    assert!(
        matches!(answer, Err(AzureError::OperationFailed(_))),
        "{answer:?}"
    );
    assert_eq!(script.asked().len(), 2, "it is not tried again");

    let (answer, _) = ask(vec![
        with(202, &[("azure-asyncoperation", RESULT)], "null"),
        http(
            200,
            r#"{"status":"Failed","error":{"code":"Conflict","message":"busy"}}"#,
        ),
    ]);
    let Err(AzureError::OperationFailed(service)) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(service.code, "Conflict");
}

#[test]
fn an_operation_without_end_ends_after_two_minutes() {
    let endless = (0..100)
        .map(|_| with(202, &[("location", RESULT)], "null"))
        .collect();
    let (answer, script) = ask(endless);
    assert!(
        matches!(answer, Err(AzureError::OperationTimedOut { .. })),
        "{answer:?}"
    );
    let last = *script.seconds().last().unwrap();
    assert!((110..=120).contains(&last), "{last}");
}

#[test]
fn no_group_is_an_answer() {
    let (answer, _) = ask(vec![error(
        400,
        "NsgsNotAppliedOnNic",
        "No NSG applied on nic",
    )]);
    assert!(
        matches!(answer, Ok(LiveAnswer::NotFiltered { .. })),
        "{answer:?}"
    );
}

#[test]
fn whoever_stops_waiting_asks_nothing_more() {
    let script = Script::new([with(202, &[("location", RESULT)], "null")]);
    let client = client(&script);
    let steps = RefCell::new(Vec::new());
    let on_step =
        |step: azure::client::ClientStep<'_>| steps.borrow_mut().push(step.words().to_owned());
    let request = request();
    let asking = client.verify_ip_flow(WATCHER, &request, &on_step);
    script.run(async {
        let soon = azure::transport::Transport::sleep(client.transport(), Duration::from_secs(1));
        futures_util::future::select(Box::pin(asking), Box::pin(soon)).await;
    });
    assert_eq!(script.asked().len(), 1);
    assert!(
        steps
            .borrow()
            .iter()
            .any(|step| step.contains("asking again in 2 s")),
        "{steps:?}"
    );
}

#[test]
fn odd_answers_are_no_verdicts() {
    for body in ["null", "{}", "[]", "<html>", r#"{"access":1}"#] {
        let (answer, _) = ask(vec![http(200, body)]);
        assert!(answer.is_err(), "{body}: {answer:?}");
    }
    for body in [r#"{"access":"Unknown"}"#, r#"{"access":"Perhaps"}"#] {
        let (answer, _) = ask(vec![http(200, body)]);
        let Ok(LiveAnswer::Verdict(verdict)) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(verdict.access, LiveAccess::Unknown);
    }
}

#[test]
fn a_poll_that_is_refused_tells_of_the_poll() {
    let accepted = || with(202, &[("location", RESULT)], "null");
    let (answer, _) = ask(vec![accepted(), error(404, "NotFound", "gone")]);
    let lost = answer.unwrap_err();
    assert!(
        matches!(&lost, AzureError::NotFound { call, .. } if *call == Call::OperationResult),
        "{lost:?}"
    );
    assert_eq!(
        lost.help().as_deref(),
        Some("the result is no longer stored: try again")
    );
    assert!(
        !lost.concerns_all(),
        "the next operation has its own result"
    );

    let (answer, _) = ask(vec![accepted(), error(403, "AuthorizationFailed", "no")]);
    let refused = answer.unwrap_err();
    let AzureError::Forbidden { action, .. } = &refused else {
        panic!("{refused:?}");
    };
    assert_eq!(action, "Microsoft.Network/locations/operationResults/read");
    assert!(refused.concerns_all());
}

#[test]
fn a_busy_service_makes_no_poll_longer_than_the_operation() {
    let throttled = || with(429, &[("retry-after", "50")], "");
    let polls = (0..20).map(|_| throttled());
    let answers = std::iter::once(with(202, &[("location", RESULT)], "null")).chain(polls);
    let (answer, script) = ask(answers.collect());
    assert!(
        matches!(answer, Err(AzureError::Throttled { .. })),
        "{answer:?}"
    );
    assert_eq!(script.seconds(), [0, 2, 52, 103]);

    let hangs = Answer::Slow(Duration::from_secs(3600), Box::new(http(200, ALLOW)));
    let late = with(202, &[("location", RESULT), ("retry-after", "60")], "null");
    let (answer, script) = ask(vec![late, hangs]);
    let Err(AzureError::OperationTimedOut { seconds: 120, .. }) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(script.now().as_secs(), 120);
}

#[test]
fn a_long_wait_that_azure_asks_for_is_told() {
    let busy = with(202, &[("location", RESULT), ("retry-after", "600")], "null");
    let (answer, script) = ask(vec![busy]);
    let error = answer.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Azure is still working on it; the answer takes another 600 s"
    );
    assert_eq!(script.seconds(), [0]);
}
