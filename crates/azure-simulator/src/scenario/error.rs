//! Errors in a scenario.

use std::fmt;
use std::path::{Path, PathBuf};

/// A scenario that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError {
    file: PathBuf,
    problem: String,
    position: Option<(usize, usize)>,
}

impl ScenarioError {
    pub(crate) fn new(file: &Path, problem: impl Into<String>) -> Self {
        Self {
            file: file.to_path_buf(),
            problem: problem.into(),
            position: None,
        }
    }

    pub(crate) fn json(file: &Path, error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let position = (error.line() > 0).then(|| (error.line(), error.column()));
        Self {
            file: file.to_path_buf(),
            problem: text.strip_suffix(&place).unwrap_or(&text).to_owned(),
            position,
        }
    }

    /// Line and column, both from 1, where the problem has a place.
    pub fn position(&self) -> Option<(usize, usize)> {
        self.position
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl std::error::Error for ScenarioError {}
