//! The element of the npm package: the page's module, bundled for other people's pages.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::fingerprint::{self, Fingerprint};
use crate::languages;
use crate::modules;
use crate::process;
use crate::project::Project;
use crate::setup::node;
use crate::setup::rust_target::WasmCargo;
use crate::site;
use crate::wasm;

/// The bundler's settings, which know both forms.
const SETTINGS: &str = "web/element/vite.config.ts";

/// Both forms: the usual one, and the sealed one that asks nobody anything.
const MODES: &[&str] = &["production", "sealed"];

/// Builds both, if anything they are made from has changed. Returns the folder that holds them.
pub(crate) fn build(project: &Project, cargo: &WasmCargo) -> Result<PathBuf> {
    wasm::build_all(project, cargo, modules::PAGES)?;
    languages::build(project)?;
    let folder = project.tool("element");
    let mut fingerprint = Fingerprint::default();
    for source in site::SOURCES {
        fingerprint = fingerprint.path(&project.path(source))?;
    }
    let fingerprint = fingerprint.finish();
    if folder.exists() && fingerprint::is_fresh(project, "element", &fingerprint) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    for mode in MODES {
        let mut command = node::vite(project);
        command
            .args(["build", "--logLevel", "error", "--config", SETTINGS])
            .args(["--mode", mode]);
        let log = Path::new("logs").join(format!("vite-{mode}.log"));
        process::run_logged(command, &project.tool(log))?;
    }
    fingerprint::remember(project, "element", &fingerprint)?;
    Ok(folder)
}
