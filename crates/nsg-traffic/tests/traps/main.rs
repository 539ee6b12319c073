//! What in a flow log is not what it looks like, a test each.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "tests end in a panic where something is not so"
)]

mod counted;
mod decided;

use nsg::{Access, NetworkSecurityGroup, Scenario};
use nsg_traffic::{
    SkippedReason, TrafficDiagnosticCode, TrafficEffect, TrafficFilter, TrafficReplay,
    TrafficResult,
};
use rule_lines::{admin_rule, both, network, nic, tagged};

const GROUP: &str = "11111111-2222-3333-4444-555555555555";

/// A record of one interface: each line is `rule tuple`, the time in minutes.
fn record(time: &str, mac: &str, group: &str, lines: &[&str]) -> String {
    let line = |line: &&str| {
        let (rule, tuple) = line.split_once(' ').unwrap();
        let (minute, rest) = tuple.split_once(',').unwrap();
        let time = 1_772_438_400_000_u64 + minute.parse::<u64>().unwrap() * 60_000;
        format!(r#"{{"rule":"{rule}","flowTuples":["{time},{rest},NX,1,100,1,50"]}}"#)
    };
    let groups: Vec<String> = lines.iter().map(line).collect();
    format!(
        r#"{{"time":"{time}","flowLogGUID":"f","macAddress":"{mac}","flowRecords":{{"flows":[{{"aclID":"{group}","flowGroups":[{}]}}]}}}}"#,
        groups.join(",")
    )
}

fn replay_with(
    before: &Scenario,
    after: Option<&Scenario>,
    filter: TrafficFilter,
    records: &[String],
) -> TrafficResult {
    let mut replay = TrafficReplay::new(before.clone(), after.cloned(), filter);
    let mut document = replay.document("PT1H.json");
    document.read(format!(r#"{{"records":[{}]}}"#, records.join(",")).as_bytes());
    document.finish();
    replay.result()
}

fn replay(before: &Scenario, after: Option<&Scenario>, records: &[String]) -> TrafficResult {
    replay_with(before, after, TrafficFilter::default(), records)
}

/// A group with its GUID and its id, as Azure prints it.
fn named(rules: &str) -> Scenario {
    let mut scenario = Scenario {
        network: network(),
        ..nic(rules)
    };
    if let Some(group) = &mut scenario.network_interface_security_group {
        group.resource_guid = Some(GROUP.to_owned());
        group.id = Some("/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkSecurityGroups/nsg-web".to_owned());
    }
    scenario
}

fn skipped(result: &TrafficResult, reason: SkippedReason) -> u64 {
    result
        .skipped
        .iter()
        .find(|one| one.reason == reason)
        .map_or(0, |one| one.flows)
}

const WEB: &str = "web 100 In Tcp *:* -> *:443 Allow";
const CLOSED: &str = "web 100 In Tcp *:* -> *:443 Deny";
