//! The progress of a request, for how long, and the way to stop it.

use crate::state::live::LiveTask;
use crate::view::parts::{block, button, fixed, word};
use crate::view::{when, words};
use leptos::prelude::*;
use text::text;

pub(super) fn progress(task: LiveTask) -> AnyView {
    let elapsed = words(move || match task.seconds.get() {
        0 => String::new(),
        seconds => text!("live-seconds", seconds),
    });
    let said = view! {
        {word("spinner", "")}
        <span role="status">{task.step}</span>
        <span class="quiet">{elapsed}</span>
    };
    let cancel = button("", fixed(text!("live-cancel")), when(|| false), move || {
        task.cancel()
    });
    let hidden = when(move || !task.running.get());
    block("progress", hidden, vec![said.into_any(), cancel])
}
