//! Replays of several workers become one, and nothing is lost on the way.

use nsg::Scenario;
use nsg_traffic::{TrafficFilter, TrafficReplay};

fn replay_of(files: &[(&str, &str)]) -> TrafficReplay {
    let mut replay = TrafficReplay::new(Scenario::default(), None, TrafficFilter::default());
    for (name, text) in files {
        let mut document = replay.document(name);
        document.read(text.as_bytes());
        document.finish();
    }
    replay
}

const WHOLE: &str = r#"{"records":[{"macAddress":"00224871C205","flowRecords":{"flows":[{"aclID":"","flowGroups":[
    {"rule":"UserRule_web","flowTuples":["1773486000000,203.0.113.7,10.0.1.4,50000,443,6,I,B,NX,0,0,0,0","no flow"]}]}]}}]}"#;

/// Files that are no record, or end in the middle of one, are told whichever worker read them.
#[test]
fn what_is_wrong_with_files_is_told() {
    let cut = WHOLE.get(..WHOLE.len() - 4).unwrap();
    let files = [("a", WHOLE), ("b", cut), ("c", "{}")];
    let mut joined = replay_of(&files[..1]);
    joined
        .absorb(&replay_of(&files[1..]).counted().unwrap())
        .unwrap();
    let alone = replay_of(&files).result().diagnostics;
    assert_eq!(alone.len(), 3);
    assert_eq!(joined.result().diagnostics, alone);
}
