//! What was there before everything was cleared, or replaced by a sample, a link or the rules of a flow log.

use super::State;
use super::network_form::TagFile;
use super::saved::Saved;
use super::shared::Shared;
use crate::samples;
use leptos::prelude::*;
use nsg_worker::GivenDocument;

/// The inputs before something else took their place, and what stands there instead.
pub struct Replaced {
    before: ReplaceableInputs,
    after: ReplaceableInputs,
}

/// What is replaced and comes back. Recorded flows are not: they are too large to keep.
#[derive(Clone, PartialEq)]
struct ReplaceableInputs {
    saved: Saved,
    documents: Shared<Vec<GivenDocument>>,
    tag_file: Option<Shared<TagFile>>,
}

impl State {
    /// Puts something else in place of what is there, so that [`State::bring_back`] can take it back. Where nothing is there
    /// but a sample that nobody changed, what was there before stays what comes back.
    pub fn replace(&self, put: impl FnOnce()) {
        let inputs = self.replaceable();
        let is_sample = samples::ALL
            .iter()
            .any(|sample| sample.saved() == inputs.saved);
        let is_own = inputs.saved.holds_anything() && !is_sample;
        let before = match is_own || !inputs.documents.is_empty() {
            true => Some(inputs),
            false => self
                .replaced
                .with_untracked(|earlier| earlier.as_ref().map(|earlier| earlier.before.clone())),
        };
        put();
        let after = self.replaceable();
        self.replaced
            .set(before.map(|before| Shared::new(Replaced { before, after })));
    }

    fn replaceable(&self) -> ReplaceableInputs {
        untrack(|| ReplaceableInputs {
            saved: self.saved(),
            documents: self.documents.all.get(),
            tag_file: self.network.tag_file.get(),
        })
    }

    /// Puts back what was replaced.
    pub fn bring_back(&self) {
        let Some(replaced) = self.replaced.get_untracked() else {
            return;
        };
        self.clear();
        let before = &replaced.before;
        self.restore(&before.saved);
        self.network.tag_file.set(before.tag_file.clone());
        self.documents.all.set(before.documents.clone());
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
            state.documents.all.track();
            state.network.tag_file.track();
            if state.replaceable() != replaced.after {
                state.replaced.set(None);
            }
        });
    }
}
