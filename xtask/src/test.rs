//! `cargo xtask test`: every runner, the later ones even if an earlier one fails.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::docs;
use crate::examples;
use crate::modules;
use crate::package;
use crate::portal;
use crate::project::Project;
use crate::runtimes;
use crate::setup::{self, browsers, chromium, judges, node, rust_target};
use crate::simulator;
use crate::site;

/// The settings that TypeScript checks with: our own scripts, and programs that use the package.
const TYPE_CHECKED: &[&str] = &["tsconfig.json", "tests/npm/tsconfig.json"];

/// Where `node --test` looks for tests of the package.
const NODE_TESTS: &str = "tests/npm";

/// And for the journeys in every browser.
const JOURNEYS: &str = "tests/browsers";

/// What tests that talk to Azure start instead.
const SIMULATOR: &str = "AZURE_SIMULATOR";

/// Code that only a feature brings: sockets for tests, and the npm package's client of Azure.
const FEATURES: &str = "azure/native,nsg-worker/engine,nsg-worker/traffic,plugin/live,plugin/sets,plugin-syntaxes/others,plugin-syntaxes/terraform";

type Runner = fn(&Project) -> Result<()>;

/// Runs them all. What a runner prints is left alone, its closing line included.
pub(crate) fn run(project: &Project) -> Result<()> {
    let runners: &[(&str, Runner)] = &[
        ("set-up and build", prepare),
        ("cargo fmt", format),
        ("cargo clippy", lints),
        ("tsc --strict", types),
        ("cargo doc", documentation),
        ("cargo deny", supply_chain),
        ("the oldest Rust", oldest_rust),
        ("cargo test", rust),
        ("z3, dd and duckdb-kql", judges),
        ("node --test", npm_package),
        ("node 22, deno and bun", runtimes::test),
        ("a portal from the packed package", portal::test),
        ("examples for frameworks", examples::test),
        ("firefox and webkit", journeys),
        // Last, because it is the longest list: what failed in it stands at the end of what is printed.
        ("playwright", browser),
    ];
    let mut failed = Vec::new();
    for (name, runner) in runners {
        println!("\n== {name}");
        let begun = Instant::now();
        if let Err(error) = runner(project) {
            println!("{name}: {error:#}");
            failed.push(*name);
        }
        println!("{name}: {} s", begun.elapsed().as_secs());
    }
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

fn prepare(project: &Project) -> Result<()> {
    let cargo = setup::ready_to_build(project)?;
    site::build(project, &cargo, modules::PAGES)?;
    package::build(project, &cargo)?;
    docs::build(project)?;
    simulator::build(project)?;
    chromium::ensure(project).map(drop)
}

fn format(project: &Project) -> Result<()> {
    if !has_component(project, "fmt") {
        println!("skipped: this toolchain has no rustfmt");
        return Ok(());
    }
    finish(cargo(project).args(["fmt", "--all", "--check"]))
}

fn lints(project: &Project) -> Result<()> {
    if !has_component(project, "clippy") {
        println!("skipped: this toolchain has no clippy");
        return Ok(());
    }
    finish(
        cargo(project)
            .args(["clippy", "--workspace", "--all-targets"])
            .args(["--features", FEATURES, "--", "--deny", "warnings"]),
    )
}

/// Links that lead nowhere are errors.
fn documentation(project: &Project) -> Result<()> {
    finish(
        cargo(project)
            .args(["doc", "--workspace", "--no-deps", "--quiet"])
            .args(["--features", FEATURES])
            .env("RUSTDOCFLAGS", "--deny warnings"),
    )
}

/// What the project may be made of: deny.toml. Advisories need a database from the network, and are RELEASING.md's.
fn supply_chain(project: &Project) -> Result<()> {
    if !has_component(project, "deny") {
        println!("skipped: this machine has no cargo-deny (cargo install --locked cargo-deny)");
        return Ok(());
    }
    finish(cargo(project).args(["deny", "check", "bans", "licenses", "sources"]))
}

/// The oldest Rust that builds the project, as Cargo.toml promises; where rustup has it, since it may be out of reach.
fn oldest_rust(project: &Project) -> Result<()> {
    let (major, minor) = rust_target::oldest();
    let toolchain = format!("+{major}.{minor}");
    let mut command = Command::new("rustup");
    let known = command.args(["toolchain", "list"]).output();
    let known = known.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let wanted = format!("{major}.{minor}");
    if !known.is_ok_and(|known| known.lines().any(|line| line.starts_with(&wanted))) {
        println!("skipped: there is no Rust {wanted} (rustup toolchain install {wanted})");
        return Ok(());
    }
    finish(
        cargo(project)
            .args([&toolchain, "check", "--workspace", "--all-targets"])
            .args(["--features", FEATURES, "--target-dir"])
            .arg(project.path("target/oldest")),
    )
}

fn types(project: &Project) -> Result<()> {
    for settings in TYPE_CHECKED {
        finish(node::script(project, "typescript/bin/tsc").args(["--project", settings]))?;
    }
    Ok(())
}

fn rust(project: &Project) -> Result<()> {
    finish(
        cargo(project)
            .args(["test", "--workspace", "--no-fail-fast"])
            .args(["--features", FEATURES]),
    )
}

/// Random comparisons and queries, proven by judges of another make.
fn judges(project: &Project) -> Result<()> {
    finish(cargo(project).args(["build", "--quiet", "--package", "judges"]))?;
    // A few for Microsoft's checker of Kusto's language: it sees what a query is, not what it answers.
    let mut checker = Command::new("node");
    checker.arg("tests/judges/kusto.mjs");
    judged(project, "kql_cases", &["12", "10"], checker)?;
    let Some(python) = judges::ensure(project)? else {
        println!("skipped: this machine has no Python 3.11 with venv");
        return Ok(());
    };
    for (cases, arguments, script) in [
        ("judges", [].as_slice(), "tests/judges/judge.py"),
        ("kql_cases", &["24", "1200"], "tests/judges/kql.py"),
    ] {
        let mut judge = Command::new(&python);
        judge.arg(script);
        judged(project, cases, arguments, judge)?;
    }
    Ok(())
}

/// Has one program judge the cases that another prints.
fn judged(project: &Project, cases: &str, arguments: &[&str], mut judge: Command) -> Result<()> {
    let mut cases = Command::new(project.program(cases))
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()?;
    let told = cases.stdout.take().context("the cases have no output")?;
    let judged = finish(judge.stdin(told).current_dir(project.path("")));
    ensure!(cases.wait()?.success(), "the cases could not be made");
    judged
}

fn npm_package(project: &Project) -> Result<()> {
    finish(&mut node_test(project, NODE_TESTS)?)
}

/// The main journeys, in Firefox and WebKit as in Chromium.
fn journeys(project: &Project) -> Result<()> {
    let chromium = chromium::ensure(project)?;
    browsers::ensure(project, &chromium)?;
    finish(node_test(project, JOURNEYS)?.env("CHROMIUM", chromium))
}

fn node_test(project: &Project, folder: &str) -> Result<Command> {
    let mut command = Command::new("node");
    command
        .arg("--test")
        .args(node_tests(project, folder)?)
        .env(SIMULATOR, simulator::program(project))
        .current_dir(project.path(""));
    Ok(command)
}

/// Listed by us: Node 20 takes no patterns, and Node 22 no folders.
fn node_tests(project: &Project, folder: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(project.path(folder))? {
        let path = entry?.path();
        if path
            .to_str()
            .is_some_and(|text| text.ends_with(".test.mjs"))
        {
            files.push(path);
        }
    }
    ensure!(!files.is_empty(), "there are no tests in {folder}");
    files.sort();
    Ok(files)
}

fn browser(project: &Project) -> Result<()> {
    let chromium = chromium::ensure(project)?;
    finish(
        node::script(project, "@playwright/test/cli.js")
            .args(["test", "--config", "tests/e2e"])
            .env("CHROMIUM", chromium)
            .env(SIMULATOR, simulator::program(project)),
    )
}

fn cargo(project: &Project) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(project.path(""));
    command
}

fn has_component(project: &Project, component: &str) -> bool {
    cargo(project)
        .args([component, "--version"])
        .output()
        .is_ok_and(|output| output.status.success())
}

fn finish(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    ensure!(status.success(), "{status}");
    Ok(())
}
