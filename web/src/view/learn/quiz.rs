//! Questions about one's own groups, where intuition fails. The same for the same groups and the same number.

use super::walk::{Asks, Walk};
use crate::state::learn::{FlowWalk, Judgement, LearnAddress, Learning};
use crate::state::{Awaited, Questions, Room, Shared, State};
use crate::view::components::{Button, Line, Status};
use crate::view::copy::CopyButton;
use crate::view::what_if::WhatIfPart;
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
#[component]
pub(super) fn Quiz(state: State, learning: Learning, what_if: WhatIfPart) -> impl IntoView {
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
    let link = Signal::derive(move || {
        let flow = seed.get();
        LearnAddress { flow, ..here() }.link()
    });
    view! {
        <article class="lesson quiz">
            <header class="lesson-head">
                <h2 id="lesson-title" class="title" tabindex="-1">{text!("learn-quiz")}</h2>
                <p class="summary">{text!("quiz-about")}</p>
            </header>
            {what_if.progress(LearnAddress::QUIZ)}
            {questions}
            <div class="actions">
                <Button label=text!("quiz-others") on_press=others />
                <CopyButton label=text!("quiz-copy-link") text=link hidden=move || !is_page />
            </div>
        </article>
    }
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
        let score = Signal::derive(move || {
            let all = right.with(Vec::len);
            let well = right.with(|right| right.iter().filter(|it| **it).count());
            match all {
                0 => String::new(),
                _ => text!("quiz-score", right = well, all),
            }
        });
        view! {
            {move || match questions.get() {
                Awaited::Nothing => self.nothing(),
                Awaited::Asked => view! { <p class="summary">{text!("quiz-looking")}</p> }.into_any(),
                Awaited::Not(problem) => view! { <Line class="problem" text=problem /> }.into_any(),
                Awaited::Is(questions) if questions.is_empty() => {
                    view! { <p class="summary">{text!("quiz-too-plain")}</p> }.into_any()
                }
                Awaited::Is(questions) => self.asked(questions),
            }}
            <Status class="summary" text=score />
        }
        .into_any()
    }

    /// What to do where there are no groups.
    fn nothing(self) -> AnyView {
        let host = self.state.host;
        view! {
            <p class="summary">{text!("quiz-no-groups")}</p>
            <div class="actions">
                <Button
                    class="primary"
                    label=text!("quiz-to-my-rules")
                    hidden=move || !host.views.has_rules()
                    on_press=move || host.go(Room::Check)
                />
            </div>
        }
        .into_any()
    }

    fn asked(self, questions: Shared<Vec<QuizQuestion>>) -> AnyView {
        view! {
            {move || {
                let number = self.at.get();
                match questions.get(number) {
                    Some(question) => self.one(question, (number, questions.len())),
                    None => view! { <p class="summary">{text!("quiz-over")}</p> }.into_any(),
                }
            }}
        }
        .into_any()
    }

    /// One question: a flow to judge, the answer with its explanation, and the way that it took.
    fn one(self, question: &QuizQuestion, (number, all): (usize, usize)) -> AnyView {
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
        let told = Signal::derive(move || match is_told.get() {
            true => why.clone(),
            false => String::new(),
        });
        let is_last = number + 1 == all;
        let label = match is_last {
            true => text!("quiz-finish"),
            false => text!("quiz-next"),
        };
        let next = move || {
            at.set(number + 1);
            learning.focus_title();
        };
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
            more: view! {
                <Status class="notice" text=told />
                <div class="actions">
                    <Button class="primary" label hidden=move || !is_told.get() on_press=next />
                </div>
            }
            .into_any(),
        };
        let walk = FlowWalk::new(scenario, question.flow);
        view! {
            <p class="summary">{text!("quiz-number", number = number + 1, all)}</p>
            <Walk walk=Shared::new(walk) asks />
        }
        .into_any()
    }
}
