//! What is going on, for how long, and the way to stop it.

use crate::state::live::Task;
use crate::view::{when, words};
use leptos::prelude::*;

#[component]
pub(super) fn Progress(task: Task) -> impl IntoView {
    let elapsed = move || match task.seconds.get() {
        0 => String::new(),
        seconds => format!("{seconds} s"),
    };
    view! {
        <div class="progress" hidden=when(move || !task.running.get())>
            <span class="spinner" aria-hidden="true"></span>
            <span role="status">{task.step}</span>
            <span class="quiet">{words(elapsed)}</span>
            <button type="button" on:click=move |_| task.cancel()>
                "Cancel"
            </button>
        </div>
    }
}
