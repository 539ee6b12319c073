//! Many questions: bounded, in order, and nothing lost when it stops.

use crate::operations::{WATCHER, request};
use crate::scripted::{Script, client, error, http, with};
use azure::client::ClientStep;
use azure::confirm::LiveAnswer;
use azure::error::AzureError;
use azure::run::{AT_ONCE, FlowQuestion, Steering};
use std::cell::RefCell;

const DENY: &str =
    r#"{"access":"Deny","ruleName":"defaultSecurityRules/DenyAllInBound","ruleId":""}"#;

fn questions(count: usize) -> Vec<FlowQuestion> {
    let question = |index| FlowQuestion {
        index,
        request: request(),
    };
    (0..count).map(question).collect()
}

#[test]
fn every_question_is_answered_once_and_none_too_soon() {
    let script = Script::new((0..100).map(|_| http(200, DENY)));
    let answered = RefCell::new(Vec::new());
    let steering = Steering::default();
    let client = client(&script);
    let on_answer = |index, answer: Result<LiveAnswer, AzureError>| {
        assert!(answer.is_ok());
        answered.borrow_mut().push(index);
    };
    let run = client.verify_many(WATCHER, questions(100), &steering, &on_answer, &|_| {});
    assert!(script.run(run).is_ok());
    assert_eq!(answered.into_inner(), (0..100).collect::<Vec<_>>());
    let asked = script.asked();
    let apart = asked
        .windows(2)
        .map(|pair| (pair[1].at - pair[0].at).as_millis());
    assert!(apart.min().unwrap() >= 120);
}

#[test]
fn no_more_than_a_few_are_under_way() {
    // Operations that never end: whoever is under way stays so.
    let url = "https://management.azure.com/subscriptions/s/operationResults/1";
    let script = Script::new((0..10_000).map(|_| with(202, &[("location", url)], "null")));
    let steering = Steering::default();
    let client = client(&script);
    let run = client.verify_many(WATCHER, questions(50), &steering, &|_, _| {}, &|_| {});
    script.run(async {
        let soon = azure::transport::Transport::sleep(
            client.transport(),
            std::time::Duration::from_secs(60),
        );
        futures_util::future::select(Box::pin(run), Box::pin(soon)).await;
    });
    let posts = script
        .lines()
        .iter()
        .filter(|line| line.starts_with("POST"))
        .count();
    assert_eq!(posts, AT_ONCE);
}

#[test]
fn a_pause_ends_what_is_under_way_and_starts_nothing() {
    let script = Script::new((0..100).map(|_| http(200, DENY)));
    let answered = RefCell::new(Vec::new());
    let steering = Steering::default();
    let client = client(&script);
    let on_answer = |index, _: Result<LiveAnswer, AzureError>| {
        answered.borrow_mut().push(index);
        steering.paused.set(index >= 9);
    };
    let run = client.verify_many(WATCHER, questions(100), &steering, &on_answer, &|_| {});
    assert!(script.run(run).is_ok());
    let answered = answered.into_inner();
    assert_eq!(answered, (0..answered.len()).collect::<Vec<_>>());
    assert!(
        (10..10 + AT_ONCE).contains(&answered.len()),
        "{}",
        answered.len()
    );
    assert_eq!(script.asked().len(), answered.len());
}

#[test]
fn one_bad_question_does_not_end_the_run_and_a_refusal_does() {
    let refusal = || error(403, "AuthorizationFailed", "no");
    let bad = || error(400, "InvalidRequestFormat", "no");
    let script = Script::new([
        http(200, DENY),
        bad(),
        http(200, DENY),
        refusal(),
        http(200, DENY),
    ]);
    let answered = RefCell::new(Vec::new());
    let steering = Steering::default();
    let client = client(&script);
    let on_answer = |index, answer: Result<LiveAnswer, AzureError>| {
        answered.borrow_mut().push((index, answer.is_ok()));
    };
    let run = client.verify_many(WATCHER, questions(5), &steering, &on_answer, &|_| {});
    assert!(matches!(script.run(run), Err(AzureError::Forbidden { .. })));
    assert_eq!(answered.into_inner(), [(0, true), (1, false), (2, true)]);
    assert_eq!(script.left(), 1, "the last question was not asked");
}

#[test]
fn what_a_list_waits_for_is_told() {
    let slow = || with(429, &[("retry-after", "7")], "{}");
    let script = Script::new([http(200, DENY), slow(), http(200, DENY)]);
    let waits = RefCell::new(Vec::new());
    let on_step = |step: ClientStep<'_>| {
        if let ClientStep::Waits { why: words, .. } = step {
            waits.borrow_mut().push(words.to_owned());
        }
    };
    let steering = Steering::default();
    let client = client(&script);
    let run = client.verify_many(WATCHER, questions(2), &steering, &|_, _| {}, &on_step);
    assert!(script.run(run).is_ok());
    let waits = waits.into_inner();
    assert_eq!(waits.len(), 1, "{waits:?}");
    assert!(waits[0].starts_with("Azure is limiting requests; trying again in "));
}
