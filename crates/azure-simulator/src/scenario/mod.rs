//! The scenario that a simulator serves: resources, how operations go, and what goes wrong.

mod built_in;
mod error;
mod files;
pub(crate) mod settings;

pub use error::ScenarioError;

use crate::operation::Operation;
use crate::store::Store;
use files::ScenarioParts;
use serde_json::Value;
use settings::{AdminRuleSettings, Cors, Fault, LongRunning, On, Replay, Settings};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A scenario. The README of this crate documents its form.
#[derive(Clone, Debug)]
pub struct SimulatorScenario {
    pub(crate) name: String,
    pub(crate) page_size: usize,
    pub(crate) token_seconds: i64,
    pub(crate) operations: BTreeMap<String, LongRunning>,
    pub(crate) cors: Cors,
    pub(crate) faults: Vec<Fault>,
    pub(crate) replay: Vec<Replay>,
    pub(crate) admin_rules: Vec<AdminRuleSettings>,
    pub(crate) service_tags: Value,
    pub(crate) store: Store,
}

impl Default for SimulatorScenario {
    fn default() -> Self {
        Self {
            name: "nothing".to_owned(),
            page_size: 100,
            token_seconds: 3600,
            operations: BTreeMap::new(),
            cors: Cors::default(),
            faults: Vec::new(),
            replay: Vec::new(),
            admin_rules: Vec::new(),
            service_tags: serde_json::json!({ "changeNumber": "0", "cloud": "Public", "values": [] }),
            store: Store::default(),
        }
    }
}

impl SimulatorScenario {
    /// The scenario inside the program: a hub and a spoke, and `vm-web-new-rule` with a prepared
    /// disagreement.
    ///
    /// # Errors
    ///
    /// None in practice: a test reads it.
    pub fn built_in() -> Result<Self, ScenarioError> {
        let files = built_in::FILES;
        let file = |(name, text): &(&str, &str)| (PathBuf::from(name), (*text).to_owned());
        let files = files.iter().map(file).collect();
        files::scenario(&files, Path::new("built-in"), 0)
    }

    /// Reads a scenario's folder.
    ///
    /// # Errors
    ///
    /// The file, the place in it and what is wrong.
    pub fn read(folder: impl AsRef<Path>) -> Result<Self, ScenarioError> {
        let folder = folder.as_ref();
        files::scenario(&files::of_folder(folder)?, folder, 0)
    }

    /// Reads the text of a `scenario.json`, which extends the built-in scenario unless it says
    /// otherwise.
    ///
    /// # Errors
    ///
    /// The place in the text and what is wrong.
    pub fn from_json_over_built_in(text: &str) -> Result<Self, ScenarioError> {
        let at = Path::new("scenario.json");
        let settings: Settings = files::parse(at, text)?;
        let base = match settings.extends.as_deref() {
            None | Some("built-in") => Self::built_in()?,
            Some("nothing") => Self::default(),
            Some(_) => {
                let problem = "a scenario without a folder extends `built-in` or `nothing`";
                return Err(ScenarioError::new(at, problem));
            }
        };
        base.extended(ScenarioParts {
            at: at.to_path_buf(),
            settings,
            ..ScenarioParts::default()
        })
    }

    /// This scenario with what another says on top of it.
    fn extended(mut self, parts: ScenarioParts) -> Result<Self, ScenarioError> {
        let settings = parts.settings;
        let at = &parts.at;
        if let Some(problem) = problem(&settings) {
            return Err(ScenarioError::new(at, problem));
        }
        self.name = settings.name.unwrap_or(self.name);
        self.page_size = settings.page_size.unwrap_or(self.page_size);
        self.token_seconds = settings.token_seconds.unwrap_or(self.token_seconds);
        self.operations.extend(settings.operations);
        self.cors = settings.cors.unwrap_or(self.cors);
        // Its own come first, so that they win over those that it extends.
        self.faults.splice(0..0, settings.faults);
        self.replay.splice(0..0, settings.replay);
        self.admin_rules.splice(0..0, settings.security_admin_rules);
        let tags = parts.service_tags.or(settings.service_tags);
        self.service_tags = tags.unwrap_or(self.service_tags);
        let in_file = |file: &Path, stored: Result<(), String>| {
            stored.map_err(|problem| ScenarioError::new(file, problem))
        };
        for (file, resources) in parts.resources {
            in_file(&file, self.store.add(resources))?;
        }
        in_file(at, self.store.add(settings.resources))?;
        in_file(at, self.store.change(settings.changes))?;
        for (file, resources) in parts.programmed {
            in_file(&file, self.store.program(resources))?;
        }
        in_file(at, self.store.program(settings.programmed))?;
        Ok(self)
    }

    /// How an operation goes; at once where nothing is said.
    pub(crate) fn long_running(&self, operation: Operation) -> LongRunning {
        self.operations
            .get(operation.name())
            .cloned()
            .unwrap_or_default()
    }
}

/// Returns what is wrong beyond the form of the JSON.
fn problem(settings: &Settings) -> Option<String> {
    if settings.page_size == Some(0) {
        return Some("`pageSize` is 0: a page needs at least one entry".to_owned());
    }
    for name in settings.operations.keys() {
        if !Operation::by_name(name).is_some_and(Operation::is_long_running) {
            return Some(format!(
                "`{name}` in `operations` is no long-running operation"
            ));
        }
    }
    let faults = settings.faults.iter().map(|fault| &fault.on);
    let replays = settings.replay.iter().map(|replay| &replay.on);
    let statuses = settings.faults.iter().map(|fault| fault.answer.status);
    let statuses = statuses.chain(settings.replay.iter().map(|replay| replay.status));
    for status in statuses.flatten() {
        if !(200..=599).contains(&status) {
            return Some(format!("`{status}` is no status of an answer"));
        }
    }
    faults.chain(replays).find_map(unknown_operation)
}

fn unknown_operation(on: &On) -> Option<String> {
    let names = [&on.operation, &on.of].into_iter().flatten();
    let mut unknown = names.filter(|name| Operation::by_name(name).is_none());
    let name = unknown.next()?;
    let known: Vec<_> = Operation::ALL.iter().map(|known| known.name()).collect();
    Some(format!(
        "there is no operation `{name}`; there are {}",
        known.join(", ")
    ))
}
