//! What sets of flows cost.

use crate::{RULES, best, figure, workload};
use nsg::{Access, Field, Scenario};
use nsg_analysis::{Limits, compare};
use std::error::Error;
use std::hint::black_box;

pub(crate) fn measure(scenario: &Scenario) -> Result<(), Box<dyn Error>> {
    for edits in [1, 5, 50] {
        let after = edited(scenario, edits);
        let result = compare(scenario, &after, None, Limits::default())?;
        eprintln!("{edits} edits: {} regions", result.changes.len());
        let time = best(|| {
            black_box(compare(
                black_box(scenario),
                &after,
                None,
                Limits::default(),
            ))
            .ok();
        });
        figure(
            &format!("compare {RULES} rules, {edits} edits, native"),
            time.as_secs_f64() * 1e3,
            "ms",
            None,
        );
    }
    let start = std::time::Instant::now();
    let found = nsg_analysis::findings(scenario, Limits::default())?;
    let mut counts = std::collections::BTreeMap::new();
    for f in &found {
        *counts.entry(f.code.as_str()).or_insert(0) += 1;
    }
    eprintln!("findings {:?} {counts:?}", start.elapsed());
    for f in found.iter().take(6) {
        eprintln!("{:?} {} {:?}", f.severity, f.message, f.witness);
    }
    for ports in [
        vec![],
        vec![nsg::PortRange::single(22), nsg::PortRange::single(3389)],
    ] {
        let start = std::time::Instant::now();
        let q = nsg_analysis::Query {
            protocols: vec![nsg::Protocol::Tcp],
            remote: nsg_analysis::QueryEnds {
                addresses: vec![nsg::AddressMatch::ServiceTag("Internet".into())],
                ports: vec![],
            },
            local: nsg_analysis::QueryEnds {
                addresses: vec![],
                ports,
            },
            ..nsg_analysis::Query::all(nsg::Direction::Inbound)
        };
        let n = nsg_analysis::flows(scenario, &q, Limits::default())?.len();
        eprintln!("query {n} {:?}", start.elapsed());
    }
    let time = best(|| {
        black_box(nsg_analysis::findings(
            black_box(scenario),
            Limits::default(),
        ))
        .ok();
    });
    figure(
        &format!("findings of {RULES} rules, native"),
        time.as_secs_f64() * 1e3,
        "ms",
        Some(60.0),
    );
    let mut catch_all = scenario.clone();
    if let Some(group) = &mut catch_all.network_interface_security_group {
        if let Some(rule) = group
            .default_security_rules
            .iter_mut()
            .find(|rule| rule.name == "DenyAllInBound")
        {
            rule.access = Field::Known(Access::Allow);
        }
    }
    let start = std::time::Instant::now();
    match compare(
        scenario,
        &catch_all,
        None,
        Limits {
            regions: 10_000_000,
            ..Limits::default()
        },
    ) {
        Ok(result) => eprintln!(
            "catch-all: {} regions {:?}",
            result.changes.len(),
            start.elapsed()
        ),
        Err(error) => eprintln!("catch-all: {error} {:?}", start.elapsed()),
    }
    let other = nsg_documents::read(&workload::another_group(RULES, 8).to_string());
    let mut unrelated = scenario.clone();
    unrelated.network_interface_security_group =
        other.groups.into_iter().next().map(|g| g.security_group);
    let start = std::time::Instant::now();
    match compare(
        scenario,
        &unrelated,
        None,
        Limits {
            regions: 10_000_000,
            bytes: 4 << 30,
        },
    ) {
        Ok(result) => eprintln!(
            "unrelated: {} regions {:?}",
            result.changes.len(),
            start.elapsed()
        ),
        Err(error) => eprintln!("unrelated: {error} {:?}", start.elapsed()),
    }
    Ok(())
}

fn edited(scenario: &Scenario, edits: usize) -> Scenario {
    let mut after = scenario.clone();
    if let Some(group) = &mut after.network_interface_security_group {
        for edit in 0..edits {
            let place = edit * 19 % 1000;
            if let Some(rule) = group.security_rules.get_mut(place) {
                rule.access = match rule.access {
                    Field::Known(Access::Allow) => Access::Deny.into(),
                    _ => Access::Allow.into(),
                };
            }
        }
    }
    after
}
