//! A problem with Azure, and what to do about it.

use crate::view::copy::copyable_text;
use crate::view::parts::{fixed, follows, line, sentence};
use azure::error::AzureError;
use leptos::prelude::*;
use text::text;

/// The error that a signal holds, if it holds one.
pub(super) fn problem(problem: RwSignal<Option<AzureError>, LocalStorage>) -> AnyView {
    follows(move || problem.with(|problem| problem.iter().map(shown).collect()))
}

/// An error with its help and, where there is one, the command that mends it.
pub(super) fn shown(problem: &AzureError) -> AnyView {
    let mut parts = vec![
        line("", fixed(sentence(&problem.to_string()))),
        line(
            "summary",
            fixed(sentence(&problem.help().unwrap_or_default())),
        ),
    ];
    parts.extend(
        problem
            .command()
            .map(|command| copyable_text(text!("live-problem-command"), command)),
    );
    view! {
        <div class="problem" role="alert">
            {parts}
        </div>
    }
    .into_any()
}
