//! The command line of the npm package: its sources, and what they need, in a few files.

use std::path::Path;

use anyhow::Result;

use crate::process;
use crate::project::Project;
use crate::setup::node;

/// What bundles it.
const SETTINGS: &str = "crates/plugin/npm/cli/build/rolldown.config.mjs";

/// Bundles it into the folder `cli` of the package. It takes less than a second, so nothing is remembered.
pub(crate) fn build(project: &Project, package: &Path) -> Result<()> {
    let mut command = node::script(project, "rolldown/bin/cli.mjs");
    command
        .arg("--config")
        .arg(project.path(SETTINGS))
        .env("NSG_WHAT_IF_CLI", package.join("cli"));
    process::run_logged(command, &project.tool("logs/command-line.log"))
}
