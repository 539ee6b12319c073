//! The programs of `examples/`: each built from the packed package, and opened.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::packed::{PackedPackage, step};
use crate::process;
use crate::project::Project;
use crate::setup::{chromium, node};

/// A folder for each program.
const SOURCES: &str = "examples";

/// What opens them.
const TESTS: &str = "tests/examples/examples.test.mjs";

/// Installs and builds each in a copy that has nothing of the workspace above it, and looks at what it says.
pub(crate) fn test(project: &Project) -> Result<()> {
    let packed = PackedPackage::new(project, "examples")?;
    let (from, to) = (project.path(SOURCES), packed.folder().join(SOURCES));
    copy_all(&from, &to)?;
    process::side_by_side(folders(&to)?, |example| {
        let name = example.file_name().context("a folder has a name")?;
        let in_example = |command: &Command, what: &str| {
            let log = project.tool(format!("logs/example-{}-{what}.log", name.display()));
            step(command, &example, &log)
        };
        in_example(node::npm().arg("ci"), "ci")?;
        let mut install = node::npm();
        install.args(["install", "--no-save", "--no-package-lock"]);
        in_example(install.arg(packed.tarball()), "install")?;
        in_example(node::npm().args(["run", "build"]), "build")
    })?;
    let status = Command::new("node")
        .arg("--test")
        .arg(project.path(TESTS))
        .env("EXAMPLES", &to)
        .env("CHROMIUM", chromium::ensure(project)?)
        .current_dir(project.path(""))
        .status()?;
    ensure!(status.success(), "{status}");
    Ok(())
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Copies a folder with everything in it, but for what was installed or built there.
fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true if entry.file_name() == "node_modules" => {}
            true => copy_all(&entry.path(), &target)?,
            false => fs::copy(entry.path(), target).map(drop)?,
        }
    }
    Ok(())
}
