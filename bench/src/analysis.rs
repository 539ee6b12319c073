//! The cost of sets of flows, natively. The pair of groups that is compared is left in `target/bench/`, for the
//! package in Node and for z3 and CUDD.

use crate::{RULES, best, figure, workload};
use nsg::{AppliedTo, Network, NetworkSecurityGroup, PortMatch, PortRange, Scenario};
use nsg_analysis::{Limits, compare, findings};
use nsg_worker::{Side, WorkerMessage, ask, encode};
use serde_json::{Value, json};
use std::error::Error;
use std::hint::black_box;
use std::path::Path;

/// So many rules differ between the two groups.
const EDITS: usize = 5;

/// So many keys are typed.
const KEYS: usize = 40;

/// Prefixes of a large tag, and how many such tags.
const PREFIXES: u32 = 10_000;
const TAGS: u32 = 10;

pub(crate) fn measure(
    group: &Value,
    scenario: &Scenario,
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let other = workload::edited(group, EDITS);
    std::fs::write(folder.join("edited.json"), other.to_string())?;
    let after = with_group(&other, &scenario.network)?;
    let pair = json!({ "before": judges::plain(scenario), "after": judges::plain(&after) });
    std::fs::write(folder.join("pair.json"), pair.to_string())?;

    for edits in [1, EDITS] {
        let after = with_group(&workload::edited(group, edits), &scenario.network)?;
        let changes = compare(scenario, &after, None, Limits::default())?.changes;
        if changes.is_empty() {
            return Err("edits that change nothing measure nothing".into());
        }
        let time = best(|| {
            black_box(compare(
                black_box(scenario),
                &after,
                None,
                Limits::default(),
            ))
            .ok();
        });
        let name = format!("compare two groups of {RULES} rules, {edits} edited, native");
        figure(&name, time.as_secs_f64() * 1e3, "ms", None);
    }
    typing(scenario, folder)?;

    let all = best(|| {
        black_box(findings(black_box(scenario), Limits::default())).ok();
    });
    let name = format!("all findings of {RULES} rules, native");
    figure(&name, all.as_secs_f64() * 1e3, "ms", Some(60.0));

    let (tagged, tags) = (
        workload::tagged(group, TAGS),
        workload::tags(TAGS, PREFIXES)?,
    );
    std::fs::write(folder.join("tagged.json"), tagged.to_string())?;
    std::fs::write(folder.join("tags.json"), prefixes(&tags).to_string())?;
    let tagged = with_group(&tagged, &tags)?;
    let all = best(|| {
        black_box(findings(black_box(&tagged), Limits::default())).ok();
    });
    let name = format!("the same with {TAGS} tags of {PREFIXES} prefixes, native");
    figure(&name, all.as_secs_f64() * 1e3, "ms", None);

    // Two groups that have nothing in common: the whole space is walked.
    let unrelated = with_group(&workload::another_group(RULES, 8), &scenario.network)?;
    let start = std::time::Instant::now();
    let regions = compare(scenario, &unrelated, None, Limits::default())?
        .changes
        .len();
    let name = format!("compare two unrelated groups of {RULES} rules, native");
    figure(&name, start.elapsed().as_secs_f64() * 1e3, "ms", None);
    figure(
        "regions of that comparison",
        f64::from(u32::try_from(regions)?),
        "",
        None,
    );

    // Bounded in memory by the limits, and so in time.
    let worst = with_group(&workload::worst_group(RULES, 7), &scenario.network)?;
    let other = with_group(&workload::worst_group(RULES, 9), &scenario.network)?;
    let start = std::time::Instant::now();
    let told = match compare(&worst, &other, None, Limits::default()) {
        Ok(_) => "answered",
        Err(_) => "refused as too large",
    };
    let name = format!("worst case within Azure's limits, two unrelated groups compared, {told}");
    figure(&name, start.elapsed().as_secs_f64(), "s", None);
    let start = std::time::Instant::now();
    findings(&worst, Limits::default())?;
    figure(
        "worst case within Azure's limits, all findings",
        start.elapsed().as_secs_f64(),
        "s",
        None,
    );
    Ok(())
}

/// Writes what a page tells its worker while someone types a port into one rule after another, as bytes.
fn typing(scenario: &Scenario, folder: &Path) -> Result<(), Box<dyn Error>> {
    let place = AppliedTo::NetworkInterface;
    let group = scenario.network_interface_security_group.as_ref();
    let group = group.ok_or("the workload holds no group")?;
    let told =
        |side, group: &NetworkSecurityGroup| WorkerMessage::Group(side, place, Some(group.clone()));
    let mut messages = vec![
        encode(&WorkerMessage::Network(scenario.network.clone()))?,
        encode(&told(Side::Original, group))?,
        encode(&told(Side::Edited, group))?,
    ];
    for number in 0..KEYS {
        let mut typed = group.clone();
        let place = number * RULES / KEYS;
        let rule = typed.security_rules.get_mut(place).ok_or("too few rules")?;
        rule.conditions.destination_ports = vec![PortMatch::Range(PortRange::single(9000))];
        messages.push(encode(&told(Side::Edited, &typed))?);
    }
    messages.push(encode(&WorkerMessage::Ask(1, ask::Impact.into()))?);
    let lists: Vec<Value> = messages.into_iter().map(Value::from).collect();
    std::fs::write(folder.join("typing.json"), Value::from(lists).to_string())?;
    Ok(())
}

/// The tags as the package takes them.
fn prefixes(network: &Network) -> Value {
    let tags = network.service_tags.iter();
    let texts = |set: &nsg::AddressSet| -> Vec<String> {
        set.prefixes().iter().map(ToString::to_string).collect()
    };
    tags.map(|(name, set)| (name.to_string(), json!(texts(set))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn with_group(group: &Value, network: &Network) -> Result<Scenario, Box<dyn Error>> {
    let groups = nsg_documents::read(&group.to_string()).groups;
    let group = groups
        .into_iter()
        .next()
        .ok_or("the workload holds no group")?;
    Ok(Scenario {
        network_interface_security_group: Some(group.security_group),
        network: network.clone(),
        ..Scenario::default()
    })
}
