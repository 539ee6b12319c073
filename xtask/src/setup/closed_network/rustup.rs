//! Asking rustup, for so long.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::process::{self, CommandOutcome};
use crate::project::Project;
use crate::setup::rust_target::TARGET;
use crate::setup::step;

/// A network that only mirrors package registries lets rustup hang for ever.
const LIMIT: Duration = Duration::from_secs(30);

/// Has rustup add the WebAssembly target, once, and says whether it did: where it hung before, it is not asked again.
pub(crate) fn add_target(project: &Project) -> Result<bool> {
    let given_up = project.tool("rustup-gave-up");
    if which::which("rustup").is_err() || given_up.exists() {
        return Ok(false);
    }
    let mut command = Command::new("rustup");
    command.args(["target", "add", TARGET]);
    let outcome = step(
        project,
        "`rustup target add wasm32-unknown-unknown`",
        "because the page and the package are WebAssembly",
        "a few seconds, 100 MB; given up after 30 s",
        || process::run_limited(command, LIMIT, &project.tool("logs/rustup.log")),
    )?;
    if outcome == CommandOutcome::Success {
        return Ok(true);
    }
    fs::write(&given_up, "delete this file to have rustup asked again\n")?;
    Ok(false)
}
