//! The progress of loading a part, on the screen; [`PagePart`] is what loads.

use super::parts::{block, button, fixed, follows, never, spoken, word};
use super::{when, words};
use crate::state::part::{LoadStage, PagePart};
use leptos::prelude::*;
use text::text;

impl<F: Copy + Send + Sync + 'static> PagePart<F> {
    /// What the part draws, and what is there before it.
    pub(crate) fn drawn(
        self,
        draw: impl Fn(F) -> AnyView + Send + 'static,
        before: impl Fn() -> Vec<AnyView> + Send + 'static,
    ) -> AnyView {
        follows(move || match self.get() {
            Some(part) => vec![draw(part)],
            None => before(),
        })
    }

    /// How loading goes, where this place wants it; and another try, where it went wrong.
    pub(crate) fn progress(self, place: &'static str) -> AnyView {
        self.stage.shown(place, move || self.fetch())
    }
}

impl LoadStage {
    fn shown(self, place: &'static str, again: impl Fn() + 'static) -> AnyView {
        let here = move |is: RwSignal<bool>| is.get() && self.place.with(|at| at == place);
        let loading = words(move || {
            match here(self.is_loading) {
                true => text!("lazy-loading"),
                // What is there from the start is not read out.
                false => "",
            }
            .to_owned()
        });
        let failed = words(move || {
            match here(self.has_failed) {
                true => text!("lazy-failed"),
                false => "",
            }
            .to_owned()
        });
        let is_idle = when(move || !here(self.is_loading));
        let is_well = when(move || !here(self.has_failed));
        let again = button("", fixed(text!("lazy-again")), never(), again);
        let parts = vec![
            block(
                "progress",
                is_idle,
                vec![word("spinner", ""), spoken("", loading)],
            ),
            block(
                "problem",
                is_well,
                vec![spoken("", failed), block("", never(), vec![again])],
            ),
        ];
        view! { {parts} }.into_any()
    }
}
