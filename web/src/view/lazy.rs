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
use std::sync::OnceLock;
use text::text;
use wasm_split_helpers::SplitLoaderError;

/// A part on its way.
type Loading<F> = Pin<Box<dyn Future<Output = Result<F, SplitLoaderError>>>>;

/// What is done once a part is there.
type Then = Box<dyn FnOnce()>;

/// A part of the page; `F` is what the rest of the page calls of it.
pub(crate) struct Part<F: 'static> {
    load: fn() -> Loading<F>,
    /// Loaded once, however often the tool is on a page. No signal holds it: each type in a signal brings two kilobytes
    /// of code.
    kept: &'static OnceLock<F>,
    stage: Stage,
}

/// How far loading has come.
#[derive(Clone, Copy)]
struct Stage {
    is_there: RwSignal<bool>,
    is_loading: RwSignal<bool>,
    has_failed: RwSignal<bool>,
    /// Which place of the page wants it: that one shows how it goes.
    place: RwSignal<String>,
    /// What was pressed meanwhile; the last of it counts.
    then: StoredValue<Option<Then>, LocalStorage>,
}

impl<F> Clone for Part<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Part<F> {}

impl<F: Copy + Send + Sync + 'static> Part<F> {
    /// A part that nobody has wanted here yet; `kept` is where it stays once it is loaded.
    pub(crate) fn new(kept: &'static OnceLock<F>, load: fn() -> Loading<F>) -> Self {
        Self {
            load,
            kept,
            stage: Stage {
                is_there: RwSignal::new(false),
                is_loading: RwSignal::new(false),
                has_failed: RwSignal::new(false),
                place: RwSignal::new(String::new()),
                then: StoredValue::new_local(None),
            },
        }
    }

    /// The part, where it is there.
    pub(crate) fn get(self) -> Option<F> {
        // Read, so that whoever asks is told when it comes.
        let _ = self.stage.is_there.get();
        self.kept.get().copied()
    }

    /// Does something with the part, at once or when it has come.
    pub(crate) fn want(self, place: &str, then: impl FnOnce(F) + 'static) {
        if let Some(part) = self.kept.get() {
            self.stage.came();
            return then(*part);
        }
        let kept = self.kept;
        self.stage.will_do(
            place,
            Box::new(move || {
                if let Some(part) = kept.get() {
                    then(*part);
                }
            }),
        );
        self.fetch();
    }

    fn fetch(self) {
        if !self.stage.begins() {
            return;
        }
        let load = (self.load)();
        spawn_local(async move {
            let loaded = load.await;
            let is_well = loaded.is_ok();
            if let Ok(part) = loaded {
                // Another place may have been first.
                let _ = self.kept.set(part);
            }
            self.stage.ended(is_well);
        });
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
    fn will_do(self, place: &str, then: Then) {
        self.then.set_value(Some(then));
        self.place.set(place.to_owned());
    }

    /// Whether loading begins now.
    fn begins(self) -> bool {
        let begins = !self.is_loading.get_untracked();
        if begins {
            self.has_failed.set(false);
            self.is_loading.set(true);
        }
        begins
    }

    /// Whoever wanted it may be gone from the page by now.
    fn ended(self, well: bool) {
        let _ = self.is_loading.try_set(false);
        let _ = self.has_failed.try_set(!well);
        if well {
            self.came();
            let then = self.then.try_update_value(Option::take).flatten();
            if let Some(then) = then {
                then();
            }
        }
    }

    fn came(self) {
        if self.is_there.try_get_untracked() == Some(false) {
            self.is_there.set(true);
        }
    }

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
