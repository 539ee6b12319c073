//! One packet alone, large, for a class: the ladder, the steps, and the answer only when it is asked for.

use super::walk::{controls, go_by_key, sentence, way};
use crate::state::Awaited;
use crate::state::Shared;
use crate::state::learn::{FlowWalk, LearnAddress, Learning, Lesson, LessonPart};
use crate::view::parts::{block, button, fixed, follows, line, never, spoken};
use crate::view::words;
use leptos::prelude::*;
use text::text;

/// The packet that is open.
pub(super) fn projector(learning: Learning) -> AnyView {
    let leave = move || {
        learning.place.update(|place| place.teach = false);
    };
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" {
            leave();
        }
    });
    learning.alone(true);
    on_cleanup(move || {
        keys.remove();
        learning.alone(false);
    });
    let shown = follows(move || match learning.lesson.get() {
        Awaited::Nothing | Awaited::Asked => vec![line("summary", fixed(text!("learn-loading")))],
        Awaited::Not(problem) => vec![line("problem", fixed(problem))],
        Awaited::Is(lesson) => {
            let flow = learning.place.with_untracked(|place| place.flow);
            let mut flows = lesson.parts.iter().filter_map(|part| match part {
                LessonPart::Flow(flow) => Some(flow),
                _ => None,
            });
            match flows.nth(flow.saturating_sub(1)) {
                Some(part) => {
                    let walk = FlowWalk::new(part.scenario.scenario(), part.flow);
                    vec![title(&lesson), packet(learning, Shared::new(walk))]
                }
                None => vec![line("problem", fixed(text!("learn-no-packet")))],
            }
        }
    });
    let leave = button("", fixed(text!("learn-leave")), never(), leave);
    view! {
        <section class="projector" role=learning.role() aria-label=text!("learn-projector")>
            {shown}
            {block("actions", never(), vec![leave])}
        </section>
    }
    .into_any()
}

/// Nothing else on the page has one.
fn title(lesson: &Lesson) -> AnyView {
    let (language, title) = (lesson.language.clone(), lesson.title.clone());
    view! { <h1 class="summary" lang=language>{title}</h1> }.into_any()
}

fn packet(learning: Learning, walk: Shared<FlowWalk>) -> AnyView {
    let LearnAddress { step, .. } = learning.place.get_untracked();
    let step = RwSignal::new(step.min(walk.steps().len()));
    Effect::new(move |_| {
        let now = step.get();
        learning.place.update(|place| place.step = now);
    });
    if learning.is_page() {
        // Wherever the keyboard is: whoever stands before a class has only the presenter in the hand.
        let last = walk.steps().len();
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if !event.default_prevented() {
                go_by_key(&event, step, last);
            }
        });
        on_cleanup(move || keys.remove());
    }
    let is_told = RwSignal::new(false);
    let answer = {
        let summary = walk.verdict.summary.clone();
        spoken(
            "answer-of-class",
            words(move || match is_told.get() {
                true => summary.clone(),
                false => String::new(),
            }),
        )
    };
    let tell = button(
        "primary",
        fixed(text!("learn-show-answer")),
        is_told.into(),
        move || is_told.set(true),
    );
    let parts = vec![
        view! { <h2 class="flow-line">{walk.flow.to_string()}</h2> }.into_any(),
        controls(&walk, step),
        sentence(walk.clone(), step),
        answer,
        block("actions", never(), vec![tell]),
        way(walk, step),
    ];
    block("packet", never(), parts)
}
