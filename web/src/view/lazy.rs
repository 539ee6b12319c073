//! The progress of loading a part, on the screen; [`PagePart`] is what loads.

use super::components::{Button, Status};
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
        view! {
            {move || match self.get() {
                Some(part) => vec![draw(part)],
                None => before(),
            }}
        }
        .into_any()
    }

    /// How loading goes, where this place wants it; and another try, where it went wrong.
    pub(crate) fn progress(self, place: &'static str) -> AnyView {
        let at = self.stage.place;
        self.progress_where(Signal::derive(move || at.with(|at| at == place)))
    }

    /// The same where something waits for the part.
    pub(crate) fn progress_where(self, waits: Signal<bool>) -> AnyView {
        self.stage.shown(waits, move || self.fetch())
    }
}

impl LoadStage {
    fn shown(self, waits: Signal<bool>, again: impl Fn() + 'static) -> AnyView {
        let here = move |is: RwSignal<bool>| is.get() && waits.get();
        let loading = Signal::derive(move || {
            match here(self.is_loading) {
                true => text!("lazy-loading"),
                // What is there from the start is not read out.
                false => "",
            }
            .to_owned()
        });
        let failed = Signal::derive(move || {
            match here(self.has_failed) {
                true => text!("lazy-failed"),
                false => "",
            }
            .to_owned()
        });
        view! {
            <div class="progress" hidden=move || !here(self.is_loading)>
                <span class={"spinner"}></span>
                <Status text=loading />
            </div>
            <div class="problem" hidden=move || !here(self.has_failed)>
                <Status text=failed />
                <div>
                    <Button label=text!("lazy-again") on_press=again />
                </div>
            </div>
        }
        .into_any()
    }
}
