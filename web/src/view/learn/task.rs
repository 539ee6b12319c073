//! Now change it: rules to edit until contracts hold, which is proven for every flow.

use crate::state::State;
use crate::state::learn::{Learning, Task};
use crate::view::copy::copyable_text;
use crate::view::folded::details;
use crate::view::parts::{block, button, fixed, line, never, spoken};
use crate::view::what_if::WhatIfPart;
use crate::view::{when, words};
use leptos::prelude::*;

/// The task: what to do, the rules, and what is still wrong, with a packet that shows it.
pub(super) fn task(
    learning: Learning,
    what_if: WhatIfPart,
    (slug, part): (String, usize),
    given: &Task,
    number: usize,
) -> AnyView {
    let state = State::new(learning.within());
    state.restore(&given.saved);
    let began = RwSignal::new(false);
    let solved = RwSignal::new(false);
    let before = slug.clone();
    let was_solved = learning
        .progress
        .with_untracked(|progress| progress.is_part_done(&before, part));
    Effect::new(move |_| {
        if solved.get() {
            learning.done(&slug, part);
        }
    });
    let place: &'static str = "task";
    let begin = move || {
        began.set(true);
        what_if.want(place, |_| ());
    };
    let label = match was_solved {
        true => "Change it once more",
        false => "Change the rules",
    };
    let said = words(move || match solved.get() {
        true => "Solved: proven for every flow.".to_owned(),
        false => String::new(),
    });
    let not_begun = when(move || !began.get());
    let editor = what_if.drawn(move |part| (part.task)(state, solved), Vec::new);
    let solution = given.solution.clone().map(|(why, [subnet, interface])| {
        let mut parts = vec![line("summary", fixed(why))];
        for (label, text) in [("Subnet NSG", subnet), ("NIC NSG", interface)] {
            if !text.is_empty() {
                parts.push(copyable_text(label, text));
            }
        }
        details("json", "Show a solution", parts)
    });
    let title = format!("task-{number}");
    let parts = vec![
        block(
            "actions",
            began.into(),
            vec![button("primary", fixed(label), never(), begin)],
        ),
        what_if.progress(place),
        block("field", not_begun, vec![editor]),
        spoken("solved", said),
    ];
    view! {
        <section class="card task" role=learning.role() aria-labelledby=title.clone()>
            <h3 id=title.clone()>"Now change it"</h3>
            <p>{given.todo.clone()}</p>
            {parts}
            {solution}
        </section>
    }
    .into_any()
}
