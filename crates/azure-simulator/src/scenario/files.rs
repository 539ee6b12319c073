//! The files of a scenario: a folder's, or those inside the program.

use super::SimulatorScenario;
use super::error::ScenarioError;
use super::settings::Settings;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Scenarios that extend each other in a circle end here.
const DEEPEST: usize = 16;

/// Files with their texts.
pub(super) type Files = Vec<(PathBuf, String)>;

/// A folder's files: `scenario.json`, `service-tags.json`, `resources/*.json`, `programmed/*.json`.
pub(super) fn of_folder(folder: &Path) -> Result<Files, ScenarioError> {
    if !folder.is_dir() {
        return Err(ScenarioError::new(folder, "there is no such folder"));
    }
    let mut paths = Vec::new();
    for name in ["scenario.json", "service-tags.json"] {
        let path = folder.join(name);
        if path.exists() {
            paths.push(path);
        }
    }
    for name in ["resources", "programmed"] {
        let below = folder.join(name);
        if below.is_dir() {
            paths.extend(json_files(&below)?);
        }
    }
    if paths.is_empty() {
        let problem = "the folder holds no scenario: neither `scenario.json` nor `resources/`";
        return Err(ScenarioError::new(folder, problem));
    }
    let read = |path: PathBuf| match fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(error) => Err(ScenarioError::new(&path, error.to_string())),
    };
    paths.into_iter().map(read).collect()
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>, ScenarioError> {
    let unreadable = |error: std::io::Error| ScenarioError::new(folder, error.to_string());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            paths.push(path);
        }
    }
    // The order of a listing is the file system's, and lists are answered in the order of reading.
    paths.sort();
    Ok(paths)
}

/// Makes a scenario of files; `folder` is where `extends` starts from.
pub(super) fn scenario(
    files: &Files,
    folder: &Path,
    depth: usize,
) -> Result<SimulatorScenario, ScenarioError> {
    let mut parts = ScenarioParts {
        at: folder.join("scenario.json"),
        ..ScenarioParts::default()
    };
    let below = |path: &Path| path.parent().and_then(Path::file_name).map(OsStr::to_owned);
    for (path, text) in files {
        if path.ends_with("scenario.json") {
            parts.settings = parse(path, text)?;
        } else if path.ends_with("service-tags.json") {
            parts.service_tags = Some(parse(path, text)?);
        } else if below(path).is_some_and(|name| name == "programmed") {
            parts.programmed.push((path.clone(), parse(path, text)?));
        } else {
            parts.resources.push((path.clone(), parse(path, text)?));
        }
    }
    base(&parts, folder, depth)?.extended(parts)
}

/// The parts that one scenario adds to the one that it extends.
#[derive(Default)]
pub(super) struct ScenarioParts {
    /// `scenario.json`.
    pub(super) at: PathBuf,
    pub(super) settings: Settings,
    pub(super) service_tags: Option<Value>,
    pub(super) resources: Vec<(PathBuf, Vec<Value>)>,
    pub(super) programmed: Vec<(PathBuf, Vec<Value>)>,
}

pub(super) fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, ScenarioError> {
    serde_json::from_str(text).map_err(|error| ScenarioError::json(path, &error))
}

fn base(
    parts: &ScenarioParts,
    folder: &Path,
    depth: usize,
) -> Result<SimulatorScenario, ScenarioError> {
    if depth > DEEPEST {
        let problem = "scenarios extend each other in a circle";
        return Err(ScenarioError::new(&parts.at, problem));
    }
    match parts.settings.extends.as_deref() {
        None | Some("built-in") => SimulatorScenario::built_in(),
        Some("nothing") => Ok(SimulatorScenario::default()),
        Some(other) => {
            let folder = folder.join(other);
            scenario(&of_folder(&folder)?, &folder, depth + 1)
        }
    }
}
