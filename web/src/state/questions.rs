//! Questions about the groups in edit, where the first look is wrong.
//!
//! Loaded with the part of the page that edits, whose worker is asked.

use super::analysis::Analysis;
use super::awaited::Awaited;
use super::shared::Shared;
use leptos::prelude::*;
use nsg_analysis::QuizQuestion;
use nsg_worker::ask;

/// Questions, or where they are on their way; nothing where there are no groups.
pub type Questions = RwSignal<Awaited<Shared<Vec<QuizQuestion>>>>;

impl Analysis {
    /// The questions that a seed picks, asked anew whenever it or the rules change. Whoever calls this owns what follows.
    pub fn questions(self, seed: Signal<usize>) -> Questions {
        let questions = RwSignal::new(Awaited::Nothing);
        Effect::new(move |_| {
            let parts = self.parts.get();
            let seed = u64::try_from(seed.get()).unwrap_or(u64::MAX);
            if parts.groups.iter().all(Option::is_none) {
                return questions.set(Awaited::Nothing);
            }
            questions.set(Awaited::Asked);
            self.worker.ask(ask::Quiz { seed }, parts, move |answer| {
                // Else nobody waits for it any more, or is there to.
                if questions.try_with_untracked(|known| *known == Awaited::Asked) != Some(true) {
                    return;
                }
                questions.set(Awaited::of(answer.map(Shared::new)));
            });
        });
        questions
    }
}
