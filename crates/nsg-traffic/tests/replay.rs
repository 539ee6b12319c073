//! Random logs, replayed: each count is what the reference evaluator comes to, flow by flow.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "tests end in a panic where something is not so"
)]

use nsg::{Access, Decision, Direction, Flow, Protocol, Scenario, verify};
use nsg_traffic::{TrafficEffect, TrafficFilter, TrafficReplay};
use proptest::prelude::*;
use rule_lines::random::{flow, scenario};
use std::collections::BTreeMap;

/// A decision as a log has it.
#[derive(Clone, Debug)]
struct Decided {
    flow: Flow,
    access: Access,
    rule: String,
    begun: bool,
}

fn decided() -> impl Strategy<Value = Decided> {
    let rule = proptest::sample::select(vec![
        "UserRule_R0",
        "UserRule_R1",
        "userrule_r2",
        "UserRule",
        "DefaultRule_DenyAllInBound",
        "PlatformRule",
        "Org_Deny",
    ]);
    (flow(), any::<bool>(), rule, any::<bool>()).prop_map(|(flow, allows, rule, begun)| Decided {
        flow,
        access: if allows { Access::Allow } else { Access::Deny },
        rule: rule.to_owned(),
        begun,
    })
}

/// The flow as a tuple; `None` for one that a log cannot tell.
fn tuple(number: usize, decided: &Decided) -> Option<String> {
    let flow = &decided.flow;
    let port = |port: Option<u16>| match flow.protocol {
        Protocol::Tcp | Protocol::Udp => port,
        _ => Some(0),
    };
    let protocol = match flow.protocol {
        Protocol::Tcp => 6,
        Protocol::Udp => 17,
        Protocol::Icmp => 1,
        Protocol::Esp => 50,
        Protocol::Ah => 51,
    };
    let direction = match flow.direction {
        Direction::Inbound => 'I',
        Direction::Outbound => 'O',
    };
    let state = match (decided.access, decided.begun) {
        (Access::Deny, _) => 'D',
        (_, true) => 'B',
        (_, false) => 'E',
    };
    let (source, destination) = (flow.source(), flow.destination());
    Some(format!(
        "{},{},{},{},{},{protocol},{direction},{state},NX,1,10,0,0",
        1_772_438_400_000_u64 + number as u64 * 60_000,
        source.address,
        destination.address,
        port(source.port)?,
        port(destination.port)?,
    ))
}

/// The same flow as the log tells it: ports of protocols without ports are none.
fn as_logged(flow: &Flow) -> Flow {
    let mut flow = *flow;
    if !flow.protocol.has_ports() {
        flow.local.port = None;
        flow.remote.port = None;
    }
    flow
}

/// A log whose decisions are a minute apart from one another, beginning at the minute `first`.
fn log(first: usize, decisions: &[Decided]) -> String {
    let groups = decisions
        .iter()
        .enumerate()
        .filter_map(|(number, decided)| {
            let tuple = tuple(first + number, decided)?;
            Some(format!(
                r#"{{"rule":"{}","flowTuples":["{tuple}"]}}"#,
                decided.rule
            ))
        });
    let groups: Vec<String> = groups.collect();
    format!(
        r#"{{"records":[{{"time":"2026-03-02T08:00:00Z","flowLogGUID":"a","macAddress":"AA","flowRecords":{{"flows":[{{"aclID":"g","flowGroups":[{}]}}]}}}}]}}"#,
        groups.join(",")
    )
}

fn effect(before: Decision, after: Decision) -> Option<TrafficEffect> {
    match (before, after) {
        (Decision::Depends, _) | (_, Decision::Depends) => None,
        (Decision::Allow, Decision::Deny) => Some(TrafficEffect::Broken),
        (Decision::Deny, Decision::Allow) => Some(TrafficEffect::Opened),
        _ => Some(TrafficEffect::Unchanged),
    }
}

fn check(before: &Scenario, after: &Scenario, decisions: &[Decided]) -> Result<(), TestCaseError> {
    let text = log(0, decisions);
    let mut replay = TrafficReplay::new(
        before.clone(),
        Some(after.clone()),
        TrafficFilter::default(),
    );
    let mut document = replay.document("log");
    for piece in text.as_bytes().chunks(97) {
        document.read(piece);
    }
    document.finish();
    let result = replay.result();
    let change = result.change.clone().unwrap();

    let mut effects: BTreeMap<TrafficEffect, u64> = BTreeMap::new();
    let (mut same_access, mut differ, mut depends, mut apart, mut open) = (0, 0, 0, 0, 0);
    let mut used: BTreeMap<(String, String), u64> = BTreeMap::new();
    let logged = decisions
        .iter()
        .filter(|one| one.begun || one.access == Access::Deny);
    let logged =
        logged.filter(|one| tuple(0, one).is_some() && as_logged(&one.flow).check().is_ok());
    let logged: Vec<&Decided> = logged.collect();
    let mut flows = 0;
    for one in &logged {
        flows += 1;
        let flow = as_logged(&one.flow);
        let (was, is) = (verify(before, &flow), verify(after, &flow));
        if one.rule == "PlatformRule" || one.rule == "Org_Deny" {
            apart += 1;
            *effects.entry(TrafficEffect::Unchanged).or_default() += 1;
            continue;
        }
        for group in &was.evaluated_network_security_groups {
            if let Some(rule) = &group.matched_rule {
                *used
                    .entry((
                        format!("{:?}", group.applied_to),
                        rule.rule_name.ip_flow_verify(),
                    ))
                    .or_default() += 1;
            }
        }
        match effect(was.access, is.access) {
            Some(effect) => *effects.entry(effect).or_default() += 1,
            None => open += 1,
        }
        if was.access == Decision::Depends {
            depends += 1;
        } else if was.access == Decision::from(one.access) {
            same_access += 1;
        } else {
            differ += 1;
        }
    }
    prop_assert_eq!(result.flows, flows, "{}", text);
    let parity = &result.parity;
    prop_assert_eq!(parity.same + parity.same_access, same_access);
    prop_assert_eq!(
        (parity.differ, parity.depends, parity.not_comparable),
        (differ, depends, apart)
    );
    let of = |effect| effects.get(&effect).copied().unwrap_or_default();
    prop_assert_eq!(
        (change.broken, change.opened),
        (of(TrafficEffect::Broken), of(TrafficEffect::Opened))
    );
    prop_assert!(change.depends <= open);
    prop_assert_eq!(
        change.unchanged + change.depends,
        of(TrafficEffect::Unchanged) + open
    );
    let grouped: u64 = change.groups.iter().map(|group| group.flows).sum();
    prop_assert_eq!(grouped, change.broken + change.opened + change.depends);
    for one in &logged {
        let ends = |other: &Decided| {
            let flow = as_logged(&other.flow);
            (
                flow.direction,
                flow.protocol,
                flow.local.address,
                flow.remote.address,
                flow.destination().port,
                other.access,
            )
        };
        let own = ends(one);
        let (direction, protocol, local, remote, port, access) = own;
        let expected = logged.iter().filter(|other| ends(other) == own).count();
        let told = replay.points(direction, protocol, local, usize::MAX);
        let mut points = told.points.iter();
        let point =
            points.find(|point| (point.remote, point.port, point.access) == (remote, port, access));
        prop_assert_eq!(
            point.map(|point| point.flows),
            Some(expected as u64),
            "{:?}",
            one
        );
    }
    for rule in &result.rules {
        let key = (
            format!("{:?}", rule.rule.applied_to),
            rule.rule.name.ip_flow_verify(),
        );
        // Two rules of one name are two rules here.
        let alike = result.rules.iter().filter(|other| {
            other.rule.applied_to == rule.rule.applied_to && other.rule.name == rule.rule.name
        });
        let sum: u64 = alike.map(|rule| rule.flows).sum();
        prop_assert_eq!(
            sum,
            used.get(&key).copied().unwrap_or_default(),
            "{:?}",
            key
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_count_is_what_the_reference_comes_to(
        before in scenario(),
        after in scenario(),
        decisions in proptest::collection::vec(decided(), 1..40),
    ) {
        check(&before, &after, &decisions)?;
    }

    /// Files that several workers read come to what one comes to.
    #[test]
    fn replays_join(
        before in scenario(),
        after in scenario(),
        files in proptest::collection::vec(proptest::collection::vec(decided(), 1..12), 1..5),
    ) {
        let replay = || TrafficReplay::new(before.clone(), Some(after.clone()), TrafficFilter::default());
        let add = |replay: &mut TrafficReplay, number: usize, decisions: &[Decided]| {
            let name = number.to_string();
            let text = log(number * 100, decisions).replace("2026-03-02T08:00:00Z", &format!("2026-03-02T08:0{number}:00Z"));
            let mut document = replay.document(&name);
            document.read(text.as_bytes());
            document.finish();
        };
        let mut whole = replay();
        let mut joined = replay();
        for (number, decisions) in files.iter().enumerate() {
            add(&mut whole, number, decisions);
            let mut part = replay();
            add(&mut part, number, decisions);
            joined.absorb(&part.counted().unwrap()).unwrap();
        }
        let json = |replay: &TrafficReplay| serde_json::to_string(&replay.result()).unwrap();
        prop_assert_eq!(whole.flows(), joined.flows());
        prop_assert_eq!(json(&whole), json(&joined));
    }
}
