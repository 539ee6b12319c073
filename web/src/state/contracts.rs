//! Contracts: what is read of their text, and whether each holds.
//!
//! Loaded with the part of the page that shows it.

use super::State;
use super::awaited::Awaited;
use super::scripts::called;
use super::shared::Shared;
use super::worker_client::{JudgedParts, WorkerClient};
use leptos::prelude::*;
use leptos::task::spawn_local;
use nsg_analysis::contracts::{Checked, ReadyContracts};
use nsg_worker::ask;
use text::text;

/// A file of ready contracts: what it says about itself, and its text.
pub type ReadyFile = (ReadyContracts, String);

/// Contracts, followed as they and the rules change.
#[derive(Clone, Copy)]
pub struct Contracts {
    /// What the text holds, as JSON for the worker.
    json: RwSignal<Awaited<String>>,
    /// Whether each holds; or what is wrong with the text, a sentence in each line.
    pub checked: RwSignal<Awaited<Shared<Vec<Checked>>>>,
    /// The files of ready contracts, once somebody wants one.
    pub ready: RwSignal<Awaited<Shared<Vec<ReadyFile>>>>,
}

impl Contracts {
    /// Starts to follow them.
    pub(super) fn new(state: State, worker: WorkerClient, parts: Memo<JudgedParts>) -> Self {
        let contracts = Self {
            json: RwSignal::new(Awaited::Nothing),
            checked: RwSignal::new(Awaited::Nothing),
            ready: RwSignal::new(Awaited::Nothing),
        };
        Effect::new(move |_| contracts.read(state));
        Effect::new(move |_| contracts.check(worker, parts.get()));
        contracts
    }

    /// Loads the files of ready contracts, unless they are there or on their way.
    pub fn load_ready(self, state: State) {
        if self
            .ready
            .with_untracked(|known| matches!(known, Awaited::Asked | Awaited::Is(_)))
        {
            return;
        }
        self.ready.set(Awaited::Asked);
        let load = state.host.scripts().ready_contracts();
        spawn_local(async move {
            let files = called(&load, "").await.and_then(|json| ready_files(&json));
            let files = files.map_err(|problem| text!("contracts-ready-not-loaded", problem));
            // Nothing where nobody is there any more.
            let _ = self.ready.try_set(Awaited::of(files.map(Shared::new)));
        });
    }

    fn read(self, state: State) {
        let text = state.contracts.get();
        let put = move |json: Awaited<String>| {
            // A space more or less in the text asks nobody anything.
            if self.json.with_untracked(|known| *known != json) {
                self.json.set(json);
            }
        };
        let read_contracts = state.host.scripts().read_contracts();
        if text.trim().is_empty() {
            return put(Awaited::Nothing);
        }
        spawn_local(async move {
            let read = called(&read_contracts, &text).await;
            // Else it has changed meanwhile, and is being read again; or nobody is there any more.
            if state.contracts.try_with_untracked(|now| *now == text) == Some(true) {
                put(match read {
                    Ok(json) => Awaited::Is(json),
                    Err(problem) => Awaited::Not(problem),
                });
            }
        });
    }

    fn check(self, worker: WorkerClient, parts: JudgedParts) {
        let checked = self.checked;
        let json = match self.json.get() {
            Awaited::Is(json) if parts.groups.iter().any(Option::is_some) => json,
            Awaited::Not(problem) => return checked.set(Awaited::Not(problem)),
            _ => return checked.set(Awaited::Nothing),
        };
        checked.set(Awaited::Asked);
        worker.ask(ask::CheckContracts(json), parts, move |answer| {
            // Else nobody waits for it any more.
            if checked.with_untracked(|known| *known == Awaited::Asked) {
                let answer = answer.and_then(|read| read.map_err(|slips| slips.join("\n")));
                checked.set(Awaited::of(answer.map(Shared::new)));
            }
        });
    }
}

/// The files in a list of texts.
fn ready_files(json: &str) -> Result<Vec<ReadyFile>, String> {
    let texts: Vec<String> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let file = |text: String| Some((ReadyContracts::read(&text)?, text));
    Ok(texts.into_iter().filter_map(file).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_texts_is_the_files_that_it_holds() {
        let bastion = include_str!("../../../crates/nsg-analysis/contracts/services/bastion.json");
        let json = serde_json::to_string(&[bastion, "[]"]).unwrap();
        let files = ready_files(&json).unwrap();
        let [(about, text)] = files.as_slice() else {
            panic!("{files:?}");
        };
        assert_eq!(
            (about.title.as_str(), text.as_str()),
            ("Azure Bastion", bastion)
        );
        assert!(ready_files("{}").is_err());
    }
}
