//! Parts of the page that are loaded when they are first wanted.
//!
//! A part is a struct of functions, returned by one function that is marked `#[wasm_split(name, fallible)]`.
//! `cargo xtask build` moves all code that is reached from that function alone into a file of its own.
//! What is unsafe about calling from one file into another is written in `wasm_split_helpers`, and not here.

use super::parts::{block, button, fixed, follows, never, spoken, word};
use super::{when, words};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use std::sync::{Mutex, OnceLock, PoisonError};
use wasm_split_helpers::SplitLoaderError;

/// A part on its way.
type Loading<F> = Pin<Box<dyn Future<Output = Result<F, SplitLoaderError>>>>;

/// What is done with a part once it is there.
type Then<F> = Box<dyn FnOnce(F) + Send>;

/// A part of the page; `F` is what the rest of the page calls of it.
pub(crate) struct Part<F: 'static> {
    load: fn() -> Loading<F>,
    kept: &'static Kept<F>,
    stage: Stage,
}

/// What there is once for as long as the page lives. No signal holds it: each type in a signal brings
/// two kilobytes of code.
struct Kept<F> {
    part: OnceLock<F>,
    /// What was pressed meanwhile; the last of it counts.
    then: Mutex<Option<Then<F>>>,
}

/// How far loading has come.
#[derive(Clone, Copy)]
struct Stage {
    is_there: RwSignal<bool>,
    is_loading: RwSignal<bool>,
    has_failed: RwSignal<bool>,
    /// Which place of the page wants it: that one shows how it goes.
    place: RwSignal<String>,
}

impl<F> Clone for Part<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Part<F> {}

impl<F: Copy + Send + Sync + 'static> Part<F> {
    /// A part that nobody has wanted yet.
    pub(crate) fn new(load: fn() -> Loading<F>) -> Self {
        let kept = Kept {
            part: OnceLock::new(),
            then: Mutex::default(),
        };
        Self {
            load,
            kept: Box::leak(Box::new(kept)),
            stage: Stage {
                is_there: RwSignal::new(false),
                is_loading: RwSignal::new(false),
                has_failed: RwSignal::new(false),
                place: RwSignal::new(String::new()),
            },
        }
    }

    /// The part, where it is there.
    pub(crate) fn get(self) -> Option<F> {
        // Read, so that whoever asks is told when it comes.
        let _ = self.stage.is_there.get();
        self.kept.part.get().copied()
    }

    /// Does something with the part, at once or when it has come.
    pub(crate) fn want(self, place: &str, then: impl FnOnce(F) + Send + 'static) {
        if let Some(part) = self.kept.part.get() {
            return then(*part);
        }
        self.then().replace(Box::new(then));
        self.stage.place.set(place.to_owned());
        self.fetch();
    }

    fn fetch(self) {
        if self.stage.is_loading.get_untracked() {
            return;
        }
        self.stage.has_failed.set(false);
        self.stage.is_loading.set(true);
        let load = (self.load)();
        spawn_local(async move {
            let loaded = load.await;
            self.stage.ended(loaded.is_ok());
            if let Ok(part) = loaded {
                let _ = self.kept.part.set(part);
                self.stage.is_there.set(true);
                let then = self.then().take();
                if let Some(then) = then {
                    then(part);
                }
            }
        });
    }

    fn then(&self) -> std::sync::MutexGuard<'_, Option<Then<F>>> {
        self.kept
            .then
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

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

// Not generic, so that it is there once for all parts.
impl Stage {
    fn ended(self, well: bool) {
        self.is_loading.set(false);
        self.has_failed.set(!well);
    }

    fn shown(self, place: &'static str, again: impl Fn() + 'static) -> AnyView {
        let here = move |is: RwSignal<bool>| is.get() && self.place.with(|at| at == place);
        let loading = words(move || {
            match here(self.is_loading) {
                true => "Loading",
                // What is there from the start is not read out.
                false => "",
            }
            .to_owned()
        });
        let failed = words(move || {
            match here(self.has_failed) {
            true => "This part of the page could not be loaded. If a newer page has taken its place meanwhile, reload.",
            false => "",
        }.to_owned()
        });
        let is_idle = when(move || !here(self.is_loading));
        let is_well = when(move || !here(self.has_failed));
        let again = button("", fixed("Try again"), never(), again);
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
