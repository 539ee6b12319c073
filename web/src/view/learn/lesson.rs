//! One lesson: what people believe, the text, groups as tables, packets to walk, rules to change, and the truth in a line.

use super::task::Task;
use super::walk::{Asks, Walk};
use super::{group, neighbours};
use crate::state::Shared;
use crate::state::learn::{FlowWalk, LearnAddress, Learning, Lesson, LessonPart};
use crate::view::what_if::WhatIfPart;
use leptos::html::Div;
use leptos::prelude::*;
use text::text;

/// The lesson.
#[component]
pub(super) fn LessonView(
    learning: Learning,
    what_if: WhatIfPart,
    lesson: Shared<Lesson>,
) -> impl IntoView {
    let to_do = lesson
        .parts
        .iter()
        .filter(|part| matches!(part, LessonPart::Flow(_) | LessonPart::Task(_)));
    learning.has_parts(&lesson.slug, to_do.count());
    let start = learning.place.get_untracked();
    let (mut flow, mut done) = (0, 0);
    let mut parts: Vec<AnyView> = Vec::new();
    for (index, part) in lesson.parts.iter().enumerate() {
        parts.push(match part {
            LessonPart::Prose(prose) => {
                view! { <Prose learning language=lesson.language.clone() html=prose.html.clone() /> }.into_any()
            }
            LessonPart::Group(given) => group::group(given),
            LessonPart::Network(facts) => group::facts(&facts.text),
            LessonPart::Flow(given) => {
                flow += 1;
                done += 1;
                let place = LearnAddress {
                    slug: lesson.slug.clone(),
                    flow,
                    step: if start.flow == flow { start.step } else { 0 },
                    teach: false,
                };
                let (slug, part) = (lesson.slug.clone(), done);
                let is_done = learning
                    .progress
                    .with_untracked(|progress| progress.is_part_done(&slug, part));
                let asks = Asks {
                    learning,
                    place: place.clone(),
                    is_answered: is_done || place.step > 0,
                    answered: Box::new(move |_| learning.done(&slug, part)),
                    more: ().into_any(),
                };
                let walked = FlowWalk::new(given.scenario.scenario(), given.flow);
                view! { <Walk walk=Shared::new(walked) asks /> }.into_any()
            }
            LessonPart::Task(given) => {
                done += 1;
                let (lesson, given) = (lesson.clone(), given.clone());
                view! { <Task learning what_if lesson part=done given number=index /> }.into_any()
            }
        });
    }
    if start.flow > 0 {
        learning.focus_packet(start.flow);
    }
    view! {
        <header class="lesson-head">
            <small>{text!("learn-number", number = lesson.order)}</small>
            <h2 id="lesson-title" class="title" lang=lesson.language.clone() tabindex="-1">
                {lesson.title.clone()}
            </h2>
            <p class="belief">
                <small>{text!("learn-believe")}</small>
                <span lang=lesson.language.clone()>{lesson.belief.clone()}"."</span>
            </p>
        </header>
        {parts}
        <div class="teaches" role="note">
            <small>{text!("learn-remember")}</small>
            <p lang=lesson.language.clone()>{format!("{}.", lesson.teaches)}</p>
        </div>
        {neighbours(learning)}
    }
}

/// HTML that the lessons' compiler made. The page's policy takes it from the one place that may give it: `web/trusted.ts`.
#[component]
fn Prose(learning: Learning, language: String, html: String) -> impl IntoView {
    let prose = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(prose) = prose.get() {
            learning.write(&prose, &html);
        }
    });
    view! { <div class="prose" lang=language node_ref=prose></div> }
}
