//! A packet on its way, rule by rule: forwards, back, with the keyboard or by pressing.

use super::predict::Prediction;
use crate::state::Shared;
use crate::state::learn::{CheckedSoFar, FlowWalk, Judgement, LearnAddress, Learning, packet_id};
use crate::view::components::{Button, Line, Status};
use crate::view::copy::CopyButton;
use crate::view::ladder::{Chip, StageCard, rule_row, stage_title};
use crate::view::ladder_rows::{LadderStep, RowState, RuleRow, StageResult, StageRows, stages};
use leptos::prelude::*;
use nsg::AppliedTo;
use text::text;

/// What is around a walk.
pub(super) struct Asks {
    pub(super) learning: Learning,
    /// Where it is, and at which step it begins.
    pub(super) place: LearnAddress,
    /// Whether the learner has said something already, or need not.
    pub(super) is_answered: bool,
    /// Hears what the learner says is worth; nothing from who gives up.
    pub(super) answered: Box<dyn Fn(Option<Judgement>)>,
    /// What stands right under the answer.
    pub(super) more: AnyView,
}

/// The card: the flow, the guess, the way.
#[component]
pub(super) fn Walk(walk: Shared<FlowWalk>, asks: Asks) -> impl IntoView {
    let Asks {
        learning,
        place,
        is_answered,
        answered,
        more,
    } = asks;
    let is_answered = RwSignal::new(is_answered);
    let step = RwSignal::new(place.step.min(walk.steps().len()));
    let at = place.clone();
    let here = Signal::derive(move || LearnAddress {
        step: step.get(),
        ..at.clone()
    });
    // The address follows who walks.
    Effect::new(move |before: Option<usize>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            learning.place.set(here.get_untracked());
        }
        now
    });
    let is_quiz = place.slug == LearnAddress::QUIZ;
    let teach = move || {
        learning.place.set(LearnAddress {
            teach: true,
            ..here.get_untracked()
        });
    };
    let is_page = learning.is_page();
    let title = walk.flow.to_string();
    // Two packets of a lesson can be the same flow.
    let name = text!("learn-packet", number = place.flow);
    view! {
        <section
            class="card walk"
            id=packet_id(place.flow)
            tabindex="-1"
            role=learning.role()
            aria-label=name
        >
            <Line class="flow-line" text=title />
            <Prediction walk=walk.clone() is_answered answered />
            {more}
            <div class="on-the-way" hidden=move || !is_answered.get()>
                <Controls walk=walk.clone() step />
                <StepSentence walk=walk.clone() step />
            </div>
            <Way walk step />
            <div class="actions">
                <Button label=text!("learn-projector") hidden=move || is_quiz on_press=teach />
                <CopyButton
                    label=text!("learn-copy-link")
                    text=move || here.get().link()
                    hidden=move || !is_page || is_quiz
                />
            </div>
        </section>
    }
}

/// The ways forwards and back.
#[component]
pub(super) fn Controls(walk: Shared<FlowWalk>, step: RwSignal<usize>) -> impl IntoView {
    let last = walk.steps().len();
    let go = move |to: usize| step.set(to.min(last));
    let at_end = Signal::derive(move || step.get() >= last);
    let keys = move |event: web_sys::KeyboardEvent| go_by_key(&event, step, last);
    let text = Signal::derive(move || match step.get() {
        0 => text!("learn-at-start").to_owned(),
        now if now == last => text!("learn-at-end", number = now),
        now => text!("learn-at-rule", number = now),
    });
    view! {
        <div class="steps" role="group" aria-label=text!("learn-walk") tabindex="0" on:keydown=keys>
            <button
                type="button"
                aria-label=text!("learn-back-title")
                disabled=move || step.get() == 0
                on:click=move |_| go(step.get_untracked().saturating_sub(1))
            >
                {text!("learn-back")}
            </button>
            <span class="step-number">{text}</span>
            <button
                type="button"
                aria-label=text!("learn-forth-title")
                disabled=at_end
                on:click=move |_| go(step.get_untracked() + 1)
            >
                {text!("learn-forth")}
            </button>
            <Button label=text!("learn-to-end") hidden=at_end on_press=move || go(last) />
        </div>
    }
}

/// Walks by the arrow keys, and by what a presenter in the hand sends.
pub(super) fn go_by_key(event: &web_sys::KeyboardEvent, step: RwSignal<usize>, last: usize) {
    let now = step.get_untracked();
    let to = match event.key().as_str() {
        "ArrowRight" | "PageDown" => now + 1,
        "ArrowLeft" | "PageUp" => now.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    step.set(to.min(last));
}

/// What the step looked at, and why it did or did not match; read out as one walks.
#[component]
pub(super) fn StepSentence(walk: Shared<FlowWalk>, step: RwSignal<usize>) -> impl IntoView {
    view! { <Status class="step-sentence" text=move || said(&walk, step.get()) /> }
}

fn said(walk: &FlowWalk, step: usize) -> String {
    let steps = walk.steps();
    let seen = step.checked_sub(1).and_then(|at| steps.get(at));
    let Some(seen) = seen else {
        return match steps.first() {
            Some(first) => text!(
                "learn-first-stage",
                stage = stage_title(&walk.scenario, first.applied_to)
            ),
            None => text!("learn-no-rule-asked", verdict = walk.verdict.summary),
        };
    };
    let CheckedSoFar {
        name,
        matched,
        reason,
        is_last,
        ..
    } = seen;
    let next = steps
        .get(step)
        .filter(|next| next.applied_to != seen.applied_to);
    let then = match (matched, is_last, next) {
        (Some(true), _, Some(next)) => text!(
            "learn-to-next-stage",
            stage = stage_title(&walk.scenario, next.applied_to)
        ),
        (Some(true), ..) | (_, true, None) => walk.verdict.summary.clone(),
        (None, ..) => text!("learn-not-known").to_owned(),
        (Some(false), ..) => text!("learn-next-rule").to_owned(),
    };
    let reason = match matched {
        Some(true) => text!("learn-agrees"),
        _ => reason.trim_end_matches('.'),
    };
    text!("learn-step", rule = name, reason, then)
}

/// The stages with every rule: nothing is folded away from who learns.
pub(super) fn all_stages(walk: &FlowWalk) -> Vec<StageRows> {
    let unfolded = [
        AppliedTo::Subnet,
        AppliedTo::NetworkInterface,
        AppliedTo::VirtualNetwork,
    ];
    stages(&walk.scenario, &walk.verdict, &walk.flow, &unfolded, &[])
}

/// The ladder as far as the packet has come.
#[component]
pub(super) fn Way(walk: Shared<FlowWalk>, step: RwSignal<usize>) -> impl IntoView {
    let cards = move || {
        let steps = walk.steps();
        let now = step.get();
        let seen = |applied_to, position| {
            let is_it =
                |seen: &CheckedSoFar| (seen.applied_to, seen.position) == (applied_to, position);
            steps.iter().position(is_it)
        };
        let stages = all_stages(&walk).into_iter().enumerate();
        let cards = stages.map(|(number, stage)| {
            let applied_to = stage.applied_to;
            let last = steps.iter().rposition(|seen| seen.applied_to == applied_to);
            let is_over =
                now > last.unwrap_or_else(|| steps.len().saturating_sub(1)) || steps.is_empty();
            let rows = stage.steps.into_iter().filter_map(|step| match step {
                LadderStep::Rule(row) => Some(row),
                LadderStep::Folded { .. } => None,
            });
            let rows = rows.map(|row| {
                let at = seen(applied_to, row.position);
                let is_seen = at.is_some_and(|at| at < now);
                let is_current = now > 0 && at == Some(now - 1);
                let row = match is_seen {
                    true => RuleRow {
                        marked: is_current,
                        ..row
                    },
                    false => unseen(row, is_over),
                };
                rule_row(&walk.scenario, applied_to, row)
            });
            let is_asked = || {
                let mut asked = steps.iter().take(now);
                last.is_some() && asked.any(|seen| seen.applied_to == applied_to)
            };
            let chip = match is_over {
                true => Chip::of(stage.result),
                false if is_asked() => Chip::asking(),
                false => Chip::waiting(),
            };
            let title = stage_title(&walk.scenario, applied_to);
            let rows: Vec<AnyView> = rows.collect();
            view! {
                <StageCard number=number + 1 title chip>
                    {rows}
                </StageCard>
            }
        });
        cards.collect_view()
    };
    view! { <div class="ladder">{move || cards()}</div> }
}

/// A rule that the packet has not come to.
fn unseen(row: RuleRow, is_over: bool) -> RuleRow {
    let state = match is_over {
        true => RowState::NotReached,
        false => RowState::Ahead,
    };
    RuleRow {
        state,
        matched: [None; 5],
        reason: String::new(),
        ..row
    }
}

impl Chip {
    /// What became of the flow in a stage.
    fn of(result: StageResult) -> Self {
        result.into()
    }
}
