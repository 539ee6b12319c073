//! Parts of the page that are loaded when they are first wanted.
//!
//! A part is a function, or a struct of functions, returned by one function that is marked
//! `#[wasm_split(name, fallible)]`. `cargo xtask build` moves all code that is reached from that function alone into a file
//! of its own. What is unsafe about calling from one file into another is written in `wasm_split_helpers`, and not here.
//! `crate::view::lazy` draws how loading goes.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use std::sync::OnceLock;
use wasm_split_helpers::SplitLoaderError;

/// A part on its way.
type Loading<F> = Pin<Box<dyn Future<Output = Result<F, SplitLoaderError>>>>;

/// What is done once a part is there.
type OnLoaded = Box<dyn FnOnce()>;

/// A part of the page; `F` is what the rest of the page calls of it.
pub(crate) struct PagePart<F: 'static> {
    load: fn() -> Loading<F>,
    /// Loaded once, however often the tool is on a page. No signal holds it: each type in a signal brings two kilobytes
    /// of code.
    kept: &'static OnceLock<F>,
    /// How far it has come.
    pub(crate) stage: LoadStage,
}

/// How far loading has come.
#[derive(Clone, Copy)]
pub(crate) struct LoadStage {
    is_there: RwSignal<bool>,
    /// Whether it is being loaded.
    pub(crate) is_loading: RwSignal<bool>,
    /// Whether that went wrong the last time.
    pub(crate) has_failed: RwSignal<bool>,
    /// Which place of the page wants it: that one shows how it goes.
    pub(crate) place: RwSignal<String>,
    /// What was pressed meanwhile; of each place the last counts.
    then: StoredValue<Vec<(String, OnLoaded)>, LocalStorage>,
}

impl<F> Clone for PagePart<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for PagePart<F> {}

impl<F: Copy + Send + Sync + 'static> PagePart<F> {
    /// A part that nobody has wanted here yet; `kept` is where it stays once it is loaded.
    pub(crate) fn new(kept: &'static OnceLock<F>, load: fn() -> Loading<F>) -> Self {
        Self {
            load,
            kept,
            stage: LoadStage {
                is_there: RwSignal::new(false),
                is_loading: RwSignal::new(false),
                has_failed: RwSignal::new(false),
                place: RwSignal::new(String::new()),
                then: StoredValue::new_local(Vec::new()),
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

    /// Loads it, unless that is under way.
    pub(crate) fn fetch(self) {
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
}

// Not generic, so that it is there once for all parts.
impl LoadStage {
    fn will_do(self, place: &str, then: OnLoaded) {
        self.then.update_value(|all| {
            all.retain(|(at, _)| at != place);
            all.push((place.to_owned(), then));
        });
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
            let then = self.then.try_update_value(std::mem::take);
            for (_, then) in then.into_iter().flatten() {
                then();
            }
        }
    }

    fn came(self) {
        if self.is_there.try_get_untracked() == Some(false) {
            self.is_there.set(true);
        }
    }
}
