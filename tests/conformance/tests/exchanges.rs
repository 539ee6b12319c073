//! Recorded HTTP exchanges, played back to the client: result, number of requests, and URLs.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)]

use azure::confirm::{LiveAnswer, LiveVerdict};
use azure::error::AzureError;
use conformance::exchange::{self, Exchange, path};
use conformance::recordings;
use nsg::{Direction, Endpoint, Flow, Protocol};
use serde::Deserialize;
use std::path::Path;

/// An exchange that the project keeps, and what the client makes of it.
#[derive(Debug, Deserialize)]
struct Fact {
    exchange: Exchange,
    expect: Expected,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Expected {
    access: Option<String>,
    rule: Option<String>,
    not_filtered: bool,
    error: Option<String>,
}

/// Recordings have their exchange beside what it was about.
#[derive(Debug, Deserialize)]
struct Recorded {
    id: String,
    http: Exchange,
    #[serde(default)]
    azure: Option<Answered>,
    #[serde(default)]
    response: Option<Response>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answered {
    status: u16,
    access: Option<String>,
    rule_name: Option<String>,
    rule_id: Option<String>,
    error: Option<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct Response {
    status: u16,
    body: Box<serde_json::value::RawValue>,
}

fn flow() -> Flow {
    let end = |address: &str, port| Endpoint {
        address: address.parse().unwrap(),
        port,
    };
    Flow {
        direction: Direction::Outbound,
        protocol: Protocol::Tcp,
        local: end("10.0.0.4", None),
        remote: end("203.0.113.7", Some(80)),
    }
}

/// One request for each that was recorded, and every poll at the URL that Azure gave, letter for letter.
fn same_requests(id: &str, exchange: &Exchange, asked: &[String]) {
    let (first, polls) = asked.split_first().unwrap();
    assert_eq!(path(first), path(&exchange.post.uri), "{id}");
    let recorded: Vec<_> = exchange.polls.iter().map(|poll| &poll.uri).collect();
    assert_eq!(polls.len(), recorded.len(), "{id}: {asked:#?}");
    for (ours, theirs) in polls.iter().zip(recorded) {
        // Recorders differ in how they write the host: one kept none, one `http://…:443`.
        let from = theirs.find(path(theirs)).unwrap();
        assert!(ours.ends_with(&theirs[from..]), "{id}: {ours}, {theirs}");
    }
}

fn verdict(answer: Result<LiveAnswer, AzureError>) -> LiveVerdict {
    match answer {
        Ok(LiveAnswer::Verdict(verdict)) => verdict,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_exchange_that_is_kept() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("facts/exchange");
    let mut played = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let fact: Fact =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let answer = exchange::ip_flow_verify(&fact.exchange, &flow()).unwrap();
        same_requests(&name, &fact.exchange, &answer.asked);
        let expect = fact.expect;
        match (answer.result, expect.error, expect.not_filtered) {
            (Err(error), Some(code), _) => assert_eq!(error.code(), code, "{name}"),
            (Ok(LiveAnswer::NotFiltered { .. }), None, true) => {}
            (Ok(LiveAnswer::Verdict(verdict)), None, false) => {
                assert_eq!(
                    Some(verdict.access.as_str()),
                    expect.access.as_deref(),
                    "{name}"
                );
                assert_eq!(verdict.rule_name, expect.rule, "{name}");
            }
            (other, ..) => panic!("{name}: {other:?}"),
        }
        played += 1;
    }
    assert!(played >= 7);
}

#[test]
fn shared_every_recorded_ip_flow_verify() {
    let Some(all) = recordings::all::<Recorded>("ipflow.json").unwrap() else {
        return;
    };
    for recorded in &all {
        let id = &recorded.id;
        let exchange = recorded.http.clone().without_blanks();
        let played = exchange::ip_flow_verify(&exchange, &flow()).unwrap();
        same_requests(id, &exchange, &played.asked);
        let azure = recorded.azure.as_ref().unwrap();
        let code = azure
            .error
            .as_ref()
            .and_then(|error| error.get("code")?.as_str());
        match (azure.status, code) {
            (200, None) => {
                let verdict = verdict(played.result);
                let id_of_rule = azure.rule_id.as_deref().filter(|id| !id.is_empty());
                assert_eq!(
                    Some(verdict.access.as_str()),
                    azure.access.as_deref(),
                    "{id}"
                );
                assert_eq!(verdict.rule_name, azure.rule_name, "{id}");
                assert_eq!(verdict.rule_id.as_deref(), id_of_rule, "{id}");
            }
            (400, Some("NsgsNotAppliedOnNic")) => {
                assert!(
                    matches!(played.result, Ok(LiveAnswer::NotFiltered { .. })),
                    "{id}"
                );
            }
            (_, Some(code)) => {
                let error = played.result.unwrap_err();
                assert_eq!(
                    error.service().map(|it| it.code.as_str()),
                    Some(code),
                    "{id}"
                );
            }
            other => panic!("{id}: {other:?}"),
        }
    }
    println!("{} exchanges of ipFlowVerify played", all.len());
}

/// The file keeps a final body once: the exchange points to it.
fn with_its_body(recorded: &Recorded) -> Exchange {
    let mut exchange = recorded.http.clone().without_blanks();
    let response = recorded.response.as_ref().unwrap();
    let last = exchange.polls.last_mut().unwrap_or(&mut exchange.post);
    last.body = Some(response.body.clone());
    exchange
}

#[test]
fn shared_every_recorded_diagnostic() {
    let Some(all) = recordings::all::<Recorded>("ncd.json").unwrap() else {
        return;
    };
    for recorded in &all {
        let exchange = with_its_body(recorded);
        let played = exchange::diagnose(&exchange).unwrap();
        same_requests(&recorded.id, &exchange, &played.asked);
        let text = recorded.response.as_ref().unwrap().body.get();
        let empty = text.contains(r#""results": []"#) || text.contains(r#""results":[]"#);
        assert_eq!(played.result.unwrap().is_empty(), empty, "{}", recorded.id);
    }
    println!(
        "{} exchanges of networkConfigurationDiagnostic played",
        all.len()
    );
}

#[test]
fn shared_every_recorded_answer_with_effective_rules() {
    let Some(all) = recordings::all::<Recorded>("effnsg.json").unwrap() else {
        return;
    };
    for recorded in &all {
        let id = &recorded.id;
        let exchange = with_its_body(recorded);
        let played = exchange::effective_rules(&exchange).unwrap();
        let response = recorded.response.as_ref().unwrap();
        match response.status {
            200 => {
                let limit = azure::client::OPERATION_LIMIT.as_secs();
                if let Err(AzureError::OperationTimedOut { seconds, .. }) = &played.result {
                    // One took 27 polls, which is longer than anybody waits.
                    assert!(exchange.polls.len() > 20 && *seconds <= limit, "{id}");
                    continue;
                }
                same_requests(id, &exchange, &played.asked);
                assert_eq!(played.result.unwrap(), response.body.get(), "{id}");
            }
            _ => {
                same_requests(id, &exchange, &played.asked);
                assert!(played.result.is_err(), "{id}");
            }
        }
    }
    println!(
        "{} exchanges of effectiveNetworkSecurityGroups played",
        all.len()
    );
}
