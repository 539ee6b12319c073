//! The inputs that change seldom, as they are kept: everything but the flow.
//!
//! Documents are long, and a key in the flow changes nothing in them: they are copied and searched for tokens when they
//! change themselves.

use super::group_input::GroupInput;
use super::network_form::NetworkForm;
use super::saved::Saved;
use super::shared::Shared;
use leptos::prelude::*;

/// The inputs but the flow.
#[derive(Debug)]
pub(super) struct KeptInputs {
    /// Without any token that strayed into one.
    pub(super) saved: Saved,
    /// Whether there was one.
    pub(super) held_token: bool,
}

/// Follows the inputs but the flow.
pub(super) fn kept_inputs(
    [subnet, interface]: [GroupInput; 2],
    network: NetworkForm,
    contracts: RwSignal<String>,
) -> Memo<Shared<KeptInputs>> {
    Memo::new(move |_| {
        let mut saved = Saved {
            subnet: subnet.saved(),
            interface: interface.saved(),
            contracts: contracts.get(),
            ..Saved::default()
        };
        network.save(&mut saved);
        let held_token = saved.leave_tokens_out();
        Shared::new(KeptInputs { saved, held_token })
    })
}
