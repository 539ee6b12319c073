//! The progress of a request, for how long, and the way to stop it.

use crate::state::live::LiveTask;
use crate::view::components::Button;
use leptos::prelude::*;
use text::text;

pub(super) fn progress(task: LiveTask) -> AnyView {
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
    .into_any()
}
