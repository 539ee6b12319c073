//! The lessons: a list, a lesson with packets to walk and rules to change, questions about one's own groups, and one packet
//! alone for a projector. Loaded when someone goes there.

mod group;
mod lesson;
mod list;
mod predict;
mod projector;
mod quiz;
mod task;
mod walk;

use super::slot::{SLOT, filled};
use super::what_if::WhatIfPart;
use crate::state::Awaited;
use crate::state::State;
use crate::state::learn::{LearnAddress, Learning};
use crate::state::part::PagePart;
use crate::view::components::Line;
use leptos::prelude::*;
use std::sync::OnceLock;
use text::text;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The part of the page with the lessons.
pub(super) type LearnPart = PagePart<Learn>;

/// What the rest of the page calls of it.
#[derive(Clone, Copy)]
pub(super) struct Learn {
    /// All of it.
    pub(super) learn: fn(State, WhatIfPart) -> AnyView,
}

/// The part, not loaded yet.
pub(super) fn part() -> LearnPart {
    static KEPT: OnceLock<Learn> = OnceLock::new();
    PagePart::new(&KEPT, || Box::pin(load()))
}

// What is reached from here alone is loaded with it, and not with the page.
#[wasm_split(learn, fallible)]
fn load() -> Result<Learn, SplitLoaderError> {
    Ok(Learn { learn })
}

/// The list beside what is open; or one packet alone.
fn learn(state: State, what_if: WhatIfPart) -> AnyView {
    let learning = Learning::new(state.host);
    let teaches = Memo::new(move |_| learning.place.with(|place| place.teach));
    let slug = Memo::new(move |_| learning.place.with(|place| place.slug.clone()));
    view! {
        {move || match teaches.get() {
            true => projector::projector(learning),
            false => view! {
                <div class="lessons" role=learning.role().unwrap_or("navigation") aria-label=text!("learn-lessons")>
                    {list::list(learning)}
                </div>
                {move || match slug.get().as_str() {
                    "" => ().into_any(),
                    LearnAddress::QUIZ => view! { <quiz::Quiz state learning what_if /> }.into_any(),
                    _ => view! { <OpenLesson learning what_if /> }.into_any(),
                }}
            }
            .into_any(),
        }}
    }
    .into_any()
}

/// The lesson that is open, once it is there.
#[component]
fn OpenLesson(learning: Learning, what_if: WhatIfPart) -> impl IntoView {
    view! {
        <article class="lesson">
            {move || match learning.lesson.get() {
                Awaited::Nothing | Awaited::Asked => {
                    view! { <p class="summary">{text!("learn-loading")}</p> }.into_any()
                }
                Awaited::Not(problem) => view! { <Line class="problem" text=problem /> }.into_any(),
                Awaited::Is(lesson) => view! { <lesson::LessonView learning what_if lesson /> }.into_any(),
            }}
        </article>
    }
}

/// The ways to the lessons before and after.
fn neighbours(learning: Learning) -> AnyView {
    let to = move |at: usize| {
        let entry = move || learning.neighbours().into_iter().nth(at).flatten();
        let said = move || {
            let entry = entry()?;
            let message = match at {
                0 => text!("learn-before", title = SLOT),
                _ => text!("learn-next", title = SLOT),
            };
            let title = view! { <span lang=entry.language>{entry.title}</span> }.into_any();
            Some(filled(&message, title))
        };
        let go = move |_| {
            if let Some(entry) = untrack(entry) {
                learning.open(&entry.slug);
                learning.focus_title();
            }
        };
        view! {
            <button type="button" hidden=move || entry().is_none() on:click=go>
                // A button drops the blanks between its parts.
                <span>{move || said()}</span>
            </button>
        }
        .into_any()
    };
    view! { <div class="actions">{to(0)} {to(1)}</div> }.into_any()
}
