//! The progress of a request, for how long, and the way to stop it.

use crate::state::live::LiveTask;
use crate::view::components::Button;
use leptos::prelude::*;
use text::text;

#[component]
pub(super) fn Progress(task: LiveTask) -> impl IntoView {
    let elapsed = Signal::derive(move || match task.seconds.get() {
        0 => String::new(),
        seconds => text!("live-seconds", seconds),
    });
    view! {
        <div class="progress" hidden=move || !task.running.get()>
            <span class={"spinner"}></span>
            <span role="status">{task.step}</span>
            <span class="quiet">{elapsed}</span>
            <Button label=text!("live-cancel") on_press=move || task.cancel() />
        </div>
    }
}
