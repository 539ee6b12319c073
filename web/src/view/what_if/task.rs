//! A lesson's task: the editor, and contracts that every flow must keep.

use super::{analysis, contracts, rules, steps};
use crate::state::{Awaited, State};
use crate::view::components::{Line, Status};
use crate::view::ladder::Ladder;
use leptos::prelude::*;
use nsg_analysis::contracts::{Checked, ContractOutcome};
use text::text;

/// Rules to change. What is still wrong is shown with a packet, whose ladder stands below.
pub(super) fn task(state: State, solved: RwSignal<bool>) -> AnyView {
    let analysis = analysis(state);
    let checked = analysis.contracts.checked;
    Effect::new(move |_| {
        if let Awaited::Is(checked) = checked.get() {
            let holds = |one: &Checked| one.outcome == ContractOutcome::Holds;
            solved.set(checked.iter().all(holds));
            let broken = checked.iter().find(|one| !holds(one));
            if let Some(witness) = broken.and_then(Checked::witness) {
                state.flow.put(&witness);
            }
        }
    });
    view! {
        <div class="field">
            {steps(state)} {rules::editor(state)}
            <Status class="notice what-if-notice" text=state.editing.notice />
            {move || match checked.get() {
                Awaited::Nothing | Awaited::Asked => {
                    view! { <p class="summary">{text!("contracts-proving")}</p> }.into_any()
                }
                Awaited::Not(problem) => view! { <Line class="problem" text=problem /> }.into_any(),
                Awaited::Is(checked) => {
                    let all = checked.iter().enumerate();
                    let all = all.map(|(number, one)| contracts::contract(state, number + 1, one));
                    view! { <ul class="findings">{all.collect_view()}</ul> }.into_any()
                }
            }}
            {move || match solved.get() {
                true => ().into_any(),
                false => {
                    view! {
                        <p class="summary">{text!("contracts-packet")}</p>
                        <Ladder state />
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}
