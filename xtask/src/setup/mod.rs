//! Set-up of what a fresh machine lacks. Run twice, it does nothing the second time.

pub(crate) mod browsers;
pub(crate) mod chromium;
mod closed_network;
pub(crate) mod judges;
pub(crate) mod lighthouse;
pub(crate) mod node;
pub(crate) mod rust_target;

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::time::Instant;

use anyhow::Result;

use crate::project::Project;
use crate::setup::rust_target::WasmCargo;

/// Says whether packages of the system may be installed: where somebody said so, and where a machine runs this.
pub(crate) fn may_install(is_told: bool) {
    closed_network::apt::allow(is_told);
}

/// Everything that any chore needs.
pub(crate) fn everything(project: &Project) -> Result<()> {
    ready_to_build(project)?;
    let chromium = chromium::ensure(project)?;
    browsers::ensure(project, &chromium)?;
    println!("everything is set up");
    Ok(())
}

/// What building needs: the locked npm packages and a Rust that builds WebAssembly.
pub(crate) fn ready_to_build(project: &Project) -> Result<WasmCargo> {
    node::ensure(project)?;
    rust_target::ensure(project)
}

/// Does one step: says in a line what it does, why and what it costs, and notes how long it took
/// in `.tools/setup.log`, where `cargo xtask bench` finds it.
fn step<T>(
    project: &Project,
    what: &str,
    why: &str,
    cost: &str,
    work: impl FnOnce() -> Result<T>,
) -> Result<T> {
    println!("set-up: {what}, {why} ({cost})");
    let start = Instant::now();
    let result = work()?;
    fs::create_dir_all(project.tool(""))?;
    let mut log = OpenOptions::new()
        .create(true)
        .append(true)
        .open(project.tool("setup.log"))?;
    writeln!(log, "{:.1}\t{what}", start.elapsed().as_secs_f64())?;
    Ok(result)
}
