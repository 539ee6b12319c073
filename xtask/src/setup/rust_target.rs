//! A Rust that builds for `wasm32-unknown-unknown`: the one that is there, else rustup's target,
//! else the distribution's toolchain.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::setup::closed_network::{debian_rust, rustup};

/// What the page and the package are built for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The cargo that builds for WebAssembly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WasmCargo {
    /// The toolchain that runs us.
    Active,
    /// The distribution's, in /usr.
    Distribution,
}

impl WasmCargo {
    /// A cargo command, standing in the root.
    pub(crate) fn command(self, project: &Project) -> Command {
        let mut command = self.tool("cargo");
        command.current_dir(project.path(""));
        if self == Self::Distribution {
            // Asked for by path, so that the toolchain needs no name in rustup's registry.
            command.env("RUSTC", "/usr/bin/rustc");
        }
        command
    }

    fn tool(self, name: &str) -> Command {
        let mut command = match self {
            Self::Active => Command::new(name),
            Self::Distribution => Command::new(Path::new("/usr/bin").join(name)),
        };
        // `cargo run` points here at its own toolchain's libraries, which are wrong for another.
        command.env_remove("LD_LIBRARY_PATH");
        if self == Self::Distribution {
            for variable in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTDOC"] {
                command.env_remove(variable);
            }
        }
        command
    }

    /// The version of its compiler, such as `1.85.0`.
    pub(crate) fn compiler(self) -> Result<String> {
        let output = self.tool("rustc").arg("--version").output()?;
        let text = String::from_utf8(output.stdout)?;
        let version = text.split(' ').nth(1);
        Ok(version
            .context("rustc does not tell its version")?
            .to_owned())
    }

    /// Whether it links a module for the browser: the one question that also notices a library
    /// left behind by another compiler version.
    pub(crate) fn works(self, project: &Project) -> Result<bool> {
        if self == Self::Distribution && debian_rust::installed().is_none_or(|v| v < oldest()) {
            return Ok(false);
        }
        let folder = project.tool("probe");
        fs::create_dir_all(&folder)?;
        let source = folder.join("probe.rs");
        fs::write(&source, "//! Whether this toolchain links WebAssembly.\n")?;
        let status = self
            .tool("rustc")
            .args(["--crate-type=cdylib", "--target", TARGET, "--out-dir"])
            .args([&folder, &source])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        Ok(status.is_ok_and(|status| status.success()))
    }
}

/// Finds or makes one.
pub(crate) fn ensure(project: &Project) -> Result<WasmCargo> {
    for cargo in [WasmCargo::Active, WasmCargo::Distribution] {
        if cargo.works(project)? {
            return Ok(cargo);
        }
    }
    if rustup::add_target(project)? && WasmCargo::Active.works(project)? {
        return Ok(WasmCargo::Active);
    }
    debian_rust::install(project).context(
        "this Rust cannot build for WebAssembly: `rustup target add wasm32-unknown-unknown` \
         failed or timed out, and there is no other way here",
    )?;
    if WasmCargo::Distribution.works(project)? {
        return Ok(WasmCargo::Distribution);
    }
    bail!("the distribution's Rust was installed, and still cannot link for {TARGET}")
}

/// The oldest compiler that builds the project.
pub(crate) fn oldest() -> (u32, u32) {
    version_in(env!("CARGO_PKG_RUST_VERSION")).unwrap_or((1, 88))
}

/// The first `major.minor` in a text such as `rustc 1.96.0 (abc)` or `1.96.0+dfsg1-1~deb12u2`.
pub(crate) fn version_in(text: &str) -> Option<(u32, u32)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut parts = text.get(start..)?.split(|c: char| !c.is_ascii_digit());
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_print() {
        assert_eq!(version_in("rustc 1.96.0 (ac68faa20)"), Some((1, 96)));
        assert_eq!(version_in("1.85.0+dfsg3-1~deb12u3"), Some((1, 85)));
        assert_eq!(version_in("none"), None);
    }
}
