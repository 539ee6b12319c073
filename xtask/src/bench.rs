//! `cargo xtask bench`: the figures beside their goals, in one run.
//!
//! The measuring programs are in `bench/`. Each prints a line of JSON per figure; this one starts
//! them one after the other, so that none disturbs another, and prints one table.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::docs;
use crate::modules;
use crate::package;
use crate::process::ProcessGroup;
use crate::project::Project;
use crate::serve;
use crate::setup::{self, chromium, judges, lighthouse};
use crate::simulator;
use crate::site;

/// The measuring programs that run in Node.
const SCRIPTS: &[&str] = &[
    "bench/sizes.mjs",
    "bench/node.mjs",
    "bench/reading.mjs",
    "bench/command_line.mjs",
    "bench/analysis.mjs",
    "bench/traffic.mjs",
    "bench/hostile.mjs",
    "bench/worker.mjs",
    "bench/browser.mjs",
    "bench/element.mjs",
    "bench/lighthouse.mjs",
    "bench/azure.mjs",
];

/// Those that measure peers in Python.
const PEERS: &[&str] = &["bench/judges.py", "bench/peers.py", "bench/traffic_peer.py"];

/// How often our figure goes into a peer's.
struct Ratio {
    name: &'static str,
    peer: &'static str,
    ours: &'static str,
    /// None: for comparison only.
    goal: Option<f64>,
}

const VERDICT: &str = "one verdict of 1000 rules, RuleIndex, native";

/// Against peers of the same run.
const RATIOS: &[Ratio] = &[
    Ratio {
        name: "CSV, native, against csv alone",
        peer: "csv alone: 10000 rules",
        ours: "read 10000 rules as CSV, native",
        goal: Some(1.0 / 3.0),
    },
    Ratio {
        name: "YAML, native, against serde_yaml_ng alone",
        peer: "serde_yaml_ng alone: 10000 rules",
        ours: "read 10000 rules as YAML, native",
        goal: Some(1.0 / 3.0),
    },
    Ratio {
        name: "Terraform source, native, against hcl-rs alone",
        peer: "hcl-rs alone: 10000 rules",
        ours: "read 10000 rules as Terraform source, native",
        goal: Some(1.0 / 3.0),
    },
    Ratio {
        name: "a comparison, wasm, against z3's one witness",
        peer: "z3-solver: one witness of the change, 1000 rules",
        ours: "compare two groups of 1000 rules, 5 edited, wasm",
        goal: Some(20.0),
    },
    Ratio {
        name: "all findings, native, against two of them by dd with CUDD",
        peer: "dd with CUDD: rules that are never reached or idle, 1000 rules",
        ours: "all findings of 1000 rules, native",
        goal: Some(8.0),
    },
    Ratio {
        name: "a flow log, native on one core, against DuckDB on two",
        peer: "DuckDB on two cores: the same flow log and question",
        ours: "read and judge a flow log of 500000 decisions, native",
        goal: Some(10.0),
    },
    Ratio {
        name: "one verdict, native, against aerleon",
        peer: "aerleon: one verdict of 1000 rules, aclcheck",
        ours: VERDICT,
        goal: Some(10_000.0),
    },
    Ratio {
        name: "one verdict, native, against regorus",
        peer: "regorus: one verdict of 1000 rules, compiled policy",
        ours: VERDICT,
        goal: Some(10_000.0),
    },
    Ratio {
        name: "one verdict, native, against regorus' byte code",
        peer: "regorus: one verdict of 1000 rules, RegoVM",
        ours: VERDICT,
        goal: None,
    },
];

impl Ratio {
    fn figure(&self, figures: &[Figure]) -> Option<Figure> {
        let value = |name: &str| {
            figures
                .iter()
                .find(|figure| figure.name == name)
                .map(|figure| figure.value)
        };
        Some(Figure {
            name: self.name.to_owned(),
            value: value(self.peer)? / value(self.ours)?,
            unit: "x".to_owned(),
            goal: self.goal,
            at_least: true,
        })
    }
}

/// Where the server is measured, beside a page that may be served already.
const PORT: u16 = 8099;

/// A measured figure.
struct Figure {
    name: String,
    value: f64,
    unit: String,
    goal: Option<f64>,
    at_least: bool,
}

/// Measures everything. A missed goal is marked, and is no error: the machine may be a slow one.
pub(crate) fn run(project: &Project) -> Result<()> {
    let cargo = setup::ready_to_build(project)?;
    site::build(project, &cargo, modules::PAGES)?;
    package::build(project, &cargo)?;
    docs::build(project)?;
    simulator::build(project)?;
    let chromium = chromium::ensure(project)?;
    let lighthouse = lighthouse::ensure(project)?;

    let mut native = Command::new("cargo");
    native.args(["run", "--quiet", "--release", "--package", "bench"]);
    let mut figures = measured_by(project, native)?;
    for script in SCRIPTS {
        let mut node = Command::new("node");
        node.arg(script)
            .env("CHROMIUM", &chromium)
            .env("LIGHTHOUSE", &lighthouse)
            .env("AZURE_SIMULATOR", simulator::program(project));
        figures.extend(measured_by(project, node)?);
    }
    if let Some(python) = judges::ensure(project)? {
        for script in PEERS {
            let mut peer = Command::new(&python);
            peer.arg(script);
            figures.extend(measured_by(project, peer)?);
        }
    }
    let ratios: Vec<Figure> = RATIOS
        .iter()
        .filter_map(|ratio| ratio.figure(&figures))
        .collect();
    figures.extend(ratios);
    figures.push(serve_again(project)?);
    print(&figures);
    println!("set-up steps and their seconds, as they ran: .tools/setup.log");
    Ok(())
}

fn measured_by(project: &Project, mut program: Command) -> Result<Vec<Figure>> {
    let output = program
        .current_dir(project.path(""))
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "{program:?}: {}", output.status);
    let text = String::from_utf8(output.stdout)?;
    let mut figures = Vec::new();
    for line in text.lines() {
        match figure(line) {
            Some(figure) => figures.push(figure),
            None => println!("{line}"),
        }
    }
    Ok(figures)
}

fn figure(line: &str) -> Option<Figure> {
    let json: Value = serde_json::from_str(line).ok()?;
    Some(Figure {
        name: json.get("figure")?.as_str()?.to_owned(),
        value: json.get("value")?.as_f64()?,
        unit: json.get("unit")?.as_str()?.to_owned(),
        goal: json.get("goal").and_then(Value::as_f64),
        at_least: json
            .get("atLeast")
            .and_then(Value::as_bool)
            .unwrap_or(false),
    })
}

/// `cargo xtask serve` with nothing changed, until the page answers.
fn serve_again(project: &Project) -> Result<Figure> {
    serve::require_free(PORT, Some(PORT + 1))?;
    let mut command = Command::new("cargo");
    command
        .args(["xtask", "serve", "--port", &PORT.to_string()])
        .current_dir(project.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    let mut server = ProcessGroup::start(command)?;
    serve::await_answer(&mut server, PORT).context("`cargo xtask serve` ended")?;
    let seconds = start.elapsed().as_secs_f64();
    server.interrupt()?;
    Ok(Figure {
        name: "cargo xtask serve, nothing changed".to_owned(),
        value: seconds,
        unit: "s".to_owned(),
        goal: Some(15.0),
        at_least: false,
    })
}

fn print(figures: &[Figure]) {
    let width = figures.iter().map(|f| f.name.chars().count()).max();
    let width = width.unwrap_or_default();
    for figure in figures {
        let Figure {
            name, value, unit, ..
        } = figure;
        let (goal, mark) = figure.judged();
        println!("{name:width$}  {value:>10.2} {unit:<3}  {goal:<14} {mark}");
    }
}

impl Figure {
    /// The goal in words, and whether it is reached.
    fn judged(&self) -> (String, &'static str) {
        let Some(goal) = self.goal else {
            return (String::new(), "");
        };
        let (sign, reached) = if self.at_least {
            ("≥", self.value >= goal)
        } else {
            ("≤", self.value <= goal)
        };
        let mark = if reached { "reached" } else { "MISSED" };
        (format!("goal {sign} {goal}"), mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_and_judged() {
        let slow = figure(r#"{"figure":"one verdict","value":200,"unit":"ns","goal":150}"#);
        assert_eq!(slow.unwrap().judged().1, "MISSED");
        let ratio = r#"{"figure":"faster","value":50,"unit":"x","goal":40,"atLeast":true}"#;
        assert_eq!(figure(ratio).unwrap().judged().1, "reached");
    }

    #[test]
    fn other_output_is_no_figure() {
        assert!(figure("warming up").is_none());
        assert!(figure("{}").is_none());
    }
}
