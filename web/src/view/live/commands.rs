//! The same question for a terminal.

use crate::state::State;
use crate::state::live::Ready;
use crate::view::components::Line;
use crate::view::copy::Copyable;
use crate::view::folded::DrawnWhenOpen;
use azure::command::CommandInput;
use leptos::prelude::*;
use text::text;

/// One command for each tool; none while there is no question.
pub(super) fn commands(state: State) -> AnyView {
    let confirming = state.live.confirming;
    let said = move || {
        let Ready::Question(asked) = confirming.ready(state) else {
            return Vec::new();
        };
        let check = CommandInput {
            request: &asked.request,
            watcher: &asked.watcher,
            endpoint: &asked.deployed.endpoint,
        };
        let commands = check.commands().into_iter();
        let said = commands.map(|command| {
            view! {
                <Line class="tool" text=command.tool />
                <Copyable label=command.tool text=command.text />
            }
        });
        said.collect_view()
    };
    view! {
        <DrawnWhenOpen
            class="commands"
            title=text!("live-commands")
            hidden=move || !matches!(confirming.ready(state), Ready::Question(_))
        >
            {move || said()}
        </DrawnWhenOpen>
    }
    .into_any()
}
