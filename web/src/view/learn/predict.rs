//! The learner's guess, before the answer is shown.

use super::walk::all_stages;
use crate::state::Shared;
use crate::state::learn::{FlowWalk, Guess, Judgement};
use crate::view::components::{Button, Status};
use crate::view::ladder::stage_title;
use crate::view::ladder_rows::{LadderStep, face};
use leptos::prelude::*;
use nsg::{AppliedTo, Decision};
use text::text;

/// Value and text of each rule that may decide.
fn rules(walk: &FlowWalk) -> Vec<(String, String)> {
    let mut rules = vec![
        (String::new(), text!("learn-choose-rule").to_owned()),
        ("none".to_owned(), text!("learn-no-rule").to_owned()),
    ];
    for stage in all_stages(walk) {
        let title = stage_title(&walk.scenario, stage.applied_to);
        for step in stage.steps {
            if let LadderStep::Rule(row) = step
                && let Some(face) = face(&walk.scenario, stage.applied_to, row.position)
            {
                let value = value(stage.applied_to, row.position);
                let rule = format!("{} {}", face.priority, face.name);
                rules.push((value, text!("learn-rule-of", stage = title, rule)));
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

/// The questions, and what the answer is worth.
#[component]
pub(super) fn Prediction(
    walk: Shared<FlowWalk>,
    is_answered: RwSignal<bool>,
    /// Is told the judgement, or nothing by who gave up.
    answered: Box<dyn Fn(Option<Judgement>)>,
) -> impl IntoView {
    let access = RwSignal::new(None::<Decision>);
    let rule = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let answered = StoredValue::new_local(answered);
    let choice = move |decision: Decision, help: &'static str| {
        let pressed = Signal::derive(move || (access.get() == Some(decision)).to_string());
        view! {
            <button
                type="button"
                aria-pressed=pressed
                title=help
                on:click=move |_| access.set(Some(decision))
            >
                {decision.word()}
            </button>
        }
        .into_any()
    };
    let options = rules(&walk).into_iter().map(|(value, text)| {
        view! { <option value=value>{text}</option> }
    });
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
    let incomplete = Signal::derive(move || {
        let needs_rule = access.get() != Some(Decision::Depends) && rule.with(String::is_empty);
        access.get().is_none() || needs_rule
    });
    let show = move || {
        is_answered.set(true);
        answered.with_value(|answered| answered(None));
    };
    view! {
        <div class="questions-of-lesson" hidden=is_answered>
            <fieldset class="choice">
                <legend>{text!("learn-what-becomes")}</legend>
                {choice(Decision::Allow, text!("learn-let-through"))}
                {choice(Decision::Deny, text!("learn-dropped"))}
                {choice(Decision::Depends, text!("learn-hangs"))}
            </fieldset>
            <label class="field" hidden=move || access.get() == Some(Decision::Depends)>
                <span>{text!("learn-which-rule")}</span>
                <select on:change=move |event| {
                    rule.set(event_target_value(&event))
                }>{options.collect_view()}</select>
            </label>
            <div class="actions">
                <button type="button" class="primary" disabled=incomplete on:click=move |_| check()>
                    {text!("learn-check")}
                </button>
                <Button class="link" label=text!("learn-just-show") on_press=show />
            </div>
        </div>
        <Status class="feedback" text=said />
    }
}

/// What the guess is worth, in words.
fn verdict(judgement: Judgement, walk: &FlowWalk) -> String {
    let verdict = &walk.verdict.summary;
    match judgement {
        Judgement::Right => text!("learn-right", verdict),
        Judgement::OtherRule => {
            let access = walk.verdict.access.word();
            text!("learn-other-rule", access, verdict)
        }
        Judgement::Wrong => text!("learn-wrong", verdict),
    }
}
