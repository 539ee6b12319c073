//! A Chromium for the browser tests.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process::{self, CommandOutcome};
use crate::project::Project;
use crate::setup::closed_network::apt;
use crate::setup::{node, step};

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Playwright retries a dead connection for minutes otherwise.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(120);

/// The browser to test with: `CHROMIUM` in the environment, else one on the PATH, else
/// Playwright's, else Debian's.
pub(crate) fn ensure(project: &Project) -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM").map(PathBuf::from) {
        if starts(&path) {
            return Ok(path);
        }
        bail!("CHROMIUM is `{}`, which does not start", path.display());
    }
    if let Some(found) = on_the_path().or_else(|| downloaded(project)) {
        return Ok(found);
    }
    node::ensure(project)?;
    if let Some(found) = download(project)? {
        return Ok(found);
    }
    install(project).context(
        "the browser tests need Chromium: none is on the PATH, and Playwright's download failed; \
         CHROMIUM in the environment can name one",
    )?;
    on_the_path().context("Chromium was installed, and does not start")
}

fn on_the_path() -> Option<PathBuf> {
    NAMES
        .iter()
        .filter_map(|name| which::which(name).ok())
        .find(|path| starts(path))
}

/// A browser whose libraries are missing is no browser.
fn starts(path: &Path) -> bool {
    Command::new(path)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// What an earlier run downloaded.
fn downloaded(project: &Project) -> Option<PathBuf> {
    let path = fs::read_to_string(project.tool("chromium-path")).ok()?;
    let path = PathBuf::from(path);
    starts(&path).then_some(path)
}

/// Tries Playwright's own download, once: where it failed before, it is not asked again.
fn download(project: &Project) -> Result<Option<PathBuf>> {
    let given_up = project.tool("playwright-gave-up");
    if given_up.exists() {
        return Ok(None);
    }
    let browsers = project.tool("browsers");
    let mut command = node::script(project, "@playwright/test/cli.js");
    command
        .args(["install", "--no-shell", "chromium"])
        .env("PLAYWRIGHT_BROWSERS_PATH", &browsers)
        .env("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "10000");
    let outcome = step(
        project,
        "download Playwright's Chromium into .tools/browsers",
        "for the browser tests",
        "about 20 s, 400 MB; given up after 120 s",
        || {
            process::run_limited(
                command,
                DOWNLOAD_LIMIT,
                &project.tool("logs/playwright.log"),
            )
        },
    )?;
    if outcome == CommandOutcome::Success {
        let path = executable(project, &browsers)?;
        if starts(&path) {
            fs::write(
                project.tool("chromium-path"),
                path.to_str().context("the path of Chromium is no text")?,
            )?;
            return Ok(Some(path));
        }
    }
    fs::write(
        &given_up,
        "delete this file to have Playwright asked again\n",
    )?;
    Ok(None)
}

fn install(project: &Project) -> Result<()> {
    step(
        project,
        "install Debian's chromium",
        "because the browser tests need one and Playwright's cannot be had here",
        "about 15 s, 400 MB",
        || {
            apt::refresh(project)?;
            apt::install(project, &["chromium".to_owned()])
        },
    )
}

/// Where Playwright put it.
fn executable(project: &Project, browsers: &Path) -> Result<PathBuf> {
    let output = Command::new("node")
        .args(["--input-type=module", "--eval"])
        .arg("import { chromium } from '@playwright/test'; console.log(chromium.executablePath())")
        .env("PLAYWRIGHT_BROWSERS_PATH", browsers)
        .current_dir(project.path(""))
        .output()?;
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}
