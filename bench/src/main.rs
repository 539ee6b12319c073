//! The native half of `cargo xtask bench`. Every figure is one line of JSON on standard output, as
//! in `figure.mjs` beside this; `xtask` lays them side by side.
//!
//! It runs first and leaves the rules and the flows that it measured in `target/bench/`, with its answers, so that
//! the WebAssembly, the plain JavaScript and the peers answer the very same questions.

mod analysis;
mod peer;
mod syntaxes;
mod traffic;
mod workload;

use nsg::{Decision, RuleIndex, Scenario};
use serde_json::json;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// So many rules, the most that Azure allows in a group.
const RULES: usize = 1000;
const FLOWS: usize = 10_000;

/// The best of several rounds: what the code takes when nothing else runs.
const ROUNDS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let group = workload::group(RULES);
    let flows = workload::flows(FLOWS);
    let folder = std::path::Path::new("target/bench");
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("group.json"), group.to_string())?;
    let named: Vec<_> = flows.iter().map(workload::to_json).collect();
    std::fs::write(folder.join("flows.json"), serde_json::to_string(&named)?)?;

    let json = group;
    let text = json.to_string();
    let read = best(|| {
        black_box(nsg_documents::read(black_box(&text)));
    });
    figure(
        &format!("read {RULES} rules, native"),
        read.as_secs_f64() * 1e3,
        "ms",
        None,
    );

    let document = nsg_documents::read(&text);
    let group = document
        .groups
        .into_iter()
        .next()
        .ok_or("the workload holds no group")?;
    let scenario = Scenario {
        network_interface_security_group: Some(group.security_group),
        network: workload::network()?,
        ..Scenario::default()
    };
    let compile = best(|| {
        black_box(RuleIndex::new(black_box(scenario.clone())));
    });
    figure(
        &format!("compile {RULES} rules, native"),
        compile.as_secs_f64() * 1e3,
        "ms",
        None,
    );

    analysis::measure(&json, &scenario, folder)?;
    traffic::measure(&json, &scenario, folder)?;

    let index = RuleIndex::new(scenario.clone());
    let accesses: Vec<Decision> = flows.iter().map(|flow| index.access(flow)).collect();
    for access in [Decision::Allow, Decision::Deny] {
        if !accesses.contains(&access) {
            return Err("a workload with one answer only measures nothing".into());
        }
    }
    let told: Vec<&str> = accesses.iter().map(|access| access.as_str()).collect();
    std::fs::write(folder.join("accesses.json"), serde_json::to_string(&told)?)?;
    let verdict = per_flow(&flows, |flow| index.access(flow));
    figure(
        &format!("one verdict of {RULES} rules, RuleIndex, native"),
        verdict,
        "ns",
        Some(150.0),
    );
    let sample = flows.get(..200).unwrap_or(&flows);
    let reference = per_flow(sample, |flow| nsg::verify(&scenario, flow).access);
    figure(
        "the same, reference with every rule's reason, native",
        reference,
        "ns",
        None,
    );
    syntaxes::measure(folder)?;
    peer::measure(&scenario, &flows, &accesses, folder)
}

fn best(mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

/// Nanoseconds a flow.
fn per_flow<F, A>(flows: &[F], mut judge: impl FnMut(&F) -> A) -> f64 {
    let round = best(|| {
        for flow in flows {
            black_box(judge(black_box(flow)));
        }
    });
    let flows = u32::try_from(flows.len()).unwrap_or(u32::MAX);
    round.as_secs_f64() * 1e9 / f64::from(flows)
}

fn figure(name: &str, value: f64, unit: &str, goal: Option<f64>) {
    println!(
        "{}",
        json!({ "figure": name, "value": value, "unit": unit, "goal": goal })
    );
}

/// A figure that is to be at least its goal.
fn figure_at_least(name: &str, value: f64, unit: &str, goal: f64) {
    println!(
        "{}",
        json!({ "figure": name, "value": value, "unit": unit, "goal": goal, "atLeast": true })
    );
}
