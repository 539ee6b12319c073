//! Lighthouse, which measures the built page. Not among the packages that everybody installs: it is 176 MB.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::fingerprint::{self, Fingerprint};
use crate::process;
use crate::project::Project;
use crate::setup::{node, step};

/// Its version and those of what it is made of.
const LOCKED: &str = "bench/lighthouse";

/// The folder that it is installed in.
pub(crate) fn ensure(project: &Project) -> Result<PathBuf> {
    let folder = project.tool("lighthouse");
    let fingerprint = Fingerprint::default().path(&project.path(LOCKED))?.finish();
    if folder.exists() && fingerprint::is_fresh(project, "lighthouse", &fingerprint) {
        return Ok(folder);
    }
    step(
        project,
        "install Lighthouse into .tools/lighthouse",
        "because it measures the page as people would load it",
        "about 10 s, 180 MB",
        || {
            fs::create_dir_all(&folder)?;
            for file in ["package.json", "package-lock.json", ".npmrc"] {
                fs::copy(project.path(LOCKED).join(file), folder.join(file))?;
            }
            let mut install = node::npm();
            install
                .args(["ci", "--no-audit", "--no-fund"])
                .current_dir(&folder);
            process::run_logged(install, &project.tool("logs/lighthouse.log"))
        },
    )?;
    fingerprint::remember(project, "lighthouse", &fingerprint)?;
    Ok(folder)
}
