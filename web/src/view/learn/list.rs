//! The list of lessons, with what is done.

use crate::state::Awaited;
use crate::state::learn::{LearnAddress, Learning, LessonEntry};
use crate::view::components::{Button, Line};
use leptos::prelude::*;
use text::text;

/// The list, how much of it is done, and the way to questions about one's own groups.
pub(super) fn list(learning: Learning) -> AnyView {
    view! {
        <Line class="summary" text=move || done(learning) />
        <div class="field" hidden=move || !learning.is_in_english_instead()>
            <p class="summary">{text!("learn-language")}</p>
        </div>
        <div class="field" hidden=move || learning.progress.with(|progress| !progress.is_newer)>
            <p class="notice">{text!("learn-kept-newer")}</p>
        </div>
        {move || match learning.index.get() {
            Awaited::Nothing | Awaited::Asked => {
                view! { <p class="summary">{text!("learn-loading")}</p> }.into_any()
            }
            Awaited::Not(problem) => {
                view! {
                    <Line class="problem" text=problem />
                    <Button label=text!("learn-again") on_press=move || learning.load_index() />
                }
                    .into_any()
            }
            Awaited::Is(index) => {
                let entries = index.iter().map(|entry| one(learning, entry));
                view! { <ol class="lesson-list">{entries.collect_view()}</ol> }.into_any()
            }
        }}
        <div class="actions">
            <Button
                label=text!("learn-quiz")
                on_press=move || {
                    learning
                        .place
                        .set(LearnAddress {
                            slug: LearnAddress::QUIZ.to_owned(),
                            ..LearnAddress::default()
                        });
                }
            />
            <Button
                class="link"
                label=text!("learn-forget")
                hidden=move || learning.progress.with(|progress| progress.is_empty())
                on_press=move || {
                    learning.progress.update(|progress| progress.wipe());
                }
            />
        </div>
    }
    .into_any()
}

/// How many are done.
fn done(learning: Learning) -> String {
    learning.index.with(|index| {
        let Awaited::Is(index) = index else {
            return String::new();
        };
        let done = learning.progress.with(|progress| {
            let done = |entry: &&LessonEntry| progress.is_done(&entry.slug);
            index.iter().filter(done).count()
        });
        text!("learn-done", done, all = index.len())
    })
}

fn one(learning: Learning, entry: &LessonEntry) -> AnyView {
    let slug = StoredValue::new(entry.slug.clone());
    let is_open = move || {
        learning
            .place
            .with(|place| slug.with_value(|slug| place.slug == *slug))
    };
    let current = Signal::derive(move || if is_open() { "page" } else { "false" }.to_owned());
    let is_left = Signal::derive(move || {
        let is_done = |slug: &String| learning.progress.with(|progress| progress.is_done(slug));
        !slug.with_value(is_done)
    });
    view! {
        <li>
            <button
                type="button"
                class="link"
                aria-current=current
                on:click=move |_| {
                    learning.open(&slug.get_value());
                    learning.focus_title();
                }
            >
                <span lang=entry.language.clone()>{entry.title.clone()}</span>
                <span class="done" hidden=is_left>
                    " ✓"
                    <span class="unseen-word">{text!("learn-is-done")}</span>
                </span>
            </button>
        </li>
    }
    .into_any()
}
