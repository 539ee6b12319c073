//! Node and the locked npm packages.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::fingerprint::{self, Fingerprint};
use crate::process;
use crate::project::Project;
use crate::setup::step;

/// What Vite asks for within Node 20.
const OLDEST: (u32, u32) = (20, 19);

/// Installs what package-lock.json names, if that has not happened.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    let version = node_version(project)?;
    let fingerprint = Fingerprint::default()
        .text(&version)
        .path(&project.path("package.json"))?
        .path(&project.path("package-lock.json"))?
        .finish();
    let installed = project.path("node_modules/.package-lock.json").exists();
    if installed && fingerprint::is_fresh(project, "npm", &fingerprint) {
        return Ok(());
    }
    step(
        project,
        "install the locked npm packages into node_modules",
        "for Vite, wasm-opt, TypeScript, Eleventy and Playwright",
        "about 5 s, 220 MB",
        || {
            let mut command = npm();
            command
                .args(["ci", "--no-audit", "--no-fund"])
                .current_dir(project.path(""));
            process::run_logged(command, &project.tool("logs/npm.log"))
        },
    )?;
    fingerprint::remember(project, "npm", &fingerprint)
}

/// A command that runs a script of an installed package, without npx and its shells in between.
pub(crate) fn script(project: &Project, script: &str) -> Command {
    let mut command = Command::new("node");
    command
        .arg(project.path("node_modules").join(script))
        .current_dir(project.path(""));
    command
}

/// Vite, told what to do.
pub(crate) fn vite(project: &Project) -> Command {
    script(project, "vite/bin/vite.js")
}

/// npm, told what to do.
pub(crate) fn npm() -> Command {
    // On Windows npm is a .cmd, which only the full name finds.
    Command::new(which::which("npm").unwrap_or_else(|_| PathBuf::from("npm")))
}

fn node_version(project: &Project) -> Result<String> {
    let shell = project.shell()?;
    let version = cmd!(shell, "node --version")
        .quiet()
        .read()
        .context("Node 20.19 or newer is needed, and `node` is not there")?;
    if parse(&version).is_none_or(|found| found < OLDEST) {
        bail!("Node 20.19 or newer is needed, and this is `{version}`");
    }
    Ok(version)
}

/// `v20.19.2` to (20, 19).
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim().trim_start_matches('v').split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(parse("v20.19.2") >= Some(OLDEST));
        assert!(parse("v20.9.0") < Some(OLDEST));
        assert!(parse("v100.0.0") > Some(OLDEST));
        assert_eq!(parse("nonsense"), None);
    }
}
