//! A lesson's task: the editor, and contracts that every flow must keep.

use super::{analysis, contracts, rules, steps};
use crate::state::{Awaited, State};
use crate::view::ladder::Ladder;
use crate::view::parts::{block, fixed, follows, line, list, never, spoken};
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
    let open = follows(move || match checked.get() {
        Awaited::Nothing | Awaited::Asked => {
            vec![line("summary", fixed(text!("contracts-proving")))]
        }
        Awaited::Not(problem) => vec![line("problem", fixed(problem))],
        Awaited::Is(checked) => {
            let all = checked.iter().enumerate();
            let all = all.map(|(number, one)| contracts::contract(state, number + 1, one));
            vec![list("findings", never(), all.collect())]
        }
    });
    let packet = follows(move || match solved.get() {
        true => Vec::new(),
        false => vec![
            line("summary", fixed(text!("contracts-packet"))),
            view! { <Ladder state /> }.into_any(),
        ],
    });
    let parts = vec![
        steps(state),
        rules::editor(state),
        spoken("notice what-if-notice", state.editing.notice.into()),
        open,
        packet,
    ];
    block("field", never(), parts)
}
