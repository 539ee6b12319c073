//! A portal as a customer would make it: the packed package, installed where nothing of this workspace is above it.

use std::process::Command;

use anyhow::Result;

use crate::package;
use crate::packed::{PackedPackage, step};
use crate::project::Project;
use crate::setup::{chromium, node};
use crate::simulator;

/// The portal's sources, and its tests, which stay here.
const SOURCES: &str = "tests/portal";

/// Packs, installs, type-checks and builds; then a browser uses what was built.
pub(crate) fn test(project: &Project) -> Result<()> {
    let packed = PackedPackage::new(project, "portal")?;
    let portal = packed.folder().join("portal");
    let from = project.path(SOURCES);
    package::copy_files(&from, &portal)?;
    package::copy_files(&from.join("src"), &portal.join("src"))?;
    let in_portal = |command: &Command, name: &str| {
        let log = project.tool(format!("logs/portal-{name}.log"));
        step(command, &portal, &log)
    };
    in_portal(node::npm().arg("ci"), "ci")?;
    let mut install = node::npm();
    install.args(["install", "--no-save", "--no-package-lock"]);
    in_portal(install.arg(packed.tarball()), "install")?;
    for (script, name) in [("check", "tsc"), ("build", "vite")] {
        in_portal(node::npm().args(["run", script]), name)?;
    }
    let status = node::script(project, "@playwright/test/cli.js")
        .args(["test", "--config", SOURCES])
        .env("CHROMIUM", chromium::ensure(project)?)
        .env("PORTAL", &portal)
        .env("AZURE_SIMULATOR", simulator::program(project))
        .status()?;
    anyhow::ensure!(status.success(), "{status}");
    Ok(())
}
