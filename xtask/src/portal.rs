//! A portal as a customer would make it: the packed package, installed where nothing of this workspace is above it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::package;
use crate::process;
use crate::project::Project;
use crate::setup::{chromium, node};
use crate::simulator;

/// The portal's sources, and its tests, which stay here.
const SOURCES: &str = "tests/portal";

/// Packs, installs, type-checks and builds; then a browser uses what was built.
pub(crate) fn test(project: &Project) -> Result<()> {
    let folder = Folder::new()?;
    let portal = folder.0.join("portal");
    let from = project.path(SOURCES);
    package::copy_files(&from, &portal)?;
    package::copy_files(&from.join("src"), &portal.join("src"))?;
    let step = |command: &mut Command, folder: &Path, name: &str| {
        let log = project.tool(format!("logs/portal-{name}.log"));
        let mut told = Command::new(command.get_program());
        told.args(command.get_args()).current_dir(folder);
        process::run_logged(told, &log)
    };
    let package = project.path("dist/npm");
    let mut pack = node::npm();
    pack.args(["pack", "--silent", "--pack-destination"]);
    step(pack.arg(&folder.0), &package, "pack")?;
    let packed = fs::read_dir(&folder.0)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|it| it == "tgz"))
        .context("npm packed nothing")?;
    step(node::npm().arg("ci"), &portal, "ci")?;
    let mut install = node::npm();
    install.args(["install", "--no-save", "--no-package-lock"]);
    step(install.arg(packed), &portal, "install")?;
    for (script, name) in [("check", "tsc"), ("build", "vite")] {
        step(node::npm().args(["run", script]), &portal, name)?;
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

/// A folder outside of the workspace, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let name = format!("nsg-what-if-portal-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in the system's temporary folder harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}
