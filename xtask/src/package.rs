//! The npm package in `dist/npm`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::element;
use crate::languages;
use crate::modules;
use crate::process;
use crate::project::Project;
use crate::setup::rust_target::WasmCargo;
use crate::wasm;

/// The hand-written part: entries, declarations, README.
const HAND_WRITTEN: &str = "crates/plugin/npm";

/// Returns the folders of the package. In those of both forms of the element is one for each language.
fn folders(project: &Project) -> Result<Vec<String>> {
    let mut folders = vec![String::new()];
    for form in ["element", "sealed"] {
        folders.push(form.to_owned());
        let tags = languages::translations(project)?;
        folders.extend(tags.iter().map(|tag| format!("{form}/{tag}")));
    }
    Ok(folders)
}

/// What fills in how large everything is.
const SIZES: &str = "web/element/sizes.mjs";

/// Builds it, and puts a copy where our own tests find it as a customer's program would.
pub(crate) fn build(project: &Project, cargo: &WasmCargo) -> Result<()> {
    wasm::build(project, cargo, &modules::PLUGIN)?;
    wasm::build(project, cargo, &modules::PLUGIN_ENGINE)?;
    wasm::build(project, cargo, &modules::PLUGIN_LIVE)?;
    let element = element::build(project, cargo)?;
    let target = project.path("dist/npm");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    copy_files(&project.path(HAND_WRITTEN), &target)?;
    copy_files(&project.path(modules::PLUGIN.folder), &target)?;
    let folders = folders(project)?;
    for folder in &folders {
        copy_files(&element.join(folder), &target.join(folder))?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(project.path(licence), target.join(licence))?;
    }
    set_version(&target.join("package.json"))?;
    fs::write(target.join("provenance.js"), provenance(project, cargo)?)?;
    let mut sizes = Command::new("node");
    sizes.arg(project.path(SIZES)).arg(&target);
    process::run_logged(sizes, &project.tool("logs/sizes.log"))?;

    // A copy, not a link: Node and Vite treat what a link points to as the program's own source.
    let installed = project.path("node_modules/nsg-what-if");
    if installed.exists() {
        fs::remove_dir_all(&installed)?;
    }
    for folder in &folders {
        copy_files(&target.join(folder), &installed.join(folder))?;
    }
    Ok(())
}

/// What the modules were built from and with, as SemVer's build metadata. A tree that is no checkout has no commit.
fn provenance(project: &Project, cargo: &WasmCargo) -> Result<String> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(project.path(""));
        let output = command.output().ok().filter(|it| it.status.success())?;
        String::from_utf8(output.stdout).ok()
    };
    let commit =
        git(&["rev-parse", "--short=12", "HEAD"]).map(|commit| format!("g{}.", commit.trim()));
    let changes = git(&["status", "--porcelain", "--untracked-files=no"]);
    let changed = changes.is_some_and(|changes| !changes.trim().is_empty());
    let changed = if changed { "changed." } else { "" };
    let compiler = cargo.compiler()?;
    let commit = commit.unwrap_or_default();
    Ok(format!(
        "// What the modules were built from and with.\n\nexport const provenance = \"+{commit}{changed}rustc.{compiler}\";\n"
    ))
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

/// Copies the files of a folder, not those of folders in it.
pub(crate) fn copy_files(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
