//! Something that takes a while: its progress, its end, and a way to cancel it.

use futures_util::future::{AbortHandle, Abortable, LocalBoxFuture};
use leptos::leptos_dom::helpers::{IntervalHandle, set_interval_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// One thing at a time that waits for Azure. Starting another ends the one before.
#[derive(Clone, Copy)]
pub struct LiveTask {
    /// Whether it runs.
    pub running: RwSignal<bool>,
    /// What it does at the moment, in words.
    pub step: RwSignal<String>,
    /// For how many seconds it has run.
    pub seconds: RwSignal<u32>,
    handles: StoredValue<Option<(AbortHandle, Option<IntervalHandle>)>>,
}

impl Default for LiveTask {
    fn default() -> Self {
        let task = Self {
            running: RwSignal::new(false),
            step: RwSignal::new(String::new()),
            seconds: RwSignal::new(0),
            handles: StoredValue::new(None),
        };
        on_cleanup(move || task.cancel());
        task
    }
}

impl LiveTask {
    /// Runs a future to its end, or until it is cancelled.
    pub fn run(self, work: impl Future<Output = ()> + 'static) {
        // Boxed, so that what runs it is there once and not for every kind of work.
        self.start(Box::pin(work));
    }

    fn start(self, work: LocalBoxFuture<'static, ()>) {
        self.cancel();
        let (handle, registration) = AbortHandle::new_pair();
        self.step.set(String::new());
        self.seconds.set(0);
        self.running.set(true);
        let tick = move || {
            // The page may be gone by then.
            let _ = self.seconds.try_update(|seconds| *seconds += 1);
        };
        let clock = set_interval_with_handle(tick, Duration::from_secs(1)).ok();
        self.handles.set_value(Some((handle, clock)));
        let whole = async move {
            work.await;
            self.end();
        };
        spawn_local(async move {
            let _ = Abortable::new(whole, registration).await;
        });
    }

    /// Ends it. The request that is under way is taken back.
    pub fn cancel(self) {
        if let Some(Some((handle, _))) = self.handles.try_get_value() {
            handle.abort();
        }
        self.end();
    }

    /// Tells what is going on.
    pub fn say(self, step: &str) {
        // The same again would be read out again.
        if self.step.with_untracked(|said| said != step) {
            self.step.set(step.to_owned());
        }
    }

    fn end(self) {
        if let Some(Some((_, Some(clock)))) = self.handles.try_get_value() {
            clock.clear();
        }
        let _ = self.handles.try_set_value(None);
        let _ = self.running.try_set(false);
    }
}
