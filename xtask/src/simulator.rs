//! The local Resource Manager beside the served page.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::{self, ScopedJoinHandle};

use anyhow::{Result, anyhow};

use crate::process::{self, ProcessGroup};
use crate::project::Project;
use crate::serve;

/// What the page's server is told of it: `vite.config.ts` puts it into the page.
const VARIABLE: &str = "NSG_WHAT_IF_SIMULATOR";

/// Builds it while something else is built: the two use different folders, and the page's bundler
/// leaves processors idle.
pub(crate) fn build_beside<T>(
    project: &Project,
    wanted: Option<u16>,
    other: impl FnOnce() -> Result<T>,
) -> Result<T> {
    thread::scope(|scope| {
        let building = wanted.map(|_| scope.spawn(|| build(project)));
        let done = other()?;
        building.map_or(Ok(()), finish)?;
        Ok(done)
    })
}

/// Builds it.
pub(crate) fn build(project: &Project) -> Result<()> {
    let mut command = Command::new("cargo");
    command
        .args(["build", "--quiet", "--package", "azure-simulator"])
        .current_dir(project.path(""));
    process::run_logged(command, &project.tool("logs/simulator.log"))
}

/// The built program.
pub(crate) fn program(project: &Project) -> PathBuf {
    project.program("azure-simulator")
}

fn finish(building: ScopedJoinHandle<'_, Result<()>>) -> Result<()> {
    let built = building.join();
    built.map_err(|_| anyhow!("building the simulator panicked"))?
}

/// Starts it for the page on that port alone, and tells the page's server.
pub(crate) fn start(
    project: &Project,
    port: u16,
    page: u16,
    vite: &mut Command,
) -> Result<ProcessGroup> {
    let mut command = Command::new(program(project));
    // Its own line says what ours says.
    command
        .args(["--listen", &port.to_string()])
        .args(["--origin", &origin(page)])
        // Its other name.
        .args(["--origin", &format!("http://localhost:{page}")])
        .stdout(Stdio::null());
    let mut simulator = ProcessGroup::start(command)?;
    serve::await_answer(&mut simulator, port)?;
    vite.env(VARIABLE, origin(port));
    Ok(simulator)
}

/// Where it is.
pub(crate) fn origin(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}
