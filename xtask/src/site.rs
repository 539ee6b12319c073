//! The page as static files in `dist/site`.

use anyhow::Result;

use crate::fingerprint::{self, Fingerprint};
use crate::languages;
use crate::lessons;
use crate::modules::Module;
use crate::process;
use crate::project::Project;
use crate::setup::node;
use crate::setup::rust_target::WasmCargo;
use crate::wasm;

/// What the bundler reads.
pub(crate) const SOURCES: &[&str] = &[
    "index.html",
    "vite.config.ts",
    "tsconfig.json",
    "package-lock.json",
    "crates/nsg-analysis/contracts/baselines",
    "crates/nsg-analysis/contracts/services",
    "crates/plugin/src/types.d.ts",
    "crates/text/languages",
    "web",
    "web/pkg",
    "web/pkg/languages",
    "web/pkg/traffic",
    "web/style",
];

/// Builds it, if anything it is made from has changed.
pub(crate) fn build(project: &Project, cargo: &WasmCargo, pages: &[Module]) -> Result<()> {
    lessons::build_beside(project, || wasm::build_all(project, cargo, pages))?;
    languages::build(project)?;
    let mut fingerprint = Fingerprint::default();
    for source in SOURCES {
        fingerprint = fingerprint.path(&project.path(source))?;
    }
    let fingerprint = fingerprint.finish();
    let built = project.path("dist/site/index.html").exists();
    if built && fingerprint::is_fresh(project, "site", &fingerprint) {
        return Ok(());
    }
    let mut command = node::vite(project);
    command.args(["build", "--logLevel", "warn"]);
    process::run_logged(command, &project.tool("logs/vite.log"))?;
    fingerprint::remember(project, "site", &fingerprint)
}
