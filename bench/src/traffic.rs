//! A flow log of a virtual network, read and judged. It is left in `target/bench/` with the rules and the counts, so that
//! WebAssembly and the peers answer the same question of the same file.

use crate::{figure, figure_at_least, workload};
use nsg::{Decision, RuleIndex, RuleName, Scenario};
use nsg_traffic::{TrafficFilter, TrafficReplay};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// So many decisions; each connection is recorded again and again, from other source ports.
const DECISIONS: usize = 500_000;

/// So many different pairs of machines and ports.
const CONVERSATIONS: usize = 20_000;

/// In one record.
const TOGETHER: usize = 1000;

/// So many rules are turned round: enough that some of these flows change.
const EDITS: usize = 50;

const ROUNDS: usize = 3;

/// Writes the log, and measures. `group` is the rules as JSON, `edits` what of them is edited.
pub(crate) fn measure(
    group: &Value,
    scenario: &Scenario,
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let edited = workload::edited(group, EDITS);
    let after = Scenario {
        network_interface_security_group: nsg_documents::read(&edited.to_string())
            .groups
            .into_iter()
            .next()
            .map(|group| group.security_group),
        ..scenario.clone()
    };
    let (text, counts) = log(scenario, &after)?;
    if counts == json!([0, 0]) {
        return Err("a change that changes no flow of the log measures nothing".into());
    }
    std::fs::write(folder.join("flow-log.json"), &text)?;
    std::fs::write(folder.join("edited-group.json"), edited.to_string())?;
    std::fs::write(folder.join("flow-log-counts.json"), counts.to_string())?;
    // Of each side the one stage that there is.
    let rules = [scenario, &after].map(|side| judges::plain(side).get(0).cloned());
    std::fs::write(folder.join("flow-log-rules.json"), json!(rules).to_string())?;
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let mut replay = TrafficReplay::new(
            scenario.clone(),
            Some(after.clone()),
            TrafficFilter::default(),
        );
        let begun = Instant::now();
        let mut document = replay.document("flow-log.json");
        for piece in text.as_bytes().chunks(1 << 20) {
            document.read(piece);
        }
        document.finish();
        best = best.min(begun.elapsed());
        let change = replay.result().change.ok_or("no change was counted")?;
        if json!([change.broken, change.opened]) != counts {
            return Err(format!("{} and {} are not {counts}", change.broken, change.opened).into());
        }
    }
    let millions = f64::from(u32::try_from(DECISIONS)?) / 1e6;
    figure(
        "read and judge a flow log of 500000 decisions, native",
        best.as_secs_f64() * 1e3,
        "ms",
        None,
    );
    figure_at_least(
        "decisions of a flow log, 1000 rules, native",
        millions / best.as_secs_f64(),
        "million/s",
        4.0,
    );
    Ok(())
}

/// The log, and what the change does to it: how many flows it breaks and opens.
fn log(before: &Scenario, after: &Scenario) -> Result<(String, Value), Box<dyn Error>> {
    let [before, after] = [before, after].map(|scenario| RuleIndex::new(scenario.clone()));
    let flows = workload::flows(CONVERSATIONS);
    let (mut broken, mut opened) = (0_u64, 0_u64);
    let mut text = String::from("{\"records\":[");
    for record in 0..DECISIONS / TOGETHER {
        let mut rules: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for number in 0..TOGETHER {
            let at = record * TOGETHER + number;
            let mut flow = *flows.get(at * 7919 % flows.len()).ok_or("no flow")?;
            flow.remote.port = u16::try_from(1024 + at % 60_000).ok();
            let (was, is) = (before.verdict(&flow), after.access(&flow));
            broken += u64::from(was.access == Decision::Allow && is == Decision::Deny);
            opened += u64::from(was.access == Decision::Deny && is == Decision::Allow);
            let rule = was.rule_name.unwrap_or_default();
            let rule = RuleName::from_ip_flow_verify(&rule).diagnostic();
            let (source, destination) = (flow.source(), flow.destination());
            let tuple = format!(
                "\"{},{},{},{},{},{},I,{},NX,0,0,0,0\"",
                1_772_438_400_000 + at,
                source.address,
                destination.address,
                source.port.unwrap_or_default(),
                destination.port.unwrap_or_default(),
                if flow.protocol == nsg::Protocol::Udp {
                    17
                } else {
                    6
                },
                if was.access == Decision::Allow {
                    'B'
                } else {
                    'D'
                },
            );
            rules.entry(rule).or_default().push(tuple);
        }
        let groups: Vec<String> = rules
            .iter()
            .map(|(rule, tuples)| {
                format!(
                    "{{\"rule\":\"{rule}\",\"flowTuples\":[{}]}}",
                    tuples.join(",")
                )
            })
            .collect();
        let comma = if record == 0 { "" } else { "," };
        write!(
            text,
            "{comma}{{\"time\":\"2026-03-02T08:00:{:02}.{record:07}Z\",\"flowLogVersion\":4,\"flowLogGUID\":\"g\",\"macAddress\":\"002248AABB01\",\"flowRecords\":{{\"flows\":[{{\"aclID\":\"11111111-2222-3333-4444-555555555555\",\"flowGroups\":[{}]}}]}}}}",
            record % 60,
            groups.join(",")
        )?;
    }
    text.push_str("]}");
    Ok((text, json!([broken, opened])))
}
