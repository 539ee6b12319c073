//! The documentation: the project's own Markdown as pages in `dist/site/docs`, beside the page.

use std::fs;

use anyhow::Result;

use crate::fingerprint::{self, Fingerprint};
use crate::lessons;
use crate::process;
use crate::project::Project;
use crate::setup::node;

/// The generator's settings, and the look.
const SETTINGS: &str = "docs/site/eleventy.config.mjs";

/// Where it goes. Building the page empties the folder above it.
const BUILT: &str = "dist/site/docs";

/// What the pages are made from; `docs/site/pages.mjs` says which file becomes which.
const SOURCES: &[&str] = &[
    "docs",
    "README.md",
    "ARCHITECTURE.md",
    "crates/plugin/npm",
    "crates/plugin/src/types.d.ts",
    "crates/azure-simulator/README.md",
    // The page *Agreement with Azure*.
    "tests/conformance/agreement.toml",
    "tests/conformance/counts.json",
    "tests/conformance/facts",
    lessons::README,
    lessons::COMPILED,
    // With the sizes of what was built, where it was.
    "dist/npm/README.md",
    "web/icon.svg",
    "package-lock.json",
];

/// Builds it, if anything it is made from has changed. After the page and the package.
pub(crate) fn build(project: &Project) -> Result<()> {
    // Pages of lessons are made of what the page reads, and by nobody who reads Markdown again.
    lessons::build(project)?;
    let mut fingerprint = Fingerprint::default();
    for source in SOURCES {
        fingerprint = fingerprint.path(&project.path(source))?;
    }
    let fingerprint = fingerprint.finish();
    let built = project.path(BUILT);
    if built.join("index.html").exists() && fingerprint::is_fresh(project, "docs", &fingerprint) {
        return Ok(());
    }
    // A page whose source is gone must not stay.
    if built.exists() {
        fs::remove_dir_all(&built)?;
    }
    let mut command = node::script(project, "@11ty/eleventy/cmd.cjs");
    command.arg(format!("--config={SETTINGS}")).arg("--quiet");
    process::run_logged(command, &project.tool("logs/docs.log"))?;
    fingerprint::remember(project, "docs", &fingerprint)
}
