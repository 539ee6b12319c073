//! The same question for a terminal.

use crate::state::State;
use crate::state::live::Ready;
use crate::view::copy::copyable_text;
use crate::view::folded::drawn_when_open;
use crate::view::parts::{fixed, line};
use crate::view::when;
use azure::command::CommandInput;
use leptos::prelude::*;
use text::text;

/// One command for each tool; none while there is no question.
pub(super) fn commands(state: State) -> AnyView {
    let nothing = when(move || !matches!(state.live.confirming.ready(state), Ready::Question(_)));
    drawn_when_open("commands", text!("live-commands"), nothing, move || {
        let Ready::Question(asked) = state.live.confirming.ready(state) else {
            return Vec::new();
        };
        let check = CommandInput {
            request: &asked.request,
            watcher: &asked.watcher,
            endpoint: &asked.deployed.endpoint,
        };
        let mut parts = Vec::new();
        for command in check.commands() {
            parts.push(line("tool", fixed(command.tool)));
            parts.push(copyable_text(command.tool, command.text));
        }
        parts
    })
}
