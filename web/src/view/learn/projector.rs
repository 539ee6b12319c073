//! One packet alone, large, for a class: the ladder, the steps, and the answer only when it is asked for.

use super::walk::{Controls, StepSentence, Way, go_by_key};
use crate::state::Awaited;
use crate::state::Shared;
use crate::state::learn::{FlowWalk, LearnAddress, Learning, Lesson, LessonPart};
use crate::view::components::{Button, Line, Status};
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
    view! {
        <section class="projector" role=learning.role() aria-label=text!("learn-projector")>
            {move || match learning.lesson.get() {
                Awaited::Nothing | Awaited::Asked => {
                    view! { <p class="summary">{text!("learn-loading")}</p> }.into_any()
                }
                Awaited::Not(problem) => view! { <Line class="problem" text=problem /> }.into_any(),
                Awaited::Is(lesson) => {
                    let flow = learning.place.with_untracked(|place| place.flow);
                    let mut flows = lesson
                        .parts
                        .iter()
                        .filter_map(|part| match part {
                            LessonPart::Flow(flow) => Some(flow),
                            _ => None,
                        });
                    match flows.nth(flow.saturating_sub(1)) {
                        Some(part) => {
                            let walk = FlowWalk::new(part.scenario.scenario(), part.flow);
                            view! {
                                {title(&lesson)}
                                <Packet learning walk=Shared::new(walk) />
                            }
                                .into_any()
                        }
                        None => view! { <p class="problem">{text!("learn-no-packet")}</p> }.into_any(),
                    }
                }
            }}
            <div class="actions">
                <Button label=text!("learn-leave") on_press=leave />
            </div>
        </section>
    }
    .into_any()
}

/// Nothing else on the page has one.
fn title(lesson: &Lesson) -> AnyView {
    let (language, title) = (lesson.language.clone(), lesson.title.clone());
    view! { <h1 class="summary" lang=language>{title}</h1> }.into_any()
}

#[component]
fn Packet(learning: Learning, walk: Shared<FlowWalk>) -> impl IntoView {
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
    let summary = walk.verdict.summary.clone();
    let answer = move || match is_told.get() {
        true => summary.clone(),
        false => String::new(),
    };
    view! {
        <div class="packet">
            <h2 class="flow-line">{walk.flow.to_string()}</h2>
            <Controls walk=walk.clone() step />
            <StepSentence walk=walk.clone() step />
            <Status class="answer-of-class" text=answer />
            <div class="actions">
                <Button
                    class="primary"
                    label=text!("learn-show-answer")
                    hidden=is_told
                    on_press=move || is_told.set(true)
                />
            </div>
            <Way walk step />
        </div>
    }
}
