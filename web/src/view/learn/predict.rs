//! The learner's guess, before the answer is shown.

use super::walk::all_stages;
use crate::state::Shared;
use crate::state::learn::{Guess, Judgement, Walk};
use crate::view::ladder::stage_title;
use crate::view::ladder_rows::Step;
use crate::view::parts::{block, button, fixed, never, spoken};
use crate::view::{when, words};
use leptos::prelude::*;
use nsg::{AppliedTo, Decision};

/// Value and text of each rule that may decide.
fn rules(walk: &Walk) -> Vec<(String, String)> {
    let mut rules = vec![
        (String::new(), "Choose a rule…".to_owned()),
        ("none".to_owned(), "No rule".to_owned()),
    ];
    for stage in all_stages(walk) {
        let title = stage_title(&walk.scenario, stage.applied_to);
        for step in stage.steps {
            if let Step::Rule(row) = step {
                let value = value(stage.applied_to, row.position);
                rules.push((value, format!("{title}: {} {}", row.priority, row.name)));
            }
        }
    }
    rules
}

fn value(applied_to: AppliedTo, position: usize) -> String {
    let stage = match applied_to {
        AppliedTo::VirtualNetwork => "admin",
        AppliedTo::Subnet => "subnet",
        AppliedTo::NetworkInterface => "nic",
    };
    format!("{stage}/{position}")
}

/// The questions, and what the answer is worth. `answered` is told the judgement, or nothing by who gave up.
pub(super) fn predict(
    walk: Shared<Walk>,
    is_answered: RwSignal<bool>,
    answered: Box<dyn Fn(Option<Judgement>)>,
) -> AnyView {
    let access = RwSignal::new(None::<Decision>);
    let rule = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let answered = StoredValue::new_local(answered);
    let choice = move |decision: Decision, help: &'static str| {
        let pressed = words(move || (access.get() == Some(decision)).to_string());
        view! {
            <button
                type="button"
                aria-pressed=pressed
                title=help
                on:click=move |_| access.set(Some(decision))
            >
                {decision.as_str()}
            </button>
        }
        .into_any()
    };
    let options = rules(&walk).into_iter().map(|(value, text)| {
        view! { <option value=value>{text}</option> }
    });
    let depends = when(move || access.get() == Some(Decision::Depends));
    let known = walk.clone();
    let check = move || {
        let named = rule.get_untracked();
        let all = known.steps_and_rest();
        let guess = Guess {
            access: access.get_untracked(),
            rule: all
                .into_iter()
                .find(|(applied_to, position)| value(*applied_to, *position) == named),
        };
        let judgement = guess.judged(&known);
        said.set(verdict(judgement, &known));
        is_answered.set(true);
        answered.with_value(|answered| answered(Some(judgement)));
    };
    let incomplete = when(move || {
        let needs_rule = access.get() != Some(Decision::Depends) && rule.with(String::is_empty);
        access.get().is_none() || needs_rule
    });
    let show = move || {
        is_answered.set(true);
        answered.with_value(|answered| answered(None));
    };
    let questions = vec![
        view! {
            <fieldset class="choice">
                <legend>"What becomes of it?"</legend>
                {choice(Decision::Allow, "It is let through")}
                {choice(Decision::Deny, "It is dropped")}
                {choice(Decision::Depends, "It hangs on something that is not known")}
            </fieldset>
        }
        .into_any(),
        view! {
            <label class="field" hidden=depends>
                <span>"Which rule says so?"</span>
                <select on:change=move |event| rule.set(event_target_value(&event))>
                    {options.collect_view()}
                </select>
            </label>
        }
        .into_any(),
        block(
            "actions",
            never(),
            vec![
                view! {
                    <button
                        type="button"
                        class="primary"
                        disabled=incomplete
                        on:click=move |_| check()
                    >
                        "Check"
                    </button>
                }
                .into_any(),
                button("link", fixed("Just show me"), never(), show),
            ],
        ),
    ];
    let hidden = is_answered.into();
    let parts = vec![
        block("questions-of-lesson", hidden, questions),
        spoken("feedback", said.into()),
    ];
    view! { {parts} }.into_any()
}

/// What the guess is worth, in words.
fn verdict(judgement: Judgement, walk: &Walk) -> String {
    let summary = &walk.verdict.summary;
    match judgement {
        Judgement::Right => format!("Right. {summary}"),
        Judgement::OtherRule => {
            format!(
                "{} is right, by another rule. {summary}",
                walk.verdict.access
            )
        }
        Judgement::Wrong => format!("Not so. {summary} Walk it, and see where it turns."),
    }
}
