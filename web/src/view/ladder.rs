//! The ladder: the stages in the flow's order, each a list of rules by priority, down to the match.

use super::ladder_rows::{
    FieldCell, LadderStep, RowState, RuleRow, StageResult, StageRows, stages,
};
use super::row_access::RowAccess;
use crate::state::{Outcome, State};
use leptos::prelude::*;
use nsg::{AppliedTo, Scenario};
use text::text;

#[component]
pub(super) fn Ladder(state: State) -> impl IntoView {
    let unfolded = RwSignal::new(Vec::<AppliedTo>::new());
    let shown = move || {
        state.outcome.with(|outcome| {
            let Outcome::Verdict(judged) = outcome else {
                return Vec::new();
            };
            let rows = state.scenario.with(|scenario| {
                stages(
                    scenario,
                    &judged.verdict,
                    judged.flow.direction,
                    &unfolded.get(),
                    &state.what_if.marked.get(),
                )
            });
            let numbered = rows.into_iter().enumerate();
            numbered
                .map(|(number, rows)| {
                    view! { <Stage state number=number + 1 rows unfolded /> }.into_any()
                })
                .collect()
        })
    };
    view! { <div class="ladder">{shown}</div> }
}

#[component]
fn Stage(
    state: State,
    number: usize,
    rows: StageRows,
    unfolded: RwSignal<Vec<AppliedTo>>,
) -> impl IntoView {
    let applied_to = rows.applied_to;
    let unfold = move |_| unfolded.update(|stages| stages.push(applied_to));
    let steps = rows.steps.into_iter().map(|step| match step {
        LadderStep::Rule(row) => rule_row(*row),
        LadderStep::Folded { rules, reached } => {
            let label = match reached {
                true => text!("ladder-rules-missed", rules),
                false => text!("ladder-rules-not-reached", rules),
            };
            view! {
                <li class="folded">
                    <button type="button" class="link" on:click=unfold>
                        {label}
                    </button>
                </li>
            }
            .into_any()
        }
    });
    let title = state
        .scenario
        .with(|scenario| stage_title(scenario, applied_to));
    let (chip, rows) = (Chip::from(rows.result), steps.collect());
    view! { <StageCard number title chip rows /> }
}

/// What is said of a stage beside its title: a class and a word.
pub(super) struct Chip(&'static str, &'static str);

impl Chip {
    /// The packet is being looked at there.
    pub(super) fn asking() -> Self {
        Self("waiting", text!("ladder-asking"))
    }

    /// The packet has not come there.
    pub(super) fn waiting() -> Self {
        Self("waiting", text!("ladder-waiting"))
    }
}

impl From<StageResult> for Chip {
    fn from(result: StageResult) -> Self {
        match result {
            StageResult::Passed => Self("allow", text!("ladder-passes")),
            StageResult::Denied => Self("deny", text!("ladder-denies")),
            StageResult::Open => Self("depends", text!("ladder-depends")),
            StageResult::NotReached => Self("waiting", text!("ladder-not-reached")),
        }
    }
}

/// A stage with its rules.
#[component]
pub(super) fn StageCard(
    number: usize,
    title: String,
    chip: Chip,
    rows: Vec<AnyView>,
) -> impl IntoView {
    let Chip(class, result) = chip;
    view! {
        <section class="card stage">
            <header>
                <span class="stage-number" aria-hidden="true">
                    {number}
                </span>
                <h3>{title}</h3>
                <span class=format!("chip {class}")>{result}</span>
            </header>
            <ol>{rows}</ol>
        </section>
    }
}

/// A rule as a row of a stage.
pub(super) fn rule_row(row: RuleRow) -> AnyView {
    rule(row).into_any()
}

fn rule(row: RuleRow) -> impl IntoView {
    let class = match row.state {
        RowState::Matched if row.access == RowAccess::Deny => "rule matched deny",
        RowState::Matched => "rule matched allow",
        RowState::Missed => "rule missed",
        RowState::Open => "rule open",
        RowState::NotReached => "rule not-reached",
        RowState::Ahead => "rule ahead",
    };
    let class = match row.marked {
        true => format!("{class} marked"),
        false => class.to_owned(),
    };
    let access_class = match row.access {
        RowAccess::Deny => "access deny",
        RowAccess::Unknown => "access depends",
        RowAccess::Allow | RowAccess::AlwaysAllow => "access allow",
    };
    let [protocol, source, source_port, destination, destination_port] = row.cells.map(cell);
    let reason = match row.state {
        RowState::Matched if row.access != RowAccess::Unknown => text!("ladder-matches").to_owned(),
        RowState::NotReached | RowState::Ahead => String::new(),
        RowState::Matched | RowState::Missed | RowState::Open => row.reason,
    };
    view! {
        <li class=class>
            <span class="priority">{row.priority}</span>
            <span class="name">
                {row.name}
                {row.is_default.then(|| view! { <small class="default">{text!("ladder-default")}</small> })}
            </span>
            <span class="conditions">
                // The space is for those who hear the row.
                <span class="protocol">{protocol}</span> " "
                {source} ":" {source_port} " → " {destination} ":" {destination_port}
            </span>
            <span class=access_class>{row.access.word()}</span>
            <span class="reason">{reason}</span>
        </li>
    }
}

fn cell(cell: FieldCell) -> impl IntoView {
    let class = match cell.matched {
        Some(true) => "hit",
        Some(false) => "miss",
        None => "unseen",
    };
    view! { <span class=class>{cell.text}</span> }
}

/// The stage with its group's name.
pub(super) fn stage_title(scenario: &Scenario, applied_to: AppliedTo) -> String {
    let stage = match applied_to {
        AppliedTo::VirtualNetwork => text!("ladder-admin-rules"),
        AppliedTo::Subnet => text!("place-subnet"),
        AppliedTo::NetworkInterface => text!("place-nic"),
    };
    let name = scenario
        .group(applied_to)
        .and_then(|group| group.display_name());
    name.map_or_else(
        || stage.to_owned(),
        |name| format!("{stage} {}", text::plain(name)),
    )
}
