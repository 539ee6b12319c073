//! The knowledge of the portal around an element: it is not told what it gave.

use crate::state::{Saved, SavedFlow, State, complete};
use leptos::prelude::*;
use nsg::Answers;
use wasm_bindgen::JsValue;

/// What the portal knows: it is not told what it gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Portal {
    /// The inputs that it gave or was told last.
    known: Option<(Saved, Answers)>,
    /// Its document of service tags, as it gave it.
    pub(crate) tag_document: Option<JsValue>,
}

impl Portal {
    /// Takes the inputs as they are now for what the portal knows, and says whether they are others than before. The flow
    /// is told with its verdict.
    pub(crate) fn learns(&mut self, state: State) -> bool {
        let now = untrack(|| {
            let saved = Saved {
                flow: SavedFlow::default(),
                ..complete(state)
            };
            (saved, state.answers.get())
        });
        let is_new = self.known.as_ref() != Some(&now);
        self.known = Some(now);
        is_new
    }
}
