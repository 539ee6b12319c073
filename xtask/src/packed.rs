//! The npm package as npm would publish it, in a folder where nothing of this workspace is above it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;
use crate::setup::node;

/// The packed package in a folder outside of the workspace, gone afterwards.
pub(crate) struct PackedPackage {
    folder: PathBuf,
    tarball: PathBuf,
}

impl PackedPackage {
    /// Packs what was built. `user` names the folder.
    pub(crate) fn new(project: &Project, user: &str) -> Result<Self> {
        let name = format!("nsg-what-if-{user}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder)?;
        let mut packed = Self {
            tarball: PathBuf::new(),
            folder,
        };
        let mut pack = node::npm();
        pack.args(["pack", "--silent", "--pack-destination"]);
        pack.arg(&packed.folder);
        let log = project.tool(format!("logs/{user}-pack.log"));
        step(&pack, &project.path("dist/npm"), &log)?;
        packed.tarball = fs::read_dir(&packed.folder)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| path.extension().is_some_and(|it| it == "tgz"))
            .context("npm packed nothing")?;
        Ok(packed)
    }

    /// The folder that it is in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The package.
    pub(crate) fn tarball(&self) -> &Path {
        &self.tarball
    }
}

impl Drop for PackedPackage {
    fn drop(&mut self) {
        // What is left in the system's temporary folder harms nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Runs a command in a folder; what it prints goes into the log.
pub(crate) fn step(command: &Command, folder: &Path, log: &Path) -> Result<()> {
    let mut told = Command::new(command.get_program());
    told.args(command.get_args()).current_dir(folder);
    process::run_logged(told, log)
}
