//! What was there before everything was cleared, or replaced by a sample, a link or the rules of a flow log.

use super::State;
use super::network_form::TagFile;
use super::saved::Saved;
use super::shared::Shared;
use crate::samples;
use leptos::prelude::*;
use nsg_worker::GivenDocument;

/// The inputs before something else took their place. Recorded flows are not among them: they are too large to keep.
#[derive(Clone, PartialEq)]
pub struct Replaced {
    before: Saved,
    documents: Shared<Vec<GivenDocument>>,
    tag_file: Option<Shared<TagFile>>,
    /// What stands there instead.
    after: Saved,
}

impl State {
    /// Puts something else in place of what is there, so that [`State::bring_back`] can take it back. A sample that nobody
    /// changed is not worth a way back.
    pub fn replace(&self, put: impl FnOnce()) {
        let before = untrack(|| self.saved());
        let documents = self.documents.all.get_untracked();
        let tag_file = self.network.tag_file.get_untracked();
        let is_sample = samples::ALL.iter().any(|sample| sample.saved() == before);
        let is_own = before.holds_anything() && !is_sample;
        put();
        let replaced = Replaced {
            before,
            tag_file,
            after: untrack(|| self.saved()),
            documents,
        };
        let holds = is_own || !replaced.documents.is_empty();
        self.replaced.set(holds.then(|| Shared::new(replaced)));
    }

    /// Puts back what was replaced.
    pub fn bring_back(&self) {
        let Some(replaced) = self.replaced.get_untracked() else {
            return;
        };
        self.clear();
        self.restore(&replaced.before);
        self.network.tag_file.set(replaced.tag_file.clone());
        self.documents.all.set(replaced.documents.clone());
        self.replaced.set(None);
    }

    /// Forgets what was replaced once somebody works on what stands there instead: bringing it back would lose that.
    pub fn forget_replaced(&self) {
        let state = *self;
        Effect::new(move |_| {
            let Some(replaced) = state.replaced.get() else {
                return;
            };
            state.follow_saved();
            let has_documents = !state.documents.is_empty();
            if has_documents || untrack(|| state.saved()) != replaced.after {
                state.replaced.set(None);
            }
        });
    }
}
