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
    let mut parts = vec![
        view! { <Line text=sentence(&problem.to_string()) /> }.into_any(),
        view! { <Line class="summary" text=sentence(&problem.help().unwrap_or_default()) /> }
            .into_any(),
    ];
    parts.extend(problem.command().map(|command| {
        view! { <Copyable label=text!("live-problem-command") text=command /> }.into_any()
    }));
    view! {
        <div class="problem" role="alert">
            {parts}
        </div>
    }
    .into_any()
}
