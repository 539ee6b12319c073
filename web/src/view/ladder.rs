//! The ladder: the stages in the flow's order, each a list of rules by priority, down to the match.

use super::ladder_rows::{
    LadderStep, RowState, RuleFace, RuleRow, StageResult, StageRows, face, stages,
};
use super::row_access::RowAccess;
use crate::state::{Outcome, Shared, State};
use leptos::prelude::*;
use nsg::{AppliedTo, Scenario};
use text::text;

/// The stages of the verdict, as they are now.
type LadderStages = Memo<Shared<Vec<StageRows>>>;

/// The ladder of the page's flow.
///
/// A key changes a few texts of it. So a row stays as long as its rule is shown, and each of its texts follows by itself, what the
/// rule says only the rules: to draw forty rows anew was 490 changes of the page for a key, and is 60.
#[component]
pub(super) fn Ladder(state: State) -> impl IntoView {
    let unfolded = RwSignal::new(Vec::<AppliedTo>::new());
    let stages: LadderStages = Memo::new(move |_| {
        Shared::new(state.outcome.with(|outcome| {
            let Outcome::Verdict(judged) = outcome else {
                return Vec::new();
            };
            state.scenario.with(|scenario| {
                stages(
                    scenario,
                    &judged.verdict,
                    &judged.flow,
                    &unfolded.get(),
                    &state.what_if.marked.get(),
                )
            })
        }))
    });
    let places = move || {
        let stages = stages.get();
        let places = stages.iter().map(|stage| stage.applied_to);
        places.enumerate().collect::<Vec<_>>()
    };
    view! {
        <div class="ladder">
            <For each=places key=|place| *place let((number, applied_to))>
                <LadderStage state number=number + 1 applied_to stages unfolded />
            </For>
        </div>
    }
}

/// What tells a step of a stage from the others: a rule by its position, a fold by its number among the folds.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum StepKey {
    Rule(usize),
    Folded(usize),
}

/// A stage of the ladder, with its steps.
#[component]
fn LadderStage(
    state: State,
    number: usize,
    applied_to: AppliedTo,
    stages: LadderStages,
    /// The stages of which every rule is shown.
    unfolded: RwSignal<Vec<AppliedTo>>,
) -> impl IntoView {
    let title = Signal::derive(move || {
        let scenario = state.scenario.get();
        stage_title(&scenario, applied_to)
    });
    let chip = Signal::derive(move || {
        let stages = stages.get();
        let stage = stages.iter().find(|stage| stage.applied_to == applied_to);
        stage.map_or_else(Chip::waiting, |stage| stage.result.into())
    });
    let keys = move || {
        let stages = stages.get();
        let steps = stages.iter().filter(|stage| stage.applied_to == applied_to);
        let mut folds = 0;
        let key = |step: &LadderStep| match step {
            LadderStep::Rule(row) => StepKey::Rule(row.position),
            LadderStep::Folded { .. } => {
                folds += 1;
                StepKey::Folded(folds)
            }
        };
        steps
            .flat_map(|stage| &stage.steps)
            .map(key)
            .collect::<Vec<_>>()
    };
    let step = move |key: StepKey| match key {
        StepKey::Rule(position) => {
            let row = Memo::new(move |_| rule_of(&stages.get(), applied_to, position));
            let face = Memo::new(move |_| {
                let scenario = state.scenario;
                scenario.with(|scenario| face(scenario, applied_to, position))
            });
            let recorded = Signal::derive(move || {
                let recorded = |face: &RuleFace| state.recorded_use(applied_to, &face.name);
                face.with(|face| face.as_ref().map(recorded).unwrap_or_default())
            });
            view! { <LadderRule face row recorded /> }.into_any()
        }
        StepKey::Folded(number) => {
            let label = Signal::derive(move || fold_of(&stages.get(), applied_to, number));
            let unfold = move |_| unfolded.update(|stages| stages.push(applied_to));
            view! {
                <li class="folded">
                    <button type="button" class="link" on:click=unfold>
                        {label}
                    </button>
                </li>
            }
            .into_any()
        }
    };
    view! {
        <StageCard number title chip>
            <For each=keys key=|key| *key children=step />
        </StageCard>
    }
}

/// The row of a rule; none once it is folded away.
fn rule_of(stages: &[StageRows], applied_to: AppliedTo, position: usize) -> Option<RuleRow> {
    let steps = stages.iter().filter(|stage| stage.applied_to == applied_to);
    steps
        .flat_map(|stage| &stage.steps)
        .find_map(|step| match step {
            LadderStep::Rule(row) if row.position == position => Some(row.clone()),
            _ => None,
        })
}

/// What a fold of a stage says.
fn fold_of(stages: &[StageRows], applied_to: AppliedTo, number: usize) -> String {
    let steps = stages.iter().filter(|stage| stage.applied_to == applied_to);
    let mut folds = steps
        .flat_map(|stage| &stage.steps)
        .filter_map(|step| match step {
            LadderStep::Folded { rules, reached } => Some((*rules, *reached)),
            LadderStep::Rule(_) => None,
        });
    match folds.nth(number.saturating_sub(1)) {
        None => String::new(),
        Some((rules, true)) => text!("ladder-rules-missed", rules),
        Some((rules, false)) => text!("ladder-rules-not-reached", rules),
    }
}

/// What is said of a stage beside its title: a class and a word.
#[derive(Clone, Copy)]
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
    #[prop(into)] title: Signal<String>,
    #[prop(into)] chip: Signal<Chip>,
    /// The rules.
    children: Children,
) -> impl IntoView {
    let chip_class = Signal::derive(move || format!("chip {}", chip.get().0));
    let result = Signal::derive(move || chip.get().1.to_owned());
    view! {
        <section class="card stage">
            <header>
                <span class="stage-number" aria-hidden="true">
                    {number}
                </span>
                <h3>{title}</h3>
                <span class=chip_class>{result}</span>
            </header>
            <ol>{children()}</ol>
        </section>
    }
}

/// A rule of a scenario as a row of a stage.
pub(super) fn rule_row(scenario: &Scenario, applied_to: AppliedTo, row: RuleRow) -> AnyView {
    let face = Signal::stored(face(scenario, applied_to, row.position));
    view! { <LadderRule face row=Signal::stored(Some(row)) recorded=String::new() /> }.into_any()
}

/// A rule as a row of a stage, each part of which follows by itself.
#[component]
fn LadderRule(
    /// The rule; none for the moment in which its row goes.
    #[prop(into)]
    face: Signal<Option<RuleFace>>,
    /// How it did; likewise.
    #[prop(into)]
    row: Signal<Option<RuleRow>>,
    /// What it decided in recorded traffic; empty where nobody looked at any.
    #[prop(into)]
    recorded: Signal<String>,
) -> impl IntoView {
    let told = move |read: fn(&RuleFace) -> String| {
        Signal::derive(move || face.with(|face| face.as_ref().map(read).unwrap_or_default()))
    };
    let access = Memo::new(move |_| face.with(|face| face.as_ref().map(|face| face.access)));
    let class = Signal::derive(move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| row_class(row, access.get()))
                .unwrap_or_default()
        })
    });
    let reason = Signal::derive(move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| reason(row, access.get()))
                .unwrap_or_default()
        })
    });
    let cell = |index: usize| {
        let class = Signal::derive(move || row.with(|row| cell_class(row.as_ref(), index)));
        let text = Signal::derive(move || {
            let cells = |face: &RuleFace| face.cells.get(index).cloned();
            face.with(|face| face.as_ref().and_then(cells).unwrap_or_default())
        });
        view! { <span class=class>{text}</span> }
    };
    let is_default =
        Memo::new(move |_| face.with(|face| face.as_ref().is_some_and(|face| face.is_default)));
    view! {
        <li class=class>
            <span class="priority">{told(|face| face.priority.clone())}</span>
            <span class="name">
                {told(|face| face.name.clone())}
                <Show when=move || is_default.get()>
                    <small class="default">{text!("ladder-default")}</small>
                </Show>
                <small class="recorded" hidden=move || recorded.with(String::is_empty)>{recorded}</small>
            </span>
            <span class="conditions">
                // The space is for those who hear the row.
                <span class="protocol">{cell(0)}</span> " "
                {cell(1)} ":" {cell(2)} " → " {cell(3)} ":" {cell(4)}
            </span>
            <span class=told(access_class)>{told(|face| face.access.word().to_owned())}</span>
            <span class="reason">{reason}</span>
        </li>
    }
}

fn row_class(row: &RuleRow, access: Option<RowAccess>) -> String {
    let class = match row.state {
        RowState::Matched if access == Some(RowAccess::Deny) => "rule matched deny",
        RowState::Matched => "rule matched allow",
        RowState::Missed => "rule missed",
        RowState::Open => "rule open",
        RowState::NotReached => "rule not-reached",
        RowState::Ahead => "rule ahead",
    };
    match row.marked {
        true => format!("{class} marked"),
        false => class.to_owned(),
    }
}

fn access_class(face: &RuleFace) -> String {
    let class = match face.access {
        RowAccess::Deny => "access deny",
        RowAccess::Unknown => "access depends",
        RowAccess::Allow | RowAccess::AlwaysAllow => "access allow",
    };
    class.to_owned()
}

fn reason(row: &RuleRow, access: Option<RowAccess>) -> String {
    match row.state {
        RowState::Matched if access != Some(RowAccess::Unknown) => {
            text!("ladder-matches").to_owned()
        }
        RowState::NotReached | RowState::Ahead => String::new(),
        RowState::Matched | RowState::Missed | RowState::Open => row.reason.clone(),
    }
}

fn cell_class(row: Option<&RuleRow>, index: usize) -> &'static str {
    match row.and_then(|row| row.matched.get(index).copied().flatten()) {
        Some(true) => "hit",
        Some(false) => "miss",
        None => "unseen",
    }
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
