//! `cargo xtask test`: every runner, the later ones even if an earlier one fails, and side by side where one leaves a core idle.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::examples;
use crate::portal;
use crate::process;
use crate::project::Project;
use crate::runtimes;
use crate::setup::rust_target::{self, WasmCargo};
use crate::setup::{self, browsers, chromium, judges, node};
use crate::simulator;

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

/// What needs none of the modules, and runs while they are built.
const BESIDE_THE_BUILD: &[(&str, Runner)] = &[
    ("cargo fmt", format),
    ("cargo clippy", lints),
    ("cargo doc", documentation),
    ("cargo deny", supply_chain),
    ("the oldest Rust", oldest_rust),
    ("compiling the tests", rust_tests),
];

/// Runs them all. What a runner prints is left alone, its closing line included.
pub(crate) fn run(project: &Project) -> Result<()> {
    let runners: &[(&str, Runner)] = &[
        ("tsc --strict", types),
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
    let cargo = setup::ready_to_build(project)?;
    let mut failed = thread::scope(|scope| {
        // Optimising modules keeps one core busy.
        let beside = scope.spawn(|| run_each(project, BESIDE_THE_BUILD));
        let mut failed = run_each(project, &[("build", |project| build(project, &cargo))]);
        failed.extend(
            beside
                .join()
                .unwrap_or_else(|_| vec!["what runs beside the build"]),
        );
        failed
    });
    failed.extend(run_each(project, runners));
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

/// Runs one after the other, and returns the names of those that failed.
fn run_each<'n>(
    project: &Project,
    runners: &[(&'n str, impl Fn(&Project) -> Result<()>)],
) -> Vec<&'n str> {
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
    failed
}

fn build(project: &Project, cargo: &WasmCargo) -> Result<()> {
    crate::build_products(project, cargo)?;
    simulator::build(project)?;
    chromium::ensure(project).map(drop)
}

fn format(project: &Project) -> Result<()> {
    if !has_component(project, "fmt") {
        println!("skipped: this toolchain has no rustfmt");
        return Ok(());
    }
    let mut command = cargo(project);
    command.args(["fmt", "--all", "--check"]);
    finish_logged(project, command, "fmt")
}

fn lints(project: &Project) -> Result<()> {
    if !has_component(project, "clippy") {
        println!("skipped: this toolchain has no clippy");
        return Ok(());
    }
    let mut command = cargo(project);
    command
        .args(["clippy", "--workspace", "--all-targets"])
        .args(["--features", FEATURES, "--", "--deny", "warnings"]);
    finish_logged(project, command, "clippy")
}

/// Links that lead nowhere are errors.
fn documentation(project: &Project) -> Result<()> {
    let mut command = cargo(project);
    command
        .args(["doc", "--workspace", "--no-deps", "--quiet"])
        .args(["--features", FEATURES])
        .env("RUSTDOCFLAGS", "--deny warnings");
    finish_logged(project, command, "doc")
}

/// What the project may be made of: deny.toml. Advisories need a database from the network, and are RELEASING.md's.
fn supply_chain(project: &Project) -> Result<()> {
    if !has_component(project, "deny") {
        println!("skipped: this machine has no cargo-deny (cargo install --locked cargo-deny)");
        return Ok(());
    }
    let mut command = cargo(project);
    command.args(["deny", "check", "bans", "licenses", "sources"]);
    finish_logged(project, command, "deny")
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
    let mut command = cargo(project);
    command
        .args([&toolchain, "check", "--workspace", "--all-targets"])
        .args(["--features", FEATURES, "--target-dir"])
        .arg(project.path("target/oldest"));
    finish_logged(project, command, "oldest-rust")
}

fn types(project: &Project) -> Result<()> {
    for settings in TYPE_CHECKED {
        finish(node::script(project, "typescript/bin/tsc").args(["--project", settings]))?;
    }
    Ok(())
}

fn rust_tests(project: &Project) -> Result<()> {
    let mut command = cargo_test(project);
    command.arg("--no-run");
    finish_logged(project, command, "test")
}

fn rust(project: &Project) -> Result<()> {
    // Tests that poll wait longer than they compute.
    let threads = 4 * process::cores();
    finish(cargo_test(project).env("RUST_TEST_THREADS", threads.to_string()))
}

fn cargo_test(project: &Project) -> Command {
    let mut command = cargo(project);
    command
        .args(["test", "--workspace", "--no-fail-fast"])
        .args(["--features", FEATURES]);
    command
}

/// Random comparisons and queries, proven by judges of another make.
fn judges(project: &Project) -> Result<()> {
    finish(cargo(project).args(["build", "--quiet", "--package", "judges"]))?;
    // A few for Microsoft's checker of Kusto's language: it sees what a query is, not what it answers.
    let mut judges = vec![(
        "kql_cases",
        ["12", "10"].as_slice(),
        PathBuf::from("node"),
        "tests/judges/kusto.mjs",
    )];
    match judges::ensure(project)? {
        Some(python) => judges.extend([
            (
                "judges",
                [].as_slice(),
                python.clone(),
                "tests/judges/judge.py",
            ),
            ("kql_cases", &["24", "1200"], python, "tests/judges/kql.py"),
        ]),
        None => println!("skipped: this machine has no Python 3.11 with venv"),
    }
    process::side_by_side(judges, |(cases, arguments, program, script)| {
        let mut judge = Command::new(program);
        judge.arg(script);
        judged(project, cases, arguments, judge)
    })
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
        // Node leaves a core to itself, and of two that is half.
        .arg(format!("--test-concurrency={}", process::cores()))
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

/// Of what runs beside something else, only what a failure says is shown.
fn finish_logged(project: &Project, command: Command, name: &str) -> Result<()> {
    process::run_logged(command, &project.tool(format!("logs/cargo-{name}.log")))
}

fn finish(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    ensure!(status.success(), "{status}");
    Ok(())
}
