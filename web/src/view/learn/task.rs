//! Now change it: rules to edit until contracts hold, which is proven for every flow.

use crate::state::Shared;
use crate::state::State;
use crate::state::learn::{Learning, Lesson, LessonTask};
use crate::view::components::{Button, Status};
use crate::view::copy::Copyable;
use crate::view::what_if::WhatIfPart;
use leptos::prelude::*;
use text::text;

/// The task: what to do, the rules, and what is still wrong, with a packet that shows it.
#[component]
pub(super) fn Task(
    learning: Learning,
    what_if: WhatIfPart,
    lesson: Shared<Lesson>,
    /// Which of the lesson's parts that can be done it is.
    part: usize,
    given: LessonTask,
    /// Which of all its parts it is.
    number: usize,
) -> impl IntoView {
    let (slug, language) = (lesson.slug.clone(), lesson.language.clone());
    let state = State::new(learning.within());
    state.begin(&given);
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
        true => text!("learn-change-again"),
        false => text!("learn-change"),
    };
    let said = Signal::derive(move || match solved.get() {
        true => text!("learn-solved").to_owned(),
        false => String::new(),
    });
    let editor = what_if.drawn(move |part| (part.task)(state, solved), Vec::new);
    let solution = given.solutions.first().map(|solution| {
        let why = solution.why.clone();
        let texts = &solution.scenario;
        let groups = [
            (text!("place-subnet"), &texts.subnet_security_group),
            (text!("place-nic"), &texts.network_interface_security_group),
        ];
        let groups = groups.into_iter().filter_map(|(label, text)| {
            let text = text.clone()?;
            Some(view! { <Copyable label text /> })
        });
        view! {
            <details class="json">
                <summary>{text!("learn-solution")}</summary>
                <p class="summary" lang=language.clone()>{why}</p>
                {groups.collect_view()}
            </details>
        }
    });
    let title = format!("task-{number}");
    view! {
        <section class="card task" role=learning.role() aria-labelledby=title.clone()>
            <h3 id=title.clone()>{text!("learn-task")}</h3>
            <p lang=language>{given.todo.clone()}</p>
            <div class="actions" hidden=began>
                <Button class="primary" label on_press=begin />
            </div>
            {what_if.progress(place)}
            <div class="field" hidden=move || !began.get()>{editor}</div>
            <Status class="solved" text=said />
            {solution}
        </section>
    }
}
