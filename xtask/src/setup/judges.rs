//! Python's z3 and BDD library, which judge sets of flows after us, duckdb-kql, which runs our queries, and aerleon, a peer to
//! be measured.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::fingerprint::{self, Fingerprint};
use crate::process;
use crate::project::Project;
use crate::setup::step;

const REQUIREMENTS: &str = "tests/judges/requirements.txt";

/// The Python of a virtual environment that has the judges; `None` where the machine has no Python 3.11 (which
/// duckdb-kql wants) that can make one.
pub(crate) fn ensure(project: &Project) -> Result<Option<PathBuf>> {
    let Some(system) = ["python3", "python"]
        .into_iter()
        .find(|name| can_make_one(name))
    else {
        return Ok(None);
    };
    let folder = project.tool("judges");
    let programs = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = folder.join(programs).join("python");
    let fingerprint = Fingerprint::default()
        .path(&project.path(REQUIREMENTS))?
        .finish();
    if python.exists() && fingerprint::is_fresh(project, "judges", &fingerprint) {
        return Ok(Some(python));
    }
    step(
        project,
        "install z3, dd, duckdb-kql and aerleon into a virtual environment in .tools/judges",
        "because sets of flows and queries are proven by judges of another make, and verdicts measured beside one",
        "about 15 s, 250 MB",
        || {
            let mut make = Command::new(system);
            make.args(["-m", "venv", "--clear"]).arg(&folder);
            process::run_logged(make, &project.tool("logs/judges-venv.log"))?;
            let mut install = Command::new(&python);
            install
                .args([
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--requirement",
                    REQUIREMENTS,
                ])
                .current_dir(project.path(""));
            process::run_logged(install, &project.tool("logs/judges-pip.log"))
        },
    )
    .context("the judges cannot be installed; PyPI must be reachable")?;
    fingerprint::remember(project, "judges", &fingerprint)?;
    Ok(Some(python))
}

fn can_make_one(python: &str) -> bool {
    let mut command = Command::new(python);
    command.args([
        "-c",
        "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))",
    ]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
