//! The lessons, compiled for the page and for the documentation.
//!
//! By a program of its own: these chores have to run where the engine does not build, too.

use std::process::Command;
use std::thread::{self, ScopedJoinHandle};

use anyhow::{Result, anyhow};

use crate::fingerprint::{self, Fingerprint};
use crate::process;
use crate::project::Project;

/// Where they are written.
pub(crate) const LESSONS: &str = "tests/lessons";

/// How they are written: a page of the documentation.
pub(crate) const README: &str = "tests/lessons/README.md";

/// Where the page and the documentation find them.
pub(crate) const COMPILED: &str = "web/pkg/lessons";

/// Where the page finds a flow log to try with.
const RECORDED_WEEK: &str = "web/pkg/traffic";

/// The rules that it is made of.
const SIMULATOR: &str = "crates/azure-simulator/scenarios";

/// What they are compiled by.
const COMPILER: &str = "crates/nsg-lessons";

/// What reads the groups that they show.
const READERS: &str = "crates/nsg-documents/src";

/// Compiles them while something else is built, in another folder.
pub(crate) fn build_beside(project: &Project, other: impl FnOnce() -> Result<()>) -> Result<()> {
    thread::scope(|scope| {
        let compiling = scope.spawn(|| build(project));
        other()?;
        finish(compiling)
    })
}

/// Compiles them, if one has changed.
pub(crate) fn build(project: &Project) -> Result<()> {
    let fingerprint = Fingerprint::default()
        .path(&project.path(LESSONS))?
        .path(&project.path(COMPILER))?
        .path(&project.path(READERS))?
        .path(&project.path(SIMULATOR))?
        .path(&project.path("Cargo.lock"))?
        .finish();
    let compiled = project.path(COMPILED).join("index.json").exists()
        && project.path(RECORDED_WEEK).join("week.json").exists();
    if compiled && fingerprint::is_fresh(project, "lessons", &fingerprint) {
        return Ok(());
    }
    let mut command = Command::new("cargo");
    command
        .args(["run", "--quiet", "--package", "nsg-lessons", "--"])
        .args([LESSONS, COMPILED, RECORDED_WEEK])
        .current_dir(project.path(""));
    process::run_logged(command, &project.tool("logs/lessons.log"))?;
    fingerprint::remember(project, "lessons", &fingerprint)
}

fn finish(compiling: ScopedJoinHandle<'_, Result<()>>) -> Result<()> {
    let compiled = compiling.join();
    compiled.map_err(|_| anyhow!("compiling the lessons panicked"))?
}
