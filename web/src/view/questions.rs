//! Missing facts as questions with a place to answer them, and the answers that were given.

use super::components::Evidence;
use super::slot::{SLOT, filled};
use super::wording::capital;
use crate::state::{Outcome, State};
use leptos::prelude::*;
use nsg::facts::End;
use nsg::{Decision, Fact, MissingFact, Question};
use text::text;

#[component]
pub(super) fn Questions(state: State) -> impl IntoView {
    let missing = move || {
        state.outcome.with(|outcome| match outcome {
            Outcome::Verdict(judged) => judged.verdict.depends_on.clone(),
            _ => Vec::new(),
        })
    };
    let questions = move || {
        let missing = missing().into_iter();
        missing.map(|fact| question(state, fact)).collect_view()
    };
    let answered = move || {
        let answers = state.answers.get();
        let given = answers.iter().map(|(fact, yes)| (fact.clone(), yes));
        given
            .map(|(fact, yes)| answer(state, fact, yes))
            .collect_view()
    };
    view! {
        <ul class="questions" hidden=move || missing().is_empty()>
            {questions}
        </ul>
        <div class="answered" hidden=move || state.answers.with(|answers| answers.iter().next().is_none())>
            <p>{text!("questions-answered")}</p>
            <ul>{answered}</ul>
        </div>
    }
}

fn question(state: State, fact: MissingFact) -> impl IntoView {
    let text = capital(&fact.question);
    let buttons = match fact.about {
        Question::Fact(about) => {
            let no = about.clone();
            let give = move |fact: Fact, yes| state.answers.update(|given| given.insert(fact, yes));
            view! {
                <button type="button" on:click=move |_| give(about.clone(), true)>
                    {filled(&text!("question-yes", outcome = SLOT), outcome(fact.if_yes))}
                </button>
                <button type="button" on:click=move |_| give(no.clone(), false)>
                    {filled(&text!("question-no", outcome = SLOT), outcome(fact.if_no))}
                </button>
            }
            .into_any()
        }
        Question::Port { end, ranges } => {
            let (field, name) = match end {
                End::Local => (state.flow.local_port, "local-port"),
                End::Remote => (state.flow.remote_port, "remote-port"),
            };
            let example = ranges
                .first()
                .map(|range| range.first().to_string())
                .unwrap_or_default();
            let label = text!("question-port", port = example, outcome = SLOT);
            view! {
                <button type="button" on:click=move |_| field.set(example.clone())>
                    {filled(&label, outcome(fact.if_yes))}
                </button>
                <button type="button" on:click=move |_| state.host.focus(name)>
                    {text!("question-type-port")}
                </button>
                <span class="else">
                    {filled(&text!("question-other-port", outcome = SLOT), outcome(fact.if_no))}
                </span>
            }
            .into_any()
        }
    };
    view! {
        <li>
            <p>{text} " " <Evidence state entry=fact.entry /></p>
            <div class="choices">{buttons}</div>
        </li>
    }
}

fn answer(state: State, fact: Fact, yes: bool) -> impl IntoView {
    let text = capital(&fact.question());
    let said = match yes {
        true => text!("question-answer-yes"),
        false => text!("question-answer-no"),
    };
    let label = text!("question-take-back-answer", question = text, answer = said);
    view! {
        <li>
            <span>{text} " " <strong>{said}</strong></span>
            <button
                type="button"
                class="link"
                aria-label=label
                on:click=move |_| state.answers.update(|given| given.remove(&fact))
            >
                {text!("question-take-back")}
            </button>
        </li>
    }
}

fn outcome(decision: Decision) -> AnyView {
    let class = match decision {
        Decision::Allow => "allow",
        Decision::Deny => "deny",
        Decision::Depends => "depends",
    };
    view! { <strong class=class>{decision.word()}</strong> }.into_any()
}
