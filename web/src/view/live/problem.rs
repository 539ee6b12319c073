//! What went wrong, and what to do about it.

use super::copy::Copyable;
use azure::error::AzureError;
use leptos::prelude::*;

#[component]
pub(super) fn Problem(problem: RwSignal<Option<AzureError>, LocalStorage>) -> impl IntoView {
    // One kind of view for every error: what differs is text.
    move || problem.with(|problem| problem.as_ref().map(shown))
}

/// An error with its help and, where there is one, the command that mends it.
pub(super) fn shown(problem: &AzureError) -> AnyView {
    let command = problem.command();
    view! {
        <div class="problem" role="alert">
            <p>{problem.to_string()}</p>
            <p class="summary">{problem.help().unwrap_or_default()}</p>
            {command
                .map(|command| {
                    view! { <Copyable label="Command" text=Signal::stored(command) /> }
                })}
        </div>
    }
    .into_any()
}
