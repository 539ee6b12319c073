//! Two answers side by side, and why they may differ.

use super::rule_by_rule::{AskRuleByRule, To};
use crate::state::State;
use crate::state::live::Confirmed;
use crate::view::components::{Button, Line, Status};
use crate::view::wording::sentence;
use azure::confirm::{AnswersCompared, Cause, LiveAccess, adopt};
use leptos::prelude::*;
use nsg::{Decision, Question};
use std::rc::Rc;
use text::text;

/// Both answers, and what follows.
#[component]
pub(super) fn Compared(state: State, confirmed: Rc<Confirmed>) -> impl IntoView {
    let current = is_current(state);
    let outdated = Signal::derive(move || match !current.get() {
        true => text!("live-outdated").to_owned(),
        false => String::new(),
    });
    let confirmation = &confirmed.confirmation;
    let (word, class) = outcome(confirmation.outcome);
    let causes: Vec<_> = confirmation.causes.iter().map(cause).collect();
    let said = match confirmed.seconds {
        0 => word.to_owned(),
        seconds => text!("live-outcome-after", outcome = word, seconds),
    };
    let about = Rc::clone(&confirmed.about);
    view! {
        <div class="comparison">
            <Line class="notice" text=outdated />
            <Status class text=said />
            <div class="sides">{ours(&confirmed)} {theirs(&confirmed)}</div>
            <ol class="causes">{causes}</ol>
            <Adoption state confirmed=Rc::clone(&confirmed) />
            <AskRuleByRule
                state
                to=To::TheAnswer
                offers=current
                what=Box::new(move || Rc::clone(&about))
            />
        </div>
    }
}

/// Whether what is on the page is still what was asked about.
fn is_current(state: State) -> Signal<bool> {
    let confirmed = state.live.confirming.confirmed;
    Signal::derive(move || {
        confirmed.with(|it| it.as_ref().is_some_and(|it| it.about.is_current(state)))
    })
}

/// The comparison in a word, with its class.
pub(super) fn outcome(outcome: AnswersCompared) -> (&'static str, &'static str) {
    match outcome {
        AnswersCompared::Agree => (text!("live-agrees"), "outcome allow"),
        AnswersCompared::SameAccess => (text!("live-same-access"), "outcome depends"),
        AnswersCompared::Differ => (text!("live-differs"), "outcome deny"),
        AnswersCompared::NotComparable => (text!("live-not-comparable"), "outcome waiting"),
    }
}

/// An answer: who gives it, what it is, and by which rule of which group.
#[component]
fn Side(
    title: &'static str,
    class: &'static str,
    access: &'static str,
    #[prop(into)] rule: String,
    group: String,
) -> impl IntoView {
    view! {
        <div class=class>
            <span class="quiet">{title}</span>
            <strong>{access}</strong>
            <span>{rule}</span>
            <small>{group}</small>
        </div>
    }
}

fn ours(confirmed: &Confirmed) -> AnyView {
    let verdict = &confirmed.about.judged.verdict;
    let class = match verdict.access {
        Decision::Allow => "side allow",
        Decision::Deny => "side deny",
        Decision::Depends => "side depends",
    };
    let rule = verdict.rule_name.as_deref().unwrap_or_default();
    let stages = verdict.evaluated_network_security_groups.iter().rev();
    let mut stages = stages.filter(|stage| stage.matched_rule.is_some());
    let group = stages
        .next()
        .and_then(|stage| stage.network_security_group_id.as_deref());
    view! {
        <Side
            title=text!("live-side-offline")
            class
            access=verdict.access.word()
            rule
            group=group_of(group)
        />
    }
    .into_any()
}

fn theirs(confirmed: &Confirmed) -> AnyView {
    let Some(live) = &confirmed.confirmation.live else {
        let said = confirmed.not_filtered.clone().unwrap_or_default();
        return view! {
            <Side
                title="Azure"
                class="side waiting"
                access=text!("live-not-filtered")
                rule=""
                group=said
            />
        }
        .into_any();
    };
    let class = match live.access {
        LiveAccess::Allow => "side allow",
        LiveAccess::Deny => "side deny",
        LiveAccess::Unknown => "side waiting",
    };
    let rule = live
        .rule_name
        .as_deref()
        .unwrap_or(text!("live-no-rule-named"));
    let id = live.rule_id.as_deref().unwrap_or_default();
    let group = match id.split_once("/securityRules/") {
        Some((group, _)) => group_of(Some(group)),
        None if live.rule_name.is_some() => text!("live-no-group-named").to_owned(),
        None => String::new(),
    };
    view! { <Side title="Azure" class access=live.access.word() rule group /> }.into_any()
}

fn group_of(id: Option<&str>) -> String {
    let name = id.and_then(|id| id.rsplit('/').next());
    name.map(|group| text!("live-of-group", group))
        .unwrap_or_default()
}

fn cause(cause: &Cause) -> AnyView {
    let help = cause.help.as_deref().unwrap_or_default();
    view! { <li><Line text=sentence(&cause.message) /> <small>{sentence(help)}</small></li> }
        .into_any()
}

/// Azure's answer settles a question of ours: take it over.
#[component]
fn Adoption(state: State, confirmed: Rc<Confirmed>) -> impl IntoView {
    if confirmed.about.basis.rules_edited() {
        // It was an answer about other rules.
        return None;
    }
    let live = confirmed.confirmation.live.as_ref()?;
    let (fact, yes) = adopt(&confirmed.about.judged.verdict, live)
        .into_iter()
        .next()?;
    let Question::Fact(about) = fact.about.clone() else {
        return None;
    };
    let said = text!(
        "live-settles",
        answer = if yes { "yes" } else { "no" },
        question = fact.question
    );
    let take = move || {
        state
            .answers
            .update(|given| given.insert(about.clone(), yes));
    };
    Some(view! {
        <div class="notice">
            <Line text=said />
            <Button label=text!("live-take-over") on_press=take />
        </div>
    })
}
