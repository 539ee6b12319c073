//! Firefox and WebKit, in which the main journeys run beside Chromium.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::setup::closed_network::apt;
use crate::setup::step;

/// Knows what each browser needs, and prints the packages that are missing: the tests look there, too.
const PROGRAMS: &str = "tests/browsers/programs.mjs";

/// Installs what is missing where we were told that we may; says it where we were not. A browser that stays
/// missing is for the tests to count.
pub(crate) fn ensure(project: &Project, chromium: &Path) -> Result<()> {
    let missing = missing(project, chromium)?;
    if missing.is_empty() {
        return Ok(());
    }
    if !apt::may_install() {
        println!(
            "set-up: not installed: {0}. To have the journeys run there, too, run as root\n    \
             apt-get install {0}\nor this command again with --yes",
            missing.join(" ")
        );
        return Ok(());
    }
    let installed = step(
        project,
        &format!("install {}", missing.join(" ")),
        "because the main journeys run in Firefox and WebKit, too",
        "about 30 s, 450 MB",
        || {
            apt::refresh(project)?;
            apt::install(project, &missing)
        },
    );
    if let Err(error) = installed {
        println!(
            "set-up: {} could not be installed: {error:#}",
            missing.join(" ")
        );
    }
    Ok(())
}

fn missing(project: &Project, chromium: &Path) -> Result<Vec<String>> {
    let output = Command::new("node")
        .arg(PROGRAMS)
        .env("CHROMIUM", chromium)
        .current_dir(project.path(""))
        .output()?;
    ensure!(
        output.status.success(),
        "{PROGRAMS} failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).context("names of packages are text")?;
    Ok(text.lines().map(str::to_owned).collect())
}
