//! The npm package in `dist/npm`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::setup::rust_target::WasmCargo;
use crate::wasm;

/// The hand-written part: entries, declarations, README.
const HAND_WRITTEN: &str = "crates/plugin/npm";

/// Builds it, and puts a copy where our own tests find it as a customer's program would.
pub(crate) fn build(project: &Project, cargo: &WasmCargo) -> Result<()> {
    wasm::build(project, cargo, &wasm::PLUGIN)?;
    wasm::build(project, cargo, &wasm::PLUGIN_LIVE)?;
    let target = project.path("dist/npm");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    copy_files(&project.path(HAND_WRITTEN), &target)?;
    copy_files(&project.path(wasm::PLUGIN.folder), &target)?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(project.path(licence), target.join(licence))?;
    }
    set_version(&target.join("package.json"))?;

    // A copy, not a link: Node and Vite treat what a link points to as the program's own source.
    let installed = project.path("node_modules/nsg-what-if");
    if installed.exists() {
        fs::remove_dir_all(&installed)?;
    }
    copy_files(&target, &installed)
}

/// The package has the workspace's version, written in one place only. As text, because the order
/// of the conditions in `exports` matters and JSON libraries may sort them.
fn set_version(manifest: &Path) -> Result<()> {
    let text = fs::read_to_string(manifest)?;
    let placeholder = "\"version\": \"0.0.0\"";
    ensure!(
        text.contains(placeholder),
        "{} has no {placeholder}",
        manifest.display()
    );
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    fs::write(manifest, text.replace(placeholder, &version))?;
    Ok(())
}

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
