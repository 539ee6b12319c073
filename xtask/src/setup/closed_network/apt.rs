//! Debian's and its kin's packages, where the usual download is out of reach.

use std::env;
use std::io::IsTerminal;
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Result, bail, ensure};

use crate::process;
use crate::project::Project;

static ALLOWED: OnceLock<bool> = OnceLock::new();

/// Allows packages to be installed where somebody said so, or where nobody is there to ask: in CI.
pub(crate) fn allow(is_told: bool) {
    let is_ci = env::var_os("CI").is_some_and(|value| !value.is_empty());
    let _ = ALLOWED.set(is_told || is_ci || !std::io::stdin().is_terminal());
}

/// Whether packages can be installed, and may.
pub(crate) fn may_install() -> bool {
    let is_allowed = ALLOWED.get().copied().unwrap_or_default();
    is_allowed && is_root() && which::which("apt-get").is_ok()
}

/// Installs packages, or says what to type where we may not.
pub(crate) fn install(project: &Project, packages: &[String]) -> Result<()> {
    let arguments = ["install", "--yes", "--no-install-recommends", "--no-remove"];
    if !may_install() {
        bail!(
            "as root, run\n    apt-get update\n    apt-get {} {}\nthen run this command again; \
             or run it as root with --yes",
            arguments.join(" "),
            packages.join(" ")
        );
    }
    let mut command = apt_get();
    // Never at the price of another package: Debian's own rustup, say, excludes its rustc.
    command.args(arguments).args(packages);
    process::run_logged(command, &project.tool("logs/apt-install.log"))
}

/// Learns which packages there are; without root, what was learned before has to do.
pub(crate) fn refresh(project: &Project) -> Result<()> {
    ensure!(
        which::which("apt-get").is_ok(),
        "there is no apt-get to install it with"
    );
    if !is_root() {
        return Ok(());
    }
    let mut command = apt_get();
    command.arg("update");
    process::run_logged(command, &project.tool("logs/apt-update.log"))
}

/// The version that apt would install.
pub(crate) fn candidate(package: &str) -> Option<String> {
    let text = query("policy", package)?;
    let version = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (version != "(none)").then(|| version.to_owned())
}

/// What a package depends on directly.
pub(crate) fn dependencies(package: &str) -> Vec<String> {
    query("depends", package)
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Depends: "))
        .map(str::to_owned)
        .collect()
}

/// Whether we may write to the system.
pub(crate) fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn query(question: &str, package: &str) -> Option<String> {
    let output = Command::new("apt-cache")
        .args([question, package])
        // The answer is read by us, so it has to be in English.
        .env("LC_ALL", "C")
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()
}
