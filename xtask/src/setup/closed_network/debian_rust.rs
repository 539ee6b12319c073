//! Debian's Rust, which can build WebAssembly where rustup's cannot be completed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::project::Project;
use crate::setup::closed_network::apt;
use crate::setup::rust_target::{TARGET, WasmCargo, oldest, version_in};
use crate::setup::step;

/// Rust as newer releases name it: the WebAssembly library comes ready to use.
const PLAIN: &[&str] = &[
    "rustc",
    "cargo",
    "rust-src",
    "rust-llvm",
    "libstd-rust-dev-wasm32",
];

/// Rust as older releases ship it for building browsers: newer than their plain one, and with the
/// library's source only.
const WEB: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

/// The version of /usr/bin/rustc, if there is one.
pub(crate) fn installed() -> Option<(u32, u32)> {
    let output = Command::new("/usr/bin/rustc")
        .arg("--version")
        .env_remove("LD_LIBRARY_PATH")
        .output()
        .ok()?;
    version_in(&String::from_utf8_lossy(&output.stdout))
}

/// Installs it, and builds its WebAssembly library where only the source is shipped.
pub(crate) fn install(project: &Project) -> Result<()> {
    if installed().is_none_or(|version| version < oldest()) {
        apt::refresh(project)?;
        let packages = packages()?;
        step(
            project,
            &format!("install Debian's {}", packages.join(" ")),
            "because they build WebAssembly and rustup's target cannot be had here",
            "about 20 s, 900 MB with the C tools it needs",
            || apt::install(project, &packages),
        )?;
    }
    if WasmCargo::Distribution.works(project)? {
        return Ok(());
    }
    step(
        project,
        "build Debian's WebAssembly library from its source",
        "because the package has no ready one",
        "about 40 s",
        || {
            let folder = project.tool("wasm-library");
            build_library(project, &folder)?;
            install_library(&folder)
        },
    )
}

/// The first set that apt offers in full, with a compiler that is new enough, and the linker that
/// belongs to its LLVM.
fn packages() -> Result<Vec<String>> {
    let set = [PLAIN, WEB]
        .into_iter()
        .find(|set| {
            set.iter().all(|name| apt::candidate(name).is_some())
                && set
                    .first()
                    .and_then(|compiler| version_in(&apt::candidate(compiler)?))
                    .is_some_and(|version| version >= oldest())
        })
        .context("apt offers no Rust that is new enough and has the WebAssembly parts")?;
    let linker = set
        .iter()
        .filter(|name| name.ends_with("-llvm"))
        .flat_map(|name| apt::dependencies(name))
        .find_map(|name| name.strip_prefix("llvm-").map(|n| format!("lld-{n}")));
    Ok(set
        .iter()
        .map(|name| (*name).to_owned())
        .chain(linker)
        .collect())
}

/// Builds an empty library with the standard library from source.
fn build_library(project: &Project, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    // A workspace of its own: it lies inside ours.
    fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n",
    )?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo
        .args(["build", "--release", "--target", TARGET])
        .args(["-Zbuild-std=std,panic_abort,test", "--target-dir"])
        .arg(folder.join("target"))
        .current_dir(folder)
        // The distribution's stable compiler has build-std, behind this switch.
        .env("RUSTC_BOOTSTRAP", "1")
        // Fat link-time optimisation reads the bitcode.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("RUSTC", "/usr/bin/rustc");
    for variable in [
        "LD_LIBRARY_PATH",
        "RUSTUP_TOOLCHAIN",
        "CARGO_ENCODED_RUSTFLAGS",
    ] {
        cargo.env_remove(variable);
    }
    process::run_logged(cargo, &project.tool("logs/wasm-library.log"))
}

/// Puts what was built where the compiler looks for it, or says what to type where we may not.
fn install_library(folder: &Path) -> Result<()> {
    let built = folder.join("target").join(TARGET).join("release/deps");
    let target = library_folder();
    // Out of the way of the copy.
    for file in libraries(&built)? {
        if name_of(&file).starts_with("libempty-") {
            fs::remove_file(file)?;
        }
    }
    if !apt::is_root() {
        bail!(
            "as root, run\n    mkdir -p {target}\n    rm -f {target}/*.rlib\n    \
             cp {built}/*.rlib {target}/\nthen run this command again",
            target = target.display(),
            built = built.display()
        );
    }
    fs::create_dir_all(&target)?;
    // Libraries of an earlier compiler would be found beside the new ones, and be ambiguous.
    for file in libraries(&target)? {
        fs::remove_file(file)?;
    }
    for file in libraries(&built)? {
        fs::copy(&file, target.join(name_of(&file)))?;
    }
    fs::remove_dir_all(folder)?;
    Ok(())
}

fn library_folder() -> PathBuf {
    Path::new("/usr/lib/rustlib").join(TARGET).join("lib")
}

fn libraries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "rlib")
        {
            files.push(path);
        }
    }
    Ok(files)
}

fn name_of(file: &Path) -> &str {
    file.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}
