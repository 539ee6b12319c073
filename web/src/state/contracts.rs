//! Contracts: what is read of their text, and whether each holds.
//!
//! Loaded with the part of the page that shows it.

use super::State;
use super::analysis::Known;
use super::beside::{Beside, Parts};
use super::scripts::called;
use super::shared::Shared;
use leptos::prelude::*;
use leptos::task::spawn_local;
use nsg_analysis::contracts::Checked;
use nsg_worker::ask;

/// Contracts, followed as they and the rules change.
#[derive(Clone, Copy)]
pub struct Contracts {
    /// What the text holds, as JSON for the worker.
    json: RwSignal<Known<String>>,
    /// Whether each holds; or what is wrong with the text, a sentence in each line.
    pub checked: RwSignal<Known<Shared<Vec<Checked>>>>,
}

impl Contracts {
    /// Starts to follow them.
    pub(super) fn new(state: State, beside: Beside, parts: Memo<Parts>) -> Self {
        let contracts = Self {
            json: RwSignal::new(Known::Nothing),
            checked: RwSignal::new(Known::Nothing),
        };
        Effect::new(move |_| contracts.read(state));
        Effect::new(move |_| contracts.check(beside, parts.get()));
        contracts
    }

    fn read(self, state: State) {
        let text = state.contracts.get();
        let put = move |json: Known<String>| {
            // A space more or less in the text asks nobody anything.
            if self.json.with_untracked(|known| *known != json) {
                self.json.set(json);
            }
        };
        let read_contracts = state.host.scripts().read_contracts();
        if text.trim().is_empty() {
            return put(Known::Nothing);
        }
        spawn_local(async move {
            let read = called(&read_contracts, &text).await;
            // Else it has changed meanwhile, and is being read again; or nobody is there any more.
            if state.contracts.try_with_untracked(|now| *now == text) == Some(true) {
                put(match read {
                    Ok(json) => Known::Is(json),
                    Err(problem) => Known::Not(problem),
                });
            }
        });
    }

    fn check(self, beside: Beside, parts: Parts) {
        let checked = self.checked;
        let json = match self.json.get() {
            Known::Is(json) if parts.groups.iter().any(Option::is_some) => json,
            Known::Not(problem) => return checked.set(Known::Not(problem)),
            _ => return checked.set(Known::Nothing),
        };
        checked.set(Known::Asked);
        beside.ask(ask::Contracts(json), parts, move |answer| {
            // Else nobody waits for it any more.
            if checked.with_untracked(|known| *known == Known::Asked) {
                let answer = answer.and_then(|read| read.map_err(|slips| slips.join("\n")));
                checked.set(Known::of(answer.map(Shared::new)));
            }
        });
    }
}
