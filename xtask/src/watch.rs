//! `cargo xtask serve --watch`: rebuilds the page's WebAssembly when a Rust file changes, and its lessons; Vite
//! notices the new module and reloads the page, as it does for every other file by itself.

use std::time::Duration;

use anyhow::Result;

use crate::fingerprint::Fingerprint;
use crate::languages;
use crate::lessons;
use crate::modules;
use crate::process::Interrupt;
use crate::project::Project;
use crate::serve;
use crate::setup::rust_target::WasmCargo;
use crate::setup::{self, node};
use crate::simulator;
use crate::wasm;

/// Asking for the times of some two hundred files takes a millisecond, and needs no library.
const INTERVAL: Duration = Duration::from_millis(400);

/// Where Rust files and lessons are.
const SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "crates",
    "web/Cargo.toml",
    "web/src",
    lessons::LESSONS,
];

/// Builds, serves and rebuilds until interrupted.
pub(crate) fn run(project: &Project, port: u16, simulator: Option<u16>) -> Result<()> {
    serve::require_free(port, simulator)?;
    let cargo = setup::ready_to_build(project)?;
    simulator::build_beside(project, simulator, || build(project, &cargo))?;
    let interrupt = Interrupt::listen()?;
    let mut vite = node::vite(project);
    vite.args(serve::address(port)).args(["--logLevel", "warn"]);
    let mut servers = serve::start(project, vite, port, simulator)?;
    println!("NSG What-If is on http://127.0.0.1:{port}, and follows your edits (Ctrl-C ends it)");
    serve::say_where(simulator);

    let mut built = times(project)?;
    while !interrupt.came_within(INTERVAL) {
        serve::all_run(&mut servers)?;
        let now = times(project)?;
        if now != built {
            built = now;
            // A typing error is the normal case: cargo has said what it is, and the page stays.
            if let Err(error) = build(project, &cargo) {
                println!("{error:#}");
            }
        }
    }
    Ok(())
}

fn build(project: &Project, cargo: &WasmCargo) -> Result<()> {
    wasm::build_all(project, cargo, modules::PAGES_TO_TRY)?;
    languages::build(project)?;
    lessons::build(project)
}

fn times(project: &Project) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    for source in SOURCES {
        fingerprint = fingerprint.times(&project.path(source))?;
    }
    Ok(fingerprint.finish())
}
