//! The list of lessons, with what is done.

use crate::state::Awaited;
use crate::state::learn::{LearnAddress, Learning, LessonEntry};
use crate::view::parts::{block, button, fixed, follows, line, never};
use crate::view::{when, words};
use leptos::prelude::*;
use text::text;

/// The list, how much of it is done, and the way to questions about one's own groups.
pub(super) fn list(learning: Learning) -> AnyView {
    let entries = follows(move || match learning.index.get() {
        Awaited::Nothing | Awaited::Asked => vec![line("summary", fixed(text!("learn-loading")))],
        Awaited::Not(problem) => vec![
            line("problem", fixed(problem)),
            button("", fixed(text!("learn-again")), never(), move || {
                learning.load_index()
            }),
        ],
        Awaited::Is(index) => {
            let entries = index.iter().map(|entry| one(learning, entry));
            vec![view! { <ol class="lesson-list">{entries.collect_view()}</ol> }.into_any()]
        }
    });
    let quiz = button("", fixed(text!("learn-quiz")), never(), move || {
        learning.place.set(LearnAddress {
            slug: LearnAddress::QUIZ.to_owned(),
            ..LearnAddress::default()
        });
    });
    let nothing = when(move || learning.progress.with(|progress| progress.is_empty()));
    let wipe = button("link", fixed(text!("learn-forget")), nothing, move || {
        learning.progress.update(|progress| progress.wipe());
    });
    let is_ours = when(move || learning.progress.with(|progress| !progress.is_newer));
    let parts = vec![
        line("summary", words(move || done(learning))),
        block(
            "field",
            when(move || !learning.is_in_english_instead()),
            vec![line("summary", fixed(text!("learn-language")))],
        ),
        block(
            "field",
            is_ours,
            vec![line("notice", fixed(text!("learn-kept-newer")))],
        ),
        entries,
        block("actions", never(), vec![quiz, wipe]),
    ];
    view! { {parts} }.into_any()
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
    let current = words(move || if is_open() { "page" } else { "false" }.to_owned());
    let is_left = when(move || {
        let is_done = |slug: &String| learning.progress.with(|progress| progress.is_done(slug));
        !slug.with_value(is_done)
    });
    let done = view! {
        <span class="done" hidden=is_left>
            " ✓"
            <span class="unseen-word">{text!("learn-is-done")}</span>
        </span>
    };
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
                {done}
            </button>
        </li>
    }
    .into_any()
}
