//! The npm package in `dist/npm`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use xshell::cmd;

use crate::command_line;
use crate::element;
use crate::languages;
use crate::modules;
use crate::process;
use crate::project::Project;
use crate::setup::rust_target::WasmCargo;
use crate::wasm;

/// The hand-written part: entries, declarations, README.
const HAND_WRITTEN: &str = "crates/plugin/npm";

/// Returns the folders of what is built. In those of both forms of the element is one for each language.
fn folders(project: &Project) -> Result<Vec<String>> {
    let mut folders = vec![String::new()];
    for form in ["element", "sealed"] {
        folders.push(form.to_owned());
        let tags = languages::translations(project)?;
        folders.extend(tags.iter().map(|tag| format!("{form}/{tag}")));
    }
    Ok(folders)
}

/// Folders of the hand-written part that are in the package as they are.
const COPIED_FOLDERS: &[&str] = &["schemas"];

/// Folders of the package besides those of the element that our own tests need.
const TESTED_FOLDERS: &[&str] = &["cli", "schemas"];

/// The crate that has the files of ready contracts.
const NSG_ANALYSIS: &str = "crates/nsg-analysis";

/// Where they are in it and in the package, a folder for each kind.
const READY_CONTRACTS: [&str; 2] = ["contracts/services", "contracts/baselines"];

/// What fills in how large everything is.
const SIZES: &str = "web/element/sizes.mjs";

/// What puts modules into scripts.
const INLINE: &str = "crates/plugin/build/inline.mjs";

/// Builds it, and puts a copy where our own tests find it as a customer's program would.
pub(crate) fn build(project: &Project, cargo: &WasmCargo) -> Result<()> {
    wasm::build_all(project, cargo, modules::PACKAGE)?;
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
    for folder in READY_CONTRACTS {
        copy_files(
            &project.path(NSG_ANALYSIS).join(folder),
            &target.join(folder),
        )?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(project.path(licence), target.join(licence))?;
    }
    command_line::build(project, &target)?;
    languages::for_package(project, &target)?;
    let mut inline = Command::new("node");
    inline.arg(project.path(INLINE)).arg(&target);
    process::run_logged(inline, &project.tool("logs/inline.log"))?;
    for folder in COPIED_FOLDERS {
        let hand_written = project.path(HAND_WRITTEN).join(folder);
        copy_files(&hand_written, &target.join(folder))?;
    }
    complete(&target.join("package.json"), &plugin_crate(project)?)?;
    fs::write(target.join("provenance.js"), provenance(project, cargo)?)?;
    let mut sizes = Command::new("node");
    sizes.arg(project.path(SIZES)).arg(&target);
    process::run_logged(sizes, &project.tool("logs/sizes.log"))?;

    // A copy, not a link: Node and Vite treat what a link points to as the program's own source.
    let installed = project.path("node_modules/nsg-what-if");
    if installed.exists() {
        fs::remove_dir_all(&installed)?;
    }
    let built = folders.iter().map(String::as_str);
    let copied = TESTED_FOLDERS.iter().copied().chain(READY_CONTRACTS);
    for folder in built.chain(copied) {
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

/// The package's crate, as Cargo prints it.
fn plugin_crate(project: &Project) -> Result<Value> {
    let shell = project.shell()?;
    let printed = cmd!(shell, "cargo metadata --no-deps --format-version 1").quiet();
    let metadata: Value = serde_json::from_str(&printed.read()?)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let plugin = packages
        .into_iter()
        .flatten()
        .find(|package| package.get("name").is_some_and(|name| name == "plugin"));
    plugin.cloned().context("there is no crate plugin")
}

fn complete(manifest: &Path, plugin: &Value) -> Result<()> {
    let text = fs::read_to_string(manifest)?;
    fs::write(manifest, completed(&text, plugin)?)?;
    Ok(())
}

/// Fills the gaps of the package's manifest with what `Cargo.toml` says, so that it is written in one place only. As text,
/// because the order of the conditions in `exports` matters and JSON libraries may sort them.
fn completed(manifest: &str, plugin: &Value) -> Result<String> {
    let field = |name: &str| {
        let value = plugin.get(name).filter(|value| !value.is_null());
        value.with_context(|| format!("Cargo.toml has no {name}"))
    };
    let repository = field("repository")?.as_str().unwrap_or_default();
    let gaps = [
        (
            r#""version": "0.0.0""#,
            format!(r#""version": {}"#, field("version")?),
        ),
        (
            r#""homepage": """#,
            format!(r#""homepage": {}"#, field("homepage")?),
        ),
        (r#""url": """#, format!(r#""url": "git+{repository}.git""#)),
        (
            r#""keywords": []"#,
            format!(r#""keywords": {}"#, field("keywords")?),
        ),
    ];
    let mut text = manifest.to_owned();
    for (gap, filled) in gaps {
        ensure!(text.contains(gap), "the package's manifest has no {gap}");
        text = text.replace(gap, &filled);
    }
    Ok(text)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_has_what_cargo_says() {
        let repository = env!("CARGO_PKG_REPOSITORY");
        let plugin = serde_json::json!({
            "version": "1.2.3", "homepage": "https://nsg.example", "repository": repository, "keywords": ["azure", "nsg"],
        });
        let gaps = include_str!("../../crates/plugin/npm/package.json");
        let manifest: Value = serde_json::from_str(&completed(gaps, &plugin).unwrap()).unwrap();
        let said = |pointer: &str| manifest.pointer(pointer).unwrap();
        assert_eq!(said("/version"), "1.2.3");
        assert_eq!(said("/homepage"), "https://nsg.example");
        assert_eq!(
            said("/repository/url"),
            &format!("git+{repository}.git").as_str()
        );
        assert_eq!(said("/keywords/1"), "nsg");
    }

    /// A form of an issue is no file that anything is written into.
    #[test]
    fn issues_lead_to_the_repository() {
        let chooser = include_str!("../../.github/ISSUE_TEMPLATE/config.yml");
        let mut links = chooser
            .lines()
            .filter_map(|line| line.trim().strip_prefix("url: "));
        assert!(links.all(|link| link.starts_with(env!("CARGO_PKG_REPOSITORY"))));
    }
}
