//! The packed command line in other programs that run JavaScript: Node 22, Deno and Bun.

use anyhow::{Result, ensure};
use std::process::Command;

use crate::package;
use crate::packed::{PackedPackage, step};
use crate::project::Project;
use crate::setup::node;

/// What is installed, and the tests.
const SOURCES: &str = "tests/runtimes";

/// Installs them beside the unpacked package, then tries its commands in each.
pub(crate) fn test(project: &Project) -> Result<()> {
    let packed = PackedPackage::new(project, "runtimes")?;
    let folder = packed.folder();
    package::copy_files(&project.path(SOURCES), folder)?;
    let log = project.tool("logs/runtimes-ci.log");
    step(node::npm().arg("ci"), folder, &log)?;
    let status = Command::new("node")
        .args(["--test"])
        .arg(project.path(SOURCES).join("runtimes.test.mjs"))
        .env("RUNTIMES", folder.join("node_modules/.bin"))
        .env("PACKED", packed.tarball())
        .status()?;
    ensure!(status.success(), "{status}");
    Ok(())
}
