//! The same question for a terminal.

use super::copy::Copyable;
use crate::state::State;
use crate::state::live::Ready;
use azure::cloud::{Cloud, Endpoint};
use azure::command::Check;
use leptos::prelude::*;

#[component]
pub(super) fn Commands(state: State) -> impl IntoView {
    move || {
        let Ready::Question(asked) = state.live.confirming.ready(state) else {
            return None;
        };
        let endpoint = state.live.connecting.connection.with(|connection| {
            let known = connection
                .as_ref()
                .map(|connection| connection.client.endpoint().clone());
            known.unwrap_or_else(|| Endpoint::of(Cloud::Public))
        });
        let check = Check {
            request: &asked.request,
            watcher: &asked.watcher,
            endpoint: &endpoint,
        };
        let commands = check.commands().into_iter().map(|command| {
            view! {
                <h4>{command.tool}</h4>
                <Copyable label=command.tool text=Signal::stored(command.text) />
            }
            .into_any()
        });
        let commands: Vec<_> = commands.collect();
        Some(
            view! {
                <details class="commands">
                    <summary>"As a command"</summary>
                    {commands}
                </details>
            }
            .into_any(),
        )
    }
}
