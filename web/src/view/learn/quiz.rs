//! Questions about one's own groups, where intuition fails. The same for the same groups and the same number.

use super::walk::{Asks, walk};
use crate::state::learn::{FlowWalk, Judgement, LearnAddress, Learning};
use crate::state::{Awaited, Questions, Room, Shared, State};
use crate::view::copy::copy_button;
use crate::view::parts::{block, button, fixed, follows, line, never, spoken};
use crate::view::what_if::WhatIfPart;
use crate::view::{when, words};
use leptos::prelude::*;
use nsg_analysis::QuizQuestion;
use text::text;

/// Where one stands in the questions.
#[derive(Clone, Copy)]
struct Round {
    state: State,
    learning: Learning,
    /// Which question, from 0.
    at: RwSignal<usize>,
    /// Whether each answer so far was right.
    right: RwSignal<Vec<bool>>,
}

/// The questions, one at a time, and how many were answered rightly.
pub(super) fn quiz(state: State, learning: Learning, what_if: WhatIfPart) -> AnyView {
    let seed = Memo::new(move |_| learning.place.with(|place| place.flow.max(1)));
    let round = Round {
        state,
        learning,
        at: RwSignal::new(0),
        right: RwSignal::new(Vec::new()),
    };
    what_if.want(LearnAddress::QUIZ, |_| ());
    let questions = what_if.drawn(
        move |part| round.questions((part.questions)(state, seed.into())),
        Vec::new,
    );
    let others = move || {
        learning.place.set(LearnAddress {
            flow: seed.get_untracked() + 1,
            ..here()
        });
        learning.focus_title();
    };
    let is_page = learning.is_page();
    let link = words(move || {
        let flow = seed.get();
        LearnAddress { flow, ..here() }.link()
    });
    let link = copy_button(text!("quiz-copy-link"), link, when(move || !is_page));
    let actions = vec![
        button("", fixed(text!("quiz-others")), never(), others),
        link,
    ];
    view! {
        <article class="lesson quiz">
            <header class="lesson-head">
                <h2 id="lesson-title" class="title" tabindex="-1">{text!("learn-quiz")}</h2>
                <p class="summary">
                    {text!("quiz-about")}
                </p>
            </header>
            {what_if.progress(LearnAddress::QUIZ)}
            {questions}
            {block("actions", never(), actions)}
        </article>
    }
    .into_any()
}

fn here() -> LearnAddress {
    LearnAddress {
        slug: LearnAddress::QUIZ.to_owned(),
        ..LearnAddress::default()
    }
}

impl Round {
    fn questions(self, questions: Questions) -> AnyView {
        let Self { at, right, .. } = self;
        Effect::new(move |_| {
            questions.track();
            at.set(0);
            right.set(Vec::new());
        });
        let shown = follows(move || match questions.get() {
            Awaited::Nothing => self.nothing(),
            Awaited::Asked => vec![line("summary", fixed(text!("quiz-looking")))],
            Awaited::Not(problem) => vec![line("problem", fixed(problem))],
            Awaited::Is(questions) if questions.is_empty() => {
                vec![line("summary", fixed(text!("quiz-too-plain")))]
            }
            Awaited::Is(questions) => vec![self.asked(questions)],
        });
        let score = words(move || {
            let all = right.with(Vec::len);
            let well = right.with(|right| right.iter().filter(|it| **it).count());
            match all {
                0 => String::new(),
                _ => text!("quiz-score", right = well, all),
            }
        });
        let parts = vec![shown, spoken("summary", score)];
        view! { {parts} }.into_any()
    }

    /// What to do where there are no groups.
    fn nothing(self) -> Vec<AnyView> {
        let host = self.state.host;
        let away = when(move || !host.views.has_rules());
        let go = button(
            "primary",
            fixed(text!("quiz-to-my-rules")),
            away,
            move || {
                host.go(Room::Check);
            },
        );
        vec![
            line("summary", fixed(text!("quiz-no-groups"))),
            block("actions", never(), vec![go]),
        ]
    }

    fn asked(self, questions: Shared<Vec<QuizQuestion>>) -> AnyView {
        follows(move || {
            let number = self.at.get();
            match questions.get(number) {
                Some(question) => self.one(question, (number, questions.len())),
                None => vec![line("summary", fixed(text!("quiz-over")))],
            }
        })
    }

    /// One question: a flow to judge, the answer with its explanation, and the way that it took.
    fn one(self, question: &QuizQuestion, (number, all): (usize, usize)) -> Vec<AnyView> {
        let Self {
            state,
            learning,
            at,
            right,
        } = self;
        let scenario = state
            .scenario
            .with_untracked(|scenario| nsg::Scenario::clone(scenario));
        let is_told = RwSignal::new(false);
        let why = question.why.clone();
        let told = words(move || match is_told.get() {
            true => why.clone(),
            false => String::new(),
        });
        let is_last = number + 1 == all;
        let label = match is_last {
            true => text!("quiz-finish"),
            false => text!("quiz-next"),
        };
        let unanswered = when(move || !is_told.get());
        let next = button("primary", fixed(label), unanswered, move || {
            at.set(number + 1);
            learning.focus_title();
        });
        let asks = Asks {
            learning,
            place: LearnAddress {
                step: 0,
                ..learning.place.get_untracked()
            },
            is_answered: false,
            answered: Box::new(move |judgement| {
                is_told.set(true);
                right.update(|all| all.push(judgement == Some(Judgement::Right)));
            }),
            more: vec![
                spoken("notice", told),
                block("actions", never(), vec![next]),
            ],
        };
        vec![
            line(
                "summary",
                fixed(text!("quiz-number", number = number + 1, all)),
            ),
            walk(Shared::new(FlowWalk::new(scenario, question.flow)), asks),
        ]
    }
}
