//! A problem with Azure, and what to do about it.

use crate::view::components::Line;
use crate::view::copy::Copyable;
use crate::view::wording::sentence;
use azure::error::AzureError;
use leptos::prelude::*;
use text::text;

/// The error that a signal holds, if it holds one.
#[component]
pub(super) fn Problem(problem: RwSignal<Option<AzureError>, LocalStorage>) -> impl IntoView {
    view! { {move || problem.with(|problem| problem.as_ref().map(shown))} }
}

/// An error with its help and, where there is one, the command that mends it.
pub(super) fn shown(problem: &AzureError) -> AnyView {
    let command = problem.command();
    view! {
        <div class="problem" role="alert">
            <Line text=sentence(&problem.to_string()) />
            <Line class="summary" text=sentence(&problem.help().unwrap_or_default()) />
            {command.map(|text| view! { <Copyable label=text!("live-problem-command") text /> })}
        </div>
    }
    .into_any()
}
