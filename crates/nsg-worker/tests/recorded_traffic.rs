//! What the page asks about recorded flows, answered as the crate of recorded flows answers.

#![cfg(feature = "traffic")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests end in a panic where something is not so"
)]

use nsg::{Access, AppliedTo, Direction, Network, Protocol};
use nsg_traffic::kql::{QueryForm, TrafficTable};
use nsg_traffic::record::RecordTime;
use nsg_traffic::{RecordedPoint, TightenOptions, Tightened, TrafficEffect, TrafficFilter};
use nsg_worker::ask::{self, QueryAbout, WriteQuery};
use nsg_worker::{Ask, Side, TrafficSession, WorkerMessage, answer};
use rule_lines::{group, network};

const LOG: &str = r#"{"records":[{"time":"t","flowLogGUID":"f","macAddress":"AA","flowRecords":{"flows":[{"aclID":"g","flowGroups":[{"rule":"UserRule_web","flowTuples":[
"1772438400000,203.0.113.9,10.0.1.4,50000,443,6,I,B,NX,0,0,0,0","1772438401000,203.0.113.8,10.0.1.4,50000,443,6,I,B,NX,0,0,0,0"]},
{"rule":"DefaultRule_DenyAllInBound","flowTuples":["1772438402000,198.51.100.7,10.0.1.4,50000,22,6,I,D,NX,0,0,0,0"]}]}]}}]}"#;

fn told() -> TrafficSession {
    let mut session = TrafficSession::default();
    session.take(WorkerMessage::Network(Network { ..network() }));
    for (side, rules) in [
        (Side::Original, "web 100 In Tcp *:* -> *:443|8443 Allow"),
        (Side::Edited, "web 100 In Tcp *:* -> *:8443 Allow"),
    ] {
        let message = WorkerMessage::Group(side, AppliedTo::NetworkInterface, Some(group(rules)));
        session.take(message);
    }
    session
}

fn asked<Q: Ask>(session: &mut TrafficSession, question: Q) -> Result<Q::Answer, String> {
    let reply = session
        .take(WorkerMessage::Ask(1, question.into()))
        .unwrap();
    reply.answer.and_then(|text| answer(&text))
}

fn everything() -> ask::BeginReplay {
    ask::BeginReplay {
        filter: TrafficFilter::default(),
    }
}

fn read(session: &mut TrafficSession) {
    asked(session, everything()).unwrap();
    let pieces: Vec<&[u8]> = LOG.as_bytes().chunks(50).collect();
    for (number, piece) in pieces.iter().enumerate() {
        let question = ask::ReadTraffic {
            file: "PT1H.json".to_owned(),
            bytes: piece.to_vec(),
            is_last: number + 1 == pieces.len(),
        };
        asked(session, question).unwrap();
    }
}

#[test]
fn files_in_pieces_and_every_question_about_them() {
    let mut session = told();
    assert!(asked(&mut session, ask::ReplayResult).is_err());
    read(&mut session);
    let result = asked(&mut session, ask::ReplayResult).unwrap();
    let change = result.change.unwrap();
    assert_eq!(
        (result.flows, change.broken, change.groups[0].effect),
        (3, 2, TrafficEffect::Broken)
    );
    let opened = asked(&mut session, ask::OpenTraffic { group: 0 }).unwrap();
    assert_eq!(opened.len(), 2);
    let slice = ask::MapSlice {
        direction: Direction::Inbound,
        protocol: Protocol::Tcp,
        local: "10.0.1.4".parse().unwrap(),
        source_port: 1,
    };
    let plotted = asked(&mut session, ask::PlotTraffic { slice }).unwrap();
    assert_eq!((plotted.flows, plotted.points.len()), (3, 3));
    let denied = RecordedPoint {
        remote: "198.51.100.7".parse().unwrap(),
        port: Some(22),
        access: Access::Deny,
        flows: 1,
    };
    assert!(plotted.points.contains(&denied), "{plotted:?}");
    // What the edit blocks is blocked, too.
    let denied = asked(&mut session, ask::ListDenied).unwrap();
    let ports: Vec<_> = denied.iter().map(|one| one.port).collect();
    assert_eq!(ports, [Some(443), Some(22)]);
    let proposal = asked(&mut session, ask::AllowDenied { chosen: vec![0] }).unwrap();
    assert_eq!(proposal.edits.len(), 1);
    for about in [QueryAbout::Change, QueryAbout::Parity, QueryAbout::Use] {
        let question = WriteQuery {
            about,
            table: TrafficTable::NtaNetAnalytics,
            form: QueryForm::Short,
        };
        assert!(
            asked(&mut session, question)
                .unwrap()
                .contains("NTANetAnalytics")
        );
    }
    // Of the other worker.
    assert!(asked(&mut session, ask::Impact).is_err());
}

/// Asks for the first rule, tightened.
fn tightened(session: &mut TrafficSession) -> Result<Tightened, String> {
    let question = ask::TightenRule {
        applied_to: AppliedTo::NetworkInterface,
        position: 0,
        options: TightenOptions::default(),
    };
    asked(session, question)
}

#[test]
fn what_rules_decide_and_could_be_is_of_the_edited_ones() {
    let mut session = told();
    read(&mut session);
    let uses = |session: &mut TrafficSession| -> Vec<u64> {
        let rules = asked(session, ask::UsedRules).unwrap();
        rules.iter().take(1).map(|rule| rule.flows).collect()
    };
    // The edited rule no longer has the port of the record.
    assert_eq!(uses(&mut session), [0]);
    assert!(tightened(&mut session).is_err());
    let edited = Some(group("web 100 In Tcp *:* -> *:443|444 Allow"));
    session.take(WorkerMessage::Group(
        Side::Edited,
        AppliedTo::NetworkInterface,
        edited,
    ));
    read(&mut session);
    assert_eq!(uses(&mut session), [2]);
    assert_eq!(tightened(&mut session).unwrap().flows, 2);
}

#[test]
fn a_part_of_the_record_is_replayed_alone() {
    let mut session = told();
    let moment = |second: u64| RecordTime::of_number(1_772_438_400 + second);
    let filters = [
        (TrafficFilter::default(), 3),
        (
            TrafficFilter {
                local_addresses: vec!["10.0.9.0/24".parse().unwrap()],
                ..TrafficFilter::default()
            },
            0,
        ),
        (
            TrafficFilter {
                from: moment(1),
                to: moment(1),
                ..TrafficFilter::default()
            },
            1,
        ),
    ];
    for (filter, flows) in filters {
        // As it crosses to the worker.
        let bytes = nsg_worker::encode(&WorkerMessage::Ask(1, ask::BeginReplay { filter }.into()));
        session.take(nsg_worker::decode(&bytes.unwrap()).unwrap());
        let question = ask::ReadTraffic {
            file: "PT1H.json".to_owned(),
            bytes: LOG.as_bytes().to_vec(),
            is_last: true,
        };
        assert_eq!(asked(&mut session, question).unwrap().flows, flows);
    }
}

#[test]
fn what_two_workers_counted_becomes_one() {
    let (mut first, mut second) = (told(), told());
    read(&mut first);
    asked(&mut second, everything()).unwrap();
    let counted = asked(&mut first, ask::TakeCounted).unwrap();
    asked(&mut second, ask::AddCounted(counted)).unwrap();
    let [one, other] =
        [&mut first, &mut second].map(|session| asked(session, ask::ReplayResult).unwrap());
    assert_eq!(one, other);
}
