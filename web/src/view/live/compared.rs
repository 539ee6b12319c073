//! Two answers side by side, and why they may differ.

use super::diagnostic::Rules;
use super::progress::Progress;
use crate::state::State;
use crate::state::live::Confirmed;
use crate::view::{when, words};
use azure::confirm::{Cause, LiveAccess, Outcome, adopt};
use leptos::prelude::*;
use nsg::{Decision, Question};
use std::rc::Rc;

/// Both answers.
pub(super) fn compared(state: State, confirmed: Rc<Confirmed>) -> AnyView {
    let current = {
        let confirmed = Rc::clone(&confirmed);
        let is_current = StoredValue::new_local(confirmed);
        when(move || {
            is_current.with_value(|confirmed| state.live.confirming.is_current(state, confirmed))
        })
    };
    let confirmation = &confirmed.confirmation;
    let (word, class) = outcome(confirmation.outcome);
    let causes: Vec<_> = confirmation.causes.iter().map(cause).collect();
    let list = if causes.len() > 1 {
        "causes"
    } else {
        "causes single"
    };
    let differs =
        confirmation.outcome == Outcome::Differ || confirmation.outcome == Outcome::SameAccess;
    view! {
        <div class=words(move || {
            if current.get() { "comparison".to_owned() } else { "comparison stale".to_owned() }
        })>
            <p class="notice" hidden=current>
                "Something was changed since: this is about the flow and the rules as they were."
            </p>
            <p class=format!("outcome {class}") role="status">
                {word} <span class="quiet">{format!(" after {} s", confirmed.seconds)}</span>
            </p>
            <div class="sides">{ours(&confirmed)} {theirs(&confirmed)}</div>
            <ol class=list>{causes}</ol>
            {adoption(state, &confirmed)}
            <RuleByRule state offered=differs />
        </div>
    }
    .into_any()
}

/// The comparison in a word, with its colour.
pub(super) fn outcome(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Agree => ("Azure agrees", "allow"),
        Outcome::SameAccess => ("Same access, another rule", "depends"),
        Outcome::Differ => ("Azure differs", "deny"),
        Outcome::NotComparable => ("Not comparable", "waiting"),
    }
}

fn side(
    title: &'static str,
    class: &'static str,
    access: String,
    rule: String,
    more: String,
) -> AnyView {
    view! {
        <div class=format!("side {class}")>
            <span class="quiet">{title}</span>
            <strong>{access}</strong>
            <span>{rule}</span>
            <small>{more}</small>
        </div>
    }
    .into_any()
}

fn ours(confirmed: &Confirmed) -> AnyView {
    let verdict = &confirmed.judged.verdict;
    let class = match verdict.access {
        Decision::Allow => "allow",
        Decision::Deny => "deny",
        Decision::Depends => "depends",
    };
    let rule = verdict.rule_name.clone().unwrap_or_default();
    let stages = verdict.evaluated_network_security_groups.iter().rev();
    let mut stages = stages.filter(|stage| stage.matched_rule.is_some());
    let group = stages
        .next()
        .and_then(|stage| stage.network_security_group_id.clone());
    side(
        "Offline",
        class,
        verdict.access.to_string(),
        rule,
        group_of(group.as_deref()),
    )
}

fn theirs(confirmed: &Confirmed) -> AnyView {
    let Some(live) = &confirmed.confirmation.live else {
        let said = confirmed.not_filtered.clone().unwrap_or_default();
        return side(
            "Azure",
            "waiting",
            "Not filtered".to_owned(),
            String::new(),
            said,
        );
    };
    let class = match live.access {
        LiveAccess::Allow => "allow",
        LiveAccess::Deny => "deny",
        LiveAccess::Unknown => "waiting",
    };
    let rule = live
        .rule_name
        .clone()
        .unwrap_or_else(|| "no rule named".to_owned());
    let id = live.rule_id.as_deref().filter(|id| !id.is_empty());
    let group = id.and_then(|id| id.split("/securityRules/").next());
    let group = match group {
        Some(group) => group_of(Some(group)),
        None => "Azure does not say whose default rule it is".to_owned(),
    };
    side("Azure", class, live.access.as_str().to_owned(), rule, group)
}

fn group_of(id: Option<&str>) -> String {
    let name = id.and_then(|id| id.rsplit('/').next());
    name.map(|name| format!("of {name}")).unwrap_or_default()
}

fn cause(cause: &Cause) -> AnyView {
    view! {
        <li>
            <p>{cause.message.clone()}</p>
            <small>{cause.help.clone().unwrap_or_default()}</small>
        </li>
    }
    .into_any()
}

/// Azure's answer settles a question of ours: take it over.
fn adoption(state: State, confirmed: &Confirmed) -> Option<AnyView> {
    let live = confirmed.confirmation.live.as_ref()?;
    let (fact, yes) = adopt(&confirmed.judged.verdict, live).into_iter().next()?;
    let Question::Fact(about) = fact.about.clone() else {
        return None;
    };
    let said = if yes { "yes" } else { "no" };
    let text = format!(
        "Azure's answer settles the question \u{201c}{}\u{201d}: {said}.",
        fact.question
    );
    let adopt = move |_| {
        state
            .answers
            .update(|given| given.insert(about.clone(), yes))
    };
    Some(
        view! {
            <div class="notice">
                <p>{text}</p>
                <button type="button" on:click=adopt>
                    "Take over this answer"
                </button>
            </div>
        }
        .into_any(),
    )
}

/// Azure's comparison rule by rule, beside ours.
#[component]
fn RuleByRule(state: State, offered: bool) -> impl IntoView {
    let confirming = state.live.confirming;
    let label = if offered {
        "Compare rule by rule (NSG diagnostics)"
    } else {
        "See every rule as Azure compared it"
    };
    let hidden = move || {
        confirming.diagnosing.running.get()
            || confirming.rules.with(Option::is_some)
            || state.live.connecting.connection.with(Option::is_none)
    };
    view! {
        <button type="button" hidden=when(hidden) on:click=move |_| confirming.diagnose(state)>
            {label}
        </button>
        <Progress task=confirming.diagnosing />
        <Rules rules=confirming.rules />
    }
}
